import { expect, test } from "vitest";
import { axisText } from "./axis-text.js";
import type { LineChart } from "./chart.js";
import { chartPng } from "./png.js";
import { chartSvg } from "./svg.js";

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
])("an axis writes %j %d as %s", (axis, value, text) => expect(axisText(axis, value)).toBe(text));
