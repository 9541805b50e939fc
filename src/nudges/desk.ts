import { addDays, type IsoDate, laterOf } from "../core/calendar.js";
import { FactsError, PlanError } from "../core/errors.js";
import type { PayeeFacts } from "../core/facts.js";
import { type Money, times } from "../core/money.js";
import { type Outlook, outlook } from "../core/outlook.js";
import type { Period } from "../core/period.js";
import { parseDecimal } from "../core/rational.js";
import type { Statement } from "../core/statement.js";
import { statementUnder } from "../core/statement-of.js";
import { payWith, supposedCredit } from "../core/what-if.js";
import { type OnPlan, standingOf } from "../skills/payee.js";
import type { DealRow, PayeeFile, Person } from "../store/store.js";
import type { PlanToAcknowledge } from "../store/written/acknowledgements.js";

/** Everything a rule may look at about one person, as of today. */
export interface Desk {
  readonly person: Person;
  readonly today: IsoDate;
  readonly period: Period;
  readonly payee: OnPlan;
  readonly now: Outlook;
  readonly statement: Statement;
  /** Own and shared deals: open ones, and those closed of late. */
  readonly deals: readonly DealRow[];
  readonly open: readonly DealRow[];
  /** Versions of the person's plan, with what they said to each. */
  readonly plans: readonly PlanToAcknowledge[];
  /** The last day on which anything of a deal is known to have changed; null where nothing is known. */
  lastMove(deal: DealRow): IsoDate | null;
  /** What closing the deal today would add to the period's pay; null where the plan or the data gives no amount. */
  worthOf(deal: DealRow): Money | null;
  /** Where the person stood on an earlier day, by what had been credited then. */
  standingOn(day: IsoDate): Outlook;
  /** The deal is won; a deal that is unknown is not. */
  isWon(key: string): boolean;
}

export interface DeskFacts {
  readonly file: PayeeFile;
  readonly period: Period;
  readonly today: IsoDate;
  readonly deals: readonly DealRow[];
  /** The newest day of each deal's history, by key. */
  readonly movedOn: ReadonlyMap<string, IsoDate>;
  readonly plans: readonly PlanToAcknowledge[];
}

/** Null for somebody on no plan in the period, or whose pay cannot be worked out from what is stored. */
export function deskOf({ file, period, today, deals, movedOn, plans }: DeskFacts): Desk | null {
  try {
    const payee = standingOf(file, period, today);
    if (payee.kind !== "on_plan") return null;
    const { history, facts } = payee;
    return {
      person: file.person,
      today,
      period,
      payee,
      now: outlook(history, facts, period),
      statement: statementUnder(history, facts, period),
      deals,
      open: deals.filter(({ status }) => status === "open"),
      plans,
      lastMove({ key, stageSince, openedOn }) {
        const days = [movedOn.get(key), stageSince, openedOn].filter((day) => typeof day === "string");
        return days.length === 0 ? null : days.reduce(laterOf);
      },
      worthOf: (deal) => worthOf(payee, period, deal),
      standingOn: (day) => outlook(history, asKnownOn(facts, day), period),
      isWon: (key) => deals.some((deal) => deal.key === key && deal.status === "won"),
    };
  } catch (error) {
    // Their question says what is wrong; a nudge would not.
    if (error instanceof FactsError || error instanceof PlanError) return null;
    throw error;
  }
}

const asKnownOn = (facts: PayeeFacts, day: IsoDate): PayeeFacts => ({
  ...facts,
  asOf: day,
  credits: facts.credits.filter(({ creditedOn }) => creditedOn <= day),
  ledger: facts.ledger.filter(({ postedOn }) => postedOn <= day),
});

function worthOf({ plan, history, facts }: OnPlan, period: Period, deal: DealRow): Money | null {
  if (!deal.amount) return null;
  const { key, name, attributes } = deal;
  const credited = times(deal.amount, parseDecimal(deal.share));
  try {
    const credit = supposedCredit(plan, facts, period, credited, { key, name, measures: null, attributes });
    return payWith(history, facts, period, [credit]).difference;
  } catch (error) {
    // A currency without a rate, say.
    if (error instanceof FactsError) return null;
    throw error;
  }
}

/** How far back deals that closed are looked at: as long as any rule's effect takes to be judged. */
const CLOSED_DAYS = 90;
export const dealSpan = (today: IsoDate): { start: IsoDate; end: IsoDate } => ({
  start: addDays(today, -CLOSED_DAYS),
  end: addDays(today, 1),
});
