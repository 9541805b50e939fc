import { z } from "zod";
import { addDays } from "../core/calendar.js";
import type { Dispute, DisputeEntry } from "../store/written/disputes.js";
import { chooseDeal } from "./choose-deal.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope, TextField } from "./define-skill.js";
import { disputeDetail, disputeTable } from "./disputes/list.js";
import { denial } from "./refusal.js";
import { type DisputeRequest, disputeRequest } from "./requests/dispute.js";
import { action, formAction } from "./words.js";

interface Facts {
  readonly request: DisputeRequest;
  /** The asker's or the person's own; everybody's that the asker may see where they ask what waits. */
  readonly listed: readonly Dispute[];
  readonly waiting: boolean;
  readonly one: (Dispute & { readonly entries: readonly DisputeEntry[] }) | null;
  readonly deal: { readonly key: string | null; readonly name: string } | null;
}

export const disputeSkill = defineSkill({
  name: "dispute",
  description:
    "Something about a deal, credit, split, quota or payout is missing or wrong: proposes a dispute, or shows, answers, decides or withdraws one.",
  input: z.object({
    person: PersonField,
    period: PeriodField.describe("The period it is about; null = this quarter"),
    deal: z.string().max(200).nullable().describe("Key or name of the deal it is about"),
    text: TextField,
  }),
  audience: "self_or_reports",
  async load({ text, deal }, scope): Promise<Facts> {
    const { store, asker, subject } = scope;
    const request = text === null ? LISTING : disputeRequest(text);
    const number = "number" in request ? request.number : null;
    const one = number === null ? null : await visible(await store.findDispute(number), scope);
    const waiting = request.verb === "list" && request.waiting;
    const listed = waiting ? await waitingFor(scope) : await store.listDisputes({ personId: subject.id });
    const named = deal !== null && request.verb === "open" ? await dealNamed(deal, scope) : null;
    return {
      request,
      one,
      waiting: waiting && asker.id === subject.id,
      listed: older(listed, request, scope),
      deal: named,
    };
  },
  compute: (facts) => facts,
  render(facts, scope, { text }): Rendered {
    const { request, one } = facts;
    if (request.verb === "open") return opened(facts, request.reason, scope, text ?? "");
    if (request.verb === "list") return listOf(facts, scope);
    return onOne(request, one ?? onlyOne(facts), scope);
  },
});

const LISTING: DisputeRequest = { verb: "list", waiting: false, olderThanDays: null };

/** One's own, one assigned to the asker, and for admins any; another one is not told from none. */
async function visible(dispute: Facts["one"], { asker, store, today }: Scope): Promise<Facts["one"]> {
  if (!dispute) return null;
  if (dispute.personId === asker.id || asker.role === "admin") return dispute;
  const manages = await store.managesWithin(asker.id, dispute.personId, { start: today, end: addDays(today, 1) });
  return manages ? dispute : null;
}

const waitingFor = ({ store, asker }: Scope): Promise<readonly Dispute[]> =>
  store.listDisputes(asker.role === "admin" ? { undecided: true } : { assigneeId: asker.id, undecided: true });

function older(disputes: readonly Dispute[], request: DisputeRequest, { now }: Scope): readonly Dispute[] {
  const days = request.verb === "list" ? request.olderThanDays : null;
  return days === null
    ? disputes
    : disputes.filter(({ openedAt }) => now.getTime() - openedAt.getTime() > days * 86_400_000);
}

async function dealNamed(said: string, { store, subject, period }: Scope): Promise<Facts["deal"]> {
  const chosen = chooseDeal(await store.listDeals(subject.id, period), said);
  return chosen.kind === "one" ? chosen.deal : { key: null, name: said };
}

/** Where no number was said: the only undecided one there is. */
const onlyOne = ({ listed }: Facts): Dispute | null => {
  const undecided = listed.filter(({ state }) => state === "open" || state === "answered");
  return undecided.length === 1 ? (undecided[0] ?? null) : null;
};

function opened({ deal }: Facts, reason: string, { subject, asker, period }: Scope, text: string): Rendered {
  if (text.trim().length < 3)
    return {
      outcome: "clarify",
      headline: "What is missing or wrong?",
      body: "Say which deal or which amount, and what it should be.",
      actions: [action("Which deals counted?", "deals", { status: "won" }), action("Show my disputes", "dispute")],
    };
  return {
    headline: "A dispute",
    proposes: {
      action: "open_dispute",
      input: {
        person: subject.id === asker.id ? null : subject.key,
        reason,
        dealKey: deal?.key ?? null,
        dealName: deal?.name ?? null,
        start: period.start,
        end: period.end,
        text: text.trim().slice(0, 1_000),
      },
    },
  };
}

function listOf({ listed, waiting }: Facts, { asker, subject }: Scope): Rendered {
  const undecided = listed.filter(({ state }) => state === "open" || state === "answered").length;
  const own = !waiting && subject.id === asker.id;
  if (listed.length === 0)
    return {
      headline: waiting
        ? "No dispute is waiting."
        : subject.id === asker.id
          ? "You have no disputes."
          : "There are no disputes.",
      body: waiting
        ? "Everything that was asked is decided."
        : "If something is missing or wrong, tell me in your own words and I will ask for you.",
      ...(own ? { actions: [OPEN_A_DISPUTE] } : {}),
    };
  return {
    headline: `${undecided === 0 ? "No" : undecided} ${undecided === 1 ? "dispute is" : "disputes are"} undecided${waiting ? "" : ` of ${listed.length}`}.`,
    tables: [disputeTable(listed, waiting)],
    actions: [
      ...listed
        .slice(0, 3)
        .map(({ number }) => action(`Show #${number}`, "dispute", { text: `show dispute #${number}` })),
      ...(own ? [OPEN_A_DISPUTE] : []),
    ],
  };
}

const OPEN_A_DISPUTE = formAction("Open a dispute", "dispute_form");

function onOne(
  request: Exclude<DisputeRequest, { verb: "open" | "list" }>,
  found: Dispute | Facts["one"],
  scope: Scope,
): Rendered {
  const { verb, number } = request;
  // A number that is nobody's, or not the asker's to see, is told in the same words.
  if (!found)
    return number === null
      ? {
          outcome: "clarify",
          headline: "Which dispute do you mean?",
          body: "Give me its number, such as #12.",
          actions: [action("Show my disputes", "dispute")],
        }
      : denial("not_yours", scope.language);
  const dispute = found.number;
  switch (verb) {
    case "show":
      return "entries" in found ? disputeDetail(found, scope) : { headline: `Dispute #${dispute}` };
    case "withdraw":
      return { headline: "", proposes: { action: "withdraw_dispute", input: { dispute } } };
    case "reply":
      return { headline: "", proposes: { action: "reply_to_dispute", input: { dispute, text: request.text ?? "" } } };
    case "accept":
    case "reject": {
      const as = verb === "accept" ? "accepted" : "rejected";
      // Who may not decide is refused before a reason is asked for.
      const may = scope.asker.role === "admin" && found.personId !== scope.asker.id;
      if (may && request.text === null)
        return {
          outcome: "clarify",
          headline: "With which reason?",
          body: `Write “${verb} dispute #${dispute} because …”.`,
        };
      return {
        headline: "",
        proposes: { action: "resolve_dispute", input: { dispute, as, reason: request.text ?? "none given" } },
      };
    }
    case "assign":
      return {
        outcome: "clarify",
        headline: "To whom?",
        body: `An admin can hand it over with: pacer disputes assign ${dispute} THEIR-EMAIL --as YOUR-EMAIL`,
      };
  }
}
