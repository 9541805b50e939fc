import type { ForecastDeal } from "../../src/core/forecast/deal-columns.js";
import { Chance } from "../../src/core/forecast/random.js";
import { addMonths, dayOf, type Question, rollingOrigins } from "./rolling-origin.js";

/** How an invented sales team behaves. */
interface Regime {
  readonly name: string;
  /** Months of a period. */
  readonly months: 1 | 3;
  readonly reps: number;
  /** Months of history before the periods that are asked, and how many periods are. */
  readonly before: number;
  readonly asked: number;
  /** Deals created per rep and month, and how unequal the reps are (standard deviation of the logarithm). */
  readonly perMonth: number;
  readonly unequal: number;
  /** Standard deviation of the logarithm of a deal's size. */
  readonly sizes: number;
  readonly winRate: number;
  /** Days to a close; 0 = an order, won on the day it is created. */
  readonly cycle: number;
  /** Share of deals that nobody ever closes. */
  readonly zombies: number;
  /** Growth of the creation rate per month. */
  readonly growth: number;
  /** How much stronger the strongest month of the year is than the mean. */
  readonly season: number;
  /** Standard deviation of the logarithm of a rep's pace from month to month. */
  readonly wobble: number;
  /** Share of closes moved to the last ten days of the quarter. */
  readonly rush: number;
  /** Deals carry a day of advancing that tells winners from losers. */
  readonly stages: boolean;
  /** Share of the reps that join during the history. */
  readonly joiners: number;
}

const plain: Regime = {
  name: "",
  months: 3,
  reps: 20,
  before: 18,
  asked: 3,
  perMonth: 6,
  unequal: 0.4,
  sizes: 0.8,
  winRate: 0.45,
  cycle: 45,
  zombies: 0,
  growth: 0,
  season: 0,
  wobble: 0.25,
  rush: 0,
  stages: false,
  joiners: 0.15,
};
const orders = { cycle: 0, winRate: 1 };

export const REGIMES: readonly Regime[] = [
  { ...plain, name: "plain-pipeline" },
  { ...plain, name: "plain-orders", ...orders },
  { ...plain, name: "seasonal-orders", ...orders, season: 0.4, before: 30, perMonth: 4 },
  { ...plain, name: "growing-orders", ...orders, growth: 0.04, before: 15, perMonth: 2, unequal: 0.6 },
  { ...plain, name: "few-reps", reps: 6, asked: 5, growth: 0.01 },
  { ...plain, name: "heavy-tails", sizes: 1.5, perMonth: 5 },
  { ...plain, name: "long-cycles", cycle: 150, perMonth: 4, before: 24 },
  { ...plain, name: "zombies-month", months: 1, zombies: 0.3, rush: 0.3, perMonth: 8, before: 9, asked: 4 },
  {
    ...plain,
    name: "loans",
    months: 1,
    reps: 50,
    cycle: 18,
    stages: true,
    zombies: 0.02,
    perMonth: 20,
    before: 7,
    asked: 3,
    sizes: 0.7,
    winRate: 0.5,
    wobble: 0.4,
  },
  { ...plain, name: "short-history", before: 4, asked: 2, perMonth: 4, rush: 0.3 },
  {
    ...plain,
    name: "small-orders-month",
    months: 1,
    ...orders,
    perMonth: 2.5,
    before: 12,
    asked: 4,
    sizes: 1,
    wobble: 0.4,
    reps: 12,
  },
  { ...plain, name: "rush-pipeline", rush: 0.5, zombies: 0.15, growth: 0.01 },
];

/** An invented set: the same seed gives the same deals. */
export function inventedSet(regime: Regime, seed = "a"): Question[] {
  const chance = new Chance("invented", regime.name, seed);
  const { months } = regime;
  const start = "2023-01-01";
  const length = regime.before + regime.asked * months;
  const deals: ForecastDeal[] = [];
  for (let r = 0; r < regime.reps; r++) {
    const rep = `Rep ${String(r).padStart(2, "0")}`;
    const pace = regime.perMonth * Math.exp(regime.unequal * chance.normal() - regime.unequal ** 2 / 2);
    const skill = Math.exp(0.2 * chance.normal());
    const size = 10_000 * Math.exp(0.3 * chance.normal());
    const joins = chance.next() < regime.joiners ? chance.index(regime.before) : -99;
    let mood = 0;
    for (let m = regime.cycle > 0 ? -5 : 0; m < length; m++) {
      mood = 0.6 * mood + 0.8 * regime.wobble * chance.normal();
      if (m < joins) continue;
      const first = addMonths(start, m);
      const days = dayOf(addMonths(start, m + 1)) - dayOf(first);
      const season = 1 + regime.season * Math.cos((2 * Math.PI * ((((m % 12) + 12) % 12) - 10)) / 12);
      const count = chance.poisson(pace * Math.exp(mood + regime.growth * m) * season);
      for (let i = 0; i < count; i++)
        deals.push(dealOf(`${r}-${m}-${i}`, rep, dayOf(first) + chance.index(days), size, skill));
    }
  }
  const from = dayOf(start);
  const seen = deals.filter(({ closed }) => closed === null || closed >= from);
  const asked = Array.from({ length: regime.asked }, (_, i) => addMonths(start, regime.before + i * months));
  return rollingOrigins(regime.name, seen, months, start, asked);

  function dealOf(key: string, rep: string, created: number, usual: number, skill: number): ForecastDeal {
    const list = Math.round(usual * Math.exp(regime.sizes * chance.normal() - regime.sizes ** 2 / 2));
    if (regime.cycle === 0)
      return { key, rep, created, closed: created, won: true, amountWon: list, amountOpen: null, advanced: null };
    const amountOpen = list;
    if (chance.next() < regime.zombies)
      return { key, rep, created, closed: null, won: false, amountWon: 0, amountOpen, advanced: null };
    const won = chance.next() < Math.min(0.95, regime.winRate * skill);
    const age = 1 + Math.round(chance.gamma(won ? 2.5 : 1.5, (won ? 2.5 : 1.5) / regime.cycle));
    let closed = created + age;
    if (chance.next() < regime.rush) closed = rushed(closed, chance.index(10));
    const advances = regime.stages && chance.next() < (won ? 0.95 : 0.3);
    return {
      key,
      rep,
      created,
      closed,
      won,
      amountOpen,
      amountWon: won ? Math.round(list * (0.9 + 0.2 * chance.next())) : 0,
      advanced: advances ? created + Math.round(age * (0.2 + 0.5 * chance.next())) : null,
    };
  }
}

/** The day `back` days before the end of the quarter that `day` lies in, if that is later. */
function rushed(day: number, back: number): number {
  const date = new Date(day * 86_400_000);
  const end = Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3 + 3, 1) / 86_400_000;
  return Math.max(day, end - 1 - back);
}
