import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { fold, tokenise } from "./text.js";

export const LANGUAGES = ["en", "es", "de", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

const words = z.array(z.string()).default([]);
const Lexicon = z.strictObject({
  spelling: z.record(z.string(), z.string()).default({}),
  periods: z.record(z.string(), words),
  months: z.record(z.string(), words),
  beforeMonth: words,
  doubtfulMonths: words,
  ordinals: z.record(z.string(), z.int()).default({}),
  quarterWords: words,
  halfLetters: words,
  quarterLetters: words,
  lastN: words,
  units: z.record(z.enum(["day", "week", "month", "quarter", "year"]), words),
  since: words,
  between: z.object({ from: words, to: words }),
  numbers: z.record(z.string(), z.int()).default({}),
  multipliers: z.record(z.string(), z.int()).default({}),
  percent: words,
  currencies: z.record(z.string(), words),
  counted: words,
  teams: z.object({ mine: words, all: words }),
  goals: z.record(z.string(), words),
  statuses: z.record(z.string(), words),
  dealWords: words,
  questionOf: words,
  others: words,
  self: words,
  boss: words,
  filler: words,
  continues: words,
  corrects: words,
  /** Words that point to what was spoken of before. */
  refers: words,
  before: words,
  /** Asks for what was said before to be forgotten. */
  forget: words,
  /** Days of the year that have a name, as "12-25". */
  holidays: z.record(z.string(), z.string().regex(/^\d{2}-\d{2}$/)).default({}),
  asksWhy: words,
  negations: words,
  /** "Half" of what follows. */
  halves: words,
  /** Words beside a number that make it a count of the first or last ones. */
  ranked: words,
  /** What stands between a part of a year and its year. */
  joints: words,
  ago: words,
  agoBefore: words,
  nextN: words,
  fiscalYear: words,
  startOf: words,
  /** Words before what something is compared with. */
  compares: words,
  /** Monday is 1. */
  weekdays: z.record(z.string(), z.int().min(1).max(7)).default({}),
  /** Words that put something else in the place of what was asked about: "by payout instead". */
  rather: words,
  tomorrow: words,
  /** Words after which "tomorrow" means something else: "good morning", "the day after". */
  beforeTomorrow: words,
  /** Before a day: from today up to it. */
  until: words,
  /** Words of a message that tells what was. */
  past: words,
  /** What people do and deals don't, beside the name of who does it. */
  peopleDo: words,
  /** "Give", "set": somebody's name follows, where one of `givenToPeople` is given. */
  gives: words,
  givenToPeople: words,
  /** Meetings with one's own people. */
  meetings: words,
  /** Asks what to make of what was just said: "is that good?". */
  judges: words,
});

/** Finds the longest listed phrase that starts at a token. Looking up costs one map access per token. */
export class PhraseTable<T> {
  readonly #byFirst = new Map<string, { readonly words: readonly string[]; readonly value: T }[]>();

  add(phrase: string, value: T): void {
    const words = tokenise(phrase).map((token) => token.text);
    const first = words[0] ?? phrase;
    const list = this.#byFirst.get(first) ?? [];
    list.push({ words: words.length > 0 ? words : [phrase], value });
    list.sort((a, b) => b.words.length - a.words.length);
    this.#byFirst.set(first, list);
  }

  /** The longest phrase at `start`, or null. `at` reads the word of a position. */
  match(start: number, at: (index: number) => string | undefined): { value: T; length: number } | null {
    for (const { words, value } of this.#byFirst.get(at(start) ?? "") ?? []) {
      if (words.every((word, i) => at(start + i) === word)) return { value, length: words.length };
    }
    return null;
  }

  has(word: string): boolean {
    return this.#byFirst.get(word)?.some((entry) => entry.words.length === 1) ?? false;
  }
}

/** The words of all languages in one set of tables; of a word that two languages share, the first language decides. */
export interface WordTables {
  readonly spelling: Readonly<Record<Language, ReadonlyMap<string, readonly string[]>>>;
  readonly periods: PhraseTable<string>;
  readonly months: PhraseTable<string>;
  readonly doubtfulMonths: ReadonlySet<string>;
  readonly beforeMonth: ReadonlySet<string>;
  readonly ordinals: ReadonlyMap<string, number>;
  readonly quarterWords: ReadonlySet<string>;
  readonly quarterLetters: ReadonlySet<string>;
  readonly halfLetters: ReadonlySet<string>;
  readonly lastN: ReadonlySet<string>;
  readonly units: ReadonlyMap<string, "day" | "week" | "month" | "quarter" | "year">;
  readonly since: ReadonlySet<string>;
  readonly from: ReadonlySet<string>;
  readonly to: PhraseTable<true>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly multipliers: Readonly<Record<Language, ReadonlyMap<string, number>>>;
  readonly percent: PhraseTable<true>;
  readonly currencies: ReadonlyMap<string, string>;
  readonly counted: ReadonlySet<string>;
  readonly teams: PhraseTable<"mine" | "all">;
  readonly goals: PhraseTable<string>;
  readonly statuses: PhraseTable<string>;
  readonly dealWords: ReadonlySet<string>;
  readonly questionOf: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
  readonly self: ReadonlySet<string>;
  readonly boss: PhraseTable<true>;
  readonly filler: ReadonlySet<string>;
  readonly continues: PhraseTable<true>;
  readonly corrects: PhraseTable<true>;
  readonly refers: ReadonlySet<string>;
  readonly before: ReadonlySet<string>;
  readonly forget: PhraseTable<true>;
  readonly holidays: ReadonlyMap<string, string>;
  readonly asksWhy: PhraseTable<true>;
  readonly negations: ReadonlySet<string>;
  readonly halves: ReadonlySet<string>;
  readonly ranked: ReadonlySet<string>;
  readonly joints: ReadonlySet<string>;
  readonly ago: ReadonlySet<string>;
  readonly agoBefore: PhraseTable<true>;
  readonly nextN: ReadonlySet<string>;
  readonly fiscalYear: PhraseTable<true>;
  readonly startOf: PhraseTable<true>;
  readonly compares: PhraseTable<true>;
  readonly weekdays: ReadonlyMap<string, number>;
  readonly rather: ReadonlySet<string>;
  readonly tomorrow: ReadonlySet<string>;
  readonly beforeTomorrow: ReadonlySet<string>;
  readonly until: PhraseTable<true>;
  readonly past: Readonly<Record<Language, ReadonlySet<string>>>;
  readonly peopleDo: ReadonlySet<string>;
  readonly gives: ReadonlySet<string>;
  readonly givenToPeople: ReadonlySet<string>;
  readonly meetings: PhraseTable<true>;
  readonly judges: PhraseTable<true>;
  /** Every word that stands in a table, by language. */
  readonly known: Readonly<Record<Language, ReadonlySet<string>>>;
}

const read = (language: Language) =>
  Lexicon.parse(parse(readFileSync(new URL(`../../prompts/lexicon/${language}.yaml`, import.meta.url), "utf8")));

let tables: WordTables | undefined;

/** Read once, from `prompts/lexicon/`. */
export function wordTables(): WordTables {
  tables ??= build();
  return tables;
}

function build(): WordTables {
  const lexicons = LANGUAGES.map(read);
  const known = Object.fromEntries(LANGUAGES.map((language) => [language, new Set<string>()])) as Record<
    Language,
    Set<string>
  >;
  const learn = (text: string, language: number) => {
    for (const { text: word } of tokenise(text)) known[LANGUAGES[language] ?? "en"].add(word);
  };
  const byLanguage = <T>(pick: (lexicon: z.infer<typeof Lexicon>) => T) =>
    Object.fromEntries(
      LANGUAGES.map((language, i) => [language, pick(lexicons[i] as z.infer<typeof Lexicon>)]),
    ) as Record<Language, T>;
  const set = (pick: (lexicon: z.infer<typeof Lexicon>) => readonly string[]) => {
    for (const [i, lexicon] of lexicons.entries()) for (const word of pick(lexicon)) learn(word, i);
    return new Set(lexicons.flatMap(pick).map(fold));
  };
  const map = <T>(pick: (lexicon: z.infer<typeof Lexicon>) => Iterable<readonly [string, T]>) => {
    const all = new Map<string, T>();
    for (const [i, lexicon] of lexicons.entries())
      for (const [word, value] of pick(lexicon)) {
        if (!all.has(fold(word))) all.set(fold(word), value);
        learn(word, i);
      }
    return all;
  };
  const phrases = <T>(pick: (lexicon: z.infer<typeof Lexicon>) => Iterable<readonly [string, T]>) => {
    const table = new PhraseTable<T>();
    for (const [i, lexicon] of lexicons.entries())
      for (const [phrase, value] of pick(lexicon)) {
        table.add(phrase, value);
        learn(phrase, i);
      }
    return table;
  };
  const grouped = <K extends string>(groups: Partial<Record<K, readonly string[]>>) =>
    (Object.entries(groups) as [K, readonly string[]][]).flatMap(([value, list]) =>
      list.map((phrase) => [phrase, value] as const),
    );
  const flags = (pick: (lexicon: z.infer<typeof Lexicon>) => readonly string[]) =>
    phrases((lexicon) => pick(lexicon).map((phrase) => [phrase, true as const] as const));

  return {
    spelling: byLanguage(
      (lexicon) => new Map(Object.entries(lexicon.spelling).map(([short, full]) => [short, full.split(" ")] as const)),
    ),
    periods: phrases((lexicon) => grouped(lexicon.periods)),
    months: phrases((lexicon) => grouped(lexicon.months)),
    doubtfulMonths: set((lexicon) => lexicon.doubtfulMonths),
    beforeMonth: set((lexicon) => lexicon.beforeMonth),
    ordinals: map((lexicon) => Object.entries(lexicon.ordinals)),
    quarterWords: set((lexicon) => lexicon.quarterWords),
    quarterLetters: set((lexicon) => lexicon.quarterLetters),
    halfLetters: set((lexicon) => lexicon.halfLetters),
    lastN: set((lexicon) => lexicon.lastN),
    units: map((lexicon) => grouped(lexicon.units)),
    since: set((lexicon) => lexicon.since),
    from: set((lexicon) => lexicon.between.from),
    to: flags((lexicon) => lexicon.between.to),
    numbers: map((lexicon) => Object.entries(lexicon.numbers)),
    multipliers: byLanguage((lexicon) => {
      for (const word of Object.keys(lexicon.multipliers)) learn(word, lexicons.indexOf(lexicon));
      return new Map(Object.entries(lexicon.multipliers));
    }),
    percent: flags((lexicon) => lexicon.percent),
    currencies: map((lexicon) => grouped(lexicon.currencies)),
    counted: set((lexicon) => lexicon.counted),
    teams: phrases((lexicon) => grouped(lexicon.teams)),
    goals: phrases((lexicon) => grouped(lexicon.goals)),
    statuses: phrases((lexicon) => grouped(lexicon.statuses)),
    dealWords: set((lexicon) => lexicon.dealWords),
    questionOf: set((lexicon) => lexicon.questionOf),
    others: set((lexicon) => lexicon.others),
    self: set((lexicon) => lexicon.self),
    boss: flags((lexicon) => lexicon.boss),
    filler: set((lexicon) => lexicon.filler),
    continues: flags((lexicon) => lexicon.continues),
    corrects: flags((lexicon) => lexicon.corrects),
    refers: set((lexicon) => lexicon.refers),
    before: set((lexicon) => lexicon.before),
    forget: flags((lexicon) => lexicon.forget),
    holidays: map((lexicon) => Object.entries(lexicon.holidays)),
    asksWhy: flags((lexicon) => lexicon.asksWhy),
    negations: set((lexicon) => lexicon.negations),
    halves: set((lexicon) => lexicon.halves),
    ranked: set((lexicon) => lexicon.ranked),
    joints: set((lexicon) => lexicon.joints),
    ago: set((lexicon) => lexicon.ago),
    agoBefore: flags((lexicon) => lexicon.agoBefore),
    nextN: set((lexicon) => lexicon.nextN),
    fiscalYear: flags((lexicon) => lexicon.fiscalYear),
    startOf: flags((lexicon) => lexicon.startOf),
    compares: flags((lexicon) => lexicon.compares),
    weekdays: map((lexicon) => Object.entries(lexicon.weekdays)),
    rather: set((lexicon) => lexicon.rather),
    tomorrow: set((lexicon) => lexicon.tomorrow),
    beforeTomorrow: set((lexicon) => lexicon.beforeTomorrow),
    until: flags((lexicon) => lexicon.until),
    past: byLanguage((lexicon) => new Set(lexicon.past)),
    peopleDo: set((lexicon) => lexicon.peopleDo),
    gives: set((lexicon) => lexicon.gives),
    givenToPeople: set((lexicon) => lexicon.givenToPeople),
    meetings: flags((lexicon) => lexicon.meetings),
    judges: flags((lexicon) => lexicon.judges),
    known,
  };
}
