import type { Problem } from "../errors.js";
import type { Plan } from "../plan.js";
import { compare, ONE, total } from "../rational.js";
import { percentText } from "../wording.js";

/** Choices about payment that are missing or contradict one another. */
export const checkSettlement = (plan: Plan): Problem[] => [
  ...checkRelease(plan),
  ...checkClawback(plan),
  ...checkDraw(plan),
];

function checkRelease({ settlement: { release } }: Plan): Problem[] {
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
  return problems;
}

function checkClawback({ settlement: { clawback } }: Plan): Problem[] {
  if (!clawback) return [];
  const { limit } = clawback;
  if (limit && (limit.share === undefined) === (limit.amount === undefined))
    return [{ path: "clawback.limit", message: "needs one of share (25% of what else is paid) and amount (1000)" }];
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

function checkDraw({ settlement: { draw }, measures, components }: Plan): Problem[] {
  if (!draw) return [];
  const problems: Problem[] = [];
  const say = (field: string, message: string) => problems.push({ path: `draw.${field}`, message });
  const { kind, recovers, through, from, forgiven, recovery_from, recovery_through, recovers_at_most } = draw;
  const given = kind === "guarantee" || kind === "fixed";
  if ((draw.amount === undefined) === (draw.of_target === undefined))
    say("amount", "and of_target: give one of them, an amount or a share of the target incentive");
  if ((draw.amount === undefined) !== (draw.per === undefined))
    say("per", "goes with amount, and is the span that it is for");
  if (given)
    for (const [field, value] of Object.entries({
      recovers,
      recovery_from,
      recovery_through,
      recovers_at_most,
      forgiven,
      owed_at_most: draw.owed_at_most,
      at_leaving: draw.at_leaving,
    }))
      if (value !== undefined) say(field, `has no meaning with a ${kind} draw, which is never paid back`);
  if (kind === "advance")
    for (const [field, value] of Object.entries({ recovers, recovery_from, recovery_through, recovers_at_most }))
      if (value !== undefined) say(field, "has no meaning with an advance, which the next cheques net in full");
  if ((through || draw.tenure) && (kind === "recoverable" || kind === "on_top") && !recovers)
    say(
      "recovers",
      "is missing, and it changes pay: the share of earnings that pays back what is still owed after the draw ends, such as 50%",
    );
  if (kind === "on_top" && !through && !draw.tenure)
    say("through", "is missing: a draw paid on top is paid back after its last day");
  if (through && from && through < from) say("through", `${through} is before ${from}`);
  if (recovery_from && recovery_through && recovery_through < recovery_from)
    say("recovery_through", `${recovery_through} is before ${recovery_from}`);
  if (forgiven && (forgiven.measure === undefined) !== (forgiven.at_least === undefined))
    say("forgiven", "needs both measure and at_least, the attainment that ends the debt");
  if (forgiven && forgiven.measure === undefined && forgiven.on === undefined)
    say("forgiven", "needs a measure with at_least, or on, the day that ends the debt");
  if (forgiven?.measure && !measures.has(forgiven.measure))
    say("forgiven.measure", `"${forgiven.measure}" is not among the plan's measures`);
  for (const name of draw.of ?? [])
    if (!components.some(({ key }) => key === name)) say("of", `"${name}" is not among the plan's components`);
  return problems;
}
