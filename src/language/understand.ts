import { type IsoDate, monthIndex } from "../core/calendar.js";
import { followUp, type PreviousTurn } from "./follow-up.js";
import type { Language } from "./lexicon.js";
import { findTeamWords, type LanguageModel, languageModel, languageOf, maskedWords, spelled } from "./model.js";
import { type Part, severalIntents } from "./several.js";
import { type Amount, findAmounts, inThousands } from "./slots/amounts.js";
import { type Hints, hintsIn } from "./slots/hints.js";
import { free, type Mention, take, type Word } from "./slots/mention.js";
import { findNames, type Named, NameIndex, type Naming } from "./slots/names.js";
import { type Colleague, findPeople, type PeopleIndex } from "./slots/people.js";
import { findPeriods } from "./slots/periods.js";
import { cleanText, tokenise } from "./text.js";

/** Whom a question is about: nobody said (the asker), a colleague, several who bear the name, or a name nobody bears. */
export type PersonSlot = Naming<Colleague>;
export type TeamSlot =
  | { readonly kind: "mine" }
  | { readonly kind: "all" }
  | { readonly kind: "team"; readonly team: Named };

/** What a message says besides its intent. Null where it says nothing. */
export interface Slots {
  readonly period: string | null;
  readonly person: PersonSlot | null;
  readonly amount: Amount | null;
  readonly deal: Naming<Named> | null;
  readonly team: TeamSlot | null;
  readonly goal: string | null;
  readonly status: string | null;
  /** The message speaks of the asker explicitly: "and mine?". */
  readonly self: boolean;
  /** "he", "her": whoever was spoken of last. */
  readonly pronoun: boolean;
  readonly hints: Hints;
}

export interface Understood {
  /** The intent, one of the catalogue's names. */
  readonly skill: string;
  /** Every question of the message in order, `skill` among them; `period` where a part of a longer message names its own. */
  readonly asks: readonly { readonly skill: string; readonly period: string | null }[];
  readonly slots: Slots;
  /** 0 to 1. */
  readonly confidence: number;
  /** The next likeliest intents, for a question back. */
  readonly likely: readonly string[];
  /** The asker wants what was said before to be forgotten. */
  readonly forgets: boolean;
  readonly language: Language;
  /** The turn this one goes on from, where it does. */
  readonly continues: PreviousTurn | null;
}

/** What surrounds a message: who asks, the names that can be meant, and what was asked before. */
export interface Surroundings {
  readonly today: IsoDate;
  readonly asker: Colleague;
  readonly people: PeopleIndex;
  readonly teams: NameIndex<Named>;
  /** Keys of the people the asker stands above. Asked for only when many bear a name. */
  near(): Promise<ReadonlySet<string>>;
  /** Deals the asker may see, of `person` where that is somebody else. Asked for only when words are left that may name one. */
  deals(person: Colleague | null): Promise<NameIndex<Named>>;
  readonly previous: PreviousTurn | null;
}

/** Below this the intent is not sure enough to be answered. */
export const SURE = 0.16;

/** Reads one message. The same message in the same surroundings is always read the same way. */
export async function understand(
  message: string,
  around: Surroundings,
  all: LanguageModel = languageModel(),
): Promise<Understood> {
  const text = cleanText(message);
  const tokens = tokenise(text);
  const language = languageOf(tokens, all);
  const model: LanguageModel = { ...all, vocabulary: all.ordinaryOf[language] };
  const words = spelled(tokens, model.tables, language);
  const opening = words.map((word) => word.text);

  const group = findTeamWords(words, model.tables);
  const named = await readPerson(words, around, model);
  const deals = await readDeals(words, around, model, named);
  correctSpelling(words, model, language, [deals, around.teams]);
  const periods = findPeriods(words, model.tables, around.today, language);
  const team = findNames(words, around.teams, "<team>", (i) => isOrdinary(words, i, model), false)[0]?.value ?? null;
  const deal = findNames(words, deals, "<deal>", (i) => isOrdinary(words, i, model), true)[0]?.value ?? null;
  const person = named === "asker" ? null : (named ?? unknownPerson(words, model));
  const amounts = findAmounts(words, model.tables, language);

  const meant = asked(
    periods.filter(({ from }) => !model.tables.negations.has(words[from - 1]?.text ?? "")),
    words,
    model,
  );
  const onlyCompared = around.previous !== null && meant.every((period) => isCompared(period, words, model));
  const slots: Slots = {
    period: onlyCompared ? null : ((storyEnd(meant, opening) ?? meant[0] ?? periods.at(-1))?.value ?? null),
    person,
    amount: amountOf(amounts[0]?.value ?? null, meant[0]?.value ?? null, around.previous),
    deal: deal ?? unknownDeal(words, model),
    team: team?.kind === "one" ? { kind: "team", team: team.item } : group ? { kind: group } : null,
    goal: phraseIn(words, model.tables.goals),
    status: phraseIn(words, model.tables.statuses),
    self: words.some((word) => word.mask === undefined && model.tables.self.has(word.text)),
    pronoun: words.some((word) => word.mask === undefined && language === "en" && model.tables.others.has(word.text)),
    hints: hintsIn(
      text,
      meant.map(({ value }) => value),
    ),
  };
  const asking = withoutClaims(words, slots.hints.claims);
  const masked = maskedWords(asking);
  const ranking = model.classifier.rank(masked);
  const [first] = ranking;
  const likely = ranking.slice(0, 4).map(({ label }) => label);
  const fresh = {
    skill: masked.length === 0 ? "clarify" : (first?.label ?? "clarify"),
    confidence: masked.length === 0 ? 1 : (first?.probability ?? 0) * knownShare(words, model),
  };
  const parts = severalIntents(text, asking, ranking, model.classifier);
  const next = parts.length > 0 ? null : followUp(words, slots, fresh, around.previous, model.tables);
  if (asksToForget(words, model)) return { ...FORGETTING, slots, language };
  if (next) return { ...next, language, forgets: false, asks: [{ skill: next.skill, period: null }], likely };
  const [earliest = { skill: fresh.skill }] = parts;
  const skill = parts.some((part) => part.skill === fresh.skill) ? fresh.skill : earliest.skill;
  const periodWithin = ({ from, to }: Part) =>
    meant.find((period) => (words[period.from]?.at ?? 0) >= from && (words[period.from]?.at ?? 0) < to)?.value ?? null;
  return {
    skill,
    asks:
      parts.length > 0
        ? parts.map((part) => ({ skill: part.skill, period: periodWithin(part) }))
        : [{ skill, period: null }],
    slots,
    confidence: fresh.confidence,
    likely,
    language,
    forgets: false,
    continues: null,
  };
}

/** "Since I hit quota, what …" asks what follows; the claim is checked and not taken for the question, unless there is nothing else. */
function withoutClaims(words: readonly Word[], claims: Slots["hints"]["claims"]): readonly Word[] {
  if (claims.length === 0) return words;
  const rest = words.filter(({ at }) => !claims.some(({ from, to }) => at >= from && at < to));
  return rest.filter(({ mask }) => mask === undefined).length > 1 ? rest : words;
}

/** "Forget that" and nothing else. */
function asksToForget(words: readonly Word[], { tables }: LanguageModel): boolean {
  const hit = tables.forget.match(0, (index) => words[index]?.text);
  return hit !== null && words.slice(hit.length).every(({ text }) => tables.filler.has(text));
}

const FORGETTING: Omit<Understood, "slots" | "language"> = {
  skill: "settings",
  asks: [{ skill: "settings", period: null }],
  confidence: 1,
  likely: [],
  forgets: true,
  continues: null,
};

/** What a question is about stands before what it is compared with: "compared to Q2, how was Q3?" asks about Q3. */
function asked(periods: readonly Mention<string>[], words: readonly Word[], model: LanguageModel): Mention<string>[] {
  const compared = (period: Mention<string>) => isCompared(period, words, model);
  return [...periods.filter((period) => !compared(period)), ...periods.filter(compared)];
}

/** "… than in October", "im Vergleich zum Vorjahr". */
function isCompared({ from }: Mention<string>, words: readonly Word[], { tables }: LanguageModel): boolean {
  let before = from;
  while (before > from - 2 && tables.joints.has(words[before - 1]?.text ?? "")) before--;
  return [1, 2, 3].some((length) =>
    [before, from].some((end) => tables.compares.match(end - length, (i) => words[i]?.text)?.length === length),
  );
}

/** A story of two months ("in May it was …, in June it was …") asks about the later one; a comparison about the first. */
function storyEnd(periods: readonly Mention<string>[], words: readonly string[]): Mention<string> | null {
  const [first, second] = periods;
  if (!first || !second || periods.length !== 2 || words.length < STORY_WORDS) return null;
  if (monthIndex(first.value) < 0 || monthIndex(second.value) < 0) return null;
  const apart = second.from - first.to > 2 && !words.some((word) => COMPARING.has(word));
  return apart && monthIndex(second.value) > monthIndex(first.value) ? second : null;
}
const STORY_WORDS = 12;
const COMPARING = new Set(["than", "versus", "compared", "compare", "from", "between"]);

const LAST_DAYS = /^last_(\d+)_days$/;

/** The number meant: thousands that were left out are filled in from before, and of "the last 10 days" it is the 10. */
function amountOf(said: Amount | null, period: string | null, previous: PreviousTurn | null): Amount | null {
  const days = LAST_DAYS.exec(period ?? "")?.[1];
  if (said === null && days !== undefined) return { value: days, unit: "count", currency: null };
  return inThousands(said, (previous?.input.amount as Amount | null | undefined) ?? null) ?? said;
}

/** Ordinary words belong to questions in general, so they name somebody or something only in special places. */
const isOrdinary = (words: readonly Word[], index: number, { vocabulary }: LanguageModel): boolean =>
  vocabulary.has(words[index]?.text ?? "");

/** The person named, "asker" for the asker's own name, null where nobody known is named. */
async function readPerson(
  words: Word[],
  around: Surroundings,
  model: LanguageModel,
): Promise<PersonSlot | "asker" | null> {
  const { tables } = model;
  const needsNear = words.some((word) => around.people.bySingleName(word.text).length > 5);
  const found = findPeople(words, around.people, {
    ordinary: (index) => isOrdinary(words, index, model),
    expectsName: (index) => expectsName(words, index, model),
    near: needsNear ? await around.near() : new Set(),
    asker: around.asker,
  });
  const others = found.filter(({ value }) => !(value.kind === "one" && value.item.key === around.asker.key));
  if (others[0]) return others[0].value;
  for (let i = 0; i < words.length; i++) {
    const boss = tables.boss.match(i, (index) => free(words, index));
    const aboutThem = boss && (words[i + boss.length - 1]?.possessive || expectsName(words, i, model));
    if (boss && aboutThem) {
      const said = words
        .slice(i, i + boss.length)
        .map((word) => word.raw)
        .join(" ");
      take(words, i, i + boss.length, "<person>");
      return { kind: "unknown", said };
    }
  }
  return found.length > 0 ? "asker" : null;
}

/** A word that stands where people are named: with the ending of possession, after "about", "how is", or capitalised after them. */
function expectsName(words: readonly Word[], index: number, { tables }: LanguageModel): boolean {
  const word = words[index];
  if (!word) return false;
  if (word.possessive) return true;
  return tables.questionOf.has(words[index - 1]?.text ?? "");
}

/** A name that no colleague bears: "Jessica's payout", "how is Nina Patel doing", "payout for U02XYZ". */
function unknownPerson(words: Word[], model: LanguageModel): PersonSlot | null {
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word || word.mask !== undefined || isOrdinary(words, i, model)) continue;
    const account = ACCOUNT_ID.test(word.raw) && expectsName(words, i, model);
    if (!account && (!/^\p{L}{2,}$/u.test(word.raw) || !namesSomebody(words, i, model))) continue;
    let to = i + 1;
    while (isCapital(word) && isCapital(words[to]) && !isOrdinary(words, to, model)) to++;
    const said = words
      .slice(i, to)
      .map(({ raw }) => raw)
      .join(" ");
    take(words, i, to, "<person>");
    return { kind: "unknown", said };
  }
  return null;
}

/** A platform's account id, letters and digits mixed. */
const ACCOUNT_ID = /^(?=.*\d)[A-Z][A-Z0-9]{4,14}$/;
const isCapital = (word: Word | undefined): boolean => /^\p{Lu}\p{Ll}/u.test(word?.raw ?? "");
/** After these an unknown name with a capital is as likely a customer. */
const BEFORE_CUSTOMERS = new Set(["for", "with", "on", "bei", "mit", "para", "con", "pour", "avec"]);
/** What deals do and people don't. */
const DEAL_VERBS = new Set([
  "pay",
  "pays",
  "paid",
  "count",
  "counted",
  "close",
  "closed",
  "slip",
  "slipped",
  "only",
  "deal",
  "sign",
]);
const PERSON_VERBS = new Set([
  ...["doing", "tracking", "pacing", "looking", "going", "earn", "earned", "make", "made", "get", "hit"],
  ...["attainment", "payout", "commission", "quota", "pay"],
]);

/** What a person is called before the name: "new hire Alex Gray". */
const NAMES_FOLLOW = new Set(["hire", "rep", "named", "user", "employee", "ae", "sdr", "person", "colleague"]);

function namesSomebody(words: readonly Word[], i: number, model: LanguageModel): boolean {
  const word = words[i];
  if (!word) return false;
  const fullName = isCapital(word) && isCapital(words[i + 1]) && words[i + 1]?.mask === undefined;
  if (fullName && NAMES_FOLLOW.has(words[i - 1]?.text ?? "")) return true;
  const near = model.vocabulary.nearest(word.text);
  if (near?.distance !== 1 && isPersonsPlace(words, i, model)) return true;
  if (near) return false;
  if (word.possessive) return true;
  if (!expectsName(words, i, model) || BEFORE_CUSTOMERS.has(words[i - 1]?.text ?? "")) return false;
  const next = words[i + 1]?.text ?? "";
  return isCapital(word) ? !DEAL_VERBS.has(next) : PERSON_VERBS.has(next);
}

/** A capital where only people stand: "Tomas's", "will Tomas hit", "give Tomas a goal", "a goal for Tomas", "my 1:1 with Tomas". */
function isPersonsPlace(words: readonly Word[], i: number, { tables }: LanguageModel): boolean {
  const word = words[i];
  if (!word || i === 0 || !isCapital(word)) return false;
  const [before, after] = [words[i - 1]?.text ?? "", words[i + 1]?.text ?? ""];
  if (word.possessive || tables.peopleDo.has(before) || tables.peopleDo.has(after)) return true;
  const earlier = words.slice(0, i);
  const gives =
    tables.gives.has(before) || (BEFORE_CUSTOMERS.has(before) && earlier.some((w) => tables.gives.has(w.text)));
  if (gives && words.some(({ text }) => tables.givenToPeople.has(text))) return true;
  return BEFORE_CUSTOMERS.has(before) && earlier.some((_, at) => tables.meetings.match(at, (j) => words[j]?.text));
}

const NO_DEALS = new NameIndex<Named>([]);

async function readDeals(
  words: readonly Word[],
  around: Surroundings,
  model: LanguageModel,
  person: PersonSlot | "asker" | null,
): Promise<NameIndex<Named>> {
  const mayName = words.some(
    (word, i) =>
      word.mask === undefined &&
      /^\p{L}/u.test(word.raw) &&
      (!isOrdinary(words, i, model) ||
        model.tables.dealWords.has(word.text) ||
        (i > 0 && /^\p{Lu}\p{Ll}/u.test(word.raw))),
  );
  if (!mayName) return NO_DEALS;
  if (person === null || person === "asker") return around.deals(null);
  return person.kind === "one" ? around.deals(person.item) : NO_DEALS;
}

/** Mends words that no list knows, unless they are (or are nearer to) the name of a deal. */
function correctSpelling(
  words: Word[],
  model: LanguageModel,
  language: Language,
  names: readonly NameIndex<Named>[],
): void {
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word || word.mask !== undefined || isOrdinary(words, i, model) || !/^\p{L}{2,}$/u.test(word.text)) continue;
    // A full name is no slip of the fingers, whoever bears it.
    if (i > 0 && isCapital(word) && (isCapital(words[i + 1]) || isCapital(words[i - 1]))) continue;
    if (names.some((index) => index.byWord(word.text, false).length > 0)) continue;
    const isName = isCapital(word) && i > 0;
    const near = model.vocabularyOf[language].nearest(word.text) ?? model.vocabulary.nearest(word.text);
    const parted = isName || near?.distance === 1 ? null : model.vocabularyOf[language].parted(word.text);
    if (!isName && (!near || parted)) {
      const whole = near ? null : model.vocabularyOf[language].withVowels(word.text);
      if (whole) words[i] = { ...word, text: whole };
      else if (parted) words.splice(i, 1, { ...word, text: parted[0] }, { ...word, text: parted[1], raw: "" });
      continue;
    }
    // Where people are named, a word that is only somewhat like another one is a name.
    if (near && near.distance > 1 && isPersonsPlace(words, i, model)) continue;
    if (!near || (near.distance > 1 && names.some((index) => index.byWord(word.text, true).length > 0))) continue;
    words[i] = { ...word, text: near.word };
  }
}

/** What was meant as the name of a deal that is not among the asker's: "if I close Wakanda Holdings". */
function unknownDeal(words: Word[], model: LanguageModel): Naming<Named> | null {
  for (let i = 1; i < words.length; i++) {
    const word = words[i];
    if (!word || word.mask !== undefined || isOrdinary(words, i, model)) continue;
    if (!/^\p{Lu}\p{L}+/u.test(word.raw) && !model.tables.dealWords.has(words[i - 1]?.text ?? "")) continue;
    if (!/^\p{L}{3,}/u.test(word.raw)) continue;
    let to = i + 1;
    while (/^\p{Lu}\p{L}+/u.test(words[to]?.raw ?? "") && words[to]?.mask === undefined) to++;
    const said = words
      .slice(i, to)
      .map(({ raw }) => raw)
      .join(" ");
    take(words, i, to, "<deal>");
    return { kind: "unknown", said };
  }
  return null;
}

function phraseIn(
  words: readonly Word[],
  table: { match(start: number, at: (index: number) => string | undefined): { value: string } | null },
): string | null {
  for (let i = 0; i < words.length; i++) {
    const hit = table.match(i, (index) => free(words, index));
    if (hit) return hit.value;
  }
  return null;
}

/** Share of the words that the phrases know; half of them known is full confidence, none is none. */
function knownShare(words: readonly Word[], { vocabulary }: LanguageModel): number {
  const own = words.filter((word) => word.mask === undefined && /\p{L}/u.test(word.text));
  if (own.length === 0) return 1;
  const known = own.filter((word) => vocabulary.has(word.text)).length;
  return Math.min(1, (2 * known) / own.length);
}
