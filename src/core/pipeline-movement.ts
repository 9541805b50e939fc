import type { IsoDate } from "./calendar.js";
import { type Money, minus, plus, zero } from "./money.js";

/** How a deal stood from a day on, until its next state. */
export interface DealState {
  readonly dealKey: string;
  readonly changedOn: IsoDate;
  readonly stage: string;
  readonly status: "open" | "won" | "lost";
  /** Null = not said; it counts as nothing in sums. */
  readonly amount: Money | null;
  readonly expectedCloseOn: IsoDate | null;
}

/** Deals, each counted once, and what they come to. */
interface Moved {
  readonly deals: number;
  readonly amount: Money;
}

/**
 * What happened to the open pipeline of one currency in a span. The bridge holds to the minor unit: start + opened + reopened + raised -
 * lowered - won - lost = end. Deals leave with what they were last said to bring while open.
 */
export interface PipelineMovement {
  readonly currency: string;
  readonly start: Moved;
  /** Seen for the first time in the span. */
  readonly opened: Moved;
  readonly reopened: Moved;
  readonly raised: Moved;
  readonly lowered: Moved;
  readonly won: Moved;
  readonly lost: Moved;
  readonly end: Moved;
  /** Came to a stage they had not been in before; still open at the end. Amounts as at the end, as of the next three. */
  readonly advanced: Moved;
  /** Expected to close in a later month than at the start (or when they were opened). */
  readonly pushed: Moved;
  readonly pulledIn: Moved;
  /** Of the pushed those that were expected within the span and no longer are. */
  readonly pushedOut: Moved;
}

type Step = Exclude<keyof PipelineMovement, "currency">;
const STEPS: readonly Step[] = [
  "start",
  "opened",
  "reopened",
  "raised",
  "lowered",
  "won",
  "lost",
  "end",
  "advanced",
  "pushed",
  "pulledIn",
  "pushedOut",
];

/** One movement for each currency, the largest pipeline first. `states` hold, for each deal, those of the span and the newest before it. */
export function pipelineMovements(
  states: readonly DealState[],
  span: { readonly start: IsoDate; readonly end: IsoDate },
): PipelineMovement[] {
  const byDeal = new Map<string, DealState[]>();
  for (const state of [...states].sort((a, b) => (a.changedOn < b.changedOn ? -1 : 1))) {
    if (state.changedOn >= span.end) continue;
    const known = byDeal.get(state.dealKey);
    if (known) known.push(state);
    else byDeal.set(state.dealKey, [state]);
  }
  const sums = new Map<string, Record<Step, Moved>>();
  for (const deal of byDeal.values()) {
    const currency = deal.find(({ amount }) => amount !== null)?.amount?.currency;
    if (currency === undefined) continue;
    let sum = sums.get(currency);
    if (!sum) {
      const nothing: Moved = { deals: 0, amount: zero(currency) };
      sum = Object.fromEntries(STEPS.map((step) => [step, nothing])) as Record<Step, Moved>;
      sums.set(currency, sum);
    }
    for (const [step, amount] of stepsOf(deal, span, currency))
      sum[step] = { deals: sum[step].deals + 1, amount: plus(sum[step].amount, amount) };
  }
  return [...sums]
    .map(([currency, steps]) => ({ currency, ...steps }))
    .sort((a, b) => b.start.amount.minor + b.end.amount.minor - a.start.amount.minor - a.end.amount.minor);
}

function stepsOf(
  states: readonly DealState[],
  { start, end }: { readonly start: IsoDate; readonly end: IsoDate },
  currency: string,
): [Step, Money][] {
  const worth = ({ amount }: DealState): Money => (amount?.currency === currency ? amount : zero(currency));
  const before = states.findLast(({ changedOn }) => changedOn < start);
  const within = states.filter(({ changedOn }) => changedOn >= start);
  const last = states.at(-1);
  if (!last) return [];
  const steps: [Step, Money][] = [];
  const wasOpen = before?.status === "open";
  if (before && wasOpen) steps.push(["start", worth(before)]);
  // A deal that closes and opens again within the span leaves and comes back.
  let open: DealState | null = wasOpen ? (before ?? null) : null;
  let seen = before !== undefined;
  let [raised, lowered] = [zero(currency), zero(currency)];
  for (const state of within) {
    if (state.status === "open") {
      if (open) {
        const change = minus(worth(state), worth(open));
        if (change.minor > 0) raised = plus(raised, change);
        else lowered = minus(lowered, change);
      } else steps.push([seen ? "reopened" : "opened", worth(state)]);
      open = state;
    } else if (open) {
      steps.push([state.status, worth(open)]);
      open = null;
    }
    seen = true;
  }
  if (raised.minor > 0) steps.push(["raised", raised]);
  if (lowered.minor > 0) steps.push(["lowered", lowered]);
  if (!open) return steps;
  steps.push(["end", worth(open)]);
  return [...steps, ...turnsOf(states, open, { start, end }).map((step): [Step, Money] => [step, worth(open)])];
}

const monthOf = (date: IsoDate): string => date.slice(0, 7);

/** What else happened to a deal that is open at the end. */
function turnsOf(
  states: readonly DealState[],
  now: DealState,
  { start, end }: { readonly start: IsoDate; readonly end: IsoDate },
): Step[] {
  const first = states.findLast(({ changedOn }) => changedOn < start) ?? states[0];
  const turns: Step[] = [];
  // The state it is compared with: the one at the start, or that it was opened in.
  const before = new Set(states.slice(0, states.indexOf(first as DealState) + 1).map(({ stage }) => stage));
  if (states.some(({ stage, status }) => status === "open" && !before.has(stage))) turns.push("advanced");
  const [was, is] = [first?.expectedCloseOn, now.expectedCloseOn];
  if (was && is && monthOf(is) > monthOf(was)) {
    turns.push("pushed");
    if (was < end && is >= end) turns.push("pushedOut");
  }
  if (was && is && monthOf(is) < monthOf(was)) turns.push("pulledIn");
  return turns;
}
