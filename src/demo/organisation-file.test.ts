import { expect, test } from "vitest";
import { readOrganisationFile } from "./organisation-file.js";
import { organisationRecords } from "./organisation-records.js";

const file = {
  today: "2026-11-18",
  people: [
    { name: "Lena Ortiz", role: "manager", team: "Harbor" },
    { name: "Robin Vale", role: "rep", manager: "Lena Ortiz", team: "Harbor", payout_2026_10: 1234.56 },
    { name: "Kai Brandt", role: "rep", manager: "Lena Ortiz", team: "Harbor", status: "deactivated 2026-10-09" },
    { name: "Guest", role: "none" },
  ],
  deals: [
    { name: "Bluefin Marine", owner: "Robin Vale" },
    { name: "Cobalt Mining", owner: "Robin Vale" },
    { name: "Greenleaf", owner: "Robin Vale", status: "cancelled, clawback -100.50" },
    { name: "Harborview", owner: "Robin Vale", stage: "proposal" },
  ],
};
const recordsOf = (kind: string): readonly Record<string, unknown>[] =>
  organisationRecords(readOrganisationFile(JSON.stringify(file), "company.json")).flatMap((batch) =>
    batch.kind === kind ? (batch.records as unknown as Record<string, unknown>[]) : [],
  );

test("people without a role are left out, and those who left have a last day", () => {
  expect(recordsOf("people").map(({ name, leftOn }) => [name, leftOn])).toEqual([
    ["Lena Ortiz", null],
    ["Robin Vale", null],
    ["Kai Brandt", "2026-10-09"],
  ]);
});

test("the won deals of the month with a stated payout come to that payout, what was clawed back included", () => {
  const october = recordsOf("deals").filter(({ closedOn }) => String(closedOn).startsWith("2026-10"));
  expect(october.map(({ name }) => name)).toEqual(["Bluefin Marine", "Cobalt Mining"]);
  const cents = october.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
  // 10% of bookings, less 100.50 taken back, is 1,234.56.
  expect(cents).toBe((123_456 + 10_050) * 10);
  expect(recordsOf("ledger")).toMatchObject([{ kind: "clawback", amount: "-100.50", postedOn: "2026-10-20" }]);
});

test.each([
  [{ ...file, today: "18.11.2026" }, "company.json: today: expected a day such as 2026-11-18"],
  [{ ...file, people: [{ name: "A", role: "boss" }] }, "company.json: people.0.role"],
  [{ ...file, deals: [{ name: "D", owner: "Nobody" }] }, 'deals.0.owner is "Nobody", who is not among the people'],
])("a fault names the field: %#", (given, message) => {
  expect(() => readOrganisationFile(JSON.stringify(given), "company.json")).toThrow(message);
});

test("what is not JSON is said to be none", () => {
  expect(() => readOrganisationFile("{", "company.json")).toThrow("company.json is not JSON");
});
