import { expect, test } from "vitest";
import { planOf } from "../../../test/facts.js";

const head = "measures: { bookings: { of: amount }, price: { of: recorded } }";

test.each([
  ["type: contest, measure: bookings, prizes: [5], ties: share", "rank_by: is missing: choose one of credited"],
  ["type: contest, measure: bookings, rank_by: credited, prizes: [5]", "ties: is missing: choose one of share"],
  ["type: contest, measure: bookings, rank_by: credited, ties: share", "give one of prizes"],
  ["type: contest, measure: bookings, rank_by: credited, ties: share, pot: 5", "go with a pot"],
  [
    "type: contest, measure: bookings, rank_by: credited, ties: share, pot: 5, shares: [80%, 30%]",
    "a pot has no more than 100%",
  ],
  ["type: contest, measure: bookings, rank_by: credited, ties: share, prizes: [5, 9]", "no more than the place before"],
  ["type: contest, measure: bookings, rank_by: credited, ties: tiebreak, prizes: [5]", "goes with ties: tiebreak"],
  [
    "type: contest, measure: bookings, rank_by: credited, ties: both_higher, pot: 5, shares: [100%]",
    "cannot be both_higher with a pot",
  ],
  ["type: contest, measure: bookings, rank_by: credited, ties: share, prizes: [5], from: 2026-01-01", "is missing"],
  ["type: contest, measure: bookings, rank_by: credited, ties: share, prizes: [5], base: price", "has no effect"],
  ["type: contest, measure: bookings, rank_by: first_to_reach, ties: share, prizes: [5]", "at_least: is missing"],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, head)).toThrow(says);
});
