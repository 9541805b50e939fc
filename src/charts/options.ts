import type { EChartsCoreOption } from "echarts/core";
import { axisText } from "./axis-text.js";
import type { Axis, LineChart, Point, Series } from "./chart.js";
import { COLOURS, type Colours, FONTS, type Theme } from "./colours.js";
import type { Drawing } from "./drawing.js";

const SIZE = { width: 960, height: 540 } as const;
const sizeOf = ({ width = SIZE.width, height = SIZE.height }: LineChart) => ({ width, height });

/** A line chart as echarts draws it. No animation and no time, so that the same chart gives the same bytes. */
export const lineDrawing = (chart: LineChart, theme: Theme = "light"): Drawing => ({
  ...sizeOf(chart),
  options: optionsOf(chart, COLOURS[theme]),
});

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

function optionsOf(chart: LineChart, colours: Colours): EChartsCoreOption {
  const several = chart.series.length > 1;
  const subtitle = wrapped(chart.subtitle ?? "", sizeOf(chart).width);
  return {
    animation: false,
    backgroundColor: colours.background,
    color: [...colours.series],
    textStyle: { fontFamily: FONTS, color: colours.ink },
    title: {
      text: chart.title,
      subtext: subtitle.join("\n"),
      left: 28,
      top: 20,
      itemGap: 8,
      textStyle: { fontFamily: FONTS, fontSize: 21, fontWeight: 600, color: colours.ink },
      subtextStyle: { fontFamily: FONTS, fontSize: 13.5, color: colours.quiet, lineHeight: 19 },
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
            textStyle: { fontFamily: FONTS, fontSize: 13, color: colours.ink },
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
    xAxis: axisOptions(chart, "x", colours),
    yAxis: axisOptions(chart, "y", colours),
    series: [...chart.series.flatMap((series, i) => linesOf(series, i, colours)), marksOf(chart, colours)],
  };
}

/** The finest of these steps that leaves room for its labels; 100% stands on every one of them. */
function stepOf({ series, x: { format } }: LineChart): number | undefined {
  const steps = STEPS[format];
  const xs = series.flatMap(({ segments }) => segments.flat().map(({ x }) => x));
  const span = Math.max(...xs) - Math.min(...xs);
  return steps?.find((step) => span / step <= MOST_TICKS) ?? steps?.at(-1);
}
/** Percent ticks stand on round percents. */
const startOf = ({ format }: Axis, least: number, step = 1): number =>
  format === "percent" ? Math.floor(least / step + 1e-9) * step : least;
const STEPS: Partial<Record<Axis["format"], readonly number[]>> = {
  percent: [0.05, 0.1, 0.25, 0.5, 1, 5],
  day: [1, 7, 14, 30, 61, 122],
};
const MOST_TICKS = 10;

function axisOptions(chart: LineChart, which: "x" | "y", colours: Colours) {
  const axis: Axis = chart[which];
  return {
    type: "value",
    name: axis.label,
    nameLocation: which === "x" ? "middle" : "end",
    nameGap: which === "x" ? 34 : 16,
    nameTextStyle: { fontFamily: FONTS, fontSize: 13, color: colours.quiet, align: which === "x" ? "center" : "left" },
    ...(which === "y"
      ? { min: (range: { min: number }) => Math.min(0, range.min) }
      : { min: (range: { min: number }) => startOf(axis, range.min, stepOf(chart)), max: "dataMax" }),
    ...(which === "x" ? { interval: stepOf(chart) } : {}),
    axisLine: { show: which === "x", lineStyle: { color: colours.axis, width: 1.25 } },
    axisTick: { show: which === "x", lineStyle: { color: colours.axis } },
    splitLine: { show: which === "y", lineStyle: { color: colours.grid } },
    axisLabel: {
      fontFamily: FONTS,
      fontSize: 12.5,
      color: colours.quiet,
      hideOverlap: true,
      formatter: (value: number) => axisText(axis, value),
    },
  };
}

const STROKES = { solid: "solid", dashed: [9, 7], dotted: [2, 6] };

const at = ({ x, y }: Point): [number, number] => [x, y];

/** One echarts series for each unbroken line, a dotted one for each jump, and the points where a jump begins and ends. */
function linesOf({ name, stroke = "solid", segments, named = [] }: Series, index: number, colours: Colours): object[] {
  const colour = colours.series[index % colours.series.length];
  const lines = segments.map((points) => ({
    name,
    type: "line",
    showSymbol: false,
    lineStyle: {
      width: stroke === "solid" ? 3 : 2.25,
      type: STROKES[stroke],
      color: colour,
      cap: "round",
      join: "round",
    },
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
      itemStyle: { color: point.open ? colours.background : colour, borderColor: colour, borderWidth: 2, opacity: 1 },
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
        color: colours.quiet,
      },
    })),
  };
  return [...lines, ...dotted, ...(ends.length > 0 ? [rings] : []), ...(named.length > 0 ? [places] : [])];
}

function marksOf({ marks = [] }: LineChart, colours: Colours): object {
  return {
    type: "line",
    data: [],
    z: 1,
    markLine: {
      z: 1,
      silent: true,
      symbol: "none",
      animation: false,
      lineStyle: { color: colours.axis, width: 1.25, type: [5, 4] },
      data: marks.map(({ axis, at: value, label }) => ({
        ...(axis === "x" ? { xAxis: value } : { yAxis: value }),
        label: {
          formatter: label,
          position: axis === "x" ? "end" : "insideEndTop",
          distance: axis === "x" ? 7 : 5,
          fontFamily: FONTS,
          fontSize: 12.5,
          color: colours.ink,
        },
      })),
    },
  };
}
