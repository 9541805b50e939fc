import { languageModel } from "../../language/model.js";
import { fold } from "../../language/text.js";
import { resolvePeriod } from "../../skills/period-input.js";
import type { Fact, Facts } from "./facts.js";
import { formsOf, normalised, saysRatio } from "./forms.js";
import { guardLists } from "./words.js";

/** Why prose is not shown. */
export type DropReason =
  | "empty"
  | "too_long"
  | "markup"
  | "unknown_placeholder"
  | "figure"
  | "period"
  | "name"
  | "mixed_up"
  | "overstated"
  | "lead_missing";

export type Verdict =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: DropReason };

interface Known {
  /** Names that the answer or the asker named. */
  readonly names: readonly string[];
  /** True for a word that is part of a colleague's name. */
  readonly isName: (word: string) => boolean;
}
export interface Allowed extends Known {
  readonly facts: Facts;
  /** Placeholders of which each must stand in the prose: the number comes with the answer. */
  readonly lead: readonly string[];
  readonly fiscalYearStartMonth: number;
}

const MAX_CHARACTERS = 700;
const PLACEHOLDER = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g;
/** What a surface could take for a link, a mention, markup or a file; and a bare host name. */
const MARKUP =
  /[<>{}[\]|`*_~#\\@]|:\/\/|\bwww\.|\bmailto:|\b(?:https?|hxxps?|ftp|data|javascript):|[\p{L}\d-]\.(?:com|net|org|io|ai|app|dev|example|test|co|me|info|biz|xyz|de|fr|es|uk|eu|ru|cn)(?![\p{L}\d])/iu;
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u;
/** Stands for a checked span in what is left to check. No rule below takes it for anything. */
const CHECKED = "\u0001";
const WORD = /[\p{L}\p{M}]+/gu;
const FIGURE_LIKE = /[\p{N}\p{Sc}%‰]/u;
const CURRENCY_CODES = new Set(Intl.supportedValuesOf("currency"));

interface Span {
  readonly from: number;
  readonly to: number;
  /** What it may stand for: several facts can be written alike. */
  readonly facts: readonly Fact[];
}

const drop = (reason: DropReason): Verdict => ({ ok: false, reason });

/**
 * The last thing that a model's prose passes before a person sees it. It fills the placeholders, and then lets through only
 * what the answer holds: each figure, day and period must be a way to write one of its facts, each name one of its names, each
 * figure must stand by words of its own kind, and nothing may be left that looks like a figure. When in doubt the prose is
 * dropped; the deterministic text says the same with certainty.
 */
export function guard(prose: string, allowed: Allowed): Verdict {
  const { facts, lead, fiscalYearStartMonth } = allowed;
  if (INVISIBLE.test(prose)) return drop("markup");
  if (MARKUP.test(prose.replace(PLACEHOLDER, " "))) return drop("markup");
  const filled = fill(normalised(prose).trim(), facts);
  if (!filled) return drop("unknown_placeholder");
  const { text } = filled;
  if (text === "") return drop("empty");
  if (text.length > MAX_CHARACTERS) return drop("too_long");
  // What was filled in comes from the store, and a store may hold a name that is markup.
  if (MARKUP.test(text)) return drop("markup");
  const spans = [...filled.spans, ...writtenFacts(text, filled.spans, allowed)].sort((a, b) => a.from - b.from);
  if (spans.some((span) => !standsAlone(text, span))) return drop("figure");
  if (lead.some((key) => !spans.some((span) => span.facts.some((fact) => fact.key === key))))
    return drop("lead_missing");
  const rest = blank(text, spans);
  const named = blankNames(rest, allowed.names);
  if (!periodsFit(named, facts, fiscalYearStartMonth)) return drop("period");
  if (figuresLeft(named, facts)) return drop("figure");
  if (namesLeft(named, allowed)) return drop("name");
  if (mixedUp(text, spans)) return drop("mixed_up");
  if (overstated(named, facts)) return drop("overstated");
  return { ok: true, text };
}

/** The same for words that may hold no figure at all: a question back. */
export function guardWords(prose: string, known: Known): Verdict {
  const facts: Facts = { facts: [], period: undefined, asOf: "2000-01-01", locale: "en-US" };
  return guard(prose, { ...known, facts, lead: [], fiscalYearStartMonth: 1 });
}

/** Placeholders replaced by what the answer shows for them; null when one is none of its facts. */
function fill(prose: string, { facts }: Facts): { text: string; spans: Span[] } | null {
  let text = "";
  let done = 0;
  const spans: Span[] = [];
  for (const match of prose.matchAll(PLACEHOLDER)) {
    const fact = facts.find(({ key }) => key === match[1]);
    if (!fact) return null;
    text += prose.slice(done, match.index);
    const shown = normalised(fact.shown);
    spans.push({ from: text.length, to: text.length + shown.length, facts: [fact] });
    text += shown;
    done = match.index + match[0].length;
  }
  text += prose.slice(done);
  return { text, spans };
}

/** Facts that the prose writes out itself, in any of the ways there are. */
function writtenFacts(text: string, taken: readonly Span[], { facts }: Allowed): Span[] {
  const found: Span[] = [];
  const free = (from: number, to: number) => [...taken, ...found].every((span) => to <= span.from || from >= span.to);
  const lower = text.toLowerCase();
  for (const { lower: form, rounded, facts: meant } of formsOf(facts)) {
    for (let at = lower.indexOf(form); at >= 0; at = lower.indexOf(form, at + 1)) {
      const to = at + form.length;
      if (!free(at, to) || !standsAlone(text, { from: at, to })) continue;
      if (rounded && !saysRounded(text.slice(0, at))) continue;
      found.push({ from: at, to, facts: meant });
    }
  }
  return found;
}

/** The figure is not part of a longer one, has no sign or unit but its own, and no word before it that makes another of it. */
function standsAlone(text: string, { from, to }: Pick<Span, "from" | "to">): boolean {
  const before = text.slice(0, from);
  const after = text.slice(to);
  if (/[\p{L}\p{M}\p{N}\p{Sc}%+\-/^\u2014]$/u.test(before) || /\d[.,]$/.test(before)) return false;
  if (/[\p{Sc}±≈+-]\s$/u.test(before)) return false;
  if (/^[\p{L}\p{M}\p{N}\p{Sc}%‰/^-]/u.test(after) || /^[.,]\d/.test(after) || /^\s[\p{Sc}%]/u.test(after))
    return false;
  const words = ` ${wordsBefore(before).slice(-3).join(" ")}`;
  return !guardLists().bounds.some((bound) => words.endsWith(` ${bound}`));
}

/** The words of the sentence so far. */
const wordsBefore = (text: string): string[] => (/[^.!?;]*$/.exec(text)?.[0].match(WORD) ?? []).map(fold);

function saysRounded(before: string): boolean {
  const { approximately, particles } = guardLists();
  const words = wordsBefore(before).slice(-3).reverse();
  const first = words.find((word) => !particles.has(word));
  return first !== undefined && approximately.has(first);
}

const blank = (text: string, spans: readonly Span[]): string => {
  let rest = text;
  for (const { from, to } of spans) rest = rest.slice(0, from) + CHECKED.repeat(to - from) + rest.slice(to);
  return rest;
};

/** Names that may stand in the prose, whole, taken out. */
function blankNames(text: string, names: readonly string[]): string {
  let rest = text;
  for (const name of [...names].map(normalised).sort((a, b) => b.length - a.length)) {
    if (name.length < 2) continue;
    for (let at = rest.indexOf(name); at >= 0; at = rest.indexOf(name, at + name.length)) {
      if (/[\p{L}\p{N}]$/u.test(rest.slice(0, at)) || /^[\p{L}\p{N}]/u.test(rest.slice(at + name.length))) continue;
      rest = rest.slice(0, at) + CHECKED.repeat(name.length) + rest.slice(at + name.length);
    }
  }
  return rest;
}

/** Every "this quarter", "last month", "today" must be the period of the answer, or its day. */
function periodsFit(text: string, { period, asOf }: Facts, fiscalYearStartMonth: number): boolean {
  const { tables } = languageModel();
  const words = (text.match(WORD) ?? []).map(fold);
  if (guardLists().elsewhen.some((phrase) => ` ${words.join(" ")} `.includes(` ${phrase} `))) return false;
  for (let i = 0; i < words.length; i++) {
    const hit = tables.periods.match(i, (index) => words[index]);
    if (!hit) continue;
    const meant = resolvePeriod(hit.value, asOf, fiscalYearStartMonth);
    const isDay = hit.value === "today";
    const fits = meant !== null && period !== undefined && meant.start === period.start && meant.end === period.end;
    if (!fits && !isDay) return false;
    i += hit.length - 1;
  }
  return true;
}

const MONTH_NAMES = new Set(
  ["en-US", "de-DE", "fr-FR", "es-ES"].flatMap((locale) => {
    const month = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
    const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
    return Array.from({ length: 12 }, (_, i) => fold(month.format(new Date(Date.UTC(2026, i, 1)))))
      .concat(Array.from({ length: 7 }, (_, i) => fold(weekday.format(new Date(Date.UTC(2026, 0, i + 1))))))
      .filter((name) => name !== "may" && name !== "march");
  }),
);

/** True when anything is left that states a number, an amount, a share or a day. */
function figuresLeft(text: string, facts: Facts): boolean {
  if (FIGURE_LIKE.test(text)) return true;
  const { numberLike, ratios, approximately } = guardLists();
  const { tables } = languageModel();
  const words = [...text.matchAll(WORD)];
  return words.some(([raw], i) => {
    const word = fold(raw);
    if (CURRENCY_CODES.has(raw) || numberLike.has(word) || MONTH_NAMES.has(word)) return true;
    if (/^(?:May|March|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Jan|Feb|Okt|Dez)$/.test(raw)) return true;
    if (tables.months.has(word) && !tables.doubtfulMonths.has(word) && word.length > 3) return true;
    if (!ratios.has(word)) return false;
    const stated = approximately.has(fold(words[i - 1]?.[0] ?? "")) || approximately.has(fold(words[i - 2]?.[0] ?? ""));
    return !saysRatio(word, stated ? "rounded" : "exact", facts);
  });
}

/** A word with a capital that no sentence begins with and no question holds, or any part of a colleague's name. */
function namesLeft(text: string, { isName }: Allowed): boolean {
  const { vocabulary } = languageModel();
  const { openers, ratios } = guardLists();
  return [...text.matchAll(/[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*/gu)].some(({ 0: raw, index }) => {
    const word = fold(raw.replace(/'(?:s|re|ve|ll|d|m|t)$/i, ""));
    const isCapital = /^\p{Lu}/u.test(raw);
    const opens = /(?:^|[.!?:]\s)["'(]?$/.test(text.slice(0, index));
    // "Grace" is a name where a Grace works here, also at the start of a sentence; "De" and "La" begin sentences too often.
    if (isCapital && isName(word) && (!opens || word.length > 3)) return true;
    if (openers.has(word) || vocabulary.has(word) || ratios.has(word)) return false;
    return isCapital || isName(word);
  });
}

/** Between the figure before it, or the start of its sentence, and a figure stand the words for what it is. */
function mixedUp(text: string, spans: readonly Span[]): boolean {
  const { labels } = guardLists();
  return spans.some(({ from, to, facts }, i) => {
    const own = labels.filter(({ keys }) => facts.some(({ key }) => keys.has(key)));
    if (own.length === 0) return false;
    const before = text.slice(spans[i - 1]?.to ?? 0, from);
    const words = wordsBefore(before);
    const says = (list: readonly string[], label: (typeof labels)[number]) =>
      list.some((word) => label.words.has(word));
    const named = labels.filter((label) => says(words, label));
    if (named.length === 0 || named.some((label) => own.includes(label))) return false;
    const after = (/^[^.!?;]*/.exec(text.slice(to, spans[i + 1]?.from ?? text.length))?.[0].match(WORD) ?? []).map(
      fold,
    );
    return !own.some((label) => says(after, label));
  });
}

/** A promise, or a quota said to be met that is not. */
function overstated(text: string, { facts }: Facts): boolean {
  const { promises, met } = guardLists();
  const words = (text.match(WORD) ?? []).map(fold);
  if (words.some((word) => promises.has(word))) return true;
  const attainment = facts.find(({ key }) => key === "attainment" || key === "attainment_after")?.value;
  const isMet = attainment?.kind === "ratio" && attainment.ratio.n >= attainment.ratio.d;
  const plain = words.join(" ");
  return !isMet && met.some((pattern) => pattern.test(plain));
}
