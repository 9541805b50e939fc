import { addDays, daysBetween, type IsoDate } from "../core/calendar.js";
import type { DealRecord, DealSplitRecord, StageChangeRecord } from "../store/records.js";
import { type DemoCalendar, earlier, lastDayOf } from "./demo-calendar.js";
import type { Random } from "./random.js";

/** A deal with its whole life, the part after today included; `seenOn` shows what is known of it today. */
export interface Opportunity {
  readonly key: string;
  readonly name: string;
  readonly ownerKey: string;
  readonly accountKey: string;
  readonly productKey: string | null;
  readonly territoryKey: string;
  readonly type: "new" | "expansion" | "renewal" | "meeting";
  /** Decimal numeral in the deal's currency. */
  readonly amount: string;
  readonly currency: string;
  readonly units?: string;
  readonly openedOn: IsoDate;
  readonly expectedCloseOn: IsoDate;
  readonly closedOn: IsoDate;
  readonly won: boolean;
  /** From the first stage to the closing one. */
  readonly stages: readonly { readonly stage: string; readonly enteredOn: IsoDate }[];
  readonly splits?: readonly { readonly personKey: string; readonly share: string }[];
}

const STAGES = ["Discovery", "Evaluation", "Proposal", "Negotiation"] as const;
const WON = "Closed Won";
const LOST = "Closed Lost";

/** Where in the deal's life each stage begins: 0 = opened, 1 = closed. */
const BEGINS = [0, 0.25, 0.52, 0.78];

/** Stage history of a deal: a won one passes every stage, a lost one ends in any of them. `pace` below 1 has the stages come sooner. */
export function stagesOf(
  { openedOn, closedOn, won }: Pick<Opportunity, "openedOn" | "closedOn" | "won">,
  random: Random,
  pace = 1,
): Opportunity["stages"] {
  const days = daysBetween(openedOn, closedOn);
  const reached = won ? STAGES.length : random.pick([1, 2, 2, 3, 3, 4]);
  const passed = STAGES.slice(0, reached).map((stage, index) => {
    const begins = index === 0 ? 0 : (BEGINS[index] ?? 0) + random.between(-0.1, 0.1);
    return { stage, enteredOn: addDays(openedOn, Math.round(begins * pace * days)) };
  });
  return [...passed, { stage: won ? WON : LOST, enteredOn: closedOn }];
}

export interface SeenDeal {
  readonly deal: DealRecord;
  readonly stageChanges: readonly StageChangeRecord[];
  readonly splits: readonly DealSplitRecord[];
}

/** The deal as it stands today: null before it was opened, open until it closes. */
export function seenOn(opportunity: Opportunity, calendar: DemoCalendar): SeenDeal | null {
  const { today } = calendar;
  if (opportunity.openedOn > today) return null;
  const closed = opportunity.closedOn <= today;
  const history = opportunity.stages.filter(({ enteredOn }) => enteredOn <= today);
  const { key, name, ownerKey, accountKey, productKey, territoryKey, type, amount, currency, units, openedOn } =
    opportunity;
  return {
    deal: {
      key,
      name,
      ownerKey,
      accountKey,
      productKey,
      territoryKey,
      type,
      stage: history.at(-1)?.stage ?? STAGES[0],
      status: !closed ? "open" : opportunity.won ? "won" : "lost",
      amount,
      currency,
      units: units ?? null,
      openedOn,
      expectedCloseOn: closed ? opportunity.closedOn : expectedToday(opportunity, calendar),
      closedOn: closed ? opportunity.closedOn : null,
    },
    stageChanges: history.map(({ stage, enteredOn }) => ({ dealKey: key, stage, enteredOn })),
    splits: (opportunity.splits ?? []).map(({ personKey, share }) => ({ dealKey: key, personKey, share })),
  };
}

/** A day that has passed without the deal closing is put off: to the true day, or the quarter's last. */
function expectedToday({ expectedCloseOn, closedOn }: Opportunity, calendar: DemoCalendar): IsoDate {
  return expectedCloseOn >= calendar.today ? expectedCloseOn : earlier(closedOn, lastDayOf(calendar.quarter(0)));
}
