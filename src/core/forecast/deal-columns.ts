/** A deal as a forecast sees it. Days are whole numbers (days since 1970-01-01), amounts are in one unit of one currency. */
export interface ForecastDeal {
  readonly key: string;
  readonly rep: string;
  readonly created: number;
  /** Null while open. */
  readonly closed: number | null;
  readonly won: boolean;
  /** What it brought; read only of won deals. */
  readonly amountWon: number;
  /** What it is said to be worth while open; null = not said. */
  readonly amountOpen: number | null;
  /** The day it entered the later half of the stages, where the organisation names such a stage. */
  readonly advanced: number | null;
}

/** A day that never comes: of a deal that is open, or not advanced. */
const NEVER = 1_000_000_000;

/** Deals as typed columns, those of one rep beside each other, so that a rep costs what the rep's deals cost. */
export interface DealColumns {
  readonly reps: readonly string[];
  /** The deals of rep r are the rows firstRow[r] to firstRow[r + 1] - 1. */
  readonly firstRow: Int32Array;
  readonly created: Int32Array;
  readonly closed: Int32Array;
  readonly won: Uint8Array;
  readonly amountWon: Float64Array;
  /** NaN = not said. */
  readonly amountOpen: Float64Array;
  readonly advanced: Int32Array;
}

/** `reps` are also those without a deal. The order of the deals and of the reps changes nothing. */
export function dealColumns(deals: readonly ForecastDeal[], reps: Iterable<string> = []): DealColumns {
  const names = [...new Set([...reps, ...deals.map(({ rep }) => rep)])].sort(byText);
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const repOf = (deal: ForecastDeal): number => indexOf.get(deal.rep) ?? 0;
  // Not by the day of closing: that of an open deal is not known yet, and must not move anything.
  const sorted = [...deals].sort((a, b) => repOf(a) - repOf(b) || a.created - b.created || byText(a.key, b.key));
  const firstRow = new Int32Array(names.length + 1);
  for (const deal of sorted) firstRow[repOf(deal) + 1] = (firstRow[repOf(deal) + 1] ?? 0) + 1;
  for (let r = 0; r < names.length; r++) firstRow[r + 1] = (firstRow[r + 1] ?? 0) + (firstRow[r] ?? 0);
  return {
    reps: names,
    firstRow,
    created: Int32Array.from(sorted, ({ created }) => created),
    closed: Int32Array.from(sorted, ({ closed }) => closed ?? NEVER),
    won: Uint8Array.from(sorted, ({ won }) => (won ? 1 : 0)),
    amountWon: Float64Array.from(sorted, ({ won, amountWon }) => (won ? amountWon : 0)),
    amountOpen: Float64Array.from(sorted, ({ amountOpen }) => amountOpen ?? Number.NaN),
    advanced: Int32Array.from(sorted, ({ advanced }) => advanced ?? NEVER),
  };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
