import { readdirSync, readFileSync } from "node:fs";
import { planDocs } from "./plan-docs.js";

const folder = new URL("./scenarios/", import.meta.url);

/** Every plan that the repository shows with worked examples: the documented pieces, the scenarios and the benchmark's. */
export const planTexts: readonly string[] = [
  ...planDocs().plans,
  ...readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => readFileSync(new URL(name, folder), "utf8")),
  readFileSync(new URL("./bench/engine/plan.yaml", import.meta.url), "utf8"),
];
