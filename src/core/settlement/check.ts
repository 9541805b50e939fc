import type { Problem } from "../errors.js";
import type { Plan } from "../plan.js";
import { compare, ONE, total } from "../rational.js";
import { monthsIn } from "../window.js";
import { percentText } from "../wording.js";

/** Choices about payment that are missing or contradict one another. */
export const checkSettlement = (plan: Plan): Problem[] => [
  ...checkRelease(plan),
  ...checkClawback(plan),
  ...checkDraw(plan),
];

function checkRelease({ settlement: { release }, components, quotaPeriod, payoutPeriod }: Plan): Problem[] {
  if (!release) return [];
  const problems: Problem[] = [];
  const sum = total(release.map(({ share }) => share));
  if (compare(sum, ONE) !== 0)
    problems.push({
      path: "release",
      message: `has shares that add up to ${percentText(sum)}: they must add up to 100%`,
    });
  for (const [i, part] of release.entries())
    for (const unit of ["days", "months"] as const)
      if ((part.on === `${unit}_after_booking`) !== (part[unit] !== undefined))
        problems.push({
          path: `release[${i}].${unit}`,
          message: `goes with on: ${unit}_after_booking, and says after how many`,
        });
  for (const { key, window = quotaPeriod, measured } of components)
    if (measured === "cumulative" || (window !== "week" && monthsIn(window) > monthsIn(payoutPeriod)))
      problems.push({
        path: "release",
        message: `cannot hold ${key} back by deal: its window is longer than the payout period, so what a deal earned changes from payout to payout`,
      });
  return problems;
}

function checkClawback({ settlement: { clawback } }: Plan): Problem[] {
  if (!clawback) return [];
  if ((clawback.takes === "by_age") !== (clawback.ages !== undefined))
    return [
      {
        path: "clawback.ages",
        message: "go with takes: by_age, and give the share for each age, such as [{up_to_days: 90, share: 100%}]",
      },
    ];
  if (clawback.term_months !== undefined && clawback.takes !== "unserved_part")
    return [{ path: "clawback.term_months", message: "goes with takes: unserved_part" }];
  return (clawback.ages ?? []).flatMap(({ up_to_days }, i, all): Problem[] => {
    const before = all[i - 1];
    return before && up_to_days <= before.up_to_days
      ? [{ path: `clawback.ages[${i}].up_to_days`, message: "must be above the one before: ages go upwards" }]
      : [];
  });
}

function checkDraw({ settlement: { draw }, measures }: Plan): Problem[] {
  if (!draw) return [];
  const problems: Problem[] = [];
  const { kind, recovers, through, from, forgiven, recovery_from } = draw;
  if (kind === "guarantee" && (recovers || recovery_from || forgiven))
    problems.push({ path: "draw.recovers", message: "has no meaning with a guarantee, which is never paid back" });
  if (through && (kind === "recoverable" || kind === "on_top") && !recovers)
    problems.push({
      path: "draw.recovers",
      message:
        "is missing, and it changes pay: the share of earnings that pays back what is still owed after the draw ends, such as 50%",
    });
  if (kind === "on_top" && !through)
    problems.push({ path: "draw.through", message: "is missing: a draw paid on top is paid back after its last day" });
  if (through && from && through < from)
    problems.push({ path: "draw.through", message: `${through} is before ${from}` });
  if (forgiven && !measures.has(forgiven.measure))
    problems.push({ path: "draw.forgiven.measure", message: `"${forgiven.measure}" is not among the plan's measures` });
  return problems;
}
