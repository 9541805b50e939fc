import type { Found, Lint } from "./lint.js";
import type { Looked } from "./looked.js";

/** Lists of a component whose items each pay something, and what they may pay in. */
const LISTS = ["tiers", "steps", "points", "bands"];
const MUCH: Readonly<Record<string, string>> = {
  rate: "77.7%",
  multiple: "77.7",
  per_unit: "7777",
  bonus: "7777777",
  of_target: "777%",
  amount: "7777777",
  pays: "777%",
  each_percent: "777%",
  times: "7.77",
};

/** Made-up credit is one deal a window, and a deal across boundaries that is paid whole never sees the tiers between. */
const paidWhole = (looked: Looked, key: unknown): boolean => {
  const { straddling_deal = "split" } = looked.plan.components.find((component) => component.key === key)?.terms ?? {};
  return straddling_deal !== "split";
};

/** Nor does one deal a window ever come to the tiers of a spiff that go by the number of deals. */
const countsDeals = (looked: Looked, key: unknown): boolean =>
  looked.plan.components.some((component) => component.key === key && component.type === "spiff");

interface PayingList {
  readonly path: readonly (string | number)[];
  readonly items: readonly { readonly index: number; readonly field: string }[];
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function listsIn(value: unknown, path: readonly (string | number)[]): PayingList[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => listsIn(item, [...path, i]));
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([field, inner]): PayingList[] => {
    const under = [...path, field];
    if (!LISTS.includes(field) || !Array.isArray(inner)) return listsIn(inner, under);
    const items = inner.flatMap((item: unknown, index) => {
      const paid = isMapping(item) ? Object.keys(MUCH).find((name) => name in item) : undefined;
      return paid ? [{ index, field: paid }] : [];
    });
    return [{ path: under, items }];
  });
}

/** Whether the plan pays differently anywhere once an item pays `instead`; a plan that is refused with it counts as different. */
function reacts(
  looked: Looked,
  path: readonly (string | number)[],
  field: string,
  instead: string | undefined,
): boolean {
  const other = looked.changed((document) => {
    let at: unknown = document;
    for (const part of path) at = (at as Record<string | number, unknown>)[part];
    (at as Record<string, unknown>)[field] = instead;
  });
  return other === null || !looked.paysTheSame(other);
}

const textOf = (path: readonly (string | number)[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text ? `${text}.${part}` : part),
    "",
  );

/**
 * A tier, step, point or band is unreachable when it may pay nothing or a fortune and no place on any measure pays differently. A list
 * of which nothing can be seen (it waits for scores, or for deals of a kind) is left alone.
 */
export const unreachable: Lint = {
  name: "unreachable",
  severity: "warning",
  why: "Words that can never pay are read as a promise.",
  find(looked) {
    if (looked.unreadable !== null) return [];
    return listsIn(looked.document.components, ["components"]).flatMap(({ path, items }): Found[] => {
      if (paidWhole(looked, path[1]) || countsDeals(looked, path[1])) return [];
      const seen = items.map(({ index, field }) => ({
        index,
        reached: [MUCH[field], "0"].some((instead) => reacts(looked, [...path, index], field, instead)),
      }));
      if (!seen.some(({ reached }) => reached)) return [];
      return seen
        .filter(({ reached }) => !reached)
        .map(({ index }) => ({
          path: `${textOf(path)}[${index}]`,
          message: "never pays: whatever stands here, no attainment earns a cent more or less",
          fix: "look for a cap, an attainment cap, a threshold or a later item that covers it, and take one of them away",
        }));
    });
  },
};
