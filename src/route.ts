import { fixedTexts, naming } from "./answer/fixed-texts.js";
import type { Meaning } from "./language/turn.js";
import { SURE, type Understood } from "./language/understand.js";
import { nearest, topics } from "./skills/catalogue.js";

/** The skill that answers, with its input; fields that it does not take are left out when it parses. */
export interface Route {
  readonly skill: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Below this a model is asked, where there is one, what was meant; above it the rules are as good. */
export const SURE_WITHOUT_MODEL = 0.5;

/** What a model took a message for: questions with their arguments, or a question back. */
interface Chosen {
  readonly calls: readonly Route[];
  readonly askBack: { readonly question: string | null; readonly options: readonly string[] } | null;
}

/** Skills about one person. */
const PERSONAL = new Set([
  "attainment",
  "payout",
  "payout_explain",
  "gap_to_goal",
  "deals",
  "quota_detail",
  "statement",
  "payday",
  "territory",
  "forecast",
]);
/** The same question about a group, where that is not how the team stands. */
const OF_A_TEAM: Readonly<Record<string, string>> = { forecast: "team_forecast", kpi: "team_kpi", coach: "team_risk" };

/** A narrower look at what was asked, for whoever leads people. Its intents are the wider ones'. */
const OF_A_VIEW: Readonly<Record<string, { readonly skill: string; readonly from: ReadonlySet<string> }>> = {
  movement: { skill: "pipeline_movement", from: new Set(["pipeline", "trend", "deals", "team_summary"]) },
  plans: {
    skill: "plan_radar",
    from: new Set(["team_risk", "plan_explain", "plan_change", "team_summary", "quota_detail", "forecast"]),
  },
};
const INTENTS: Readonly<Record<string, string>> = {
  team_forecast: "forecast",
  team_kpi: "kpi",
  pipeline_movement: "pipeline",
  plan_radar: "team_risk",
  forget: "settings",
};

/** The catalogue's name of what a skill answers. */
export const intentOf = (skill: string): string => INTENTS[skill] ?? skill;

/** Chooses what answers a message that was understood, or what to ask back. `seesOthers`: somebody reports to the asker, or the asker is an admin. */
export function route(understood: Understood, meaning: Meaning, seesOthers: boolean): Route {
  const { skill, slots, confidence, continues, language } = understood;
  const { ask } = fixedTexts(language);
  if (understood.forgets) return { skill: "forget", input: {} };
  if (confidence < SURE)
    return unsure(understood, meaning, slots.person?.kind === "one" ? meaning.person : (slots.person?.said ?? null));
  if (skill === "clarify") return bareMention(understood, meaning, seesOthers);
  if (
    slots.pronoun &&
    slots.person === null &&
    meaning.person === null &&
    continues === null &&
    topics[skill] &&
    skill !== "help"
  )
    return { skill: "clarify", input: { question: ask.whom, choices: [] } };
  const view = OF_A_VIEW[slots.hints.view ?? ""];
  if (view?.from.has(skill) && seesOthers && slots.person === null)
    return { skill: view.skill, input: { ...meaning, person: null } };
  const target =
    slots.team !== null || meaning.team !== null
      ? slots.person === null
        ? (OF_A_TEAM[skill] ?? (PERSONAL.has(skill) ? "team_summary" : skill))
        : skill
      : skill === "team_summary" && slots.person
        ? "attainment"
        : skill;
  if (slots.person?.kind === "several" && target !== "smalltalk") {
    // To somebody who may see no colleague, a name that several bear is as closed as one.
    if (!seesOthers) return { skill: "attainment", input: { person: slots.person.said } };
    return whichOne(naming(ask.which, slots.person.said), slots.person.items, (key) => ({
      skill: answered(target),
      input: { ...meaning, person: key },
    }));
  }
  const person = slots.person?.kind === "unknown" ? slots.person.said : meaning.person;
  if (slots.deal?.kind === "several" && (target === "what_if" || target === "payout_explain" || target === "deals"))
    return whichOne(naming(ask.whichDeal, slots.deal.said), slots.deal.items.slice(0, 5), (key) => ({
      skill: target,
      input: { ...meaning, person, deal: key },
    }));
  const topic = topics[target];
  // A pipeline is known of one person at a time.
  const unanswered = topic && (!topic.answered || (target === "pipeline" && meaning.team !== null));
  if (unanswered) return { skill: "out_of_scope", input: { topic: target, person } };
  return { skill: target, input: { ...meaning, person } };
}

/**
 * Routes what a model chose as if the message had said it: the same questions back for names that several bear, the same words
 * for what cannot be answered yet. What the model left open the message may still say.
 */
export function routeChosen(
  { calls, askBack }: Chosen,
  understood: Understood,
  meaning: Meaning,
  seesOthers: boolean,
): readonly Route[] {
  if (askBack) {
    const choices = askBack.options.map((skill) => ({ label: topics[skill]?.ask ?? skill, skill, input: meaning }));
    const question = askBack.question ?? fixedTexts(understood.language).ask.unsure;
    return [{ skill: "clarify", input: { question, choices: choices.length > 0 ? choices : null } }];
  }
  return calls.map(({ skill, input }) => {
    if (!topics[skill]) return { skill, input };
    const { slots } = understood;
    const person = personChosen(input.person, slots.person);
    const own = person === null ? { person: null } : person.kind === "one" ? { person: person.item.key } : {};
    const said = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
    const reading = { ...understood, skill, confidence: 1, slots: { ...slots, person, pronoun: false } };
    return route(reading, { ...meaning, ...said, ...own }, seesOthers);
  });
}

/** The person a model named: as the message names them where that is the same, else a name that is looked up and checked like any. */
function personChosen(named: unknown, slot: Understood["slots"]["person"]): Understood["slots"]["person"] {
  if (typeof named !== "string") return null;
  const same = slot && (slot.kind === "one" ? slot.item.key === named : slot.said === named);
  return same ? slot : { kind: "unknown", said: named };
}

const answered = (skill: string): string => (topics[skill]?.answered ? skill : "attainment");

const whichOne = (
  question: string,
  items: readonly { readonly key: string; readonly name: string }[],
  to: (key: string) => Route,
): Route => ({
  skill: "clarify",
  input: { question, choices: items.slice(0, 6).map(({ key, name }) => ({ label: name, ...to(key) })) },
});

/** Not sure enough: the two or three likeliest questions that can be answered. */
function unsure({ likely, language }: Understood, meaning: Meaning, person: string | null): Route {
  const offered = [
    ...new Set(likely.flatMap((skill) => (topics[skill]?.answered ? [skill] : (nearest[skill] ?? [])))),
  ].slice(0, 3);
  if (offered.length === 0) return { skill: "clarify", input: { person } };
  return {
    skill: "clarify",
    input: {
      question: fixedTexts(language).ask.unsure,
      choices: offered.map((skill) => ({ label: topics[skill]?.ask ?? skill, skill, input: meaning })),
      person,
    },
  };
}

/** A name, a deal or an amount with nothing asked about it. */
function bareMention({ slots, language }: Understood, meaning: Meaning, seesOthers: boolean): Route {
  const { ask } = fixedTexts(language);
  if (slots.deal && slots.deal.kind === "one") {
    const { name } = slots.deal.item;
    return {
      skill: "clarify",
      input: {
        question: naming(ask.about, name),
        choices: [
          { label: `What is ${name} worth to me?`, skill: "what_if", input: meaning },
          { label: `What did I earn on ${name}?`, skill: "payout_explain", input: meaning },
        ],
      },
    };
  }
  if (slots.person && seesOthers) {
    if (slots.person.kind === "several")
      return whichOne(naming(ask.which, slots.person.said), slots.person.items, (key) => ({
        skill: "attainment",
        input: { ...meaning, person: key },
      }));
    if (slots.person.kind === "one") {
      const { name, key } = slots.person.item;
      return {
        skill: "clarify",
        input: {
          question: naming(ask.about, name),
          choices: ["attainment", "payout", "deals"].map((skill) => ({
            label: labelFor(skill),
            skill,
            input: { ...meaning, person: key },
          })),
        },
      };
    }
  }
  if (slots.amount && slots.amount.unit === "money")
    return {
      skill: "clarify",
      input: {
        question: ask.amount,
        choices: [
          { label: "What if I close a deal of that size?", skill: "what_if", input: meaning },
          { label: "What do I need to earn that much?", skill: "gap_to_goal", input: meaning },
        ],
      },
    };
  return { skill: "clarify", input: {} };
}

const labelFor = (skill: string): string =>
  ({ attainment: "Attainment", payout: "Earnings", deals: "Deals" })[skill] ?? skill;
