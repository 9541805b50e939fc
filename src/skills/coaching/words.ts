import { type Action, amount, count, ratio, type Table, text } from "../../answer/answer.js";
import { formatDate, formatMoney, formatRatio, formatValue } from "../../answer/format.js";
import { addDays } from "../../core/calendar.js";
import type { Gap } from "../../core/coaching/evidence.js";
import { rough, wholePercent } from "../../core/forecast/expectation.js";
import { sum } from "../../core/money.js";
import type { Lever, LeverName } from "../../core/next-best-action/levers.js";
import type { Period } from "../../core/period.js";
import type { CoachingNote, Commitment } from "../../store/written/coaching.js";
import { kpiValue } from "../kpi-words.js";
import { action } from "../words.js";

/** "Win rate 33.3%, peers 25.0%". Peers are always a group. */
export function gapText({ kpi, own, comparison, against }: Gap, currency: string, locale: string): string {
  const shown = (value: typeof comparison.own): string => formatValue(kpiValue(value, kpi.unit, currency), locale);
  const than = against === "peers" ? "peers" : "the period before";
  return `${shown(comparison.own)} against ${shown(comparison.other)} (${than}), on ${own.n} ${kpi.counted}${comparison.clear ? "" : "; may be chance"}`;
}

const DO: Readonly<Record<LeverName, (name: string, by: string) => string>> = {
  win: (name, by) => `Close ${name} by ${by}`,
  pull_in: (name, by) => `Bring ${name} forward to ${by}`,
  raise: (name) => `Hold the price on ${name}: a tenth more`,
};

export const leverText = ({ lever, deal }: Lever, period: Period, locale: string): string =>
  DO[lever](deal.name, formatDate(addDays(period.end, -1), locale));

/** Where the money comes from, beyond the deal's own commission; empty where it is that alone. */
export function unlockText({ pay }: Lever, locale: string): string {
  const beyond = pay.parts.filter(({ kind, dealKey }) => kind !== "slice" && !(kind === "higher_tier" && dealKey));
  if (beyond.length === 0) return "";
  const total = sum(
    beyond.map((part) => part.amount),
    pay.difference.currency,
  );
  if (total.minor <= 0) return "";
  return `${formatMoney(total, locale)} of it beyond the deal's own commission (${[...new Set(beyond.map(({ label }) => label))].join(", ")})`;
}

export const leverTable = (levers: readonly Lever[], period: Period, locale: string): Table => ({
  title: "What pays most for the work",
  columns: [
    { label: "What" },
    { label: "Adds to pay today", align: "right" },
    { label: "Expected to add", align: "right" },
    { label: "Chance of quota", align: "right" },
    { label: "Usually takes", align: "right" },
  ],
  rows: levers.map((lever) => [
    text(leverText(lever, period, locale)),
    amount(lever.pay.difference),
    amount(roughGain(lever)),
    lever.chanceGain === null ? text("–") : text(`+${formatRatio(wholePercent(lever.chanceGain), locale)}`),
    lever.deal.effortWeeks === null ? text("–") : count(Math.round(lever.deal.effortWeeks * 10) / 10, "weeks"),
  ]),
});

/** An estimate, to three digits. */
export const roughGain = ({ expectedGain: { minor, currency } }: Lever) => rough(minor, currency);

export const percent = (chance: number, locale: string): string => formatRatio(wholePercent(chance), locale);
export const chanceValue = (chance: number) => ratio(wholePercent(chance));

/** What was agreed, and how it stands today. */
export const commitmentTable = (commitments: readonly Commitment[], today: string, locale: string): Table[] =>
  commitments.length === 0
    ? []
    : [
        {
          title: "What was agreed",
          columns: [{ label: "What" }, { label: "By" }, { label: "State" }],
          rows: commitments
            .slice(0, 6)
            .map(({ text: what, dueOn, state }) => [
              text(what),
              text(dueOn ? formatDate(dueOn, locale) : "–"),
              text(state === "open" && dueOn !== null && dueOn < today ? "open, past its day" : state),
            ]),
        },
      ];

export const noteTable = (notes: readonly CoachingNote[], title: string, locale: string): Table[] =>
  notes.length === 0
    ? []
    : [
        {
          title,
          columns: [{ label: "Day" }, { label: "Note" }],
          rows: notes
            .slice(0, 5)
            .map(({ createdAt, text: what, sharedAt }) => [
              text(formatDate(createdAt.toISOString().slice(0, 10), locale)),
              text(sharedAt ? `${what} (shared)` : what),
            ]),
        },
      ];

/** A button that ends the first open commitment. */
export const doneButton = (commitments: readonly Commitment[], person: string | null): Action[] =>
  commitments
    .filter(({ state }) => state === "open")
    .slice(0, 1)
    .map(({ id, text: what }) =>
      action(`Done: ${what.length > 40 ? `${what.slice(0, 39)}…` : what}`, "coach", { person, done: id }),
    );
