import { expect, test } from "vitest";
import { readTrained, trainingFingerprint } from "./trained-file.js";

test("what was learnt is learnt from the phrases, the lexicon and the code as they are: run `npm run train` after a change", () => {
  expect(readTrained().fingerprint).toBe(trainingFingerprint());
});
