import type { Book } from "./book.js";
import { capLimit, capped } from "./cap.js";
import type { Span } from "./component.js";
import { earnedIn } from "./earning.js";
import { type Money, sum } from "./money.js";
import type { ComponentResult } from "./statement.js";
import { labelOf } from "./wording.js";

/** The name under which a plan's cap stands among the components of a statement. */
export const PLAN_CAP = "plan_cap";

/** What every component earns in a span under each plan version in force in it, so that earned is their sum. */
export function componentsOf(book: Book, span: Span): ComponentResult[] {
  const versions = book.versionsIn(span);
  return versions.flatMap((version) => {
    const components = componentsUnder(version.book, version.span);
    if (versions.length === 1) return components;
    return components.map((component) => ({ ...component, planVersion: version.book.plan.version }));
  });
}

/** The same under one version, with the plan's cap as a component of its own. */
export function componentsUnder(book: Book, span: Span): ComponentResult[] {
  const components = book.plan.components.map((component): ComponentResult => {
    const { amount, lines } = earnedIn(book, component, span);
    return {
      component: component.key,
      label: component.label ?? labelOf(component.key),
      type: component.type,
      measure: component.measure,
      earned: amount,
      lines,
    };
  });
  const cap = planCap(book, span, components);
  return cap ? [...components, cap] : components;
}

/** The plan's cap as a line of its own, so that the statement stays the sum of its components. Null when it takes nothing. */
function planCap(book: Book, period: Span, components: readonly ComponentResult[]): ComponentResult | null {
  const { plan } = book;
  const { cap } = plan;
  if (!cap) return null;
  const counting = plan.components.filter(({ plan_cap }) => plan_cap !== "outside");
  const totalOver = (part: Span): Money =>
    sum(
      counting.map((component) => earnedIn(book, component, part).amount),
      plan.currency,
    );
  const outside = new Set(plan.components.filter((component) => !counting.includes(component)).map(({ key }) => key));
  const amount = sum(
    components.filter(({ component }) => !outside.has(component)).map(({ earned }) => earned),
    plan.currency,
  );
  const limitOf = (part: Span): Money => capLimit(book, cap, { key: "the cap" }, part);
  const result = capped(book, cap, period, limitOf, { amount, lines: [] }, totalOver);
  const [line] = result.lines;
  if (!line) return null;
  return { component: PLAN_CAP, label: line.label, type: "cap", measure: "", earned: line.amount, lines: [line] };
}
