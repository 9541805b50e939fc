import { Classifier, trainClassifier } from "./classifier.js";
import { readConcepts } from "./concepts.js";
import { LANGUAGES, type Language, type WordTables, wordTables } from "./lexicon.js";
import type { Phrase } from "./phrases.js";
import { findAmounts } from "./slots/amounts.js";
import { take, type Word } from "./slots/mention.js";
import { findPeriods } from "./slots/periods.js";
import { WordIndex } from "./spelling.js";
import { type Token, tokenise } from "./text.js";
import { readTrained } from "./trained-file.js";

/** What reading a message needs and no message changes: word tables, vocabulary, the trained classifier. */
export interface LanguageModel {
  readonly tables: WordTables;
  /** Every word of the phrases and the lexicon. */
  readonly words: Readonly<Record<Language, readonly string[]>>;
  readonly vocabulary: WordIndex;
  readonly vocabularyOf: Readonly<Record<Language, WordIndex>>;
  /** Words that are ordinary in a message of the language: its own and the English ones that every sales team uses. */
  readonly ordinaryOf: Readonly<Record<Language, WordIndex>>;
  readonly classifier: Classifier;
}

let model: LanguageModel | undefined;

/** Read from the files under `prompts/` and what was learnt from them on first use, within a fraction of a second. */
export function languageModel(): LanguageModel {
  model ??= load();
  return model;
}

function load(): LanguageModel {
  const { words, ...trained } = readTrained();
  return withWords(words, wordTables(), new Classifier(trained, readConcepts()));
}

function withWords(
  words: Readonly<Record<Language, readonly string[]>>,
  tables: WordTables,
  classifier: Classifier,
): LanguageModel {
  const indexes = (of: (language: Language) => readonly string[]) =>
    Object.fromEntries(LANGUAGES.map((language) => [language, new WordIndex(of(language))])) as Record<
      Language,
      WordIndex
    >;
  return {
    tables,
    words,
    vocabulary: new WordIndex(LANGUAGES.flatMap((language) => words[language])),
    vocabularyOf: indexes((language) => words[language]),
    ordinaryOf: indexes((language) => [...words.en, ...words[language]]),
    classifier,
  };
}

/** Phrases are read with the same grammar as messages, as of a day that makes no difference. */
const ANY_DAY = "2026-01-01";
const DIGIT = /\d/;
const PLACEHOLDER = /^\{([a-z]+)\}$/;
const PLAIN_WORD = /^[a-z0-9]+$/;

/** The words of a phrase. Most are plain already, which spares the reading that messages need. */
function phraseWords(text: string, tables: WordTables, language: Language): Word[] {
  const tokens = text.split(" ").flatMap((part): Word[] => {
    const placeholder = PLACEHOLDER.exec(part.replace(/[,?]$/, ""));
    if (placeholder) return [{ text: part, raw: part, at: 0, mask: `<${placeholder[1]}>` }];
    return PLAIN_WORD.test(part) ? [{ text: part, raw: part, at: 0 }] : tokenise(part);
  });
  return spelled(tokens, tables, language);
}

/** Learns from the phrases given: all of them for `npm run train`, a part for a measurement that holds some out. Takes seconds. */
export function trainModel(phrases: readonly Phrase[]): LanguageModel {
  const tables = wordTables();
  const wordsOf = Object.fromEntries(
    LANGUAGES.map((language) => [language, new Set(tables.known[language])]),
  ) as Record<Language, Set<string>>;
  const examples = phrases.map(({ skill, language, text }) => {
    const words = phraseWords(text, tables, language);
    for (const word of words)
      if (word.mask === undefined && /^\p{L}{2,}$/u.test(word.text)) wordsOf[language].add(word.text);
    findPeriods(words, tables, ANY_DAY, language);
    findTeamWords(words, tables);
    if (DIGIT.test(text)) findAmounts(words, tables, language);
    return { label: skill, words: maskedWords(words) };
  });
  const words = Object.fromEntries(LANGUAGES.map((language) => [language, [...wordsOf[language]]])) as Record<
    Language,
    string[]
  >;
  return withWords(words, tables, trainClassifier(examples, readConcepts()));
}

/** Writes short forms out: "whats" -> "what is". */
export function spelled(tokens: readonly Token[], tables: WordTables, language: Language): Word[] {
  const map = tables.spelling[language];
  const words: Word[] = [];
  for (const token of tokens) {
    const full = token.raw.startsWith("@") ? undefined : map.get(token.text);
    if (!full) words.push({ ...token });
    else for (const [i, text] of full.entries()) words.push({ ...token, text, raw: i === 0 ? token.raw : "" });
  }
  return words;
}

/** "my team", "everyone": what stands for a group without its name. */
export function findTeamWords(words: Word[], tables: WordTables): "mine" | "all" | null {
  let found: "mine" | "all" | null = null;
  for (let i = 0; i < words.length; i++) {
    const hit = tables.teams.match(i, (index) => (words[index]?.mask === undefined ? words[index]?.text : undefined));
    if (!hit) continue;
    take(words, i, i + hit.length, hit.value === "mine" ? "<myteam>" : "<everyone>");
    found ??= hit.value;
    i += hit.length - 1;
  }
  return found;
}

/** The words as the classifier reads them: each recognised thing is its mask, once. */
export function maskedWords(words: readonly Word[]): string[] {
  const masked: string[] = [];
  for (const word of words) {
    const text = word.mask ?? word.text;
    if (word.mask !== undefined && masked.at(-1) === word.mask) continue;
    masked.push(text);
  }
  return masked;
}

/** The language most words are of; English when it is a tie. */
export function languageOf(
  tokens: readonly Token[],
  { vocabularyOf, tables }: Pick<LanguageModel, "vocabularyOf" | "tables">,
): Language {
  let best: Language = "en";
  let bestCount = 0;
  for (const language of LANGUAGES) {
    const count = tokens.filter(
      ({ text }) => vocabularyOf[language].has(text) || tables.spelling[language].has(text),
    ).length;
    if (count > bestCount) [best, bestCount] = [language, count];
  }
  return best;
}
