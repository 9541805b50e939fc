/** Shares a whole number of minor units out among exact parts by largest remainder, as `apportion` of a statement does. */
export class Apportioning {
  readonly #rest: Float64Array;
  readonly #ranked: Float64Array;

  constructor(capacity: number) {
    this.#rest = new Float64Array(capacity);
    this.#ranked = new Float64Array(capacity);
  }

  /**
   * Writes to `parts` whole numbers that sum to `whole`, each within one of `exact[i] / denominator`; left-over units go to the
   * largest remainders, earlier parts first. `whole` must be within one of the exact sum.
   */
  share(exact: Float64Array, count: number, denominator: number, whole: number, parts: Float64Array): void {
    const rest = this.#rest;
    let left = whole;
    for (let i = 0; i < count; i++) {
      const value = exact[i] as number;
      const floor = Math.floor(value / denominator) + 0;
      parts[i] = floor;
      rest[i] = value - floor * denominator;
      left -= floor;
    }
    if (left <= 0) return;
    // The smallest remainder that still gets a unit; those equal to it get one while units last.
    const ranked = this.#ranked.subarray(0, count);
    ranked.set(rest.subarray(0, count));
    ranked.sort();
    const least = ranked[count - left] as number;
    let ties = left;
    for (let i = count - 1; i >= 0 && (ranked[i] as number) > least; i--) ties--;
    for (let i = 0; i < count; i++) {
      if ((rest[i] as number) < least) continue;
      if (rest[i] === least && ties-- <= 0) continue;
      parts[i] = (parts[i] as number) + 1;
    }
  }
}
