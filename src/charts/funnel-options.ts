import type { FunnelPicture } from "./chart.js";
import { COLOURS, FONTS, type Theme } from "./colours.js";
import type { Drawing } from "./drawing.js";

const WIDTH = 960;
const ROW = 58;
const AROUND = 100;

/** Steps in their order, each with its name and value beside it; a value below zero has no width. */
export function funnelDrawing({ title, value, steps }: FunnelPicture, theme: Theme = "light"): Drawing {
  const colours = COLOURS[theme];
  const words = { fontFamily: FONTS, fontSize: 13.5, color: colours.ink };
  return {
    width: WIDTH,
    height: AROUND + ROW * steps.length,
    options: {
      animation: false,
      backgroundColor: colours.background,
      textStyle: { fontFamily: FONTS, color: colours.ink },
      title: {
        text: title,
        subtext: value.label,
        left: 28,
        top: 16,
        textStyle: { ...words, fontSize: 21, fontWeight: 600 },
        subtextStyle: { ...words, color: colours.quiet },
      },
      series: [
        {
          type: "funnel",
          sort: "none",
          left: 40,
          right: 360,
          top: 84,
          bottom: 18,
          gap: 5,
          minSize: "1%",
          min: 0,
          itemStyle: { color: colours.series[0], borderWidth: 0 },
          label: { show: true, position: "right", ...words, formatter: ({ name }: { name: string }) => name },
          labelLine: { show: true, length: 24, lineStyle: { color: colours.axis } },
          data: steps.map((step) => ({
            name: `${step.label} · ${step.shown}`,
            value: Math.max(0, step.value),
          })),
        },
      ],
    },
  };
}
