import { createRoot } from "react-dom/client";
import { App } from "./app.js";
import "slack-blocks-to-jsx/dist/style.css";
import "./theme.css";
import "./side.css";
import "./chat.css";
import "./slack.css";
import "./teams.css";
import "./window.css";
import "./inspector.css";
import "./narrow.css";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App base={root.dataset.base ?? ""} />);
