import { componentTypes } from "./components/index.js";
import { modifiers } from "./modifiers/index.js";
import { type Money, minus, sum, zero } from "./money.js";
import type { PartKind } from "./part.js";
import type { ComponentResult, Statement, StatementLine } from "./statement.js";

/** One part of a difference in pay. The parts of a difference sum to it. */
export interface DifferencePart {
  /** Key of the component; "" on the way from earned to payable. */
  readonly component: string;
  readonly kind: PartKind;
  readonly label: string;
  readonly formula?: string;
  readonly dealKey?: string;
  readonly amount: Money;
}

/** A line without children, with what it inherits from the lines above. */
interface Leaf {
  readonly line: StatementLine;
  /** Label of the line above, such as the tier. */
  readonly above: string;
  readonly top: string;
  readonly rule: string;
  readonly clause: string;
}

function leavesOf(lines: readonly StatementLine[], from?: Omit<Leaf, "line">): Leaf[] {
  return lines.flatMap((line): Leaf[] => {
    const top = from?.top ?? line.label;
    const rule = line.rule ?? from?.rule ?? "";
    const clause = line.clause ?? from?.clause ?? "";
    if (line.children?.length) return leavesOf(line.children, { above: line.label, top, rule, clause });
    return [{ line, above: from?.above ?? "", top, rule, clause }];
  });
}

/** Steps of the calculation that are neither a component's own rule nor one of its modifiers. */
const STEPS: Readonly<Record<string, PartKind>> = {
  cap: "cap",
  true_up: "true_up",
  make_up: "true_up",
  draw: "draw",
  draw_advance: "draw",
  draw_recovery: "draw",
  release: "held",
  clawback: "clawback",
  minimum_payment: "minimum",
};

const kindOf = (rule: string): PartKind | undefined =>
  STEPS[rule] ?? modifiers.find(({ field }) => field === rule)?.part;

/** What the difference in earned is made of, component by component; `added` are the keys of deals that only `after` has. */
export function earnedParts(before: Statement, after: Statement, added: ReadonlySet<string>): DifferencePart[] {
  const keys = [...new Set([...before.components, ...after.components].map(({ component }) => component))];
  return keys.flatMap((key) => {
    const of = (statement: Statement) => underAllVersions(statement, key);
    return componentParts(key, of(before), of(after), added, after.currency);
  });
}

/** A component with what every plan version of the period paid for it. */
function underAllVersions({ components }: Statement, key: string): ComponentResult | undefined {
  const found = components.filter(({ component }) => component === key);
  const newest = found.at(-1);
  return newest && { ...newest, lines: found.flatMap(({ lines }) => lines) };
}

function componentParts(
  component: string,
  was: ComponentResult | undefined,
  is: ComponentResult | undefined,
  added: ReadonlySet<string>,
  currency: string,
): DifferencePart[] {
  const earlier = leavesOf(was?.lines ?? []);
  const later = leavesOf(is?.lines ?? []);
  const typePart = componentTypes.find(({ type }) => type === (is ?? was)?.type)?.part ?? "bonus";
  const isOwn = ({ line, rule }: Leaf) =>
    typePart !== "override" && kindOf(rule) === undefined && line.dealKey !== undefined && added.has(line.dealKey);
  const own = later.filter(isOwn);
  const stood = new Set(earlier.filter(({ line, rule }) => line.dealKey && !kindOf(rule)).map(({ clause }) => clause));
  const first = own[0]?.clause;
  const parts = own.map(({ line, above, clause }): DifferencePart => {
    const reached = stood.size > 0 ? stood.has(clause) : clause === first;
    return {
      component,
      kind: reached ? "slice" : "higher_tier",
      label: above || line.label,
      ...(line.formula === undefined ? {} : { formula: line.formula }),
      ...(line.dealKey === undefined ? {} : { dealKey: line.dealKey }),
      amount: line.amount,
    };
  });
  const groupOf = ({ line, rule, top }: Leaf): readonly [PartKind, string] => {
    const kind = kindOf(rule);
    if (kind === "cap") return [kind, "Cap"];
    if (kind) return [kind, top];
    if (typePart === "override") return [typePart, "Override on the team"];
    if (line.dealKey !== undefined) return ["earlier_deals", "Deals already closed"];
    return [typePart, "Bonus or payout"];
  };
  return [
    ...parts,
    ...differences(
      component,
      earlier,
      later.filter((leaf) => !isOwn(leaf)),
      groupOf,
      currency,
    ),
  ];
}

/** What lies between the difference in earned and that in payable. */
export function settledParts(before: Statement, after: Statement): DifferencePart[] {
  const groupOf = ({ rule, top }: Leaf): readonly [PartKind, string] => {
    const kind = STEPS[rule] ?? "ledger";
    return [kind, kind === "draw" ? "Draw" : kind === "held" ? "Released" : top];
  };
  const parts = differences("", leavesOf(before.adjustments), leavesOf(after.adjustments), groupOf, after.currency);
  const held = minus(before.held, after.held);
  return held.minor === 0 ? parts : [...parts, { component: "", kind: "held", label: "Held back", amount: held }];
}

/** Leaves of each group summed, later less earlier; groups that come to nothing are left out. */
function differences(
  component: string,
  earlier: readonly Leaf[],
  later: readonly Leaf[],
  groupOf: (leaf: Leaf) => readonly [PartKind, string],
  currency: string,
): DifferencePart[] {
  const groups = new Map<string, { kind: PartKind; label: string; was: Money[]; is: Money[] }>();
  for (const [side, leaves] of [
    ["is", later],
    ["was", earlier],
  ] as const)
    for (const leaf of leaves) {
      const [kind, label] = groupOf(leaf);
      const group = groups.get(`${kind} ${label}`) ?? { kind, label, was: [], is: [] };
      group[side].push(leaf.line.amount);
      groups.set(`${kind} ${label}`, group);
    }
  return [...groups.values()].flatMap(({ kind, label, was, is }): DifferencePart[] => {
    const amount = minus(sum([zero(currency), ...is], currency), sum(was, currency));
    return amount.minor === 0 ? [] : [{ component, kind, label, amount }];
  });
}
