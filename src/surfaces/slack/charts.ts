import type { KnownBlock } from "@slack/types";
import type { BarChart, Chart, FunnelChart, Scale } from "../../answer/chart.js";
import { multiply, parseDecimal, rational, toDecimalString } from "../../core/rational.js";
import { clip, plain } from "../plain.js";
import { SLACK_LIMITS as LIMITS } from "./render-limits.js";

/** Slack's own chart block, which its types do not know yet. */
interface DataVisualization {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart: {
    readonly type: "bar";
    readonly series: readonly { readonly name: string; readonly data: readonly { label: string; value: number }[] }[];
    readonly axis_config: { readonly categories: readonly string[] };
  };
}

/**
 * The charts that Slack draws itself; the others are for pictures. Slack has categories and no scales: what runs over days or
 * over attainment would be bent by it.
 */
export function nativeCharts(charts: readonly Chart[]): {
  readonly blocks: KnownBlock[];
  readonly left: readonly Chart[];
} {
  const blocks: KnownBlock[] = [];
  const left: Chart[] = [];
  for (const chart of charts) {
    const block = blocks.length < LIMITS.chartsPerMessage ? blockOf(chart) : null;
    if (block) blocks.push(block as unknown as KnownBlock);
    else left.push(chart);
  }
  return { blocks, left };
}

function blockOf(chart: Chart): DataVisualization | null {
  if (chart.kind === "line") return null;
  const { labels, series } = chart.kind === "bars" ? barsOf(chart) : stepsOf(chart);
  // Slack tells bars apart by their labels alone.
  const isClear =
    new Set(labels).size === labels.length && labels.length > 0 && labels.length <= LIMITS.chartCategories;
  if (!isClear) return null;
  return {
    type: "data_visualization",
    title: clip(plain(titleOf(chart)), LIMITS.chartTitle),
    chart: { type: "bar", series, axis_config: { categories: labels } },
  };
}

const label = (text: string): string => clip(plain(text), LIMITS.chartLabel) || "–";
const titleOf = ({ title, value }: BarChart | FunnelChart): string => (value.kind === "ratio" ? `${title} (%)` : title);

/** As exact as pixels are. Percentages read as such. */
const height = ({ kind }: Scale, numeral: string): number =>
  Number(kind === "ratio" ? toDecimalString(multiply(parseDecimal(numeral), rational(100)), 1) : numeral);

function barsOf({ bars, value, goal }: BarChart) {
  const labels = bars.map((bar) => label(bar.label));
  const reached = bars.map((bar, i) => ({ label: labels[i] ?? "", value: height(value, bar.value) }));
  const goals = bars.map((bar, i) => ({ label: labels[i] ?? "", value: height(value, bar.goal ?? "0") }));
  const hasGoals = goal !== undefined && bars.every((bar) => bar.goal !== undefined);
  return {
    labels,
    series: [{ name: label(value.label), data: reached }, ...(hasGoals ? [{ name: label(goal), data: goals }] : [])],
  };
}

function stepsOf({ steps, value }: FunnelChart) {
  const labels = steps.map((step) => label(step.label));
  const data = steps.map((step, i) => ({ label: labels[i] ?? "", value: height(value, step.value) }));
  return { labels, series: [{ name: label(value.label), data }] };
}
