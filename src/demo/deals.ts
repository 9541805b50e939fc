import { addDays, daysBetween, type IsoDate } from "../core/calendar.js";
import type { Period } from "../core/period.js";
import { type Account, accounts, products, territories } from "./catalogue.js";
import {
  type DemoCalendar,
  dayAt,
  earlier,
  lastDayOf,
  later,
  type QuarterOffset,
  workdayNear,
} from "./demo-calendar.js";
import { planRate } from "./fx.js";
import { handMadeNames } from "./hand-made-deals.js";
import { type Opportunity, stagesOf } from "./opportunity.js";
import { hiredOn, leave, move } from "./people.js";
import { finalCredited } from "./performance.js";
import { quotaIn } from "./quota-plan.js";
import { type Random, randomFor } from "./random.js";
import { type Member, sellers } from "./roster.js";
import { splitsOf } from "./splits.js";

/** A deal before it has a name, an account and a key. */
interface Sketch {
  readonly won: boolean;
  /** In dollars. */
  readonly size: number;
  readonly closedOn: IsoDate;
}

const DAYS = { shortest: 20, longest: 90, usual: 47 };

/** Deals of the usual kind that one person closes in one quarter: won ones that sum to `credited` dollars, and three times as many lost. */
function sketches(person: Member, quarter: Period, offset: QuarterOffset, credited: number, span: Span): Sketch[] {
  const random = randomFor("deals", person.key, offset);
  const usualSize = quotaIn(person, offset) / (person.job === "am" ? 3.6 : 3.1);
  const wins = credited <= 0 ? 0 : Math.max(1, Math.round((credited / usualSize) * random.between(0.75, 1.3)));
  const weights = Array.from({ length: wins }, () => spread(0.55, random));
  const whole = weights.reduce((a, b) => a + b, 0);
  const winRate = random.between(0.2, 0.3);
  const losses = Math.round(Math.max(wins, 2) * (1 / winRate - 1) * random.between(0.85, 1.15));
  return [
    ...weights.map((weight, index) => ({
      won: true,
      size: (credited * weight) / whole,
      // Closings crowd at the quarter's end; what slipped from the last one closes in the first days.
      closedOn: closing(
        quarter,
        index === 0 && random.chance(0.35) ? random.between(0, 0.03) : random.next() ** 0.6,
        span,
      ),
    })),
    ...Array.from({ length: losses }, () => ({
      won: false,
      size: usualSize * spread(0.6, random),
      closedOn: closing(quarter, random.next() ** 0.9, span),
    })),
  ];
}

/** The part of a quarter in which a person closes deals, 0 = its first day, 1 = its last. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Log-normal around 1, without the far ends that a price list does not have. */
function spread(sigma: number, random: Random): number {
  const drawn = random.normal();
  return Math.abs(drawn) < 1.9 ? Math.exp(sigma * drawn) : spread(sigma, random);
}

const closing = (quarter: Period, share: number, { from, to }: Span): IsoDate =>
  workdayNear(dayAt(quarter, from + share * (to - from)), quarter);

function workingSpan(person: Member, calendar: DemoCalendar, offset: QuarterOffset): Span {
  const quarter = calendar.quarter(offset);
  const days = daysBetween(quarter.start, quarter.end);
  if (person.joined === offset) return { from: 0.55, to: 1 };
  if (person.key === leave.personKey && offset === -1) {
    return { from: 0, to: daysBetween(quarter.start, leave.start(calendar)) / days - 0.02 };
  }
  return { from: 0, to: 1 };
}

/** Every deal of the usual kind, in an order and with keys that do not depend on today. */
export function usualDeals(calendar: DemoCalendar, offsets: readonly QuarterOffset[]): Opportunity[] {
  const takenNames = new Set(handMadeNames);
  return sellers
    .filter(({ job }) => job !== "sdr")
    .flatMap((person, index) => {
      let number = 10_000 + index * 500;
      return offsets.flatMap((offset) =>
        sketchesOf(person, calendar, offset)
          .sort((a, b) => (a.closedOn < b.closedOn ? -1 : a.closedOn > b.closedOn ? 1 : a.size - b.size))
          .map((sketch) => complete(sketch, person, calendar, offset, `OPP-${number++}`, takenNames)),
      );
    });
}

/** Nothing before the person was hired, nothing during the leave; Maya's present quarter is made by hand, but for what she lost. */
function sketchesOf(person: Member, calendar: DemoCalendar, offset: QuarterOffset): Sketch[] {
  if (person.joined !== undefined && offset < person.joined) return [];
  if (person.key === leave.personKey && offset >= 0) return [];
  const span = workingSpan(person, calendar, offset);
  const found = sketches(person, calendar.quarter(offset), offset, finalCredited(person, offset), span);
  return person.key === "maya" && offset === 0 ? found.filter(({ won }) => !won) : found;
}

function complete(
  { won, size, closedOn }: Sketch,
  person: Member,
  calendar: DemoCalendar,
  offset: QuarterOffset,
  key: string,
  takenNames: Set<string>,
): Opportunity {
  const random = randomFor("deal", key);
  const openedOn = opening(closedOn, person, calendar, random);
  const type = person.job === "ae" ? "new" : random.chance(0.4) ? "renewal" : "expansion";
  const sold = products.filter(({ soldAs }) => soldAs === (type === "expansion" ? "expansion" : "new"));
  const within = accountsOf(person, closedOn, calendar);
  const { account, product, name } = freshName(takenNames, () => {
    const account = random.pick(within);
    const product = random.pick(sold);
    return { account, product, name: `${account.name} ${product.name}${type === "renewal" ? " renewal" : ""}` };
  });
  const currency = currencyOf(account, random);
  const quarter = calendar.quarter(offset);
  return {
    key,
    name,
    ownerKey: person.key,
    accountKey: account.key,
    productKey: product.key,
    territoryKey: account.territoryKey,
    type,
    amount: priced(size, currency, offset),
    currency,
    openedOn,
    expectedCloseOn: later(openedOn, earlier(addDays(closedOn, random.whole(-12, 9)), lastDayOf(quarter))),
    closedOn,
    won,
    stages: stagesOf({ openedOn, closedOn, won }, random),
    ...splitsOf(person, offset, random),
  };
}

/** 20 to 90 days before it closed, usually about seven weeks; shorter where the person was not there yet. */
function opening(closedOn: IsoDate, person: Member, calendar: DemoCalendar, random: Random): IsoDate {
  const drawn = Math.round(DAYS.usual * Math.exp(0.4 * random.normal()));
  const days = Math.min(DAYS.longest, Math.max(DAYS.shortest, drawn));
  return later(addDays(closedOn, -days), addDays(hiredOn(calendar, person), 2));
}

function accountsOf(person: Member, on: IsoDate, calendar: DemoCalendar): Account[] {
  const moved = person.key === move.personKey && on < move.on(calendar);
  const held: readonly string[] = moved ? [move.from.territory] : person.territories;
  return accounts.filter(({ territoryKey }) => held.includes(territoryKey));
}

const currencyOf = (account: Account, random: Random): string =>
  account.country === "IE"
    ? "EUR"
    : account.country === "GB"
      ? "GBP"
      : random.pick(territories.find(({ key }) => key === account.territoryKey)?.currencies ?? ["USD"]);

/** `size` dollars at the quarter's plan rate, rounded as a price list would. */
function priced(size: number, currency: string, offset: QuarterOffset): string {
  const step = currency === "JPY" ? 10_000 : 50;
  const units = Math.max(1, Math.round(size / Number(planRate(currency, Math.min(offset, 0))) / step)) * step;
  return currency === "JPY" ? `${units}` : `${units}.00`;
}

/** Two deals never bear the same name. */
function freshName<T extends { readonly name: string }>(taken: Set<string>, draw: () => T): T {
  let drawn = draw();
  for (let tries = 0; taken.has(drawn.name) && tries < 20; tries++) drawn = draw();
  let { name } = drawn;
  for (let phase = 2; taken.has(name); phase++) name = `${drawn.name} phase ${phase}`;
  taken.add(name);
  return { ...drawn, name };
}
