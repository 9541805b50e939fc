import { BarChart, LineChart as EchartsLine, FunnelChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { LineChart } from "./chart.js";
import type { Drawing } from "./drawing.js";
import { lineDrawing } from "./options.js";

use([
  EchartsLine,
  BarChart,
  FunnelChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  SVGRenderer,
]);

/** A chart as an SVG document, drawn without a browser. The same chart gives the same bytes. */
export const chartSvg = (chart: LineChart): string => drawSvg(lineDrawing(chart));

export function drawSvg({ width, height, options }: Drawing): string {
  const drawn = init(null, null, { renderer: "svg", ssr: true, width, height });
  drawn.setOption(options);
  const svg = numberedAnew(drawn.renderToSVGString());
  drawn.dispose();
  return `${svg}\n`;
}

/** Names inside the picture come from a counter of the whole process; here they start anew in every picture. */
function numberedAnew(svg: string): string {
  const names = new Map<string, string>();
  return svg.replaceAll(/\bzr\d+-[a-z]+-?\d*/g, (name) => {
    const known = names.get(name) ?? `n${names.size}`;
    names.set(name, known);
    return known;
  });
}
