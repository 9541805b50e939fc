import { addDays } from "../core/calendar.js";
import { readDocument, suggestion } from "../core/document.js";
import { FactsError } from "../core/errors.js";
import type { FxRate, LedgerEntry, PayeeFacts, PriorEarning } from "../core/facts.js";
import { type Money, money, toDecimal } from "../core/money.js";
import type { Period } from "../core/period.js";
import type { Plan } from "../core/plan.js";
import { multiply, type Rational, rational } from "../core/rational.js";
import { FactsContext, type ListedPerson } from "./facts-context.js";
import { creditsFrom } from "./facts-deals.js";
import { FactsDocument } from "./facts-schema.js";
import { scoresOf } from "./facts-scores.js";
import { withTeams } from "./facts-team.js";
import { achievedOf, quotasOf } from "./facts-totals.js";
import { readYaml } from "./yaml.js";

/** The facts of a file for every payee in it, and the period they are about. */
export interface FactsFile {
  readonly period: Period;
  readonly payees: readonly PayeeFacts[];
}

/** Reads the text of a facts file. Throws a FactsError that lists every problem. */
export function readFacts(text: string, plan: Plan, period?: string): FactsFile {
  const read = readYaml(text);
  if (!read.ok) throw new FactsError(read.problems);
  return factsFrom(read.document, plan, period);
}

/** The same from a document already parsed, as in a plan's examples. */
export function factsFrom(document: unknown, plan: Plan, period?: string): FactsFile {
  const read = readDocument(FactsDocument, document ?? {});
  if (!read.ok) throw new FactsError(read.problems);
  return payeesOf(new FactsContext(read.value, plan, period));
}

function payeesOf(context: FactsContext): FactsFile {
  const { period } = context;
  const credits = creditsFrom(context);
  const shared = {
    decisions: context.document.decisions.map(({ deal, pays, decided_by }) => ({
      dealKey: deal,
      pays,
      decidedBy: decided_by,
    })),
    fxRates: fxRatesFrom(context),
    asOf: context.document.as_of ?? context.lastDay(period),
    fiscalYearStartMonth: context.fiscalYearStartMonth,
  };
  const payees = context.people.map(
    (person): PayeeFacts => ({
      ...shared,
      payee: {
        key: person.key,
        name: person.name ?? person.key,
        ...(person.hired_on ? { hiredOn: person.hired_on } : {}),
        ...(person.left_on ? { leftOn: person.left_on } : {}),
      },
      targetIncentive: incentiveOf(context, person),
      quotas: quotasOf(context, person),
      credits: [...(credits.get(person.key) ?? []), ...achievedOf(context, person)],
      ledger: ledgerOf(context, person.key),
      leaves: (person.leaves ?? []).map(({ from, through }) => ({
        start: from,
        end: through ? addDays(through, 1) : null,
      })),
      priorEarnings: priorOf(context, person.key),
      scores: scoresOf(context, person.key),
      ...openingOf(context, person),
      ...(person.payout_currency ? { payoutCurrency: person.payout_currency } : {}),
    }),
  );
  const withReports = withTeams(context, payees);
  if (context.problems.length > 0) throw new FactsError(context.problems);
  return { period, payees: withReports };
}

/** Yearly, as core has it: a quarter's incentive of 20,000 is 80,000 a year. */
function incentiveOf(context: FactsContext, { target_incentive: given, path }: ListedPerson): Money | null {
  if (given === undefined) return null;
  if ("n" in given) return context.money(given, context.plan.currency, `${path}target_incentive`);
  const times = { month: 12, quarter: 4, half: 2, year: 1 }[given.per];
  return context.money(
    multiply(given.amount, rational(times)),
    context.plan.currency,
    `${path}target_incentive.amount`,
  );
}

/** Balances at the start of the calculated period, where the file gives them. */
function openingOf(context: FactsContext, person: ListedPerson): Pick<PayeeFacts, "opening"> {
  const { draw_balance, carried, clawback_owed, path } = person;
  if (draw_balance === undefined && carried === undefined && clawback_owed === undefined) return {};
  const money = (value: Rational | undefined, field: string) =>
    context.money(value ?? rational(0), context.plan.currency, `${path}${field}`);
  return {
    opening: {
      drawBalance: money(draw_balance, "draw_balance"),
      carried: money(carried, "carried"),
      clawback: money(clawback_owed, "clawback_owed"),
    },
  };
}

function fxRatesFrom(context: FactsContext): FxRate[] {
  return context.document.fx_rates.map(({ kind, from, to, rate, valid_from }) => ({
    kind,
    from,
    to,
    rate,
    validFrom: valid_from ?? "0001-01-01",
  }));
}

function ledgerOf(context: FactsContext, payee: string): LedgerEntry[] {
  return context.document.ledger.flatMap((entry, i): LedgerEntry[] => {
    const path = `ledger[${i}]`;
    if (context.whose(entry.payee, `${path}.payee`) !== payee) return [];
    const amount = context.money(entry.amount, entry.currency ?? context.plan.currency, `${path}.amount`);
    const mustFall = entry.kind === "clawback" || entry.kind === "draw_recovery";
    if ((mustFall && amount.minor > 0) || (entry.kind === "draw_advance" && amount.minor < 0))
      context.say(
        `${path}.amount`,
        `a ${entry.kind} of ${toDecimal(amount)} would ${mustFall ? "raise" : "lower"} pay: amounts are signed as they move pay, so write ${toDecimal(money(-amount.minor, amount.currency))}`,
      );
    return [
      {
        key: entry.key ?? `ledger-${String(i + 1).padStart(4, "0")}`,
        postedOn: entry.posted_on ?? context.lastDay(context.period),
        kind: entry.kind,
        amount,
        reason: entry.reason ?? entry.kind.replaceAll("_", " "),
        ...(entry.deal ? { dealName: entry.deal } : {}),
      },
    ];
  });
}

function priorOf(context: FactsContext, payee: string): PriorEarning[] {
  return context.document.prior_earnings.flatMap((entry, i): PriorEarning[] => {
    const path = `prior_earnings[${i}]`;
    if (context.whose(entry.payee, `${path}.payee`) !== payee) return [];
    const known = context.plan.components.map(({ key }) => key);
    const component = entry.component ?? (known.length === 1 ? known[0] : undefined);
    if (component === undefined || !known.includes(component)) {
      context.say(
        `${path}.component`,
        component === undefined
          ? `is missing: the plan has several components (${known.join(", ")})`
          : `"${component}" is not a component of the plan${suggestion(component, known)} (${known.join(", ")})`,
      );
      return [];
    }
    const { start, end } = context.span(entry.period, `${path}.period`);
    return [{ component, start, end, amount: context.money(entry.amount, context.plan.currency, `${path}.amount`) }];
  });
}
