import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runExamples } from "../../src/plans/examples.js";
import { readPlan } from "../../src/plans/plan-file.js";

/** Whole plans with the figures a plan administrator worked out by hand: one YAML file each, nothing to add here. */
const folder = new URL("./", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

describe.each(files)("%s", (name) => {
  test.each(runExamples(readPlan(readFileSync(new URL(name, folder), "utf8"))))("$name", (result) => {
    expect(result).toEqual({ name: result.name, ok: true });
  });
});
