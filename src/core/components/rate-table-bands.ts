import type { ComponentContext } from "../component.js";
import type { RateTerms } from "../rate.js";
import { compare, max, min, type Rational, subtract, ZERO } from "../rational.js";
import { amountText, numberText } from "../wording.js";

/** A tier with its lower bound on the measure itself; it ends where the next one starts, the last one never. */
export interface Band {
  readonly label: string;
  readonly from: Rational;
  /** The bound as attainment, where the plan wrote it so. */
  readonly ratio: Rational | null;
  readonly retroactive: boolean;
  /** Falls away where a gate takes accelerators away. */
  readonly accelerator: boolean;
  readonly rate: RateTerms;
  /** Its place in the component's document. */
  readonly clause: string;
}

export interface Table {
  readonly bands: readonly Band[];
  readonly edge: "lower" | "upper";
  readonly straddling: "split" | "lower" | "higher";
}

/** The part of the measure that one rate applies to. `from` null reaches below zero, `to` null has no end. */
export interface Slice {
  readonly band: Band;
  readonly from: Rational | null;
  readonly to: Rational | null;
}

/** Index of the band a position belongs to; on a boundary the edge rule decides. */
function bandAt({ bands, edge }: Table, position: Rational, attainment: Rational | null = null): number {
  let found = 0;
  for (const [i, band] of bands.entries()) {
    const side = band.ratio && attainment ? compare(attainment, band.ratio) : compare(position, band.from);
    if (i > 0 && (edge === "upper" ? side >= 0 : side > 0)) found = i;
  }
  return found;
}

/**
 * The bands in force where the position has `reached` one, from `first` to before `after`: the last retroactive band reached covers
 * all below it, marginal bands follow. Those above the position count too, up to the next retroactive one: credits that climbed
 * there and fell back earn and take back at their rate. A deal paid whole in one tier is paid in one that the credits hold in the end.
 */
export function bandsInForce({ bands, straddling }: Table, reached: number): { first: number; after: number } {
  let first = 0;
  for (let i = 1; i <= reached; i++) if (bands[i]?.retroactive) first = i;
  let after = reached + 1;
  while (straddling === "split" && after < bands.length && !bands[after]?.retroactive) after++;
  return { first, after };
}

/** The slices in force at `position`. */
export function slicesAt(table: Table, position: Rational, attainment: Rational | null = null): Slice[] {
  const { first, after } = bandsInForce(table, bandAt(table, position, attainment));
  const inForce = table.bands.slice(first, after);
  return inForce.map((band, i) => ({
    band,
    from: i === 0 ? null : band.from,
    to: inForce[i + 1]?.from ?? null,
  }));
}

/** How much of the way from `start` to `end` lies inside the slice; negative on the way down. The slices share out the whole way. */
export function overlap(slice: Slice, start: Rational, end: Rational): Rational {
  const [entered, left] = [clamp(slice, start), clamp(slice, end)];
  return entered === left ? ZERO : subtract(left, entered);
}

/** The bound itself where the value lies beyond it, so that a way outside the slice has the same start and end. */
function clamp({ from, to }: Slice, value: Rational): Rational {
  const above = from ? max(value, from) : value;
  return to ? min(above, to) : above;
}

export const positionText = (value: Rational, { position, currency }: ComponentContext): string =>
  position.unit === "money" ? amountText(value, currency) : `${numberText(value)} ${position.unit}`;

export const baseText = (value: Rational, { base, currency }: ComponentContext): string =>
  base.unit === "money" ? amountText(value, currency) : `${numberText(value)} ${base.unit}`;
