import type { Answer, Explanation } from "../../answer/answer.js";
import { contextParts, formatValue } from "../../answer/format.js";
import { renderSlack } from "../slack/render.js";
import { renderTeams } from "../teams/render.js";
import { chartPictures } from "./chart-pictures.js";
import type { ExplainedStep, Inside, Rendered } from "./wire.js";

/** One answer for both platforms; `page` is of a Teams answer that takes several cards. */
export async function renderBoth(answer: Answer, page = 1): Promise<Rendered> {
  return {
    slack: renderSlack(answer),
    teams: renderTeams(answer, { page }),
    ...(answer.charts?.length ? { charts: await chartPictures(answer.charts) } : {}),
    ...(answer.attachments?.length ? { files: answer.attachments } : {}),
    inside: insideOf(answer),
  };
}

/** What a message was made of, as an inspector shows it. */
export function insideOf(answer: Answer): Inside {
  const {
    outcome,
    headline,
    skill,
    input,
    confidential,
    figures,
    explanation = [],
    notes = [],
    locale,
    period,
  } = answer;
  const person = typeof input.person === "string" ? input.person : null;
  const isOnePersons = "person" in input && !(typeof input.team === "string");
  const isProvable = outcome === "answer" && isOnePersons && figures.length > 0 && period?.key !== undefined;
  return {
    outcome,
    headline,
    skill,
    input,
    confidential,
    figures: figures.map(({ key, label, value }) => ({ key, label, value: formatValue(value, locale) })),
    explanation: explanation.map((step) => explained(step, locale)),
    notes,
    standsOn: contextParts(answer),
    receipt: isProvable && period?.key !== undefined ? { person, period: period.key } : null,
  };
}

const explained = ({ label, formula, value, children = [] }: Explanation, locale: string): ExplainedStep => ({
  label,
  value: formatValue(value, locale),
  ...(formula === undefined ? {} : { formula }),
  children: children.map((child) => explained(child, locale)),
});
