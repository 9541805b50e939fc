import type { BarChart, Chart, FunnelChart, LineChart as Lines, Scale } from "../answer/chart.js";
import { axisText, DAY_MS } from "./axis-text.js";
import { barDrawing } from "./bar-options.js";
import type { Axis, LineChart } from "./chart.js";
import type { Theme } from "./colours.js";
import type { Drawing } from "./drawing.js";
import { funnelDrawing } from "./funnel-options.js";
import { lineDrawing } from "./options.js";

/** An answer's chart as it is drawn, whatever its kind. */
export const drawingOf = (chart: Chart, theme: Theme = "light"): Drawing => BY_KIND[chart.kind](chart as never, theme);

const BY_KIND: { readonly [K in Chart["kind"]]: (chart: Extract<Chart, { kind: K }>, theme: Theme) => Drawing } = {
  line: (chart, theme) => lineDrawing(linesOf(chart), theme),
  bars: ({ title, value, goal, bars, more }: BarChart, theme) =>
    barDrawing(
      {
        title: `${drawable(title, MOST_OF_TITLE)}${more ? ` (${bars.length} of ${bars.length + more})` : ""}`,
        value: axisOf(value),
        ...(goal === undefined ? {} : { goal: drawable(goal) }),
        bars: bars.map((bar) => ({
          label: drawable(bar.label),
          value: placeOf(value, bar.value),
          ...(bar.goal === undefined ? {} : { goal: placeOf(value, bar.goal) }),
        })),
      },
      theme,
    ),
  funnel: ({ title, value, steps }: FunnelChart, theme) =>
    funnelDrawing(
      {
        title: drawable(title, MOST_OF_TITLE),
        value: axisOf(value),
        steps: steps.map(({ label, value: numeral, note }) => {
          const at = placeOf(value, numeral);
          return {
            label: drawable(label),
            value: at,
            shown: [axisText(axisOf(value), at), ...(note ? [drawable(note)] : [])].join(", "),
          };
        }),
      },
      theme,
    ),
};

/** Characters that show nothing, or turn what follows around. */
const INVISIBLE = /(?!\u200d)[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Words as they fit a picture: cut between characters, since half of one cannot be drawn. */
function drawable(text: string, most = 32): string {
  const characters = Array.from(text.replace(INVISIBLE, ""));
  return characters.length <= most
    ? characters.join("")
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}
const MOST_OF_TITLE = 60;

const FORMATS = { money: "money", ratio: "percent", count: "number", day: "day" } as const;

const axisOf = ({ label, kind, currency, unit }: Scale): Axis => ({
  label: drawable(kind === "count" && unit ? `${label} (${unit})` : label),
  format: FORMATS[kind],
  ...(currency === undefined ? {} : { currency }),
});

/** Where a numeral lies on its scale. A picture is as exact as its pixels, so a double will do. */
const placeOf = ({ kind }: Scale, numeral: string): number =>
  kind === "day" ? Date.parse(`${numeral}T00:00:00Z`) / DAY_MS : Number(numeral);

const STROKES = { actual: "solid", expected: "dashed", goal: "dotted" } as const;

function linesOf({ title, x, y, lines, places = [] }: Lines): LineChart {
  const at = (point: { readonly x: string; readonly y: string }) => ({
    x: placeOf(x, point.x),
    y: placeOf(y, point.y),
  });
  const reachesQuota = x.kind === "ratio" && lines.some(({ points }) => points.some((point) => Number(point.x) >= 1));
  const startsBefore = lines.some(({ points }) => points.some((point) => Number(point.x) < 1));
  return {
    title: drawable(title, MOST_OF_TITLE),
    x: axisOf(x),
    y: axisOf(y),
    series: lines.map(({ name, role, points }, i) => ({
      name: drawable(name),
      stroke: lines.length === 1 ? "solid" : STROKES[role],
      segments: [points.map(at)],
      ...(i === 0 ? { named: places.map((place) => ({ ...at(place), label: drawable(place.label, 48) })) } : {}),
    })),
    marks: reachesQuota && startsBefore ? [{ axis: "x", at: 1, label: "Quota" }] : [],
  };
}
