import type { EChartsCoreOption } from "echarts/core";

/** What is drawn, by whichever of the two drawers: in CSS pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly options: EChartsCoreOption;
}
