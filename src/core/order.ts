import { z } from "zod";
import type { Component } from "./component.js";
import { fields, oneOf } from "./document.js";
import type { Problem } from "./errors.js";
import type { Plan } from "./plan.js";

const COMPONENT_STEPS = [
  "kickers",
  "deal_minimum",
  "deal_cap",
  "windfall",
  "rate_cap",
  "commission_split",
  "gates",
  "multipliers",
  "cap",
] as const;
type ComponentStep = (typeof COMPONENT_STEPS)[number];

const SETTLEMENT_STEPS = ["release", "clawbacks", "adjustments", "draw"] as const;
export type SettlementStep = (typeof SETTLEMENT_STEPS)[number];

const stepsFrom = <const T extends readonly [string, ...string[]]>(steps: T) =>
  z
    .array(oneOf(steps), { error: `must be a list of steps in the order they apply, of ${steps.join(", ")}` })
    .refine((listed) => new Set(listed).size === listed.length, "names a step twice");

/** The steps whose order changes money, where a plan wants another one. Source: plan mechanics, section 19. */
export const Order = fields({
  component: stepsFrom(COMPONENT_STEPS).describe("What changes a component's pay, in order.").optional(),
  settlement: stepsFrom(SETTLEMENT_STEPS).describe("What makes earned pay payable, in order.").optional(),
});
export type OrderTerms = z.output<typeof Order>;

const usedBy = (component: Component): Set<string> =>
  new Set([...component.modifiers.map(({ field }) => field), ...(component.cap ? ["cap"] : [])]);

/**
 * The steps that follow a component's rule, in order, those it has: what deals earn on top (kickers) and at least, then a deal's limit,
 * so that it holds with its kickers, then decisions on large deals and the limit on the whole rate, then the payee's share of what deals
 * earned, then hurdles and multipliers, and the cap last unless it counts before multipliers.
 */
export function componentSteps(order: OrderTerms, component: Component): readonly ComponentStep[] {
  const used = usedBy(component);
  const usual: readonly ComponentStep[] =
    component.cap?.counts === "before_multipliers"
      ? [...COMPONENT_STEPS.filter((step) => step !== "multipliers" && step !== "cap"), "cap", "multipliers"]
      : COMPONENT_STEPS;
  return (order.component ?? usual).filter((step) => used.has(step));
}

/** True where no step follows the cap, so that it limits what is earned over its span, whatever the windows. */
export const capIsLast = (order: OrderTerms, component: Component): boolean =>
  componentSteps(order, component).at(-1) === "cap";

/** From earned to payable: what is released, what is taken back, what was posted, and the draw on what that leaves. */
export const settlementSteps = (order: OrderTerms): readonly SettlementStep[] => order.settlement ?? SETTLEMENT_STEPS;

/** Steps the plan uses and its own order leaves out, and caps that cannot stand where the order puts them. */
export function checkOrder(plan: Plan): Problem[] {
  const { order, settlement } = plan;
  const problems = plan.components.flatMap((component) => checkComponent(plan, component));
  const terms = {
    release: settlement.release,
    clawbacks: settlement.clawback,
    adjustments: true,
    draw: settlement.draw,
  };
  const missing = order.settlement
    ? SETTLEMENT_STEPS.filter((step) => terms[step] && !order.settlement?.includes(step))
    : [];
  for (const step of missing)
    problems.push({
      path: "order.settlement",
      message: `leaves out ${step}${step === "adjustments" ? " (what the ledger posts)" : ", which the plan has"}: its place changes what is paid, so say it`,
    });
  return problems;
}

function checkComponent(plan: Plan, component: Component): Problem[] {
  const { order, payoutPeriod, quotaPeriod } = plan;
  const { key, cap, window = quotaPeriod } = component;
  const used = usedBy(component);
  const problems: Problem[] = [];
  if (order.component)
    for (const step of COMPONENT_STEPS)
      if (used.has(step) && !order.component.includes(step))
        problems.push({
          path: "order.component",
          message: `leaves out ${step}, which ${key} has: its place changes what is paid, so say it`,
        });
  if (cap?.counts && order.component)
    problems.push({
      path: `components.${key}.cap.counts`,
      message: "and order both say where the cap stands: keep one of them",
    });
  if (cap && !cap.counts && !order.component && used.has("multipliers"))
    problems.push({
      path: `components.${key}.cap.counts`,
      message:
        "is missing, and with multipliers it changes pay: before_multipliers limits what is multiplied, after_multipliers limits the product",
    });
  if (!cap || capIsLast(order, component)) return problems;
  const per = cap.per === "payout" ? payoutPeriod : cap.per;
  if (per !== window || cap.excess !== "lost" || cap.paid_by)
    problems.push({
      path: `components.${key}.cap`,
      message: `is followed by other steps, so it limits each window before them: it must be per ${window}, with excess: lost`,
    });
  return problems;
}
