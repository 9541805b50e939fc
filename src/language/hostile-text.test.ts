import fc from "fast-check";
import { expect, test } from "vitest";
import { company } from "../../test/evals/company.js";
import { hostileTexts } from "../../test/evals/hostile-texts.js";
import { understand } from "./understand.js";

const read = (text: string) => understand(text, { ...company("Robin Vale"), previous: null });

test("any string is read, to one of the intents and a confidence that is a probability", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 300 }), async (text) => {
      const { skill, confidence } = await read(text);
      expect(skill).toMatch(/^[a-z_]+$/);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }),
    { numRuns: 300 },
  );
});

test.each(Object.entries(hostileTexts))("%s ends", async (_name, text) => {
  expect((await read(text)).asks.length).toBeGreaterThan(0);
});
