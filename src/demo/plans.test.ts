import { expect, test } from "vitest";
import { runExamples } from "../plans/examples.js";
import { readPlan } from "../plans/plan-file.js";
import { demoCalendar } from "./demo-calendar.js";
import { planAssignmentRecords, planRecords } from "./plans.js";
import { company, roster } from "./roster.js";

const calendar = demoCalendar(new Date("2027-02-03T12:00:00Z"), company.timeZone);

test.each(planRecords(calendar))("$key $version reads, bears its year, and its examples come out", (record) => {
  const plan = readPlan(record.document);
  expect(plan).toMatchObject({ name: expect.stringContaining(record.version.slice(0, 4)), version: record.version });
  expect(plan.effective?.from).toBe(record.validFrom);
  expect(plan.examples.length).toBeGreaterThan(1);
  expect(runExamples(plan).filter(({ ok }) => !ok)).toEqual([]);
});

test("everybody who sells or leads is on one version a year, without a gap", () => {
  const assignments = planAssignmentRecords(calendar);
  for (const { key } of roster.filter(({ role }) => role !== "admin")) {
    const own = assignments.filter(({ personKey }) => personKey === key);
    expect(own.at(-1)?.validTo).toBeNull();
    for (const [index, { validTo }] of own.slice(0, -1).entries()) expect(own[index + 1]?.validFrom).toBe(validTo);
  }
});
