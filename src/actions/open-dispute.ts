import { z } from "zod";
import { amount, date, text } from "../answer/answer.js";
import { periodLabel } from "../answer/period-label.js";
import { isIsoDate } from "../core/calendar.js";
import { periodSpanning } from "../core/period.js";
import { AskError } from "../errors.js";
import { figure } from "../skills/words.js";
import { defineAction, personOf } from "./define-action.js";
import { shortened, showDispute } from "./dispute-of.js";

const Day = z.string().refine(isIsoDate, "a day");
const REASONS = {
  missing_credit: "A credit is missing",
  wrong_amount: "An amount is wrong",
  wrong_split: "A split is wrong",
  quota: "A quota is wrong",
  payout: "A payout is wrong",
  other: "Something is wrong",
} as const;

/** Says that a figure is wrong and asks for an answer. Pay changes only by what is decided, and by an adjustment of its own. */
export const openDispute = defineAction({
  name: "open_dispute",
  description: "Open a dispute about a deal, credit, quota or payout.",
  input: z.object({
    person: z.string().max(200).nullable(),
    reason: z.enum(Object.keys(REASONS) as [keyof typeof REASONS]),
    dealKey: z.string().max(200).nullable(),
    dealName: z.string().max(200).nullable(),
    start: Day,
    end: Day,
    text: z.string().min(3).max(1_000),
  }),
  audience: "self_or_manager",
  about: personOf,
  async load({ dealKey, dealName, start, end, reason }, { store, subject, today }) {
    const [mine, deals, file] = await Promise.all([
      store.listDisputes({ personId: subject.id, undecided: true }),
      dealKey === null ? [] : store.listDeals(subject.id, { start, end }),
      store.getPayeeFile(subject.id, { start, end }, today),
    ]);
    const same = mine.find((other) => other.reason === reason && other.dealName === dealName && other.start === start);
    if (same && dealName !== null)
      throw new AskError(
        `You have asked that already: it is dispute #${same.number}, still undecided.`,
        "Add to it by its number.",
      );
    const deal = deals.find(({ key }) => key === dealKey) ?? null;
    return {
      deal,
      credit: file.facts.credits.find((credit) => credit.dealKey === dealKey) ?? null,
      manager: file.managerName,
    };
  },
  preview({ deal, credit, manager }, { locale, store }, { reason, dealName, start, end, text: said }) {
    const period = periodSpanning({ start, end }, store.organisation.fiscalYearStartMonth);
    return {
      headline: `${REASONS[reason]}${dealName ? `: ${dealName}` : ""}`,
      body: `I would open a dispute about ${periodLabel(period, locale)} and ask ${manager ?? "your admins"} to look at it. It changes no pay by itself; an admin decides, with a reason you will see.`,
      figures: [
        figure("said", "Your words", text(shortened(said))),
        ...(deal ? [figure("status", "The deal is", text(deal.stage))] : []),
        ...(deal?.closedOn ? [figure("closed", "Closed on", date(deal.closedOn))] : []),
        ...(deal?.amount ? [figure("amount", "Its amount", amount(deal.amount))] : []),
        ...(credit
          ? [
              figure("credited", "Credited to you", amount(credit.amount)),
              figure("credited_on", "Credited on", date(credit.creditedOn)),
            ]
          : dealName
            ? [figure("credited", "Credited to you", text("nothing in this period"))]
            : []),
      ],
      confirm: "Open the dispute",
      actions: [
        { label: "Why this payout?", ask: { skill: "payout_explain", input: {} } },
        { label: "Which deals counted?", ask: { skill: "deals", input: { status: "won" } } },
      ],
    };
  },
  async perform({ manager }, writes, { subject, today, now }, { person: _person, ...dispute }) {
    const number = await writes.addDispute({ ...dispute, personId: subject.id }, today, now);
    return {
      said: {
        headline: `Dispute #${number} is open.`,
        body: `${manager ?? "An admin"} is asked to answer. Ask “what about dispute #${number}” any time, or add to it: “dispute #${number}: …”.`,
        actions: [showDispute(number)],
      },
      audit: { entity: "dispute", entityKey: String(number), before: null, after: { ...dispute, state: "open" } },
    };
  },
});
