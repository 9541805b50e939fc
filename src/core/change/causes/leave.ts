import { addDays } from "../../calendar.js";
import { listCause, turn } from "../moment.js";

/** A leave was entered, changed or taken out: it may change quota and target incentive. */
export const leave = listCause(
  "leave",
  "leaves",
  ({ start }) => start,
  (was, is) => {
    const one = is ?? was;
    const until = one?.end ? ` to ${addDays(one.end, -1)}` : "";
    return { label: turn(was, is, `leave from ${one?.start}${until}`) };
  },
);
