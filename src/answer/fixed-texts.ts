import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const LANGUAGES = ["en", "es", "de", "fr"] as const;
/** A language that refusals and questions back are said in. */
export type TextLanguage = (typeof LANGUAGES)[number];

const said = z.string().min(1).max(300);
const headed = z.strictObject({ headline: said, body: said });
const Texts = z.strictObject({
  denied: headed,
  left: headed,
  ask: z.strictObject({
    what: said,
    unsure: said,
    whom: said,
    which: said,
    whichDeal: said,
    about: said,
    amount: said,
  }),
  unknown: z.strictObject({ person: said, personHint: said, team: said, period: said, periodHint: said }),
  outOfScope: headed,
});
type Texts = z.infer<typeof Texts>;

const read = (language: TextLanguage): Texts =>
  Texts.parse(parse(readFileSync(new URL(`../../prompts/messages/${language}.yaml`, import.meta.url), "utf8")));

const texts = new Map<TextLanguage, Texts>();

/**
 * The few texts that hold no figure and are said in the language of the question: refusals, questions back, unknown names. They
 * depend on the language alone, so that a refusal tells nothing of what was asked about. Read once from `prompts/messages/`.
 */
export function fixedTexts(language: TextLanguage = "en"): Texts {
  const known = texts.get(language) ?? read(language);
  texts.set(language, known);
  return known;
}

/** Puts what was said in the place of `{name}`. */
export const naming = (template: string, name: string): string => template.replace("{name}", () => name);
