import type { UnderstoodRecord } from "../question.js";
import type { Amount } from "./slots/amounts.js";
import type { Named, Naming } from "./slots/names.js";
import type { Understood } from "./understand.js";

/** What a message is about in the terms of a skill's input, with what it inherits from the turn it goes on from. */
export interface Meaning {
  readonly period: string | null;
  /** Key of a colleague; null = the asker. A name that is nobody's or several people's is not in here. */
  readonly person: string | null;
  readonly amount: Amount | null;
  /** Key of a deal, or what was said where no deal is called so. */
  readonly deal: string | null;
  /** "mine", "all" or a team's name. */
  readonly team: string | null;
  readonly goal: string | null;
  readonly status: string | null;
  /** What of a plan, such as "accelerator". */
  readonly topic: string | null;
  /** "attainment", "credited" or "earned". */
  readonly metric: string | null;
  /** The period to compare with, as a token. */
  readonly comparison: string | null;
  /** Which end of an order, such as "bottom". */
  readonly order: string | null;
  /** Of a file, such as "csv". */
  readonly format: string | null;
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
const keyOf = (naming: Naming<Named> | null): string | null =>
  naming === null ? null : naming.kind === "one" ? naming.item.key : naming.said;

/** Joins a message with the turn it goes on from: what it says counts, what it leaves out stays. */
export function meaningOf({ slots, continues, skill }: Understood): Meaning {
  const before = continues?.input ?? {};
  const sameSkill = continues?.skill === skill;
  const group = (continues !== null && skill === "team_summary") || sameSkill;
  return {
    period: slots.period ?? textOf(before.period),
    person: slots.person
      ? slots.person.kind === "one"
        ? slots.person.item.key
        : null
      : slots.self
        ? null
        : textOf(before.person),
    amount: slots.amount ?? (sameSkill ? ((before.amount as Amount | null | undefined) ?? null) : null),
    deal: keyOf(slots.deal) ?? (skill === "payout_explain" || sameSkill ? textOf(before.deal) : null),
    team: teamOf(slots.team) ?? (group && !slots.person ? textOf(before.team) : null),
    goal: slots.goal ?? (sameSkill ? textOf(before.goal) : null),
    status: slots.status ?? (sameSkill ? textOf(before.status) : null),
    topic: slots.hints.topic ?? (sameSkill ? textOf(before.topic) : null),
    metric: slots.hints.metric ?? (sameSkill ? textOf(before.metric) : null),
    comparison: slots.hints.comparison ?? (sameSkill ? textOf(before.comparison) : null),
    order: slots.hints.order ?? (sameSkill ? textOf(before.order) : null),
    format: slots.hints.format ?? (sameSkill ? textOf(before.format) : null),
  };
}

const teamOf = (team: Understood["slots"]["team"]): string | null =>
  team === null ? null : team.kind === "team" ? team.team.name : team.kind;

/** The reading in tokens for programs. */
export function recordOf(
  understood: Understood,
  meaning: Meaning,
  nameOf: (key: string) => string | null,
): Omit<UnderstoodRecord, "days"> {
  const { slots } = understood;
  const name = <T extends Named>(naming: Naming<T> | null, kept: string | null): string | null => {
    if (naming === null) return kept === null ? null : nameOf(kept);
    if (naming.kind === "one") return naming.item.name;
    return `${naming.kind === "several" ? "ambiguous" : "unknown"}:${naming.said}`;
  };
  return {
    skill: understood.skill,
    skills: understood.asks.map(({ skill }) => skill),
    period: meaning.period,
    person: name(slots.person, meaning.person),
    amount: meaning.amount?.value ?? null,
    deal: name(slots.deal, meaning.deal),
    team: meaning.team,
    confidence: Math.round(understood.confidence * 100) / 100,
    layer: "rules",
  };
}
