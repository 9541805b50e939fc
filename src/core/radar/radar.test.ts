import { describe, expect, test } from "vitest";
import { usd } from "../../../test/facts.js";
import { addMonths } from "../calendar.js";
import type { DealState } from "../pipeline-movement.js";
import { rational } from "../rational.js";
import { radar } from "./index.js";
import type { RadarPeriod, RadarPerson } from "./radar.js";

/** A finished quarter, `back` quarters before 2026-Q4. */
const quarter = (back: number, credited: number, more: Partial<RadarPeriod> = {}): RadarPeriod => ({
  start: addMonths("2026-10-01", -3 * back),
  end: addMonths("2026-10-01", 3 - 3 * back),
  credited: usd(credited),
  quota: usd(100),
  earned: usd(credited / 10),
  ...more,
});
const person = (name: string, more: Partial<RadarPerson> = {}): RadarPerson => ({
  name,
  plan: "AE",
  periods: [],
  quota: usd(100),
  edges: [],
  deals: [],
  ...more,
});
const found = (people: readonly RadarPerson[]) => radar(people).map(({ check, people: where }) => [check, ...where]);

describe("quotas out of reach", () => {
  const history = [quarter(3, 60), quarter(2, 80), quarter(1, 70)];
  test("a quota clearly above the best period so far is asked about, with the numbers", () => {
    const [finding] = radar([person("Ann", { periods: history }), person("Bob", { periods: history, quota: usd(90) })]);
    expect(finding).toMatchObject({ check: "out_of_reach", people: ["Ann"] });
    expect(finding?.evidence).toBe(
      "1 of 2 quotas of the running period is more than 15% above the best period so far: $100.00 against $80.00.",
    );
  });
  test("not of a patch with too short a history, nor without a quota", () => {
    expect(
      found([person("Ann", { periods: history.slice(1) }), person("Bob", { periods: history, quota: null })]),
    ).toEqual([]);
  });
});

describe("falling rates", () => {
  const fallen = (name: string, sold: number, earned: number) =>
    person(name, {
      quota: null,
      periods: [quarter(4, 100), quarter(3, 100), quarter(2, 100), quarter(1, sold, { earned: usd(earned) })],
    });
  test("many who sold as much and earned less of it make a question", () => {
    const people = [fallen("Ann", 100, 8), fallen("Bob", 120, 9), fallen("Cy", 100, 7), fallen("Dee", 100, 10)];
    expect(found(people)).toEqual([["falling_rates", "Ann", "Bob", "Cy"]]);
    expect(radar(people)[0]?.evidence).toContain("at most 7% of credit after 10%");
  });
  test("less pay for less sold is no wonder, and two people are not a plan", () => {
    expect(found([fallen("Ann", 50, 4), fallen("Bob", 50, 4), fallen("Cy", 50, 4)])).toEqual([]);
    expect(found([fallen("Ann", 100, 8), fallen("Bob", 100, 8)])).toEqual([]);
  });
});

describe("landings above an edge", () => {
  const landing = (percents: readonly number[]) =>
    percents.map((percent, i) =>
      person(`P${i}`, { quota: null, edges: [rational(1)], periods: [quarter(1, percent)] }),
    );
  test("a crowd just above with hardly anybody just below is asked about", () => {
    const people = landing([100, 100, 101, 101, 102, 102, 103, 103, 104, 104, 104, 99]);
    expect(found(people)).toEqual([["above_edges"]]);
    expect(radar(people)[0]?.evidence).toBe(
      "11 finished periods landed within 5 points above 100% of quota and 1 within 5 points below.",
    );
  });
  test("an even spread is not, nor is a handful", () => {
    expect(found(landing([96, 97, 98, 99, 99, 100, 101, 102, 103, 104, 104, 98]))).toEqual([]);
    expect(found(landing([100, 101, 102, 103]))).toEqual([]);
  });
});

describe("deals put off over an end", () => {
  const deal = (key: string, wonOn: string | null): DealState[] => {
    const state = { dealKey: key, stage: "Proposal", status: "open" as const, amount: usd(10) };
    return [
      { ...state, changedOn: "2026-08-01", expectedCloseOn: "2026-09-25" },
      { ...state, changedOn: "2026-09-24", expectedCloseOn: "2026-10-05" },
      ...(wonOn ? [{ ...state, status: "won" as const, changedOn: wonOn, expectedCloseOn: wonOn }] : []),
    ];
  };
  const seller = (won: number, slow: number) =>
    person("Ann", {
      quota: null,
      periods: [quarter(1, 50)],
      deals: [
        ...Array.from({ length: won }, (_, i) => deal(`w${i}`, "2026-10-02")).flat(),
        ...Array.from({ length: slow }, (_, i) => deal(`s${i}`, i % 2 ? "2026-11-20" : null)).flat(),
      ],
    });
  test("put off in the last days and won in the first ones: does waiting pay?", () => {
    expect(found([seller(5, 2)])).toEqual([["pushed_over_ends", "Ann"]]);
    expect(radar([seller(5, 2)])[0]?.evidence).toContain("5 of 7 deals");
  });
  test("ordinary slippage, won much later or never, is not asked about", () => {
    expect(found([seller(5, 8)])).toEqual([]);
    expect(found([seller(4, 0)])).toEqual([]);
  });
});

test("plans are looked at one by one", () => {
  const history = [quarter(3, 60), quarter(2, 80), quarter(1, 70)];
  expect(radar([person("Ann", { periods: history }), person("Bob", { periods: history, plan: "AM" })])).toHaveLength(2);
});
