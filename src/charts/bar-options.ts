import { axisText } from "./axis-text.js";
import type { BarPicture } from "./chart.js";
import { COLOURS, FONTS, type Theme } from "./colours.js";
import type { Drawing } from "./drawing.js";

const WIDTH = 960;
const ROW = 40;
const AROUND = 130;

/** Bars below each other, the first on top, each with its value at the end and a tick at its goal. */
export function barDrawing({ title, value, goal, bars }: BarPicture, theme: Theme = "light"): Drawing {
  const colours = COLOURS[theme];
  const [bar, tick] = colours.series;
  const words = { fontFamily: FONTS, fontSize: 13, color: colours.ink };
  return {
    width: WIDTH,
    height: AROUND + ROW * bars.length,
    options: {
      animation: false,
      backgroundColor: colours.background,
      textStyle: { fontFamily: FONTS, color: colours.ink },
      title: { text: title, left: 28, top: 20, textStyle: { ...words, fontSize: 21, fontWeight: 600 } },
      ...(goal === undefined
        ? {}
        : {
            legend: {
              right: 28,
              top: 24,
              data: [
                { name: value.label, icon: "rect" },
                { name: goal, icon: "rect" },
              ],
              itemWidth: 14,
              itemHeight: 10,
              textStyle: words,
            },
          }),
      grid: { left: 34, right: 90, top: 70, bottom: 28, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      xAxis: {
        type: "value",
        splitLine: { lineStyle: { color: colours.grid } },
        axisLabel: {
          ...words,
          color: colours.quiet,
          hideOverlap: true,
          formatter: (at: number) => axisText(value, at),
        },
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: bars.map(({ label }) => label),
        axisLine: { lineStyle: { color: colours.axis } },
        axisTick: { show: false },
        axisLabel: words,
      },
      series: [
        {
          name: value.label,
          type: "bar",
          barWidth: 18,
          itemStyle: { color: bar, borderRadius: 3 },
          data: bars.map(({ value: length }) => length),
          label: {
            show: true,
            position: "right",
            ...words,
            formatter: ({ value: at }: { value: number }) => axisText(value, at),
          },
        },
        {
          name: goal ?? "Goal",
          type: "scatter",
          symbol: "rect",
          symbolSize: [4, 30],
          itemStyle: { color: tick, opacity: 1 },
          z: 3,
          data: bars.flatMap(({ goal: at }, row) => (at === undefined ? [] : [[at, row]])),
        },
      ],
    },
  };
}
