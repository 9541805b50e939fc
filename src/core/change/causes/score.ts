import { percentText } from "../../wording.js";
import { listCause, turn } from "../moment.js";

/** A goal was judged, or judged anew. */
export const score = listCause(
  "score",
  "scores",
  ({ goal, start, end }) => `${goal} ${start} ${end}`,
  (was, is) => ({
    label: turn(was, is, `score of ${(is ?? was)?.goal}`),
    detail: `${was ? percentText(was.score) : "none"} → ${is ? percentText(is.score) : "none"}`,
  }),
);
