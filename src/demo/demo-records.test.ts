import { expect, test } from "vitest";
import { daysBetween } from "../core/calendar.js";
import { periodOf } from "../core/period.js";
import type { RecordBatch, RecordKind, Records } from "../store/records.js";
import { demoCalendar } from "./demo-calendar.js";
import { demoRecords } from "./demo-records.js";
import { demoPeople, firstRepEmail } from "./index.js";
import { company, sellers } from "./roster.js";

/** First, middle and last days of quarters, a leap day, the turn of a year. */
const MOMENTS = [
  "2026-11-23T15:00:00Z",
  "2026-10-01T12:00:00Z",
  "2026-12-31T23:00:00Z",
  "2027-01-01T12:00:00Z",
  "2028-02-29T12:00:00Z",
  "2027-08-01T12:00:00Z",
  "2030-06-30T12:00:00Z",
];
const at = (moment: string) => demoCalendar(new Date(moment), company.timeZone);
const recordsAt = (moment: string) => new Company(demoRecords(at(moment)));

class Company {
  constructor(readonly batches: readonly RecordBatch[]) {}
  of<K extends RecordKind>(kind: K): readonly Records[K][] {
    const found = this.batches.find((batch) => batch.kind === kind);
    return (found?.records ?? []) as unknown as readonly Records[K][];
  }
}

const today = recordsAt("2026-11-23T15:00:00Z");
const bookings = (one: Company) => one.of("deals").filter(({ type }) => type !== "meeting");

test("the same moment gives the same records", () => {
  expect(recordsAt("2026-11-23T15:00:00Z").batches).toEqual(today.batches);
});

test("it has the size that was promised", () => {
  expect(today.of("people")).toHaveLength(40);
  expect(today.of("people").filter(({ role }) => role === "admin")).toHaveLength(2);
  const parents = today.of("teams").map(({ parentKey }) => parentKey);
  expect(parents.filter((parent) => parent === "americas" || parent === "international")).toHaveLength(5);
  expect(today.of("deals").length).toBeGreaterThan(2_300);
  expect(today.of("deals").length).toBeLessThan(2_700);
  expect(new Set(today.of("deals").map(({ currency }) => currency))).toEqual(
    new Set(["USD", "EUR", "GBP", "JPY", "CAD", "AUD"]),
  );
  expect(new Set(today.of("quotas").map(({ periodStart }) => periodStart)).size).toBe(7);
});

test("everybody can be asked as, the first rep first", () => {
  expect(demoPeople[0]?.email).toBe(firstRepEmail);
  expect(demoPeople).toHaveLength(40);
  expect(new Set(demoPeople.map(({ email }) => email)).size).toBe(40);
});

test("accounts and deals have names of their own, so that part of one finds it", () => {
  const names = today
    .of("deals")
    .filter(({ type }) => type !== "meeting")
    .map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(today.of("accounts").map(({ name }) => name)).size).toBe(today.of("accounts").length);
});

test("win rates, cycles and stages are those of a real sales floor", () => {
  const closed = bookings(today).filter(({ status }) => status !== "open");
  const won = closed.filter(({ status }) => status === "won");
  expect(won.length / closed.length).toBeGreaterThan(0.2);
  expect(won.length / closed.length).toBeLessThan(0.3);
  const cycles = won
    .filter(({ key }) => key.length > 8)
    .map(({ openedOn, closedOn }) => daysBetween(openedOn ?? "", closedOn ?? ""));
  expect(Math.max(...cycles)).toBeLessThanOrEqual(90);
  expect(cycles.filter((days) => days >= 20).length / cycles.length).toBeGreaterThan(0.97);
  const inLastThird = won.filter(({ closedOn }) => {
    const quarter = periodOf("quarter", closedOn ?? "");
    return daysBetween(closedOn ?? "", quarter.end) <= 31;
  });
  expect(inLastThird.length / won.length).toBeGreaterThan(0.38);
});

test("attainment of closed quarters spreads from about 40 % to about 140 %", () => {
  const attainments = closedAttainments(today, "2026-11-23T15:00:00Z");
  const sorted = attainments.sort((a, b) => a - b);
  const quantile = (q: number) => sorted[Math.floor(q * (sorted.length - 1))] ?? 0;
  expect(quantile(0)).toBeGreaterThan(0.2);
  expect(quantile(0.05)).toBeLessThan(0.6);
  expect(quantile(0.5)).toBeGreaterThan(0.8);
  expect(quantile(0.5)).toBeLessThan(1.05);
  expect(quantile(0.95)).toBeGreaterThan(1.2);
  expect(quantile(1)).toBeLessThan(1.6);
});

/** Credited / last quota of every seller in every closed quarter, in floats: a plausibility check, not a payout. */
function closedAttainments(one: Company, moment: string): number[] {
  const calendar = at(moment);
  const rates = one.of("fxRates");
  const shares = new Map<string, Map<string, number>>();
  for (const { dealKey, personKey, share } of one.of("dealSplits")) {
    shares.set(dealKey, (shares.get(dealKey) ?? new Map()).set(personKey, Number(share)));
  }
  const found: number[] = [];
  for (const { key } of sellers) {
    for (let offset = -6; offset < 0; offset++) {
      const { start, end } = calendar.quarter(offset);
      const quota = one
        .of("quotas")
        .filter(({ personKey, periodStart }) => personKey === key && periodStart === start)
        .sort((a, b) => (a.setOn < b.setOn ? -1 : 1))
        .at(-1);
      if (!quota) continue;
      let credited = 0;
      for (const deal of one.of("deals")) {
        if (deal.status !== "won" || !deal.closedOn || deal.closedOn < start || deal.closedOn >= end) continue;
        const share = shares.get(deal.key)?.get(key) ?? 0;
        const rate = rates.find((r) => r.fromCurrency === deal.currency && r.validFrom === start)?.rate ?? "1";
        credited += share * (quota.measure === "meetings" ? Number(deal.units) : Number(deal.amount) * Number(rate));
      }
      found.push(credited / Number(quota.amount));
    }
  }
  return found;
}

test("there is somebody for every special case", () => {
  const quotasOf = (key: string) => today.of("quotas").filter(({ personKey }) => personKey === key);
  expect(quotasOf("aisha").map(({ amount }) => amount)).toEqual(["45000.00", "90000.00"]);
  expect(quotasOf("aisha").every(({ reason }) => reason?.startsWith("Ramp"))).toBe(true);
  const calendar = at("2026-11-23T15:00:00Z");
  const leave = today.of("leaves")[0];
  expect(leave?.personKey).toBe("niamh");
  expect(leave && leave.validFrom < calendar.today && (leave.validTo ?? "9") > calendar.today).toBe(true);
  expect(quotasOf("niamh").filter(({ reason }) => /leave/i.test(reason ?? ""))).toHaveLength(2);
  const moves = today.of("memberships").filter(({ personKey }) => personKey === "sam.lindqvist");
  expect(moves.map(({ teamKey }) => teamKey)).toEqual(["commercial", "enterprise"]);
  expect(moves[0]?.validTo).toBe(moves[1]?.validFrom);
  expect(today.of("reportingLines").filter(({ personKey }) => personKey === "sam.lindqvist")).toHaveLength(2);
  expect(quotasOf("sam.lindqvist").some(({ reason }) => reason?.startsWith("Moved"))).toBe(true);
  const ledger = today.of("ledger");
  const draws = ledger.filter(({ kind }) => kind !== "clawback");
  expect(new Set(draws.map(({ kind }) => kind))).toEqual(new Set(["draw_advance", "draw_recovery"]));
  const clawback = ledger.find(({ kind }) => kind === "clawback");
  const taken = today.of("deals").find(({ key }) => key === clawback?.dealKey);
  expect(taken).toMatchObject({ ownerKey: clawback?.personKey, status: "won", amount: "62400.00" });
  expect(quotasOf("dana").filter(({ periodStart }) => periodStart === calendar.quarter(0).start)).toHaveLength(2);
  const sams = today.of("people").filter(({ name }) => name.startsWith("Sam "));
  expect(sams).toHaveLength(2);
});

test.each(MOMENTS)("seen from %s, nothing is dated later and the present quarter is alive", (moment) => {
  const calendar = at(moment);
  const one = recordsAt(moment);
  const { today: day } = calendar;
  const next = calendar.quarter(1);
  for (const deal of one.of("deals")) {
    expect(deal.openedOn != null && deal.openedOn <= day, `${deal.key} opened ${deal.openedOn}`).toBe(true);
    if (deal.status === "open") {
      expect(deal.closedOn).toBeNull();
      expect(
        deal.expectedCloseOn != null && deal.expectedCloseOn >= day && deal.expectedCloseOn < next.end,
        deal.key,
      ).toBe(true);
    } else
      expect(deal.closedOn != null && deal.closedOn >= (deal.openedOn ?? "") && deal.closedOn <= day, deal.key).toBe(
        true,
      );
  }
  const stages = new Map<string, string[]>();
  for (const { dealKey, enteredOn } of one.of("stageChanges")) {
    stages.set(dealKey, [...(stages.get(dealKey) ?? []), enteredOn]);
  }
  for (const deal of one.of("deals")) {
    const days = stages.get(deal.key) ?? [];
    expect(days, deal.key).toEqual([...days].sort());
    expect(days[0], deal.key).toBe(deal.openedOn);
    expect((days.at(-1) ?? "9") <= day, deal.key).toBe(true);
    if (deal.closedOn) expect(days.at(-1), deal.key).toBe(deal.closedOn);
  }
  for (const { setOn } of one.of("quotas")) expect(setOn <= day).toBe(true);
  for (const { postedOn } of one.of("ledger")) expect(postedOn <= day).toBe(true);
  for (const { validFrom } of [...one.of("fxRates"), ...one.of("planAssignments")]) expect(validFrom <= day).toBe(true);

  const { start } = calendar.quarter(0);
  const withQuota = one.of("quotas").filter(({ periodStart }) => periodStart === start);
  expect(new Set(withQuota.map(({ personKey }) => personKey)).size).toBe(38);
  expect(bookings(one).filter(({ status }) => status === "open").length).toBeGreaterThan(60);
  const mayas = one.of("deals").filter(({ ownerKey }) => ownerKey === "maya");
  expect(mayas.some(({ status, closedOn }) => status === "won" && (closedOn ?? "") >= start)).toBe(true);
  expect(mayas.find(({ name }) => name === "Zorvik")?.status).toBe("open");
  expect(mayas.filter(({ status }) => status === "open").length).toBeGreaterThan(3);
});

test("a day later the deals of before are the same deals, none of them gone", () => {
  const keys = new Set(
    recordsAt("2026-11-24T15:00:00Z")
      .of("deals")
      .map(({ key }) => key),
  );
  expect(today.of("deals").filter(({ key }) => !keys.has(key))).toEqual([]);
});

test("it is dated by the company's own day, which at night is still yesterday's", () => {
  expect(at("2026-10-01T02:00:00Z").today).toBe("2026-09-30");
  expect(at("2026-10-01T02:00:00Z").quarter(0).start).toBe("2026-07-01");
  expect(at("2026-11-23T15:00:00Z").quarter(-6).start).toBe("2025-04-01");
});
