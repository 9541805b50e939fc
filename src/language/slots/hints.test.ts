import { describe, expect, test } from "vitest";
import { hintsIn } from "./hints.js";

const claims = (text: string) => hintsIn(text, []).claims.map(({ claim }) => claim);

describe("what is taken for granted", () => {
  test.each([
    ["Since I've hit my quota, what does the next deal pay?", ["quota_met"]],
    ["now that we are past 100% what rate do I get", ["quota_met"]],
    ["ya que superé mi cuota, ¿cuánto gano?", ["quota_met"]],
    ["Da ich mein Ziel erreicht habe, was bekomme ich?", ["quota_met"]],
    ["vu que j'ai dépassé mon objectif, combien ?", ["quota_met"]],
    ["now that I'm in the accelerator, what is a deal worth", ["in_accelerator"]],
    ["ahora que estoy en el acelerador, ¿qué gano?", ["in_accelerator"]],
    ["after my draw was forgiven, what am I owed", ["draw_cleared"]],
    ["nachdem mein Vorschuss getilgt ist, was bekomme ich", ["draw_cleared"]],
    ["since I'm capped, why keep selling?", ["capped"]],
  ])("%s", (text, expected) => expect(claims(text)).toEqual(expected));

  test.each([
    "what if I hit my quota",
    "since I have not hit my quota, what is missing?",
    "what do I earn after I reach quota?",
    "how far am I from quota since October",
    "did I hit quota",
    "because of the holidays, when do I make quota",
  ])("nothing in: %s", (text) => expect(claims(text)).toEqual([]));
});

test.each([
  ["how does the accelerator work", { topic: "accelerator" }],
  ["gibt es eine Obergrenze", { topic: "cap" }],
  ["¿cómo funciona el anticipo?", { topic: "draw" }],
  ["comment sont traités les renouvellements", { topic: "renewal" }],
  ["is there a cap on the accelerator", { topic: "cap" }],
  ["bookings yoy", { metric: "credited", comparison: "last_year" }],
  ["is my pay up m/m", { metric: "earned", comparison: "last_month" }],
  ["statement as an Excel file", { format: "xlsx" }],
  ["who is bottom of my team", { order: "bottom" }],
])("%s", (text, expected) => expect(hintsIn(text, [])).toMatchObject(expected));

test("of two periods the second is the one to compare with", () => {
  expect(hintsIn("Q3 against Q2", ["Q3", "Q2"]).comparison).toBe("Q2");
});

test("long and repetitive text is read in no time", () => {
  const nasty = [..."as since now that i am at over above ".repeat(60)].join("").slice(0, 2000);
  expect(claims(nasty)).toEqual([]);
});
