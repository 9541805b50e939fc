import { readFileSync } from "node:fs";
import { z } from "zod";
import { readOrganisationFile } from "../../src/demo/organisation-file.js";
import { type Named, NameIndex } from "../../src/language/slots/names.js";
import { type Colleague, PeopleIndex } from "../../src/language/slots/people.js";
import { type Around, type Case, report, scoreCase } from "./score.js";
import type { Suite } from "./suite.js";

const Question = z.object({
  text: z.string(),
  speaker: z.string(),
  intent: z.union([z.string(), z.array(z.string())]),
  all_intents: z.array(z.string()).default([]),
  slots: z.record(z.string(), z.unknown()).default({}),
  context_prior_message: z.string().optional(),
  lang: z.string(),
  tags: z.array(z.string()).default([]),
});

const casesOf = (file: string): Case[] =>
  z
    .array(Question)
    .parse(JSON.parse(readFileSync(file, "utf8")))
    .map(({ text, speaker, intent, all_intents, slots, context_prior_message, lang, tags }) => ({
      text,
      as: speaker,
      after: context_prior_message === undefined ? [] : [context_prior_message],
      intents: [intent].flat(),
      all: all_intents,
      slots,
      language: lang,
      tags,
    }));

/** The names of an organisation file as each of its people may use them, without a store. */
function aroundOf(file: string): Around {
  const { people, deals, today } = readOrganisationFile(readFileSync(file, "utf8"), file);
  const members = people.filter(({ role }) => role !== "none");
  const colleagues = members.map(
    ({ name, status }): Colleague => ({ key: name, name, email: null, active: !status.startsWith("deactivated") }),
  );
  const index = new PeopleIndex(colleagues);
  const teamNames = [...new Set(members.flatMap(({ team }) => (team ? [team] : [])))].filter((name) => name !== "ALL");
  const teams = new NameIndex<Named>(teamNames.map((name) => ({ key: name, name })));
  return (as) => {
    const asker = colleagues.find(({ name }) => name === as);
    if (!asker) throw new Error(`${as} is not in ${file}`);
    const mine = members.find(({ name }) => name === as);
    return {
      today,
      asker,
      people: index,
      teams,
      team: mine?.team ?? null,
      near: async () => new Set(members.filter(({ manager }) => manager === as).map(({ name }) => name)),
      deals: async (person) => {
        const whose = person?.name ?? as;
        const own = deals.filter(({ owner, split_with }) => owner === whose || split_with === whose);
        return new NameIndex<Named>(own.map(({ name }) => ({ key: name, name })));
      },
    };
  };
}

export const questionsSuite: Suite = {
  name: "questions",
  description: "a file of questions about the organisation of a fixture file",
  async run({ questions, fixture, misses, print }) {
    if (!questions || !fixture) return print("left out: give --questions FILE and --fixture FILE");
    const around = aroundOf(fixture);
    const scored = [];
    for (const of of casesOf(questions)) scored.push(await scoreCase(of, around));
    report(scored, print, misses);
  },
};
