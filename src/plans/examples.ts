import { z } from "zod";
import { Decimal, fields, Percent, readDocument, Text } from "../core/document.js";
import { FactsError, type Problem } from "../core/errors.js";
import type { PayeeFacts } from "../core/facts.js";
import { type Money, minus, sum, toRational, zero } from "../core/money.js";
import type { Period } from "../core/period.js";
import type { Plan, PlanExample } from "../core/plan.js";
import type { PlanHistory } from "../core/plan-history.js";
import { compare, multiply, type Rational, rational, roundToInteger } from "../core/rational.js";
import type { MeasureResult, Statement, StatementLine } from "../core/statement.js";
import { statementOf, statementUnder } from "../core/statement-of.js";
import { mainMeasure } from "../core/what-if.js";
import { moneyText, numberText, percentText } from "../core/wording.js";
import { factsFrom } from "./facts-file.js";
import { type PartingLine, partingLines, partingText } from "./parting.js";
import { readingPlan } from "./plan-versions.js";

/** An attainment with the digits it was written with: "104.5%" says nothing about the second digit after the point. */
const WrittenPercent = z
  .union([z.string(), z.number()], { error: "must be a percentage such as 104%" })
  .transform((text) => ({ text: String(text), places: (/\.(\d+)\s*%/.exec(String(text))?.[1] ?? "").length }))
  .transform(({ text, places }, ctx) => {
    const read = Percent.safeParse(text.includes("%") ? text : `${text}`);
    if (read.success) return { ratio: read.data, places: text.includes("%") ? places : 10 };
    ctx.addIssue({ code: "custom", message: read.error.issues[0]?.message ?? "is not a percentage" });
    return z.NEVER;
  });

/** One value stands for the measure of the plan's first component; a mapping names them. */
interface PerMeasure<T> {
  readonly first?: T;
  readonly named?: Readonly<Record<string, T>>;
}
const perMeasure = <T>(value: z.ZodType<T>) =>
  z.union([
    z.record(z.string(), value).transform((named): PerMeasure<T> => ({ named })),
    value.transform((first): PerMeasure<T> => ({ first })),
  ]);

const FIGURES = {
  earned: Decimal.optional(),
  payable: Decimal.optional(),
  adjustments: Decimal.optional(),
  held: Decimal.optional(),
  draw_balance: Decimal.optional(),
  held_balance: Decimal.optional(),
  carried: Decimal.optional(),
  clawback_owed: Decimal.optional(),
  payout: Decimal.optional(),
  attainment: perMeasure(WrittenPercent).optional(),
  credited: perMeasure(Decimal).optional(),
  quota: perMeasure(Decimal).optional(),
  components: z.record(z.string(), Decimal).optional(),
  deals: z.record(z.string(), Decimal).optional(),
} as const;
export const Expectation = fields({ payee: Text.optional(), period: Text.optional(), ...FIGURES });
const EXPECTS_NOTHING = `names no figure, so nothing would be tested: say one or more of ${Object.keys(FIGURES).join(", ")}`;
export type Expectation = z.output<typeof Expectation>;

interface Mismatch {
  readonly figure: string;
  readonly expected: string;
  readonly calculated: string;
  /** The lines of the calculated figure with the place where the expected one parts from it; empty where it has none. */
  readonly parting: readonly string[];
}

export type ExampleResult =
  | { readonly name: string; readonly ok: true }
  | {
      readonly name: string;
      readonly ok: false;
      readonly mismatches: readonly Mismatch[];
      readonly problems: readonly Problem[];
    };

/** Calculates every example of a plan and compares each expected figure to the cent. */
export const runExamples = (plan: Plan): ExampleResult[] =>
  plan.examples.map((example) => runExample(plan, (facts, period) => statementOf(plan, facts, period), example));

/** The same for examples of several versions of a plan, one in force after the other. */
export const runExamplesUnder = (history: PlanHistory, examples: readonly PlanExample[]): ExampleResult[] =>
  examples.map((example) =>
    runExample(readingPlan(history), (facts, period) => statementUnder(history, facts, period), example),
  );

type Calculate = (facts: PayeeFacts, period: Period) => Statement;

function runExample(plan: Plan, calculate: Calculate, { name, given, expect }: PlanExample): ExampleResult {
  const listed = Array.isArray(expect) ? expect : [expect];
  const mismatches: Mismatch[] = [];
  for (const [i, document] of listed.entries()) {
    const read = readDocument(Expectation, document ?? {});
    const at = Array.isArray(expect) ? `expect[${i}]` : "expect";
    if (!read.ok)
      return failed(
        name,
        read.problems.map(({ path, message }) => ({ path: path ? `${at}.${path}` : at, message })),
      );
    if (Object.keys(FIGURES).every((figure) => read.value[figure as keyof typeof FIGURES] === undefined))
      return failed(name, [{ path: at, message: EXPECTS_NOTHING }]);
    try {
      const { period, payees } = factsFrom(given, plan, read.value.period);
      const facts = payeeOf(payees, read.value.payee);
      mismatches.push(...compareTo(read.value, calculate(facts, period), mainMeasure(plan)));
    } catch (error) {
      if (!(error instanceof FactsError)) throw error;
      return failed(
        name,
        error.problems.map(({ path, message }) => ({ path: path ? `given.${path}` : "given", message })),
      );
    }
  }
  return mismatches.length === 0 ? { name, ok: true } : { name, ok: false, mismatches, problems: [] };
}

const failed = (name: string, problems: readonly Problem[]): ExampleResult => ({
  name,
  ok: false,
  mismatches: [],
  problems,
});

/** The payee with this key or name, or the only one. Throws a FactsError otherwise. */
export function payeeOf(payees: readonly PayeeFacts[], asked?: string): PayeeFacts {
  const found = asked
    ? payees.find(({ payee }) => payee.key === asked || payee.name === asked)
    : payees.length === 1
      ? payees[0]
      : undefined;
  if (found) return found;
  const keys = payees.map(({ payee }) => payee.key).join(", ");
  throw new FactsError([
    {
      path: "payee",
      message: asked ? `"${asked}" is not among the people (${keys})` : `is missing: say which of ${keys}`,
    },
  ]);
}

function compareTo(expected: Expectation, statement: Statement, main: string): Mismatch[] {
  const found: Mismatch[] = [];
  const money = (
    figure: string,
    want: Rational | undefined,
    have: Money | null | undefined,
    lines: readonly PartingLine[] = [],
  ): void => {
    if (want === undefined) return;
    if (have && compare(want, toRational(have)) === 0) return;
    found.push({
      figure,
      expected: numberText(want, 6),
      calculated: have ? moneyText(have) : "nothing",
      parting: have ? partingText(lines, want, have) : [],
    });
  };
  money("earned", expected.earned, statement.earned, earnedLines(statement));
  money("payable", expected.payable, statement.payable, payableLines(statement));
  money("held", expected.held, statement.held);
  money("draw_balance", expected.draw_balance, statement.drawBalance);
  money("held_balance", expected.held_balance, statement.heldBalance);
  money("carried", expected.carried, statement.carriedForward);
  money("clawback_owed", expected.clawback_owed, statement.clawbackOwed);
  money("payout", expected.payout, statement.payout?.amount);
  money(
    "adjustments",
    expected.adjustments,
    sum(
      statement.adjustments.map(({ amount }) => amount),
      statement.currency,
    ),
    partingLines(statement.adjustments),
  );
  for (const [key, want] of Object.entries(expected.components ?? {})) {
    const lines = statement.components.filter(({ component }) => component === key).flatMap((own) => own.lines);
    money(`components.${key}`, want, earnedBy(statement, key), partingLines(lines));
  }
  for (const [key, want] of Object.entries(expected.deals ?? {})) {
    const lines = linesFor(statement, key);
    const paid = lines.map(({ amount }) => amount);
    money(`deals.${key}`, want, lines.length === 0 ? null : sum(paid, statement.currency), partingLines(lines));
  }
  for (const [measure, want] of byMeasure(expected.credited, statement, main))
    money(`credited of ${measure.measure}`, want, measure.credited);
  for (const [measure, want] of byMeasure(expected.quota, statement, main))
    money(`quota of ${measure.measure}`, want, measure.quota);
  for (const [{ measure, attainment }, want] of byMeasure(expected.attainment, statement, main)) {
    const have = attainment.ok ? attainment.ratio : null;
    if (have && compare(roundedTo(have, want.places), want.ratio) === 0) continue;
    found.push({
      figure: `attainment of ${measure}`,
      expected: percentText(want.ratio, 8),
      calculated: have ? percentText(have, 8) : "no quota",
      parting: [],
    });
  }
  return found;
}

const roundedTo = (ratio: Rational, places: number): Rational => {
  const scale = 10n ** BigInt(places + 2);
  return rational(roundToInteger(multiply(ratio, rational(scale))), scale);
};

/** Names that are no measure compare with nothing. */
function byMeasure<T>(
  expected: PerMeasure<T> | undefined,
  { measures, currency }: Statement,
  main: string,
): readonly (readonly [MeasureResult, T])[] {
  const unknown = (measure: string): MeasureResult => ({
    measure,
    credited: zero(currency),
    quota: null,
    attainment: { ok: false, reason: "no_quota" },
    credits: 0,
  });
  const of = (key: string) => measures.find(({ measure }) => measure === key) ?? unknown(key);
  if (expected?.first !== undefined) return [[of(main), expected.first]];
  return Object.entries(expected?.named ?? {}).map(([key, want]) => [of(key), want]);
}

/** Under every plan version of the period. */
function earnedBy({ components, currency }: Statement, key: string): Money | null {
  const own = components.filter(({ component }) => component === key);
  if (own.length === 0) return null;
  return sum(
    own.map(({ earned }) => earned),
    currency,
  );
}

/** The lines that pay one deal, each under the label of what pays it. */
function linesFor(statement: Statement, dealKey: string): readonly StatementLine[] {
  const leaves = (lines: readonly StatementLine[], above: string): readonly StatementLine[] =>
    lines.flatMap((line) =>
      line.children?.length ? leaves(line.children, line.label) : [{ ...line, label: above || line.label }],
    );
  return statement.components.flatMap(({ lines }) => leaves(lines, "")).filter((line) => line.dealKey === dealKey);
}

/** Each component as one line that opens into its own; a single component's lines stand for themselves. */
function earnedLines({ components }: Statement): PartingLine[] {
  const [only, ...others] = components;
  if (only && others.length === 0) return partingLines(only.lines);
  return components.map(({ component, label, earned, lines }) => ({
    label: label ?? component,
    amount: earned,
    depth: 0,
    children: partingLines(lines, 1),
  }));
}

const payableLines = (statement: Statement): PartingLine[] => [
  ...earnedLines(statement),
  ...partingLines(statement.adjustments),
  ...(statement.held.minor === 0
    ? []
    : [{ label: "Held", amount: minus(zero(statement.currency), statement.held), depth: 0, children: [] }]),
];
