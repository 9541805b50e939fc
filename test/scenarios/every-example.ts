import { readdirSync, readFileSync } from "node:fs";
import type { PayeeFacts } from "../../src/core/facts.js";
import type { Money } from "../../src/core/money.js";
import { toDecimal } from "../../src/core/money.js";
import type { Period } from "../../src/core/period.js";
import type { Plan } from "../../src/core/plan.js";
import { factsFrom } from "../../src/plans/facts-file.js";
import { readPlan } from "../../src/plans/plan-file.js";
import { planDocs } from "../plan-docs.js";

export interface ExampleRun {
  readonly name: string;
  readonly plan: Plan;
  readonly period: Period;
  readonly payee: PayeeFacts;
}

export interface Subject {
  readonly name: string;
  readonly texts: readonly string[];
}

const folder = new URL("./", import.meta.url);

/** The plans that stand as text, by the file that holds them: every scenario, and the pieces of the documentation. */
export const subjects: readonly Subject[] = [
  ...readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => ({ name: name.replace(".yaml", ""), texts: [readFileSync(new URL(name, folder), "utf8")] })),
  { name: "plan-format", texts: planDocs().plans },
];

/** Every worked example of a subject, for every payee in it and each period that it states figures of. */
export function runsOf({ texts }: Subject): ExampleRun[] {
  return texts.flatMap((text) => {
    const plan = readPlan(text);
    return plan.examples.flatMap(({ name, given, expect }) => {
      const keys = new Set([expect].flat().map((expectation) => (expectation as { period?: string }).period));
      return [...keys].flatMap((key) => {
        const { period, payees } = factsFrom(given, plan, key);
        return payees.map((payee) => ({ name: `${plan.name}: ${name}`, plan, period, payee }));
      });
    });
  });
}

export const amount = (money: Money | null | undefined): string =>
  money ? `${toDecimal(money)} ${money.currency}` : "none";

/** The first run of every plan: enough to see each rule once. */
export const firstRunsOf = (subject: Subject): ExampleRun[] => {
  const runs = runsOf(subject);
  return runs.filter(({ plan }, i) => runs.findIndex((run) => run.plan === plan) === i);
};

/** What comes of it, or the words it is refused with. */
export function orRefusal(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return `refused: ${(error as Error).message.replace(/^The plan has [^\n]*:\n\s*/, "").replaceAll("\n ", ";")}`;
  }
}

type Document = Record<string, unknown>;
type Path = readonly (string | number)[];

export const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A path with the names that authors choose left out, so that the same place of many plans is tried once. */
export function placeOf(plan: Document, path: Path): string {
  const [section, key, ...rest] = path.map((step) => (typeof step === "number" ? "[]" : step));
  if (section === "components" && key) {
    const { type } = (plan.components as Record<string, { readonly type: string }>)[key] ?? {};
    return ["components", type, ...rest].join(".");
  }
  return [section, section === "measures" && key ? "*" : key, ...rest].filter(Boolean).join(".");
}

/** The document with another value at the path; undefined takes it out. */
export function withValue(document: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(document)) {
    const items = [...document];
    const item = withValue(items[step as number], rest, value);
    if (item === undefined) items.splice(step as number, 1);
    else items[step as number] = item;
    return items;
  }
  return { ...(document as Document), [step]: withValue((document as Document)[step], rest, value) };
}
