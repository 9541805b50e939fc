import { z } from "zod";
import { amount, count, date, ratio, type Table, text, type Value } from "../answer/answer.js";
import { formatMoney } from "../answer/format.js";
import { inPeriod, periodLabel } from "../answer/period-label.js";
import type { IsoDate } from "../core/calendar.js";
import type { Credit } from "../core/facts.js";
import { type Money, minorDigits, plus, toRational, zero } from "../core/money.js";
import { contains } from "../core/period.js";
import { compare, parseDecimal, type Rational } from "../core/rational.js";
import type { DealRow } from "../store/store.js";
import { chooseDeal } from "./choose-deal.js";
import {
  AmountField,
  type AmountInput,
  defineSkill,
  PeriodField,
  PersonField,
  type Rendered,
  type Scope,
} from "./define-skill.js";
import { action, figure, sameQuestion, speaking } from "./words.js";

/** Rows of the table; what is beyond them is counted. */
const SHOWN = 15;

/** A deal as the list shows it. What counted comes from credits, which are what pay is computed from; open deals from the list of deals. */
interface Row {
  readonly key: string;
  readonly name: string;
  /** Credited on, or expected to close on. */
  readonly on: IsoDate | null;
  readonly stage: string | null;
  /** The whole deal. */
  readonly amount: Money | null;
  readonly share: Rational;
  readonly credited: Money | null;
}

interface Found {
  readonly all: readonly DealRow[];
  readonly credits: readonly Credit[];
  readonly dataAsOf: Date | null;
}

interface Listing extends Found {
  readonly open: boolean;
  readonly listed: readonly Row[];
  readonly totals: readonly Money[];
}

export const dealsSkill = defineSkill({
  name: "deals",
  description:
    "Which deals counted for one person in one period, which are open, the biggest ones, those above an amount, or whether one deal counted.",
  input: z.object({
    person: PersonField,
    period: PeriodField,
    status: z.string().max(20).nullable().describe('"won" (those that counted), "open", "biggest"; null = won'),
    deal: z.string().max(200).nullable().describe("Key or name of one deal, or null for the list"),
    amount: AmountField.describe("Only deals of at least this amount; a count limits the list"),
  }),
  audience: "self_or_reports",
  load: async (_input, { store, subject, period, today }): Promise<Found> => {
    const [all, file] = await Promise.all([
      store.listDeals(subject.id, period),
      store.getPayeeFile(subject.id, period, today),
    ]);
    return {
      all,
      dataAsOf: file.dataAsOf,
      credits: file.facts.credits.filter(({ creditedOn }) => contains(period, creditedOn)),
    };
  },
  compute: (found, { status, amount: named }): Listing => {
    const open = status === "open";
    const rows = open ? openRows(found.all) : creditedRows(found);
    const listed = rows
      .filter((row) => atLeast(row, named))
      .sort((a, b) => sizeOf(b) - sizeOf(a) || (a.key < b.key ? -1 : 1));
    return { ...found, open, listed, totals: totalsOf(listed) };
  },
  render: (result, scope, input) =>
    input.deal === null ? listOf(result, input, scope) : ofOne(result, input.deal, scope),
});

const openRows = (all: readonly DealRow[]): Row[] =>
  all
    .filter(({ status }) => status === "open")
    .map(({ key, name, expectedCloseOn, stage, amount: whole, share, credited }) => ({
      key,
      name,
      on: expectedCloseOn,
      stage,
      amount: whole,
      share: parseDecimal(share),
      credited,
    }));

/** One row per deal; a deal that is credited line by line is added up. */
function creditedRows({ all, credits }: Found): Row[] {
  const rows = new Map<string, Row>();
  for (const { dealKey, dealName, creditedOn, amount: credited, share } of credits) {
    const before = rows.get(dealKey);
    const sum =
      before?.credited && before.credited.currency === credited.currency ? plus(before.credited, credited) : credited;
    const whole = all.find(({ key }) => key === dealKey)?.amount ?? null;
    rows.set(dealKey, {
      key: dealKey,
      name: dealName,
      on: creditedOn,
      stage: null,
      amount: whole,
      share,
      credited: sum,
    });
  }
  return [...rows.values()];
}

/** For ordering only: across currencies it compares numbers and not values. */
const sizeOf = ({ credited }: Row): number => (credited ? credited.minor / 10 ** minorDigits(credited.currency) : 0);

function atLeast({ amount: whole, credited }: Row, named: AmountInput): boolean {
  if (!named || limits(named) || named.unit === "percent") return true;
  const size = whole ?? credited;
  return size !== null && compare(toRational(size), parseDecimal(named.value)) >= 0;
}

/** "top 5" says how many and not how big. */
const limits = (named: NonNullable<AmountInput>): boolean =>
  named.unit === "count" || (named.unit === "plain" && named.value.length <= 2);

/** One total per currency: amounts of different currencies are not added without a rate. */
function totalsOf(rows: readonly Row[]): Money[] {
  const totals = new Map<string, Money>();
  for (const { credited } of rows) {
    if (!credited) continue;
    totals.set(credited.currency, plus(totals.get(credited.currency) ?? zero(credited.currency), credited));
  }
  return [...totals.values()];
}

const deals = (value: number): string => (value === 1 ? "deal" : "deals");

function listOf(
  { listed, totals, open, dataAsOf }: Listing,
  { status, amount: named }: { status: string | null; amount: AmountInput },
  scope: Scope,
): Rendered {
  const { period, locale } = scope;
  const say = speaking(scope);
  const label = periodLabel(period, locale);
  const same = sameQuestion(scope);
  const sums = totals.map((total) => formatMoney(total, locale)).join(" and ");
  const limit = named && limits(named) ? Math.max(1, Number.parseInt(named.value, 10)) : SHOWN;
  const size = named && !limits(named) && named.unit !== "percent" ? " of that size or more" : "";
  const biggest = status === "biggest" ? listed[0] : undefined;
  if (listed.length === 0) {
    const none = open
      ? `${say.Who} ${say.have} no open deals${size}.`
      : `No deals${size} counted for ${say.who} ${inPeriod(period, locale)}${contains(period, scope.today) ? " so far" : ""}.`;
    return {
      headline: none,
      body: open
        ? ""
        : "A deal counts from the day that it is won and credited. If one is missing, it may be open still or credited to somebody else.",
      actions: [
        open
          ? action("Which deals counted?", "deals", { ...same, status: "won" })
          : action("Open deals", "deals", { ...same, status: "open" }),
      ],
      dataAsOf,
    };
  }
  const headline = biggest
    ? `${say.Your} biggest deal of ${label} is ${biggest.name}${biggest.credited ? `, ${formatMoney(biggest.credited, locale)} credited` : ""}.`
    : open
      ? `${say.Who} ${say.have} ${listed.length} open ${deals(listed.length)}${size}${sums ? `, ${sums} to be credited` : ""}.`
      : `${listed.length} ${deals(listed.length)}${size} counted for ${say.who} ${inPeriod(period, locale)}${sums ? `: ${sums} credited` : ""}.`;
  return {
    headline,
    figures: [
      figure("deals", open ? "Open deals" : "Deals", count(listed.length, deals(listed.length))),
      ...totals.map((total) =>
        figure(
          totals.length === 1 ? "credited" : `credited_${total.currency.toLowerCase()}`,
          open ? "Would be credited" : "Credited",
          amount(total),
        ),
      ),
    ],
    tables: [tableOf(listed, open, Math.min(limit, SHOWN))],
    notes: [
      ...(listed.some(({ share }) => !isWhole(share)) ? [`Of split deals, ${say.your} own share is counted.`] : []),
      ...(totals.length > 1 ? ["Amounts are in the currency of each deal."] : []),
    ],
    actions: [
      action("Why this payout?", "payout_explain", same),
      open
        ? action("Which deals counted?", "deals", { ...same, status: "won" })
        : action("Open deals", "deals", { ...same, status: "open" }),
    ],
    dataAsOf,
  };
}

const orDash = (value: Value | null): Value => value ?? text("–");

const isWhole = ({ n, d }: Rational): boolean => n === d;

function tableOf(listed: readonly Row[], open: boolean, limit: number): Table {
  const split = listed.some(({ share }) => !isWhole(share));
  const rows = listed
    .slice(0, limit)
    .map((row) => [
      text(row.name),
      orDash(row.on === null ? null : date(row.on)),
      ...(open ? [text(row.stage ?? "")] : []),
      ...(split ? [orDash(row.amount && amount(row.amount)), ratio(row.share)] : []),
      orDash(row.credited && amount(row.credited)),
    ]);
  return {
    columns: [
      { label: "Deal" },
      { label: open ? "Expected" : "Credited on" },
      ...(open ? [{ label: "Stage" }] : []),
      ...(split
        ? [
            { label: "Whole deal", align: "right" as const },
            { label: "Share", align: "right" as const },
          ]
        : []),
      { label: open ? "Would be credited" : "Credited", align: "right" },
    ],
    rows,
    ...(listed.length > limit ? { more: listed.length - limit } : {}),
  };
}

function ofOne({ all, credits, dataAsOf }: Listing, said: string, scope: Scope): Rendered {
  const { period, locale } = scope;
  const say = speaking(scope);
  const label = periodLabel(period, locale);
  const same = sameQuestion(scope);
  const chosen = chooseDeal(all, said);
  const list = action("Which deals counted?", "deals", { ...same, status: "won" });
  if (chosen.kind === "none")
    return {
      headline: `I don't see a deal called "${chosen.said}" among ${say.your} deals of ${label}.`,
      body: "It may be called differently, have closed in another period, or be credited to somebody else.",
      actions: [list],
      dataAsOf,
    };
  const { deal } = chosen;
  const counts = credits.some(({ dealKey }) => dealKey === deal.key);
  const state =
    deal.status === "open"
      ? `is still open, in ${deal.stage}`
      : deal.status === "lost"
        ? "was lost"
        : counts
          ? `counted in ${label}`
          : `is won but was not credited to ${say.who} in ${label}`;
  return {
    headline: `${deal.name} ${state}.`,
    figures: [
      ...(deal.amount ? [figure("amount", "Amount", amount(deal.amount))] : []),
      ...(deal.credited ? [figure("credited", counts ? "Credited" : "Would be credited", amount(deal.credited))] : []),
      ...(deal.share !== "1" ? [figure("share", "Share", ratio(parseDecimal(deal.share)))] : []),
      ...(deal.closedOn
        ? [figure("closed_on", "Closed", date(deal.closedOn))]
        : deal.expectedCloseOn
          ? [figure("expected_close_on", "Expected to close", date(deal.expectedCloseOn))]
          : []),
    ],
    actions: [
      ...(deal.status === "open"
        ? [action(`What is ${deal.name} worth?`, "what_if", { person: same.person, deal: deal.key })]
        : counts
          ? [action(`What did ${deal.name} earn?`, "payout_explain", { ...same, deal: deal.key })]
          : []),
      list,
    ],
    dataAsOf,
  };
}
