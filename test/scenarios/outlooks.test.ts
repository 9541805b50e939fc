import { expect, test } from "vitest";
import { addDays, daysBetween } from "../../src/core/calendar.js";
import { creditNeededFor, type GapGoal } from "../../src/core/gap.js";
import { times } from "../../src/core/money.js";
import { goalsAhead, outlook } from "../../src/core/outlook.js";
import { rational, toDecimalString } from "../../src/core/rational.js";
import { statementOf } from "../../src/core/statement-of.js";
import { mainMeasure, supposedCredit, whatIf } from "../../src/core/what-if.js";
import type { DifferencePart } from "../../src/core/what-if-parts.js";
import { amount, type ExampleRun, firstRunsOf, orRefusal, subjects } from "./every-example.js";

// Where every worked example leads, what its goals take and what one more deal brings, two thirds into its period.
test.each(subjects)(
  "what is ahead in $name reads as approved",
  async ({ name, texts }) => {
    const text = firstRunsOf({ name, texts }).map(aheadText);
    await expect(`${text.join("\n\n")}\n`).toMatchFileSnapshot(`approved/ahead/${name}.txt`);
  },
  60_000,
);

function aheadText(run: ExampleRun): string {
  const { name, plan, period } = run;
  const asOf = addDays(period.start, Math.floor((daysBetween(period.start, period.end) * 2) / 3));
  const payee = { ...run.payee, asOf };
  const measure = mainMeasure(plan);
  const sections = [
    () => {
      const { window, credited, quota, left, leftPerWeek, elapsed, landing, payoutSoFar, payoutAtQuota, nextTier } =
        outlook(plan, payee, period);
      return [
        `${measure} ${window.start}..${window.end}: ${amount(credited)} of ${amount(quota)}, left ${amount(left)}, ${amount(leftPerWeek)} a week, elapsed ${toDecimalString(elapsed, 6)}`,
        `lands at ${amount(landing?.credited)} with ${amount(landing?.payout)}; pay ${amount(payoutSoFar)} so far, ${amount(payoutAtQuota)} at quota`,
        `next ${nextTier ? `${nextTier.component}, ${nextTier.label} at ${amount(nextTier.at)}: ${amount(nextTier.needed)} more, worth ${amount(nextTier.worth)}` : "nothing"}`,
      ].join("\n");
    },
    () =>
      goalsAhead(plan, payee, period, measure)
        .map((goal) => `goal ${goal.component}, ${goal.goal.label} at ${amount(goal.at)}: ${amount(goal.needed)} more`)
        .join("\n"),
    ...goalsOf(run).map((goal) => () => gapText(goal, run, { ...payee })),
    ...[1_000, 25_000, 400_000].map((value) => () => {
      const credit = supposedCredit(plan, payee, period, { minor: value * 100, currency: plan.currency });
      const { difference, parts, payableDifference, settled } = whatIf(plan, payee, period, { deals: [credit] });
      return `${value} more: earned ${amount(difference)}${partsText(parts)}; payable ${amount(payableDifference)}${partsText(settled)}`;
    }),
    () => {
      const { difference, parts } = whatIf(plan, payee, period, { attainment: { ratio: rational(3, 2) } });
      return `at 150%: earned ${amount(difference)}${partsText(parts)}`;
    },
  ];
  return [`# ${name} · ${payee.payee.name} · ${period.key}, as of ${asOf}`, ...sections.map(orRefusal)]
    .filter((text) => text !== "")
    .join("\n");
}

const partsText = (parts: readonly DifferencePart[]): string =>
  parts.length === 0 ? "" : ` (${parts.map((part) => Object.values(part).map(valueText).join(" ")).join("; ")})`;
const valueText = (value: unknown): string =>
  typeof value === "object" && value !== null && "minor" in value ? amount(value as never) : String(value);

function goalsOf({ plan, payee, period }: ExampleRun): GapGoal[] {
  const goals: GapGoal[] = [
    { kind: "attainment", ratio: rational(1) },
    { kind: "attainment", ratio: rational(6, 5) },
    { kind: "tier" },
  ];
  try {
    goals.push({ kind: "payout", amount: times(statementOf(plan, payee, period).earned, rational(13, 10)) });
  } catch {
    // Without a statement there is no pay to raise, and the statements' own test says why.
  }
  return goals;
}

function gapText(goal: GapGoal, { plan, period }: ExampleRun, payee: ExampleRun["payee"]): string {
  const gap = creditNeededFor(plan, payee, period, goal);
  const of =
    goal.kind === "payout" ? amount(goal.amount) : goal.kind === "attainment" ? toDecimalString(goal.ratio) : "";
  const head = `gap to ${goal.kind} ${of}: `;
  if (!gap.ok) return `${head}${gap.reason}${gap.most ? `, at most ${amount(gap.most)}` : ""}`;
  return `${head}${amount(gap.needed)} more to ${amount(gap.at)}${gap.label ? `, ${gap.label}` : ""}; pay ${amount(gap.payoutNow)} → ${amount(gap.payoutThen)}${gap.falls ? `, falls from ${amount(gap.falls)}` : ""}`;
}
