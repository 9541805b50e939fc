import { createRequire } from "node:module";
import { createCanvas, GlobalFonts } from "@napi-rs/canvas";
import { BarChart, LineChart as EchartsLine, FunnelChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from "echarts/components";
import { init, setPlatformAPI, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
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
  CanvasRenderer,
]);

const PIXEL_RATIO = 2;

const require = createRequire(import.meta.url);

/** Fonts come with packages: a server has none of its own. DejaVu has the letters that Inter's files leave out. */
const fontFiles = (): readonly (readonly [file: string, family: string])[] => [
  [require.resolve("@fontsource/inter/files/inter-latin-400-normal.woff2"), "Inter"],
  [require.resolve("@fontsource/inter/files/inter-latin-600-normal.woff2"), "Inter"],
  [require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"), "DejaVu Sans"],
  [require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"), "DejaVu Sans"],
];

let prepared = false;
function prepare(): void {
  if (prepared) return;
  for (const [file, family] of fontFiles())
    if (!GlobalFonts.registerFromPath(file, family)) throw new Error(`${file} is not a font that can be read`);
  setPlatformAPI({ createCanvas: () => createCanvas(32, 32) as unknown as HTMLCanvasElement });
  prepared = true;
}

/** A chart as a PNG at twice its size in pixels, sharp on every screen. Drawn with fonts of its own, so it looks the same everywhere. */
export const chartPng = (chart: LineChart): Buffer => drawPng(lineDrawing(chart));

export function drawPng({ width, height, options }: Drawing): Buffer {
  prepare();
  const canvas = createCanvas(width * PIXEL_RATIO, height * PIXEL_RATIO);
  const drawn = init(canvas as unknown as HTMLCanvasElement, null, { devicePixelRatio: PIXEL_RATIO, width, height });
  drawn.setOption(options);
  const png = canvas.toBuffer("image/png");
  drawn.dispose();
  return png;
}
