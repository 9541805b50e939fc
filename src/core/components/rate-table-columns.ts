import { commonMultiple, fractionOf, isExact, product } from "../bulk/exact.js";
import { type CommonRates, type Kernel, type LineBuffer, type PayeeView, ratesFor } from "../bulk/kernel.js";
import { fixedRate } from "../rate.js";
import { bandsInForce, type Table } from "./rate-table-bands.js";

/**
 * A rate table for a whole company: the same bands, bands in force and boundaries as `slicesAt` and `overlap`, walked credit by
 * credit in whole numbers. A boundary that is no whole minor unit (33.3% of quota) is made one by counting in parts of a unit.
 */
export function rateTableColumns(table: Table, deals: "accumulated" | "each", minorDigits: number): Kernel {
  const rates = ratesFor(table.bands.map(({ rate }) => rate));
  const boundsOf = boundsFor(table, minorDigits);
  const climb = deals === "each" ? eachDeal : table.straddling === "split" ? accumulated : wholeDeals;
  return {
    rules: table.bands.map(({ label, rate }) => ({ label, rate: fixedRate(rate) ?? null })),
    linesPerCredit: table.bands.length,
    earn(view, out) {
      const own = rates(view);
      const bounds = boundsOf(view.quota);
      if (!own || !bounds) return false;
      const denominator = product(own.denominator, bounds.scale);
      if (!isExact(view.most * bounds.scale * Math.max(1, own.largest), denominator)) return false;
      return climb(table, own, bounds, view, out);
    },
  };
}

/** Where bands start, in parts of a minor unit: `from[i] / scale`. */
interface Bounds {
  readonly from: Float64Array;
  scale: number;
}

/** Bounds for a quota; null where they are not exact. The object is the same each time. */
function boundsFor({ bands }: Table, minorDigits: number): (quota: number) => Bounds | null {
  const starts = bands.map((band) => {
    const start = fractionOf(band.ratio ?? { n: band.from.n * 10n ** BigInt(minorDigits), d: band.from.d });
    return { n: start?.n ?? Number.NaN, d: start?.d ?? 1, ofQuota: band.ratio !== null && band.ratio.n !== 0n };
  });
  const common = starts.reduce((scale, { d }) => commonMultiple(scale, d), 1);
  const bounds: Bounds = { from: new Float64Array(bands.length), scale: 1 };
  const fill = (quota: number, scale: number): boolean => {
    for (let i = 0; i < starts.length; i++) {
      const { n, d, ofQuota } = starts[i] as (typeof starts)[number];
      const parts = product(ofQuota ? product(n, quota) : n, scale);
      if (parts % d !== 0) return false;
      bounds.from[i] = parts / d;
    }
    return true;
  };
  return (quota) => {
    // Boundaries of a round quota are whole minor units; where they are not, a scale that all their denominators divide makes them so.
    bounds.scale = 1;
    if (fill(quota, 1)) return bounds;
    bounds.scale = common;
    return fill(quota, common) ? bounds : null;
  };
}

/** Index of the band a position belongs to; on a boundary the edge rule decides. */
function bandAt({ edge }: Table, { from }: Bounds, position: number): number {
  let found = 0;
  for (let i = 1; i < from.length; i++) {
    const start = from[i] as number;
    if (edge === "upper" ? position >= start : position > start) found = i;
  }
  return found;
}

/** The window's credits climb the table together, each cut at the boundaries it crosses. */
function accumulated(table: Table, rates: CommonRates, bounds: Bounds, view: PayeeView, out: LineBuffer): boolean {
  const { deal, amount } = view.credits;
  const { paid, after: end } = view;
  const { scale, from } = bounds;
  const { first, after } = bandsInForce(table, bandAt(table, bounds, view.credited * scale));
  out.start(after, scale, rates.denominator * scale);
  let band = first;
  let low = Number.NEGATIVE_INFINITY;
  let high = band + 1 < after ? (from[band + 1] as number) : Number.POSITIVE_INFINITY;
  let rate = rates.numerators[band] as number;
  let at = 0;
  for (let i = view.first; i < end; i++) {
    const counts = paid === null || paid[i] === 1;
    const next = at + (amount[i] as number) * scale;
    while (next > high || next < low) {
      const bound = next > high ? high : low;
      if (bound !== at && counts) out.add(deal[i] as number, band, band, bound - at, (bound - at) * rate);
      at = bound;
      band += next > high ? 1 : -1;
      low = band > first ? (from[band] as number) : Number.NEGATIVE_INFINITY;
      high = band + 1 < after ? (from[band + 1] as number) : Number.POSITIVE_INFINITY;
      rate = rates.numerators[band] as number;
    }
    if (next !== at && counts) out.add(deal[i] as number, band, band, next - at, (next - at) * rate);
    at = next;
  }
  return true;
}

/** As `wholeSlice`: a deal across a boundary counts whole in the band it starts in, or the one it ends in. */
function wholeDeals(table: Table, rates: CommonRates, bounds: Bounds, view: PayeeView, out: LineBuffer): boolean {
  const { deal, amount } = view.credits;
  const { scale, from } = bounds;
  const { first, after } = bandsInForce(table, bandAt(table, bounds, view.credited * scale));
  out.start(after, scale, rates.denominator * scale);
  let at = 0;
  for (let i = view.first; i < view.after; i++) {
    const moved = (amount[i] as number) * scale;
    const next = at + moved;
    let band = first;
    for (let k = first + 1; k < after; k++) {
      const start = from[k] as number;
      if (table.straddling === "lower" ? at >= start : next > start) band = k;
    }
    at = next;
    if (moved !== 0 && (view.paid === null || view.paid[i] === 1))
      out.add(deal[i] as number, band, band, moved, moved * (rates.numerators[band] as number));
  }
  return true;
}

/** Every deal climbs the table alone, from zero; one below zero takes back what a deal of its size would have earned. */
function eachDeal(table: Table, rates: CommonRates, bounds: Bounds, view: PayeeView, out: LineBuffer): boolean {
  const { deal, amount } = view.credits;
  const { dealOf, paid } = view;
  const { scale, from } = bounds;
  out.start(view.after - view.first, scale, rates.denominator * scale);
  let group = 0;
  for (let i = view.first; i < view.after; ) {
    const row = deal[i] as number;
    let size = 0;
    let pays = 0;
    do {
      size += amount[i] as number;
      if (paid === null || paid[i] === 1) pays += amount[i] as number;
      i++;
    } while (dealOf !== null && i < view.after && dealOf[deal[i] as number] === dealOf[row]);
    // Order lines of one deal of which only some are paid share its tiers in proportion, which fractions do.
    if (pays !== size && pays !== 0) return false;
    if (pays === 0) continue;
    const sign = size < 0 ? -1 : 1;
    const magnitude = size * sign * scale;
    const { first, after } = bandsInForce(table, bandAt(table, bounds, magnitude));
    let at = 0;
    for (let band = first; band < after && at < magnitude; band++) {
      const end = band + 1 < after ? Math.min(magnitude, Math.max(0, from[band + 1] as number)) : magnitude;
      const base = sign * (end - at);
      if (base !== 0) out.add(row, band, group, base, base * (rates.numerators[band] as number));
      at = end;
    }
    group++;
  }
  return true;
}
