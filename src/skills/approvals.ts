import { z } from "zod";
import { date, type Table, text } from "../answer/answer.js";
import type { PlanToAcknowledge } from "../store/written/acknowledgements.js";
import { defineSkill, type Rendered, type Scope, TextField } from "./define-skill.js";
import { disputeSkill } from "./dispute.js";
import { disputeTable } from "./disputes/list.js";
import { approvalRequest } from "./requests/approval.js";
import { action } from "./words.js";

const Input = z.object({
  which: z.string().max(64).nullable().describe("Leave null: set by buttons"),
  text: TextField,
});

export const approvalsSkill = defineSkill({
  name: "approvals",
  description:
    "What waits for the asker: plan versions to acknowledge, suggested goals, disputes to answer. Proposes to acknowledge or decline a plan as the message asks.",
  input: Input,
  audience: "everyone",
  async load({ text: said }, scope) {
    const { store, asker, today } = scope;
    const request = approvalRequest(said ?? "");
    if (request.verb === "dispute") {
      const input = { person: null, period: null, deal: null, text: said };
      return { kind: "dispute" as const, facts: await disputeSkill.load(input, scope), input };
    }
    const admin = asker.role === "admin";
    const [plans, goals, disputes, declined] = await Promise.all([
      store.listPlansToAcknowledge(asker.id, today),
      store.listGoals(asker.id, today),
      store.listDisputes(admin ? { undecided: true } : { assigneeId: asker.id, undecided: true }),
      admin ? store.listDeclinedPlans(today) : [],
    ]);
    const suggested = goals.filter(({ state }) => state === "suggested").length;
    return { kind: "waiting" as const, request, plans, suggested, disputes, declined };
  },
  compute: (facts) => facts,
  render(facts, scope, { which }): Rendered {
    if (facts.kind === "dispute") return disputeSkill.render(facts.facts, scope, facts.input);
    const { request } = facts;
    const open = facts.plans.filter(
      ({ answer, planId, hash }) => answer !== "acknowledged" && (which === null || planId === which || hash === which),
    );
    // A button of a message about a text bears that text's hash: pressed later, it does not answer another.
    if (which !== null && !facts.plans.some(({ planId, hash }) => planId === which || hash === which)) return GONE;
    if (request.verb === "acknowledge" || request.verb === "decline")
      return answerTo(open, facts.plans, request.verb === "acknowledge" ? "acknowledged" : "declined", request.text);
    return waiting(facts, scope);
  },
});

const GONE: Rendered = {
  headline: "That text is not your plan any more, so there is nothing to answer.",
  body: "It was replaced, or it is no longer yours. Ask me what is waiting for you to see the one that counts.",
  confidential: true,
  actions: [action("What is waiting for me?", "approvals")],
};

/** What was said to the one plan that waits; which one, where several do. */
function answerTo(
  open: readonly PlanToAcknowledge[],
  all: readonly PlanToAcknowledge[],
  as: "acknowledged" | "declined",
  asked: string | null,
): Rendered {
  const wanted = as === "declined" && open.length === 0 ? all : open;
  const [plan] = wanted;
  if (!plan)
    return {
      headline:
        all.length > 0
          ? "You have acknowledged your plan already. Nothing is waiting."
          : "No plan of yours is waiting.",
      confidential: true,
    };
  if (wanted.length > 1)
    return {
      outcome: "clarify",
      headline: "Which version do you mean?",
      actions: wanted.slice(0, 5).map(({ planId, name, version }) =>
        action(`${name} ${version}`, "approvals", {
          which: planId,
          text: as === "acknowledged" ? "i acknowledge the plan" : `i decline my plan: ${asked ?? ""}`,
        }),
      ),
    };
  if (as === "declined" && asked === null)
    return {
      outcome: "clarify",
      headline: "What would you like to ask?",
      body: "Say it with your answer: “I decline my plan: the accelerator is unclear”.",
    };
  return {
    headline: plan.name,
    proposes: { action: "answer_plan", input: { plan: plan.planId, hash: plan.hash, as, text: asked } },
  };
}

interface Waiting {
  readonly plans: readonly PlanToAcknowledge[];
  readonly suggested: number;
  readonly disputes: Parameters<typeof disputeTable>[0];
  readonly declined: readonly (PlanToAcknowledge & { readonly personName: string })[];
}

function waiting({ plans, suggested, disputes, declined }: Waiting, { asker }: Scope): Rendered {
  const open = plans.filter(({ answer }) => answer === null);
  const count = open.length + suggested + disputes.length + declined.length;
  const [first] = open;
  return {
    headline:
      count === 0
        ? "Nothing is waiting for you."
        : count === 1
          ? "One thing is waiting for you."
          : `${count} things are waiting for you.`,
    ...(count === 0 && plans.length > 0
      ? { body: "Your plan is acknowledged and nobody has asked you anything." }
      : {}),
    confidential: true,
    tables: [
      ...(plans.length > 0 ? [planTable(plans)] : []),
      ...(declined.length > 0 ? [declinedTable(declined)] : []),
      ...(disputes.length > 0 ? [{ ...disputeTable(disputes, true), title: "Disputes to answer" }] : []),
    ],
    ...(suggested > 0
      ? { notes: [`${suggested} suggested ${suggested === 1 ? "goal" : "goals"} to take up or decline.`] }
      : {}),
    actions: [
      ...(first
        ? [action("Acknowledge my plan", "approvals", { which: first.planId, text: "i acknowledge the plan" })]
        : []),
      ...(first ? [action("How does my plan work?", "plan_explain")] : []),
      ...(suggested > 0 ? [action("Show my goals", "goal_set")] : []),
      ...disputes
        .filter(({ personId }) => personId !== asker.id)
        .slice(0, 2)
        .map(({ number }) => action(`Show dispute #${number}`, "dispute", { text: `show dispute #${number}` })),
    ],
  };
}

const planTable = (plans: readonly PlanToAcknowledge[]): Table => ({
  title: "Your plan",
  columns: [{ label: "Plan" }, { label: "Version" }, { label: "From" }, { label: "" }],
  rows: plans.map(({ name, version, from, answer, at }) => [
    text(name),
    text(version),
    date(from),
    text(answer === null ? "waits for you" : `${answer}${at ? ` on ${at.toISOString().slice(0, 10)}` : ""}`),
  ]),
});

const declinedTable = (declined: Waiting["declined"]): Table => ({
  title: "Declined, with a question",
  columns: [{ label: "Who" }, { label: "Plan" }, { label: "They ask" }],
  rows: declined
    .slice(0, 20)
    .map(({ personName, name, version, text: asked }) => [
      text(personName),
      text(`${name} ${version}`),
      text(asked ?? ""),
    ]),
  ...(declined.length > 20 ? { more: declined.length - 20 } : {}),
});
