import { addDays, type IsoDate, isIsoDate } from "../../core/calendar.js";
import { periodOf } from "../../core/period.js";
import { compare, parseDecimal } from "../../core/rational.js";
import type { Goal } from "../../store/written/goals.js";
import type { AmountInput, Rendered, Scope } from "../define-skill.js";
import { type GoalRequest, percentAsRatio } from "../requests/goal.js";
import { action, speaking } from "../words.js";
import { goalTitle } from "./index.js";
import { termsOf } from "./progress.js";

interface Said {
  readonly goals: readonly Goal[];
  readonly currency: string;
  readonly request: GoalRequest;
}
interface Input {
  readonly period: string | null;
  readonly amount: AmountInput;
  readonly which: string | null;
}

/** The change that a message asks for, or the question back that it needs. Null where it asks to see goals. */
export function requested(said: Said, scope: Scope, input: Input): Rendered | null {
  const { request } = said;
  if (request.ofQuota) return QUOTA;
  const self = scope.subject.id === scope.asker.id;
  switch (request.verb) {
    case "show":
      return null;
    case "set":
      return set(said, scope, input);
    case "change":
      return self && said.goals.some(({ state, target }) => state === "active" && target !== null)
        ? onOne(said, scope, input, (goal) => changed(goal, input.amount))
        : set(said, scope, input);
    case "drop":
    case "done":
      return onOne(said, scope, input, ({ id }) => ({
        action: "end_goal",
        input: { goal: id, as: request.verb === "drop" ? "dropped" : "done" },
      }));
    case "accept":
    case "decline":
      return onOne(said, scope, input, ({ id }) => ({
        action: "answer_goal",
        input: { goal: id, as: request.verb === "accept" ? "active" : "declined" },
      }));
  }
}

function set({ request: { kind, target, what }, currency }: Said, scope: Scope, { period, amount }: Input): Rendered {
  const ask = speaking(scope).self ? "What is your goal?" : `What is the goal for ${scope.subject.name}?`;
  if (kind === null && amount === null)
    return {
      outcome: "clarify",
      headline: ask,
      body: "For example: 110% of quota this quarter, $9,000 earned in December, 5 deals by the 20th, 12 meetings this week.",
    };
  const person = scope.subject.id === scope.asker.id ? null : scope.subject.key;
  if (kind === null || (target === null && kind !== "skill")) {
    const number = amount?.value;
    if (number === undefined) return { outcome: "clarify", headline: "How much, and until when?", body: ask };
    const choice = (label: string, unit: "percent" | "count", text: string) =>
      action(label, "goal_set", { person, period, amount: { value: number, unit, currency: null }, text });
    return {
      outcome: "clarify",
      headline: `${number} of what?`,
      actions: [
        choice(`${number}% of quota`, "percent", "goal: quota"),
        choice(`${number} deals`, "count", "goal: deals"),
        choice(`${number} meetings`, "count", "goal: meetings"),
      ],
    };
  }
  const money = kind === "pay" || kind === "credited" ? (amount?.currency ?? currency) : null;
  return {
    headline: ask,
    proposes: {
      action: "set_goal",
      input: { person, kind, target, currency: money, what, ...spanOf(kind, period, scope) },
    },
  };
}

/** "By December 20" begins today for what is counted up, and with the quarter for what a quota or pay is counted over. */
function spanOf(kind: string, token: string | null, { period, today, store }: Scope): { start: IsoDate; end: IsoDate } {
  const day =
    token !== null && isIsoDate(token) ? token : token?.startsWith("before_") ? addDays(period.end, -1) : null;
  if (day === null || day < today) return { start: period.start, end: period.end };
  const counted = kind === "deals" || kind === "activity" || kind === "skill";
  const quarter = periodOf("quarter", day, store.organisation.fiscalYearStartMonth);
  return { start: counted ? today : quarter.start, end: addDays(day, 1) };
}

/** A quota is not the person's to set, nor their manager's. */
const QUOTA: Rendered = {
  headline: "I can't change a quota: your admins set it, each time with a day and a reason.",
  body: "A goal of your own can be anything: “my goal is 110% of quota”. If the quota is wrong, tell me what it should be and I will open a dispute.",
  actions: [action("What is my quota?", "quota_detail")],
};

type Proposes = Rendered["proposes"];

/** The goal that is meant: the one of a button, the only one there is, the only one of the kind that was named; otherwise asked back. */
function onOne(
  { goals, request }: Said,
  scope: Scope,
  { which, amount, period }: Input,
  change: (goal: Goal) => Proposes | null,
): Rendered {
  const wanted = request.verb === "accept" || request.verb === "decline" ? "suggested" : "active";
  const open = goals.filter(({ state, id }) => state === wanted && (which === null || id === which));
  const ofKind = request.kind === null ? [] : open.filter(({ kind }) => kind === request.kind);
  const candidates = ofKind.length > 0 ? ofKind : open;
  const [only] = candidates;
  if (!only)
    return {
      headline: wanted === "active" ? "You have no goal set at the moment." : "No suggested goal is waiting for you.",
      body: "Set one any time: “my goal is 110% of quota this quarter”.",
      confidential: true,
    };
  if (candidates.length > 1)
    return {
      outcome: "clarify",
      headline: "Which goal do you mean?",
      actions: candidates.slice(0, 5).map((goal) =>
        action(goalTitle(termsOf(goal), scope.locale), "goal_set", {
          which: goal.id,
          amount,
          period,
          text: VERB_WORDS[request.verb],
        }),
      ),
    };
  const proposes = change(only);
  if (!proposes)
    return {
      outcome: "clarify",
      headline: "What should the goal be?",
      body: "Say the new number: “change my goal to 115%”.",
    };
  return { headline: goalTitle(termsOf(only), scope.locale), proposes };
}

const VERB_WORDS: Readonly<Record<GoalRequest["verb"], string>> = {
  show: "show",
  set: "set",
  change: "change",
  drop: "drop it",
  done: "it is done",
  accept: "accept",
  decline: "decline",
};

function changed({ id, kind, target }: Goal, amount: AmountInput): Proposes | null {
  if (amount === null || amount.value.startsWith("-")) return null;
  if (kind === "attainment")
    return { action: "change_goal", input: { goal: id, target: percentAsRatio(amount.value) } };
  // "Change it to 45", of a goal in tens of thousands: what people leave out are the thousands.
  const left = target !== null && amount.unit === "plain" && (kind === "pay" || kind === "credited");
  const thousands = left && /^\d{1,3}$/.test(amount.value) && compare(parseDecimal(target), parseDecimal("5000")) >= 0;
  return { action: "change_goal", input: { goal: id, target: thousands ? `${amount.value}000` : amount.value } };
}
