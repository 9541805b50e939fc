import { createRoot } from "react-dom/client";
import { App } from "./app.js";
import "./styles.css";
import "slack-blocks-to-jsx/dist/style.css";
import "./slack.css";
import "./teams.css";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App base={root.dataset.base ?? ""} />);
