import { expect, test } from "vitest";
import { planOf } from "../../test/facts.js";
import { needsOf } from "./plan-needs.js";

const measure = (whose: string) => `measures: { bookings: { of: amount, credits_of: ${whose} } }`;
const flat = "c: { type: flat_rate, measure: bookings, rate: 10% }";

test.each([
  { why: "own sales alone", plan: planOf(flat), below: 0, participants: false },
  { why: "a team's sales", plan: planOf(flat, measure("team")), below: 1, participants: false },
  {
    why: "sales of everybody below",
    plan: planOf(flat, measure("all_reports")),
    below: Number.POSITIVE_INFINITY,
    participants: false,
  },
  { why: "sales of everybody on the plan", plan: planOf(flat, measure("everybody")), below: 0, participants: true },
  {
    why: "an override on direct reports",
    plan: planOf("o: { type: override, measure: bookings, rate: 2% }"),
    below: 1,
    participants: false,
  },
  {
    why: "an override by levels",
    plan: planOf("o: { type: override, measure: bookings, levels: [2%, 1%] }"),
    below: 2,
    participants: false,
  },
  {
    why: "an override on managers, who are paid on their teams",
    plan: planOf(`${flat}\no: { type: override, measure: bookings, rate: 2% }`, measure("team")),
    below: 2,
    participants: false,
  },
  {
    why: "a contest",
    plan: planOf("c: { type: contest, measure: bookings, rank_by: credited, prizes: [500], ties: share }"),
    below: 0,
    participants: true,
  },
])("$why", ({ plan, below, participants }) => {
  expect(needsOf(plan)).toEqual({ below, participants });
});
