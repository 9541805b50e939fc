import type { Plan } from "../plan.js";
import { Apportioning } from "./apportion.js";
import { type Rounder, rounderFor } from "./exact.js";
import type { LineBuffer } from "./kernel.js";

/**
 * Rounds the exact lines of one component and payee to minor units, as `settle` does: each line by itself, each deal's pay, or the
 * component's, shared out by largest remainder. The kernel that wrote the lines has proved that their sum is exact.
 */
export class LineRounding {
  readonly #round: Rounder;
  readonly #baseRound = rounderFor("half_up");
  readonly #apportioning: Apportioning;
  readonly #order: Int32Array;
  readonly #place: Int32Array;
  readonly #ofGroups: Float64Array;
  readonly #groupParts: Float64Array;
  readonly #ofLines: Float64Array;
  readonly #lineParts: Float64Array;
  /** What each line of the buffer pays, in minor units. */
  readonly amount: Float64Array;

  constructor(
    readonly rounding: Plan["rounding"],
    capacity: number,
    readonly dealOf: Int32Array | null,
  ) {
    this.#round = rounderFor(rounding.mode);
    this.#apportioning = new Apportioning(capacity);
    this.#order = new Int32Array(capacity);
    this.#place = new Int32Array(capacity + 1);
    this.#ofGroups = new Float64Array(capacity);
    this.#groupParts = new Float64Array(capacity);
    this.#ofLines = new Float64Array(capacity);
    this.#lineParts = new Float64Array(capacity);
    this.amount = new Float64Array(capacity);
  }

  /** Fills `amount` and returns its sum. Bases become whole minor units, as a statement shows them. */
  settle(lines: LineBuffer): number {
    if (lines.scale !== 1) this.#wholeBases(lines);
    if (this.rounding.per === "line") return this.#byLine(lines);
    return this.rounding.per === "deal" ? this.#byDeal(lines) : this.#byComponent(lines);
  }

  #wholeBases({ base, count, scale }: LineBuffer): void {
    for (let i = 0; i < count; i++) base[i] = this.#baseRound(base[i] as number, scale);
  }

  #byLine({ count, numerator, denominator }: LineBuffer): number {
    const round = this.#round;
    const { amount } = this;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const rounded = round(numerator[i] as number, denominator);
      amount[i] = rounded;
      sum += rounded;
    }
    return sum;
  }

  /** A deal's lines follow one another; among them the order of the statement decides who gets a left-over unit. */
  #byDeal(lines: LineBuffer): number {
    const { count, numerator, denominator, deal, group } = lines;
    const order = this.#order;
    let sum = 0;
    for (let first = 0; first < count; ) {
      const own = this.#dealOf(deal[first] as number);
      let after = first;
      let exact = 0;
      for (; after < count && this.#dealOf(deal[after] as number) === own; after++) {
        let place = after;
        while (place > first && (group[order[place - 1] as number] as number) > (group[after] as number)) {
          order[place] = order[place - 1] as number;
          place--;
        }
        order[place] = after;
        exact += numerator[after] as number;
      }
      const whole = this.#round(exact, denominator);
      this.#share(numerator, first, after, denominator, whole);
      sum += whole;
      first = after;
    }
    return sum;
  }

  #dealOf(row: number): number {
    return this.dealOf === null ? row : (this.dealOf[row] as number);
  }

  #byComponent(lines: LineBuffer): number {
    const { count, groups, group, numerator, denominator } = lines;
    const order = this.#order;
    const place = this.#place.fill(0, 0, groups + 1);
    const exact = this.#ofGroups.fill(0, 0, groups);
    let all = 0;
    for (let i = 0; i < count; i++) {
      const own = group[i] as number;
      place[own + 1] = (place[own + 1] as number) + 1;
      exact[own] = (exact[own] as number) + (numerator[i] as number);
      all += numerator[i] as number;
    }
    for (let g = 0; g < groups; g++) place[g + 1] = (place[g + 1] as number) + (place[g] as number);
    for (let i = 0; i < count; i++) {
      const own = group[i] as number;
      order[place[own] as number] = i;
      place[own] = (place[own] as number) + 1;
    }
    const whole = this.#round(all, denominator);
    const parts = this.#groupParts;
    this.#apportioning.share(exact, groups, denominator, whole, parts);
    // `place` has moved on to where each group ends.
    for (let g = 0, first = 0; g < groups; g++) {
      const after = place[g] as number;
      this.#share(numerator, first, after, denominator, parts[g] as number);
      first = after;
    }
    return whole;
  }

  /** Shares `whole` out among the lines `order[first..after)`. */
  #share(numerator: Float64Array, first: number, after: number, denominator: number, whole: number): void {
    const order = this.#order;
    const { amount } = this;
    if (after === first + 1) {
      amount[order[first] as number] = whole;
      return;
    }
    const exact = this.#ofLines;
    const parts = this.#lineParts;
    for (let i = first; i < after; i++) exact[i - first] = numerator[order[i] as number] as number;
    this.#apportioning.share(exact, after - first, denominator, whole, parts);
    for (let i = first; i < after; i++) amount[order[i] as number] = parts[i - first] as number;
  }
}
