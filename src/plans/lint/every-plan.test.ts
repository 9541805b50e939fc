import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { planDocs } from "../../../test/plan-docs.js";
import { readPlan } from "../plan-file.js";
import { readYaml } from "../yaml.js";
import { lintPlan } from "./index.js";

const folder = new URL("../../../test/scenarios/", import.meta.url);
const scenarios = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => ({ name, body: readFileSync(new URL(name, folder), "utf8") }));
const documented = planDocs().plans.map((body) => ({ name: body.split("\n").slice(-6).join("\n"), body }));

/** A cap that an example of the plan shows to take pay away at quota: meant, and truly below 100%. */
const TRUE_ERRORS = ["cap_below_target"];

test.each([...scenarios, ...documented])("lints read the plan and find no false error: $name", ({ body }) => {
  const read = readYaml(body);
  if (!read.ok) throw new Error("not YAML");
  const errors = lintPlan(readPlan(body), read.document).filter(
    ({ lint, severity }) => severity === "error" && !TRUE_ERRORS.includes(lint),
  );
  expect(errors).toEqual([]);
});
