import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readMapping } from "./mapping.js";
import { recordFields, recordKinds } from "./record-fields.js";

const guide = readFileSync("docs/import.md", "utf8");

test("the guide's mapping can be read", () => {
  const yaml = /```yaml\n(.*?)```/s.exec(guide)?.[1] ?? "";
  expect(readMapping(yaml, "crm.yaml").files.map(({ file }) => file)).toEqual([
    "staff.csv",
    "opportunities-*.csv",
    "orders.psv",
    "quotas.csv",
  ]);
});

test.each(recordKinds)("the guide names every field of %s, the required ones in bold", (kind) => {
  const row = new RegExp(`^\\| ${kind} \\| (.*) \\|$`, "m").exec(guide)?.[1] ?? "";
  const { fields, required } = recordFields[kind];
  for (const field of Object.keys(fields)) expect(row).toMatch(new RegExp(`\\b${field}\\b`));
  for (const field of required) expect(row).toContain(`**${field}**`);
});
