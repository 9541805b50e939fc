/** A line of pay: `kind` 1 to 4 is the tier, 5 the bonus on all credits, 6 the cap (of no deal). Cents and basis points. */
export type LineVisitor = (rep: number, deal: number, kind: number, base: number, rate: number, amount: number) => void;

export interface StatementFigures {
  readonly rep: number;
  readonly quota: number;
  readonly credits: number;
  readonly total: number;
  readonly attainment: number;
  readonly commission: number;
  readonly bonus: number;
  readonly gross: number;
  readonly cap: number;
  readonly payout: number;
}

/** What an engine came to, in its own form; reading it out is not timed. */
export interface Outcome {
  eachLine(visit: LineVisitor): void | Promise<void>;
  eachStatement(visit: (statement: StatementFigures) => void): void | Promise<void>;
}

const fold = (hash: number, value: number): number => {
  let h = Math.imul(hash ^ value, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
};
/** 64 bits in two's complement, low word first. */
const foldWide = (hash: number, value: number): number =>
  fold(fold(hash, (value % 2 ** 32) | 0), Math.floor(value / 2 ** 32) | 0);

class Sum {
  #count = 0;
  #sum = 0;
  #xor = 0;
  #total = 0;

  add(hash: number, amount: number): void {
    this.#count++;
    this.#sum = (this.#sum + hash) >>> 0;
    this.#xor = (this.#xor ^ hash) >>> 0;
    this.#total += amount;
  }

  toString(): string {
    const hex = (value: number) => value.toString(16).padStart(8, "0");
    return `${this.#count}:${hex(this.#sum)}:${hex(this.#xor)}:${this.#total}`;
  }
}

export interface Checksums {
  readonly lines: string;
  readonly statements: string;
}

/** Of every field of every line and statement, in whatever order they come. */
export async function checksumsOf(outcome: Outcome): Promise<Checksums> {
  const lines = new Sum();
  await outcome.eachLine((rep, deal, kind, base, rate, amount) => {
    const about = fold(fold(fold(0x1234567, rep), deal), kind);
    lines.add(foldWide(fold(foldWide(about, base), rate), amount), amount);
  });
  const statements = new Sum();
  await outcome.eachStatement((own) => {
    let hash = fold(foldWide(fold(0x7654321, own.rep), own.quota), own.credits);
    hash = fold(foldWide(hash, own.total), own.attainment);
    for (const amount of [own.commission, own.bonus, own.gross, own.cap, own.payout]) hash = foldWide(hash, amount);
    statements.add(hash, own.payout);
  });
  return { lines: lines.toString(), statements: statements.toString() };
}

/** By number of deals, from an independent calculation. Reps are a hundredth of the deals. */
export const EXPECTED: Readonly<Record<number, Checksums>> = {
  10000: { lines: "16666:f44c966a:5807d4a0:219641866", statements: "100:eb2cc417:17ec14ff:219641866" },
  100000: { lines: "165976:ec9bc964:992c645e:2147138925", statements: "1000:6028a04f:6962a811:2147138925" },
  1000000: { lines: "1648386:934be874:d3d7a22c:21231856983", statements: "10000:dc748d09:4e563ac3:21231856983" },
};
