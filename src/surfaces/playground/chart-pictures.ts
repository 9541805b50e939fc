import type { Chart } from "../../answer/chart.js";
import { plain } from "../plain.js";
import type { ChartPicture } from "./wire.js";

/** The drawing library is loaded with the first chart, so that a start does not wait for it. */
export async function chartPictures(charts: readonly Chart[]): Promise<ChartPicture[]> {
  const [{ drawingOf }, { drawSvg }] = await Promise.all([
    import("../../charts/answer-chart.js"),
    import("../../charts/svg.js"),
  ]);
  return charts.map((chart) => ({
    alt: plain(chart.alt),
    light: drawSvg(drawingOf(chart)),
    dark: drawSvg(drawingOf(chart, "dark")),
  }));
}
