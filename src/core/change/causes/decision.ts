import { percentText } from "../../wording.js";
import { listCause, turn } from "../moment.js";

/** Somebody decided on a large deal, or decided anew. */
export const decision = listCause(
  "decision",
  "decisions",
  ({ dealKey }) => dealKey,
  (was, is) => ({
    label: turn(was, is, `decision on ${(is ?? was)?.dealKey}`),
    detail: `${was ? percentText(was.pays) : "none"} → ${is ? `${percentText(is.pays)} by ${is.decidedBy}` : "none"}`,
  }),
);
