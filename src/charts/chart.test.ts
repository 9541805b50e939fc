import { expect, test } from "vitest";
import { sampleAnswers } from "../../test/builders.js";
import { drawingOf } from "./answer-chart.js";
import { axisText, DAY_MS } from "./axis-text.js";
import type { LineChart } from "./chart.js";
import { chartPng, drawPng } from "./png.js";
import { chartSvg, drawSvg } from "./svg.js";

const chart: LineChart = {
  title: "Payout & more",
  subtitle: "For a quota of $100,000.00 a quarter. ".repeat(5).trim(),
  x: { label: "Attainment", format: "percent" },
  y: { label: "Earned (USD)", format: "money", currency: "USD" },
  series: [
    {
      name: "Earned",
      segments: [
        [
          { x: 0, y: 0 },
          { x: 1, y: 5000, open: true },
        ],
        [
          { x: 1, y: 8000 },
          { x: 1.5, y: 12_000 },
        ],
      ],
      named: [{ x: 1.2, y: 9600, label: "120%" }],
    },
  ],
  marks: [
    { axis: "x", at: 1, label: "Quota · $8,000.00" },
    { axis: "y", at: 12_000, label: "No more than $12,000.00" },
  ],
};

test("an SVG has its words, axes with units, marks and the jump", () => {
  const svg = chartSvg(chart);
  for (const word of [
    "Payout &amp; more",
    "Attainment",
    "Earned (USD)",
    "Quota · $8,000.00",
    "No more than $12,000.00",
    "120%",
    "$10,000",
  ])
    expect(svg).toContain(word);
  // One ring open, one filled: where the line ends beside the jump and where it goes on.
  expect(svg.match(/fill="#fff"[^>]*stroke="#2457D6"|fill="#FFFFFF"[^>]*stroke="#2457D6"/g) ?? []).toHaveLength(1);
  // The jump itself is dotted.
  expect(svg).toMatch(/stroke-dasharray="3,4"/);
});

test("the same chart gives the same bytes, whatever was drawn before", () => {
  const first = chartSvg(chart);
  chartSvg({ ...chart, title: "Another" });
  expect(chartSvg(chart)).toBe(first);
  expect(chartPng(chart).equals(chartPng(chart))).toBe(true);
});

test("a PNG has twice the pixels of its size and letters of fonts that come along", () => {
  const png = chartPng({ ...chart, width: 400, height: 300 });
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([800, 600]);
  // Another title alone makes another picture: text is drawn at all.
  expect(chartPng({ ...chart, width: 400, height: 300, title: "Other" }).equals(png)).toBe(false);
});

test.each([
  [{ label: "", format: "percent" } as const, 1.255, "125.5%"],
  [{ label: "", format: "money", currency: "USD" } as const, 25_000, "$25,000"],
  [{ label: "", format: "money", currency: "EUR" } as const, 1_500_000, "€1.5M"],
  [{ label: "", format: "money", currency: "JPY" } as const, 900, "¥900"],
  [{ label: "", format: "number" } as const, 12_000, "12,000"],
  [{ label: "", format: "day" } as const, Date.parse("2026-11-23") / DAY_MS, "Nov 23"],
])("an axis writes %j %d as %s", (axis, value, text) => expect(axisText(axis, value)).toBe(text));

const charts = sampleAnswers.flatMap(({ skill, charts = [] }) => charts.map((chart) => ({ skill, chart })));
const drawnOf = (skill: string) => {
  const found = charts.find((each) => each.skill === skill)?.chart;
  if (!found) throw new Error(`no sample of ${skill} has a chart`);
  return drawSvg(drawingOf(found));
};

test.each([
  { skill: "attainment", words: ["Credited", "Steady pace to quota", "Today: 87.3%", "$400,000", "Oct 14"] },
  {
    skill: "what_if",
    words: ["You are here · $32,964.48", "After · $38,164.48", "Quota", "100%", "Attainment of quota"],
  },
  { skill: "team_summary", words: ["Maya Chen", "Tomás Ortega", "104.2%", "0%", "Quota", "(3 of 5)"] },
  { skill: "pipeline", words: ["Discovery · $600,000, 7 deals", "Contract · $100,000, 2 deals"] },
])("the picture of $skill has its names and values in it", ({ skill, words }) => {
  const svg = drawnOf(skill);
  for (const word of words) expect(svg).toContain(word);
});

test("lines are told apart without colour: what happened is solid, a goal dotted", () => {
  const strokes = [...drawnOf("attainment").matchAll(/<path[^>]*fill="none"[^>]*stroke="#(?:2457D6|C2500A)"[^>]*>/g)];
  expect(strokes.map(([path]) => /stroke-dasharray="[^"]+"/.test(path))).toEqual([false, true]);
});

test("in the dark theme the background is dark and the words are light", () => {
  const [first] = charts;
  if (!first) throw new Error("no charts");
  const svg = drawSvg(drawingOf(first.chart, "dark"));
  expect(svg).toContain('fill="#1F1F24"');
  expect(svg).not.toContain("#FFFFFF");
});

test.each(charts)(
  "every sample is drawn as a picture, and no word of it is markup: $chart.kind of $skill",
  ({ chart }) => {
    const svg = drawSvg(drawingOf(chart));
    expect(svg).not.toMatch(/<script|<a |href="http|<b>/);
    const png = drawPng(drawingOf(chart));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(2 * 960);
  },
);
