import { expect, test } from "vitest";
import { buildAnswer, sampleAnswers } from "../../../test/builders.js";
import { formatValue } from "../../answer/format.js";
import { insideOf, renderBoth } from "./render.js";

test.each(sampleAnswers)("the inspector tells every figure of: $headline", (answer) => {
  const { figures } = insideOf(answer);
  expect(figures.map(({ value }) => value)).toEqual(
    answer.figures.map(({ value }) => formatValue(value, answer.locale)),
  );
});

test("one rendering holds both platforms", async () => {
  const { slack, teams } = await renderBoth(buildAnswer({ headline: "You are at 50.0% of quota." }));
  expect(JSON.stringify(slack.blocks)).toContain("50.0%");
  expect(JSON.stringify(teams.card)).toContain("50.0%");
});

const period = { label: "Q4 2026", start: "2026-10-01", end: "2027-01-01", key: "2026-Q4" };

test("a receipt is offered for one person's figures of a period, not for a team's, a refusal or a question back", () => {
  const one = buildAnswer({ input: { person: null, period: null }, period });
  expect(insideOf(one).receipt).toEqual({ person: null, period: "2026-Q4" });
  expect(insideOf({ ...one, input: { person: null, team: "mine" } }).receipt).toBeNull();
  expect(insideOf({ ...one, outcome: "denied" }).receipt).toBeNull();
  expect(insideOf({ ...one, figures: [] }).receipt).toBeNull();
});
