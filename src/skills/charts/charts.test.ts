import { describe, expect, test } from "vitest";
import { money } from "../../core/money.js";
import { rational } from "../../core/rational.js";
import { pipelineFunnel } from "./pipeline-funnel.js";
import { teamBars } from "./team-bars.js";

const usd = (minor: number) => money(minor, "USD");

describe("team bars", () => {
  const member = (name: string, percent: number | null) => ({
    name,
    attainment: percent === null ? null : rational(percent, 100),
  });

  test("who has no quota has no bar, and the words name best and least", () => {
    const [chart] = teamBars([member("Ana", 120), member("Bo", 80), member("Cy", null)], "Q4 2026", "en-US");
    expect(chart).toMatchObject({
      alt: "2 people with a quota, from Ana at 120.0% to Bo at 80.0%.",
      bars: [
        { label: "Ana", value: "1.2", goal: "1" },
        { label: "Bo", value: "0.8", goal: "1" },
      ],
    });
    expect(chart?.more).toBeUndefined();
  });

  test("twelve are drawn and the others counted; one alone is no chart", () => {
    const many = Array.from({ length: 15 }, (_, i) => member(`P${i}`, 100 - i));
    const [chart] = teamBars(many, "Q4 2026", "en-US");
    expect([chart?.bars.length, chart?.more]).toEqual([12, 3]);
    expect(teamBars([member("Ana", 120), member("Cy", null)], "Q4 2026", "en-US")).toEqual([]);
  });
});

describe("pipeline funnel", () => {
  const stage = (name: string, deals: number, ...totals: ReturnType<typeof usd>[]) => ({ name, deals, totals });

  test("has each stage with its deals, to the cent", () => {
    const [chart] = pipelineFunnel([stage("Proposal", 2, usd(500_10)), stage("Contract", 1, usd(99))], "en-US");
    expect(chart?.steps).toEqual([
      { label: "Proposal", value: "500.10", note: "2 deals" },
      { label: "Contract", value: "0.99", note: "1 deal" },
    ]);
    expect(chart?.alt).toBe("Proposal: $500.10 in 2 deals; Contract: $0.99 in 1 deal");
  });

  test("is left out where amounts cannot be compared", () => {
    expect(pipelineFunnel([stage("Proposal", 2, usd(5), money(5, "EUR")), stage("Won", 1, usd(9))], "en-US")).toEqual(
      [],
    );
    expect(pipelineFunnel([stage("Proposal", 2, usd(5)), stage("Won", 1, money(5, "EUR"))], "en-US")).toEqual([]);
    expect(pipelineFunnel([stage("Proposal", 2), stage("Won", 1, usd(5))], "en-US")).toEqual([]);
    expect(pipelineFunnel([stage("Proposal", 2, usd(5))], "en-US")).toEqual([]);
  });
});
