import type { Component } from "../../core/component.js";
import type { Plan } from "../../core/plan.js";

/** Components that no one person's sales decide: what several share, and what is paid on that. */
export function leftOut({ components }: Plan): readonly Component[] {
  const out = new Set(components.filter(({ shared }) => shared).map(({ key }) => key));
  for (let before = -1; before !== out.size; ) {
    before = out.size;
    for (const { key, payOf } of components) if (payOf.some((other) => out.has(other))) out.add(key);
  }
  return components.filter(({ key }) => out.has(key));
}

const read = new WeakMap<Plan, Plan>();

/**
 * The part of a plan that decides what one made-up payee earns: without what several people share, without limits on one deal (the
 * made-up sales stand for many), and without what follows the earning, which may ask for dates and rates of exchange.
 */
export function lonePlan(plan: Plan): Plan {
  const known = read.get(plan);
  if (known) return known;
  const out = leftOut(plan);
  const lone: Plan = {
    ...plan,
    measures: new Map([...plan.measures].map(([key, measure]) => [key, { ...measure, deal_limit: undefined }])),
    components: plan.components.filter((component) => !out.includes(component)),
    settlement: { release: null, clawback: null, draw: null, minimumPayment: null, belowZero: "owed" },
    order: { component: plan.order.component },
    payout: null,
  };
  read.set(plan, lone);
  return lone;
}
