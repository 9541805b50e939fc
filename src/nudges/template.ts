import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Value } from "../answer/answer.js";
import { formatValue } from "../answer/format.js";
import type { AnyNudgeRule } from "./define-rule.js";

const Template = z.strictObject({
  /** What it tells, for people who choose what they get. */
  description: z.string().min(1),
  /** Raised with every change of the words. */
  version: z.int().positive(),
  audience: z.array(z.enum(["rep", "manager", "admin"])).min(1),
  /** Of several that could be sent today, the lowest number goes. */
  priority: z.int().positive(),
  /** Days of the person's week on which it may come, Monday = 1. */
  weekdays: z.array(z.int().min(1).max(7)).min(1),
  /** Not again to the same person within so many days. */
  cooldown_days: z.int().min(1),
  /** After so many days its effect is judged. */
  window_days: z.int().min(1),
  when: z.record(z.string(), z.union([z.number(), z.string()])).default({}),
  /** The number or the fact first. */
  headline: z.string().min(1),
  /** Why it came, in one sentence. */
  why: z.string().min(1),
  /** Said where the plan gives an amount; `{worth}` is that. */
  worth: z.string().min(1).optional(),
  /** One concrete next step. */
  step: z.string().min(1),
});
export type Template = z.infer<typeof Template>;

const known = new Map<string, Template>();

/** The template of a rule, read once. Throws what is wrong with it. */
export function templateOf({ name, when }: Pick<AnyNudgeRule, "name" | "when">): Template {
  const found = known.get(name);
  if (found) return found;
  const text = readFileSync(new URL(`../../prompts/nudges/${name}.yaml`, import.meta.url), "utf8");
  const template = Template.parse(parse(text));
  const checked = { ...template, when: when.parse(template.when) as Template["when"] };
  known.set(name, checked);
  return checked;
}

/** `{name}` by its value as the locale writes it. Throws for a name that has none. */
export const filled = (text: string, values: Readonly<Record<string, Value>>, locale: string): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (!value) throw new Error(`nothing is known as {${name}}`);
    return formatValue(value, locale);
  });
