import { z } from "zod";
import { amount, count, date, type Table, text, type Value } from "../answer/answer.js";
import { formatDate, formatMoney } from "../answer/format.js";
import { inPeriod } from "../answer/period-label.js";
import { type Money, minorDigits, plus, zero } from "../core/money.js";
import { contains } from "../core/period.js";
import type { DealRow } from "../store/store.js";
import { pipelineFunnel } from "./charts/pipeline-funnel.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope } from "./define-skill.js";
import { action, figure, sameQuestion, speaking } from "./words.js";

/** Rows of the list of deals. */
const SHOWN = 10;

interface Stage {
  readonly name: string;
  readonly deals: number;
  readonly totals: readonly Money[];
}

interface Pipeline {
  readonly open: readonly DealRow[];
  readonly stages: readonly Stage[];
  readonly totals: readonly Money[];
  /** Expected to close on a day that is over. */
  readonly overdue: readonly DealRow[];
}

export const pipelineSkill = defineSkill({
  name: "pipeline",
  description:
    "Open deals of one person by stage, with what is expected to close when and what is past its date. Not: deals that counted.",
  input: z.object({
    person: PersonField,
    period: PeriodField.describe("Only deals expected to close in it; null = all open deals"),
  }),
  audience: "self_or_reports",
  load: (_input, { store, subject, period }) => store.listDeals(subject.id, period),
  compute: (deals, { period: said }, { today, period }): Pipeline => {
    const open = deals
      .filter(({ status }) => status === "open")
      .filter(({ expectedCloseOn: on }) => said === null || (on !== null && contains(period, on)))
      .sort((a, b) => ((a.expectedCloseOn ?? "9999") < (b.expectedCloseOn ?? "9999") ? -1 : 1));
    const names = [...new Set(open.map(({ stage }) => stage))];
    const stages = names.map((name) => {
      const within = open.filter(({ stage }) => stage === name);
      return { name, deals: within.length, totals: totalsOf(within) };
    });
    return {
      open,
      stages: stages.sort((a, b) => sizeOf(b.totals) - sizeOf(a.totals) || (a.name < b.name ? -1 : 1)),
      totals: totalsOf(open),
      overdue: open.filter(({ expectedCloseOn }) => expectedCloseOn !== null && expectedCloseOn < today),
    };
  },
  render: (pipeline, scope, { period }) => answerOf(pipeline, scope, period !== null),
});

/** One total per currency: amounts of different currencies are not added without a rate. */
function totalsOf(deals: readonly DealRow[]): Money[] {
  const totals = new Map<string, Money>();
  for (const { credited } of deals)
    if (credited)
      totals.set(credited.currency, plus(totals.get(credited.currency) ?? zero(credited.currency), credited));
  return [...totals.values()];
}

/** For ordering only. */
const sizeOf = (totals: readonly Money[]): number =>
  totals.reduce((sum, { minor, currency }) => sum + minor / 10 ** minorDigits(currency), 0);

function answerOf({ open, stages, totals, overdue }: Pipeline, scope: Scope, isWithin: boolean): Rendered {
  const { locale } = scope;
  const say = speaking(scope);
  const same = sameQuestion(scope);
  const [next] = open.filter(({ expectedCloseOn }) => expectedCloseOn !== null && expectedCloseOn >= scope.today);
  const counted = [action("Which deals counted?", "deals", { ...same, status: "won" })];
  const expected = isWithin ? ` expected to close ${inPeriod(scope.period, locale)}` : "";
  if (open.length === 0) return { headline: `${say.Who} ${say.have} no open deals${expected}.`, actions: counted };
  const sums = totals.map((total) => formatMoney(total, locale)).join(" and ");
  const number = `${open.length} open ${open.length === 1 ? "deal" : "deals"}`;
  return {
    headline: sums ? `${sums} in ${number}${expected}.` : `${number}${expected}.`,
    ...(next?.expectedCloseOn
      ? { body: `Next to close is ${next.name}, expected on ${formatDate(next.expectedCloseOn, locale)}.` }
      : {}),
    figures: [
      figure("deals", "Open deals", count(open.length, open.length === 1 ? "deal" : "deals")),
      ...totals.map((total) =>
        figure(
          totals.length === 1 ? "open" : `open_${total.currency.toLowerCase()}`,
          "Would be credited",
          amount(total),
        ),
      ),
      ...(overdue.length > 0
        ? [figure("overdue", "Past the expected day", count(overdue.length, overdue.length === 1 ? "deal" : "deals"))]
        : []),
    ],
    tables: [stagesOf(stages, locale), dealsOf(open)],
    charts: pipelineFunnel(stages, locale),
    notes: [
      ...(totals.length > 1 ? ["Amounts are in the currency of each deal and not added up across currencies."] : []),
      "I can't say yet how much of it will close: I know stages and expected days, and nothing about activity.",
    ],
    actions: [
      ...(next && say.self
        ? [action(`What is ${next.name} worth to me?`, "what_if", { person: null, period: null, deal: next.key })]
        : []),
      ...counted,
    ],
  };
}

const stagesOf = (stages: readonly Stage[], locale: string): Table => ({
  title: "By stage",
  columns: [{ label: "Stage" }, { label: "Deals", align: "right" }, { label: "Would be credited", align: "right" }],
  rows: stages.map(({ name, deals, totals }) => [
    text(name),
    count(deals, ""),
    totals.length === 1 && totals[0]
      ? amount(totals[0])
      : text(totals.map((total) => formatMoney(total, locale)).join(", ") || "–"),
  ]),
});

function dealsOf(open: readonly DealRow[]): Table {
  const dash: Value = text("–");
  return {
    title: "Next to close",
    columns: [
      { label: "Deal" },
      { label: "Stage" },
      { label: "Expected" },
      { label: "Would be credited", align: "right" },
    ],
    rows: open
      .slice(0, SHOWN)
      .map(({ name, stage, expectedCloseOn, credited }) => [
        text(name),
        text(stage),
        expectedCloseOn ? date(expectedCloseOn) : dash,
        credited ? amount(credited) : dash,
      ]),
    ...(open.length > SHOWN ? { more: open.length - SHOWN } : {}),
  };
}
