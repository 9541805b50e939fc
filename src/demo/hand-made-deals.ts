import { addDays } from "../core/calendar.js";
import { type Account, namedAccounts, products } from "./catalogue.js";
import { type DemoCalendar, dayAt, earlier, lastDayOf, type QuarterOffset, workdayNear } from "./demo-calendar.js";
import { type Opportunity, stagesOf } from "./opportunity.js";
import { randomFor } from "./random.js";

interface HandMade {
  readonly key: string;
  readonly ownerKey: string;
  readonly account: string;
  /** Absent: the deal bears the account's name alone. */
  readonly product?: string;
  readonly amount: string;
  readonly currency?: string;
  /** Where it closes: at `at` (0 = first day, 1 = last day) of the quarter. */
  readonly closes: { readonly quarter: QuarterOffset; readonly at: number };
  /** Where in the present quarter it is expected to close all along, though it closes in the next. */
  readonly expectedAt?: number;
  /** Days from opening to closing. */
  readonly days: number;
  /** Below 1: the stages come sooner than usual, and the last one lasts. */
  readonly pace?: number;
  readonly splits?: Opportunity["splits"];
}

const now = (at: number) => ({ quarter: 0, at });
const next = (at: number) => ({ quarter: 1, at });
const halves = (mine: string, ownShare: string, other: string, otherShare: string) => [
  { personKey: mine, share: ownShare },
  { personKey: other, share: otherShare },
];

/** The deal whose commission is taken back, see ledger.ts. */
export const cancelledDealKey = "OPP-9101";

/**
 * Maya's present quarter, on a quota of 180,000: a first deal on day one, 82 % by the middle and 88 % until the end. Zorvik
 * alone would take her past 100 %; it always seems about to close and is still open on the quarter's last day. Then the
 * contract that is cancelled later, and the deals of the one on leave that a colleague sees through.
 */
const HAND_MADE: readonly HandMade[] = [
  {
    key: "OPP-9001",
    ownerKey: "maya",
    account: "Harrowmere Foods",
    product: "Dispatch",
    amount: "22400.00",
    closes: now(0),
    days: 44,
  },
  {
    key: "OPP-9002",
    ownerKey: "maya",
    account: "Tarnwick Rail",
    product: "Route Planner",
    amount: "31500.00",
    closes: now(0.09),
    days: 52,
  },
  {
    key: "OPP-9003",
    ownerKey: "maya",
    account: "Pellimar Water",
    product: "Dispatch",
    amount: "27250.00",
    closes: now(0.22),
    days: 38,
  },
  {
    key: "OPP-9004",
    ownerKey: "maya",
    account: "Ashcombe Health",
    product: "Dispatch Plus",
    amount: "48000.00",
    closes: now(0.36),
    days: 67,
    splits: halves("maya", "0.6", "dana", "0.4"),
  },
  {
    key: "OPP-9005",
    ownerKey: "maya",
    account: "Ravelston Grid",
    product: "Dispatch Plus",
    amount: "38600.00",
    closes: now(0.5),
    days: 71,
  },
  {
    key: "OPP-9006",
    ownerKey: "maya",
    account: "Wexmoor Cooling",
    product: "Field Mobile",
    amount: "9900.00",
    closes: now(0.8),
    days: 41,
  },
  {
    key: "OPP-9007",
    ownerKey: "maya",
    account: "Zorvik",
    amount: "42500.00",
    closes: next(0.1),
    expectedAt: 0.86,
    pace: 0.5,
    days: 118,
  },
  {
    key: "OPP-9008",
    ownerKey: "maya",
    account: "Lumera",
    amount: "36000.00",
    closes: next(0.14),
    expectedAt: 0.9,
    pace: 0.7,
    days: 115,
    splits: halves("maya", "0.5", "sam.okafor", "0.5"),
  },
  {
    key: "OPP-9009",
    ownerKey: "maya",
    account: "Crosswyn Logistics",
    product: "Dispatch Plus",
    amount: "64000.00",
    closes: next(0.45),
    days: 138,
  },
  {
    key: "OPP-9010",
    ownerKey: "maya",
    account: "Brellow Telecom",
    product: "Field Mobile",
    amount: "12300.00",
    closes: next(0.08),
    expectedAt: 0.9,
    days: 104,
  },
  {
    key: cancelledDealKey,
    ownerKey: "victor",
    account: "Thornbeck Elevators",
    product: "Dispatch Plus",
    amount: "62400.00",
    closes: { quarter: -2, at: 0.7 },
    days: 63,
  },
  {
    key: "OPP-9102",
    ownerKey: "niamh",
    account: "Dunvale Water",
    product: "Dispatch",
    amount: "21500.00",
    currency: "GBP",
    closes: now(0.08),
    days: 58,
  },
  {
    key: "OPP-9103",
    ownerKey: "niamh",
    account: "Greyfen Rail",
    product: "Route Planner",
    amount: "18400.00",
    currency: "GBP",
    closes: next(0.5),
    expectedAt: 0.85,
    days: 136,
  },
];

const nameOf = ({ account, product }: HandMade): string => (product ? `${account} ${product}` : account);
export const handMadeNames: readonly string[] = HAND_MADE.map(nameOf);

function accountOf({ account }: HandMade): Account {
  const found = namedAccounts.find(({ name }) => name === account);
  if (!found) throw new RangeError(`no account is named ${account}`);
  return found;
}

export const handMadeDeals = (calendar: DemoCalendar): Opportunity[] =>
  HAND_MADE.map((deal) => {
    const { key, ownerKey, amount, currency = "USD", closes, days, expectedAt, splits } = deal;
    const quarter = calendar.quarter(closes.quarter);
    const present = calendar.quarter(0);
    // The quarter's very first day may be a Sunday: a contract signed online does not mind, and the quarter starts with a deal.
    const closedOn = closes.at === 0 ? quarter.start : workdayNear(dayAt(quarter, closes.at), quarter);
    const openedOn = addDays(closedOn, -days);
    const account = accountOf(deal);
    const won = true;
    return {
      key,
      name: nameOf(deal),
      ownerKey,
      accountKey: account.key,
      productKey: products.find(({ name }) => name === (deal.product ?? "Dispatch Plus"))?.key ?? null,
      territoryKey: account.territoryKey,
      type: "new",
      amount,
      currency,
      openedOn,
      expectedCloseOn:
        expectedAt === undefined
          ? earlier(addDays(closedOn, 4), lastDayOf(quarter))
          : workdayNear(dayAt(present, expectedAt), present),
      closedOn,
      won,
      stages: stagesOf({ openedOn, closedOn, won }, randomFor("hand-made", key), deal.pace),
      ...(splits ? { splits } : {}),
    };
  });
