import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runPlanFiles } from "../plan-run.js";
import { verifyFiles } from "../verify-receipts.js";

const folder = mkdtempSync(join(tmpdir(), "pacer-verify-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const plan = file(
  "plan.yaml",
  'name: AE\nversion: "1"\ncurrency: USD\nquota_period: quarter\nmeasures: { bookings: amount }\ncomponents: { c: { type: flat_rate, measure: bookings, rate: 10% } }\n',
);
const facts = file(
  "facts.yaml",
  "period: 2026-Q1\npeople: [{ key: maya, name: Maya }, { key: leo }]\ndeals: [{ owner: maya, amount: 1000.05 }]\n",
);
const receipt = join(folder, "maya.json");

test("a receipt that plan run wrote is verified, and a changed one is not", () => {
  expect(runPlanFiles({ plan, facts, payee: "maya", receipt }).ok).toBe(true);
  expect(verifyFiles([receipt])).toEqual({
    text: `${receipt}: verified. Maya, AE 1, 2026-Q1: payable $100.01, to the cent.`,
    exitCode: 0,
  });
  const changed = file("changed.json", readFileSync(receipt, "utf8").replace('"minor": 100005', '"minor": 200005'));
  expect(verifyFiles([receipt, changed])).toMatchObject({
    text: expect.stringContaining(`${changed}: changed after it was written: facts.credits.`),
    exitCode: 1,
  });
});

test("a receipt under two plan versions is of what plan run shows, whichever comes first", () => {
  const dated = (name: string, from: string, rate: string) =>
    file(
      name,
      readFileSync(plan, "utf8")
        .replace("10%", rate)
        .replace('version: "1"', `version: "${name}"\neffective: { from: ${from} }`),
    );
  const later = dated("later", "2026-02-15", "20%");
  const earlier = dated("earlier", "2026-01-01", "10%");
  const deals = file(
    "deals.yaml",
    "period: 2026-Q1\nkey: maya\nname: Maya\ndeals: [{ amount: 1000, closed_on: 2026-02-14 }, { amount: 1000, closed_on: 2026-02-15 }]\n",
  );
  for (const both of [
    [later, earlier],
    [earlier, later],
  ] as const) {
    const { text } = runPlanFiles({ plan: both, facts: deals, receipt });
    expect(text).toContain("$300.00");
    expect(verifyFiles([receipt])).toEqual({
      text: `${receipt}: verified. Maya, AE later, 2026-Q1: payable $300.00, to the cent.`,
      exitCode: 0,
    });
  }
});

test("what is no receipt, or not there, cannot be verified", () => {
  expect(verifyFiles([plan])).toMatchObject({ text: expect.stringContaining("cannot be verified"), exitCode: 2 });
  expect(verifyFiles([join(folder, "absent.json")])).toMatchObject({ exitCode: 2 });
});

test("a receipt is of one statement", () => {
  const all = join(folder, "all.json");
  const { ok, text } = runPlanFiles({ plan, facts, receipt: all });
  expect([ok, existsSync(all)]).toEqual([false, false]);
  expect(text).toContain("say which of maya, leo");
});
