import { text } from "../../answer/answer.js";
import type { GoalKind } from "./goal-kind.js";

/** Something to get better at. No data counts it: the person says when it is done. */
export const skillGoal: GoalKind = {
  name: "skill",
  title: ({ what }) => `get better at ${what ?? "a skill"}`,
  value: () => text(""),
  reached: () => null,
};
