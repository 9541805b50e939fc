import { expect, test } from "vitest";
import { feedbackText } from "./feedback.js";

test("says how many answers helped, the kinds, and what was wrong, without who said it", () => {
  const at = new Date("2026-11-18T09:00:00Z");
  const text = feedbackText(
    30,
    [
      { skill: "payout", helpful: 3, unhelpful: 2 },
      { skill: "attainment", helpful: 10, unhelpful: 0 },
    ],
    [
      { skill: "payout", reason: "wrong_number", comment: "one deal\nis missing", at },
      { skill: "payout", reason: null, comment: null, at },
    ],
  );
  expect(text).toMatchInlineSnapshot(`
    "13 of 15 rated answers of the last 30 days helped.

    helped  did not  kind
         3        2  payout
        10        0  attainment

    What was wrong:
    2026-11-18  payout  wrong number: one deal is missing
    "
  `);
  expect(feedbackText(7, [], [])).toBe("Nobody rated an answer in the last 7 days.\n");
});
