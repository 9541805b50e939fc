import type { WordTables } from "./lexicon.js";
import { free, type Word } from "./slots/mention.js";
import type { Slots, Understood } from "./understand.js";

/** What was asked before in this conversation: its intent and what it was about, in the terms of a skill's input. */
export interface PreviousTurn {
  readonly skill: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Intents about one person's own figures, which a "why?" can follow. */
const EXPLAINABLE = new Set([
  "attainment",
  "payout",
  "payout_explain",
  "what_if",
  "gap_to_goal",
  "forecast",
  "trend",
  "payday",
  "statement",
]);
/** A group's answer about a single person is that person's attainment. */
const OF_A_GROUP = new Set(["team_summary", "team_risk", "rank"]);
/** What will close is the pipeline's, also after a question about what closed. */
const AHEAD = /^(?:next_|before_)/;
const ahead = (skill: string, period: string | null): string =>
  skill === "deals" && period !== null && AHEAD.test(period) ? "pipeline" : skill;
/** Answers that nothing can follow. */
const CLOSED = new Set(["smalltalk", "out_of_scope", "clarify", "help"]);

/** A message that begins as a follow-up is one unless it asks something of its own this clearly. */
const SURE_ENOUGH = 0.45;
/** The same for a short one that begins with "and for" or "what about". */
const SURE_OF_ITS_OWN = 0.85;
/** Below this a message asks nothing clearly, a short one below the higher. */
const UNSURE = 0.28;
const UNSURE_SHORT = 0.42;
/** Words of a short message, and of a bare "how come?". */
const SHORT = 5;
const BARE_WORDS = 2;

type Fresh = { readonly skill: string; readonly confidence: number };
type Continued = Pick<Understood, "skill" | "slots" | "confidence" | "continues">;

/**
 * Reads a message as going on from the previous turn: "and last quarter?", "what about Dana?", "why?", "no, I meant Q3".
 * Null when it stands on its own. A bare name or number with nothing before it is a question back.
 */
export function followUp(
  words: readonly Word[],
  slots: Slots,
  fresh: Fresh,
  previous: PreviousTurn | null,
  tables: WordTables,
): Continued | null {
  const at = (index: number) => free(words, index);
  const whole = (table: WordTables["asksWhy"]) => {
    const hit = table.match(0, at);
    return (
      hit !== null && words.slice(hit.length).every((word) => word.mask === undefined && tables.filler.has(word.text))
    );
  };
  const said =
    slots.period !== null ||
    slots.person !== null ||
    slots.amount !== null ||
    slots.deal !== null ||
    slots.team !== null;
  const onlySlots = words.every(
    (word) => word.mask !== undefined || tables.filler.has(word.text) || (slots.self && tables.self.has(word.text)),
  );
  const goesOn = previous !== null && !CLOSED.has(previous.skill);
  const lead = tables.continues.match(0, at);
  const leads = lead !== null;
  // "And for …?" and "what about …?" say that the question stays the same.
  const alike = (lead?.length ?? 0) > 1;
  // "No, Q3" begins with it; "Q3, I meant" ends with it, where it takes more than a word to say so.
  const corrects =
    tables.corrects.match(0, at) !== null || words.some((_, i) => (tables.corrects.match(i, at)?.length ?? 0) > 1);
  const replaces =
    words.length <= 2 * SHORT && words.some(({ text, mask }) => mask === undefined && tables.rather.has(text));

  if (whole(tables.asksWhy)) {
    // "Why?" out of the blue asks about nothing; "walk me through it" is a question about pay all the same.
    if (!goesOn) return words.length <= BARE_WORDS ? { skill: "clarify", slots, confidence: 1, continues: null } : null;
    const skill = EXPLAINABLE.has(previous.skill) ? "payout_explain" : previous.skill;
    return { skill, slots, confidence: 1, continues: previous };
  }
  if (whole(tables.judges))
    return goesOn
      ? { skill: previous.skill, slots, confidence: 1, continues: previous }
      : { skill: "clarify", slots, confidence: 1, continues: null };
  if (onlySlots && words.length > 0 && (said || slots.self)) {
    // A name or a number alone asks nothing; a period or a team alone, or somebody's own, is left to the classifier.
    if (!goesOn) {
      const bare = leads || (slots.period === null && slots.team === null && !slots.self);
      return bare ? { skill: "clarify", slots, confidence: 1, continues: null } : null;
    }
    const skill = OF_A_GROUP.has(previous.skill) && slots.person ? "attainment" : ahead(previous.skill, slots.period);
    return { skill, slots, confidence: 1, continues: previous };
  }
  if (!goesOn) return null;
  if (corrects && said && fresh.confidence < 0.8)
    return { skill: previous.skill, slots, confidence: 0.9, continues: previous };
  if (replaces && fresh.confidence < SURE_OF_ITS_OWN)
    return { skill: previous.skill, slots, confidence: 0.8, continues: previous };
  // "Make it 60k", "undo that", "anything else?": what asks nothing by itself goes on with what was asked.
  if (fresh.skill === "clarify" || fresh.confidence < (words.length <= SHORT ? UNSURE_SHORT : UNSURE))
    return { skill: previous.skill, slots, confidence: 0.7, continues: previous };
  const clearly = alike && words.length <= SHORT ? SURE_OF_ITS_OWN : said ? 0.6 : SURE_ENOUGH;
  if (leads && fresh.confidence < clearly)
    return { skill: previous.skill, slots, confidence: 0.8, continues: previous };
  if (CLOSED.has(fresh.skill)) return null;
  // A new question about the same thing: "and what did I earn?", "how did she do last year?", "when is that paid", "why so low?".
  const refers = words.some(({ text, mask }) => mask === undefined && tables.refers.has(text));
  const why = tables.asksWhy.match(0, at) !== null && EXPLAINABLE.has(previous.skill);
  if ((leads || slots.pronoun || refers || why) && fresh.confidence >= UNSURE)
    return { skill: fresh.skill, slots, confidence: fresh.confidence, continues: previous };
  return null;
}
