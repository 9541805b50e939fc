import type { BarChart, Chart, ChartLine, FunnelChart, LineChart, Scale } from "../../answer/chart.js";
import { formatDate } from "../../answer/format.js";
import { clip, plain } from "../plain.js";
import { type BarChartElement, type Element, type LineChartElement, literal } from "./render-elements.js";

/** Points of one line that Teams draws well; a line with more keeps its ends. */
const MOST_POINTS = 40;

/** Teams' own charts. Their numbers are for drawing; what they say in words stands in `fallback` and in the answer's figures. */
export const chartElements = (charts: readonly Chart[], locale: string): Element[] =>
  charts.map((chart) => BY_KIND[chart.kind](chart as never, locale));

const titled = ({ title, alt }: Chart) => ({
  title: words(title, 100),
  showTitle: true as const,
  spacing: "Medium" as const,
  fallback: literal(clip(alt, 600), { size: "Small", isSubtle: true, spacing: "Small" }),
});

const BY_KIND: { readonly [K in Chart["kind"]]: (chart: Extract<Chart, { kind: K }>, locale: string) => Element } = {
  line: (chart: LineChart, locale): LineChartElement => ({
    type: "Chart.Line",
    ...titled(chart),
    xAxisTitle: axisTitle(chart.x),
    yAxisTitle: axisTitle(chart.y),
    data: chart.lines.map(({ name, role, points }) => ({
      legend: words(name),
      color: TINTS[role],
      values: thinned(points).map(({ x, y }) => ({ x: across(chart.x, x, locale), y: height(chart.y, y) })),
    })),
  }),
  bars: (chart: BarChart): BarChartElement => ({
    type: "Chart.HorizontalBar",
    ...titled(chart),
    displayMode: "AbsoluteWithAxis",
    xAxisTitle: [
      axisTitle(chart.value),
      ...(chart.more ? [`${chart.bars.length} of ${chart.bars.length + chart.more}`] : []),
    ].join(", "),
    data: chart.bars.map(({ label, value, goal }) => ({
      x: words(label),
      y: height(chart.value, value),
      color: goal !== undefined && Number(value) >= Number(goal) ? TINTS.actual : TINTS.expected,
    })),
  }),
  funnel: (chart: FunnelChart): BarChartElement => ({
    type: "Chart.HorizontalBar",
    ...titled(chart),
    displayMode: "AbsoluteNoAxis",
    xAxisTitle: axisTitle(chart.value),
    data: chart.steps.map(({ label, value, note }) => ({
      x: words([label, ...(note ? [`(${note})`] : [])].join(" ")),
      y: Math.max(0, height(chart.value, value)),
      color: TINTS.actual,
    })),
  }),
};

const TINTS = { actual: "categoricalBlue", expected: "categoricalMarigold", goal: "neutral" } as const;

const words = (text: string, most = 60): string => clip(plain(text), most) || "–";

const axisTitle = ({ label, kind, currency, unit }: Scale): string =>
  words(
    kind === "ratio" ? `${label} (%)` : [label, ...((currency ?? unit) ? [`(${currency ?? unit})`] : [])].join(" "),
  );

/** Percent for shares, major units for money: a chart has no number format of its own. Fine to a hundredth. */
function height({ kind }: Scale, numeral: string): number {
  const value = Number(numeral);
  return Number((kind === "ratio" ? value * 100 : value).toFixed(2));
}

const across = (scale: Scale, numeral: string, locale: string): string | number =>
  scale.kind === "day" ? formatDate(numeral, locale) : height(scale, numeral);

function thinned(points: ChartLine["points"]): ChartLine["points"] {
  if (points.length <= MOST_POINTS) return points;
  const every = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, i) => i % every === 0 || i === points.length - 1);
}
