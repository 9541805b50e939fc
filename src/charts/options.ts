import type { EChartsCoreOption } from "echarts/core";
import { axisText } from "./axis-text.js";
import type { Axis, LineChart, Point, Series } from "./chart.js";

const COLOURS = ["#2457D6", "#0E9F6E", "#D9480F", "#7A3FC2", "#0B7285"];
const INK = "#1B2330";
const QUIET = "#5B6677";
const GRID = "#E6EAF0";
const FONTS = "Inter, 'DejaVu Sans', sans-serif";

const SIZE = { width: 960, height: 540 } as const;
export const sizeOf = ({ width = SIZE.width, height = SIZE.height }: LineChart) => ({ width, height });

/** Breaks a long line at words, because the drawing does not. */
function wrapped(text: string, width: number): string[] {
  const most = Math.floor((width - 56) / SUBTITLE_LETTER);
  const lines: string[] = [];
  for (const word of text === "" ? [] : text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
/** How wide a letter of the subtitle is, on the wide side. */
const SUBTITLE_LETTER = 7.4;

/** What echarts draws. No animation and no time, so that the same chart gives the same bytes. */
export function optionsOf(chart: LineChart): EChartsCoreOption {
  const several = chart.series.length > 1;
  const subtitle = wrapped(chart.subtitle ?? "", sizeOf(chart).width);
  return {
    animation: false,
    backgroundColor: "#FFFFFF",
    color: COLOURS,
    textStyle: { fontFamily: FONTS, color: INK },
    title: {
      text: chart.title,
      subtext: subtitle.join("\n"),
      left: 28,
      top: 20,
      itemGap: 8,
      textStyle: { fontFamily: FONTS, fontSize: 21, fontWeight: 600, color: INK },
      subtextStyle: { fontFamily: FONTS, fontSize: 13.5, color: QUIET, lineHeight: 19 },
    },
    ...(several
      ? {
          legend: {
            right: 28,
            top: 24,
            itemWidth: 20,
            itemHeight: 3,
            icon: "rect",
            data: chart.series.map(({ name }) => name),
            textStyle: { fontFamily: FONTS, fontSize: 13, color: INK },
          },
        }
      : {}),
    grid: {
      left: 34,
      right: 44,
      top: 82 + 19 * subtitle.length,
      bottom: 48,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    xAxis: axisOptions(chart, "x"),
    yAxis: axisOptions(chart, "y"),
    series: [...chart.series.flatMap((series, i) => linesOf(series, i)), marksOf(chart)],
  };
}

/** The finest of these steps that leaves room for its labels; 100% stands on every one of them. */
function percentStep({ series }: LineChart): number {
  const xs = series.flatMap(({ segments }) => segments.flat().map(({ x }) => x));
  const span = Math.max(...xs) - Math.min(...xs);
  return [0.05, 0.1, 0.25, 0.5, 1].find((step) => span / step <= MOST_TICKS) ?? 5;
}
const MOST_TICKS = 10;

function axisOptions(chart: LineChart, which: "x" | "y") {
  const axis: Axis = chart[which];
  return {
    type: "value",
    name: axis.label,
    nameLocation: which === "x" ? "middle" : "end",
    nameGap: which === "x" ? 34 : 16,
    nameTextStyle: { fontFamily: FONTS, fontSize: 13, color: QUIET, align: which === "x" ? "center" : "left" },
    ...(which === "y"
      ? { min: (range: { min: number }) => Math.min(0, range.min) }
      : { min: "dataMin", max: "dataMax" }),
    ...(which === "x" && axis.format === "percent" ? { interval: percentStep(chart) } : {}),
    axisLine: { show: which === "x", lineStyle: { color: "#9AA5B5", width: 1.25 } },
    axisTick: { show: which === "x", lineStyle: { color: "#9AA5B5" } },
    splitLine: { show: which === "y", lineStyle: { color: GRID } },
    axisLabel: {
      fontFamily: FONTS,
      fontSize: 12.5,
      color: QUIET,
      hideOverlap: true,
      formatter: (value: number) => axisText(axis, value),
    },
  };
}

const at = ({ x, y }: Point): [number, number] => [x, y];

/** One echarts series for each unbroken line, a dotted one for each jump, and the points where a jump begins and ends. */
function linesOf({ name, segments, named = [] }: Series, index: number): object[] {
  const colour = COLOURS[index % COLOURS.length];
  const lines = segments.map((points) => ({
    name,
    type: "line",
    showSymbol: false,
    lineStyle: { width: 3, color: colour, cap: "round", join: "round" },
    data: points.map(at),
    z: 3,
  }));
  const jumps = segments.slice(1).flatMap((points, i) => {
    const [from, to] = [segments[i]?.at(-1), points[0]];
    return from && to && from.x === to.x ? [{ from, to }] : [];
  });
  const dotted = jumps.map(({ from, to }) => ({
    name,
    type: "line",
    showSymbol: false,
    lineStyle: { width: 1.75, type: [3, 4], color: colour, opacity: 0.75 },
    data: [at(from), at(to)],
    z: 2,
  }));
  const ends = jumps.flatMap(({ from, to }) => [from, to]);
  const rings = {
    name,
    type: "scatter",
    symbolSize: 8,
    z: 5,
    data: ends.map((point) => ({
      value: at(point),
      itemStyle: { color: point.open ? "#FFFFFF" : colour, borderColor: colour, borderWidth: 2, opacity: 1 },
    })),
  };
  const places = {
    name,
    type: "scatter",
    symbolSize: 7,
    z: 4,
    itemStyle: { color: colour, opacity: 1 },
    data: named.map((point) => ({
      value: at(point),
      label: {
        show: true,
        formatter: point.label,
        position: "right",
        offset: [3, 9],
        fontFamily: FONTS,
        fontSize: 12,
        color: QUIET,
      },
    })),
  };
  return [...lines, ...dotted, ...(ends.length > 0 ? [rings] : []), ...(named.length > 0 ? [places] : [])];
}

function marksOf({ marks = [] }: LineChart): object {
  return {
    type: "line",
    data: [],
    z: 1,
    markLine: {
      z: 1,
      silent: true,
      symbol: "none",
      animation: false,
      lineStyle: { color: "#8A94A6", width: 1.25, type: [5, 4] },
      data: marks.map(({ axis, at: value, label }) => ({
        ...(axis === "x" ? { xAxis: value } : { yAxis: value }),
        label: {
          formatter: label,
          position: axis === "x" ? "end" : "insideEndTop",
          distance: axis === "x" ? 7 : 5,
          fontFamily: FONTS,
          fontSize: 12.5,
          color: INK,
        },
      })),
    },
  };
}
