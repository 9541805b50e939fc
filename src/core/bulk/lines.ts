import type { LineBuffer } from "./kernel.js";

/**
 * Lines of pay by column: those of payee p are from `from[p]` to before `from[p + 1]`, component by component, credits in order, then
 * caps. They sum to what is earned. Amounts and bases are whole minor units.
 */
export interface LineColumns {
  readonly count: number;
  readonly from: Int32Array;
  /** The row of the deal; -1 for a line of no deal. */
  readonly deal: Int32Array;
  /** Which of `rules` pays. */
  readonly rule: Uint16Array;
  /** What the rate applies to; of a cap, what it limits; 0 where a line has neither. */
  readonly base: Float64Array;
  readonly amount: Float64Array;
}

/** Columns that grow as lines come. */
export class LineWriter {
  count = 0;
  readonly #from: Int32Array;
  #deal: Int32Array;
  #rule: Uint16Array;
  #base: Float64Array;
  #amount: Float64Array;

  /** `expected` lines take no growing; memory for lines that do not come is never touched. */
  constructor(payees: number, expected: number) {
    this.#from = new Int32Array(payees + 1);
    this.#deal = new Int32Array(expected);
    this.#rule = new Uint16Array(expected);
    this.#base = new Float64Array(expected);
    this.#amount = new Float64Array(expected);
  }

  /** Takes a kernel's lines with what each pays after rounding. */
  append({ count, deal, rule, base }: LineBuffer, amount: Float64Array, firstRule: number): void {
    this.#makeRoom(count);
    const at = this.count;
    for (let i = 0; i < count; i++) {
      this.#deal[at + i] = deal[i] as number;
      this.#rule[at + i] = firstRule + (rule[i] as number);
      this.#base[at + i] = base[i] as number;
      this.#amount[at + i] = amount[i] as number;
    }
    this.count = at + count;
  }

  add(deal: number, rule: number, base: number, amount: number): void {
    this.#makeRoom(1);
    this.#deal[this.count] = deal;
    this.#rule[this.count] = rule;
    this.#base[this.count] = base;
    this.#amount[this.count] = amount;
    this.count++;
  }

  /** Drops what was written since the payee began. */
  dropFrom(payee: number): void {
    this.count = this.#from[payee] as number;
  }

  /** The payee's lines are complete. */
  end(payee: number): void {
    this.#from[payee + 1] = this.count;
  }

  finish(): LineColumns {
    const { count } = this;
    return {
      count,
      from: this.#from,
      deal: this.#deal.subarray(0, count),
      rule: this.#rule.subarray(0, count),
      base: this.#base.subarray(0, count),
      amount: this.#amount.subarray(0, count),
    };
  }

  #makeRoom(more: number): void {
    const needed = this.count + more;
    if (needed <= this.#deal.length) return;
    const size = Math.max(needed, this.#deal.length * 2);
    const grown = <T extends Int32Array | Uint16Array | Float64Array>(into: T, from: T): T => {
      into.set(from);
      return into;
    };
    this.#deal = grown(new Int32Array(size), this.#deal);
    this.#rule = grown(new Uint16Array(size), this.#rule);
    this.#base = grown(new Float64Array(size), this.#base);
    this.#amount = grown(new Float64Array(size), this.#amount);
  }
}
