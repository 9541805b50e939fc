import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { whyFiles } from "../plan-why.js";

const folder = mkdtempSync(join(tmpdir(), "pacer-why-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const planFile = (version: number, rate: string) =>
  file(
    `plan-${version}.yaml`,
    `{ name: AE, version: "${version}", currency: USD, quota_period: quarter, measures: { bookings: amount }, components: { commission: { type: flat_rate, measure: bookings, rate: ${rate} } } }`,
  );
const plan = planFile(1, "10%");
const monday = file(
  "monday.yaml",
  "period: 2026-Q1\npeople: [{ key: maya, name: Maya }]\ndeals: [{ key: A, name: Acme, owner: maya, amount: 1000, closed_on: 2026-02-01 }]\n",
);
const friday = file(
  "friday.yaml",
  "period: 2026-Q1\npeople: [{ key: maya, name: Maya }, { key: leo, name: Leo }]\ndeals: [{ key: A, name: Acme, owner: maya, amount: 1500, closed_on: 2026-02-01 }]\nledger: [{ key: L, payee: maya, kind: clawback, amount: -20, reason: refund }]\n",
);

test("prints the causes under the two figures, and who cannot be compared", () => {
  expect(whyFiles({ plan, facts: monday, factsAfter: friday }).text).toBe(`Maya, 2026-Q1: payable $100.00 → $130.00
  +$50.00  Amount of Acme changed ($1,000.00 → $1,500.00)
  -$20.00  New: clawback (-$20.00, refund, posted 2026-03-31)
  +$30.00  in all

Leo is only in ${friday}, so there is nothing to compare.`);
  expect(whyFiles({ plan, facts: monday }).text).toContain("Nothing changed it.");
});

test("gives programs exact strings that sum", () => {
  const { text } = whyFiles({ plan, planAfter: planFile(2, "12.5%"), facts: monday, payee: "maya", json: true });
  const [change] = JSON.parse(text).changes;
  expect(change).toMatchObject({
    payee: { key: "maya" },
    before: { payable: "100.00", plan: { version: "1" } },
    after: { payable: "125.00", plan: { version: "2" } },
    difference: "25.00",
    causes: [{ kind: "plan", detail: "AE 1 → AE 2", amount: "25.00" }],
  });
});

test("says which file cannot be read, and who is missing", () => {
  expect(whyFiles({ plan, facts: join(folder, "absent.yaml") }).text).toContain("absent.yaml: there is no such file");
  expect(whyFiles({ plan, facts: monday, factsAfter: friday, payee: "leo" })).toMatchObject({
    ok: false,
    text: expect.stringContaining('"leo" is not among the people (maya)'),
  });
});
