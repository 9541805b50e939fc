import type { Answer } from "../answer/answer.js";
import type { Turn } from "./assistant.js";
import { repeats } from "./echo.js";
import { type Fact, type Facts, factsOf } from "./guard/facts.js";
import { normalised } from "./guard/forms.js";
import { guard } from "./guard/guard.js";
import type { MeteredChat } from "./metered.js";
import type { NameTokens } from "./names.js";
import { prompt } from "./prompts.js";
import { asData } from "./untrusted.js";

/** Three sentences at most, in languages that take more tokens than English. */
const MAX_TOKENS = 300;
/** Answers whose words are chosen with care, or that have no figure to word. */
const AS_THEY_ARE = new Set(["help", "clarify", "out_of_scope", "smalltalk"]);

interface Means {
  readonly metered: MeteredChat;
  readonly names: NameTokens;
  readonly isName: (word: string) => boolean;
}

/**
 * The answer with its first lines in the words of the model. Only these change: figures, tables, explanation, notes and buttons
 * stay as they were worked out. Refusals and questions back are never worded, so that they tell nothing by their tone.
 */
export async function word(
  turn: Turn,
  answer: Answer,
  { metered, names, isName }: Means,
  onProgress?: (soFar: Answer) => void,
): Promise<Answer> {
  if (answer.outcome !== "answer" || AS_THEY_ARE.has(answer.skill) || answer.figures.length === 0) return answer;
  const draft = draftOf(answer, names);
  const { facts } = draft;
  const user = prompt("word-message").render({
    question: names.mask(asData(turn.text)),
    draft: draft.text,
    figures: facts.facts.map(({ key, label }) => ({ key, label: asData(label, 80) })),
  });
  const system = prompt("word").render();
  const check = (text: string): Checked => {
    const prose = names.unmask(text);
    if (!prose) return { ok: false, reason: "unknown_name" };
    const verdict = guard(prose.text, {
      facts,
      lead: draft.lead,
      names: prose.names,
      isName,
      fiscalYearStartMonth: turn.store.organisation.fiscalYearStartMonth,
    });
    if (!verdict.ok) return verdict;
    if (repeats(verdict.text, system)) return { ok: false, reason: "instructions" };
    return { ok: true, answer: { ...withoutBody(answer), ...linesOf(verdict.text) } };
  };
  const onText = onProgress && sentencesInto(check, onProgress);
  const reply = await metered.send("word", { system, user, maxTokens: MAX_TOKENS, ...(onText ? { onText } : {}) });
  if (!reply) return answer;
  const checked: Checked = reply.cutOff
    ? { ok: false, reason: "cut_off" }
    : reply.calls.length > 0
      ? { ok: false, reason: "calls" }
      : check(reply.text);
  if (checked.ok) return checked.answer;
  await metered.dropped("word", checked.reason);
  return answer;
}

type Checked = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly reason: string };

/**
 * Passes on whole sentences as they come, each time all of them so far, once they pass the guard as an answer of their own would. The
 * first that does not ends it: what follows is not shown before the whole has been looked at.
 */
function sentencesInto(check: (text: string) => Checked, onProgress: (soFar: Answer) => void) {
  let seen = 0;
  let over = false;
  return (soFar: string): void => {
    const end = soFar.slice(0, lastSentenceEnd(soFar) + 1);
    if (over || end.length <= seen) return;
    seen = end.length;
    const checked = check(end);
    if (checked.ok) onProgress(checked.answer);
    // The figure of the first line may still come; anything else does not mend itself.
    else over = checked.reason !== "lead_missing";
  };
}

/** Where the last sentence that is followed by another one ends. Only what follows tells "7.500" and "15. Oktober" from an end. */
function lastSentenceEnd(text: string): number {
  return [...text.matchAll(SENTENCE_END)].at(-1)?.index ?? -1;
}

function withoutBody({ body: _body, ...rest }: Answer): Answer {
  return rest;
}

/** The sign that ends a sentence: not after "15." of a day, and before a capital, an amount or a placeholder. */
const SENTENCE_END = /(?<!(?<![\d\p{L}.,])\d{1,2})[.!?](?=\s+[\p{Lu}\p{Sc}¿¡{])/gu;

/** The first sentence is the headline, the rest stands below it. */
function linesOf(text: string): Pick<Answer, "headline" | "body"> {
  const end = text.search(SENTENCE_END);
  if (end < 0) return { headline: text };
  const at = end + 1;
  return { headline: text.slice(0, at), body: text.slice(at).trim() };
}

/** Any figure that is still in a draft when all known ones are placeholders. */
const FIGURE = /[\p{Sc}]?\s?\d[\d.,]*(?:\s?[%\p{Sc}])?(?<![.,])/u;

interface Draft {
  readonly text: string;
  /** Placeholders of the first line. */
  readonly lead: readonly string[];
  readonly facts: Facts;
}

/**
 * The answer's own lines with placeholders for its figures and tokens for its names: what the model words. No amount, share or
 * day leaves in it. A figure of the first line that is none of the answer's figures becomes one; another sentence that holds
 * such a figure is left out.
 */
function draftOf(answer: Answer, names: NameTokens): Draft {
  const facts = factsOf(answer);
  const longest = [...facts.facts].sort((a, b) => b.shown.length - a.shown.length);
  const hide = (line: string): string => {
    let hidden = normalised(line);
    for (const { key, shown, value } of longest) {
      if (value.kind === "text" && key !== "period" && shown.length < 3) continue;
      hidden = hidden.replaceAll(normalised(shown), `{{${key}}}`);
    }
    return hidden;
  };
  const extra: Fact[] = [];
  const first = hide(answer.headline)
    .split(PLACEHOLDERS)
    .map((part) =>
      part.startsWith("{{")
        ? part
        : part.replaceAll(ALL_FIGURES, (shown) => {
            const key = `stated_${"abcdefghij"[extra.length] ?? "k"}`;
            extra.push({
              key,
              label: "As in the draft",
              value: { kind: "text", text: shown.trim() },
              shown: shown.trim(),
            });
            return `${/^\s/.test(shown) ? " " : ""}{{${key}}}`;
          }),
    )
    .join("");
  const rest = (answer.body?.split(/(?<=[.!?])\s+(?=[\p{Lu}\p{Sc}])/u) ?? [])
    .map(hide)
    .filter((line) => !FIGURE.test(line.replaceAll(/\{\{\w+\}\}/g, "")));
  const lead = [...first.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").filter((key) => key !== "period");
  return {
    text: [first, ...rest].map((line) => asMasked(line, names)).join("\n"),
    lead: [...new Set(lead)],
    facts: { ...facts, facts: [...facts.facts, ...extra] },
  };
}

const ALL_FIGURES = new RegExp(FIGURE.source, "gu");
const PLACEHOLDERS = /(\{\{\w+\}\})/;

/** Names are masked between the placeholders, whose own words are no names. */
const asMasked = (line: string, names: NameTokens): string =>
  line
    .split(PLACEHOLDERS)
    .map((part) => (part.startsWith("{{") ? part : names.mask(part.replaceAll(/[<>{}]/g, " "))))
    .join("");
