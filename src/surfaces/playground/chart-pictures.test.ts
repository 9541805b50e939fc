import { expect, test } from "vitest";
import { sampleAnswers } from "../../../test/builders.js";
import { chartPictures } from "./chart-pictures.js";

test("each chart comes in both themes with its words beside it", async () => {
  const charts = sampleAnswers.find(({ skill }) => skill === "pipeline")?.charts ?? [];
  const [picture, ...more] = await chartPictures(charts);
  expect(more).toEqual([]);
  expect(picture?.alt).toContain("Discovery: $600,000.00 in 7 deals");
  expect(picture?.light).toMatch(/^<svg[\s\S]*#FFFFFF[\s\S]*<\/svg>\s*$/i);
  expect(picture?.dark).toMatch(/^<svg[\s\S]*#1F1F24[\s\S]*<\/svg>\s*$/i);
});
