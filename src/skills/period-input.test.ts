import { expect, test } from "vitest";
import { resolvePeriod } from "./period-input.js";

const TODAY = "2026-11-23";

test.each([
  ["today", "2026-11-23", "2026-11-24"],
  ["yesterday", "2026-11-22", "2026-11-23"],
  ["this_week", "2026-11-23", "2026-11-30"],
  ["last_week", "2026-11-16", "2026-11-23"],
  ["this_month", "2026-11-01", "2026-12-01"],
  ["last_month", "2026-10-01", "2026-11-01"],
  ["this_quarter", "2026-10-01", "2027-01-01"],
  ["last_quarter", "2026-07-01", "2026-10-01"],
  ["next_quarter", "2027-01-01", "2027-04-01"],
  ["this_year", "2026-01-01", "2027-01-01"],
  ["last_year", "2025-01-01", "2026-01-01"],
  ["first_half", "2026-01-01", "2026-07-01"],
  ["Q3", "2026-07-01", "2026-10-01"],
  ["2025-Q3", "2025-07-01", "2025-10-01"],
  ["Q3_last_year", "2025-07-01", "2025-10-01"],
  ["october", "2026-10-01", "2026-11-01"],
  ["december", "2026-12-01", "2027-01-01"],
  ["october_last_year", "2025-10-01", "2025-11-01"],
  ["2025-10", "2025-10-01", "2025-11-01"],
  ["2025", "2025-01-01", "2026-01-01"],
  ["2025-H1", "2025-01-01", "2025-07-01"],
  ["last_3_months", "2026-09-01", "2026-12-01"],
  ["last_2_quarters", "2026-07-01", "2027-01-01"],
  ["last_10_days", "2026-11-14", "2026-11-24"],
  ["since_april", "2026-04-01", "2026-11-24"],
  ["since_december", "2025-12-01", "2026-11-24"],
  ["since_2026-11-10", "2026-11-10", "2026-11-24"],
  ["2026-11-12", "2026-11-12", "2026-11-13"],
  ["2026-03-01..2026-05-31", "2026-03-01", "2026-06-01"],
  ["march..may", "2026-03-01", "2026-06-01"],
  ["november..february_2025", "2024-11-01", "2025-03-01"],
])("%s is %s up to %s", (token, start, end) => {
  expect(resolvePeriod(token, TODAY, 1)).toMatchObject({ start, end });
});

test.each([
  ["this_quarter", "2026-11-01", "2027-02-01", "2027-Q4"],
  ["Q1", "2026-02-01", "2026-05-01", "2027-Q1"],
  ["this_year", "2026-02-01", "2027-02-01", "2027"],
  ["october", "2026-10-01", "2026-11-01", "2026-10"],
])("with a fiscal year from February %s is %s up to %s", (token, start, end, key) => {
  expect(resolvePeriod(token, TODAY, 2)).toMatchObject({ start, end, key });
});

test.each([
  "",
  "soon",
  "Q5",
  "last_0_months",
  "since_next_year",
  "2026-02-30",
  "2026-05-31..2026-03-01",
  "x..y",
  "smarch_last_year",
])("%j names no period", (token) => {
  expect(resolvePeriod(token, TODAY, 1)).toBeNull();
});
