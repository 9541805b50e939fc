import { Decimal } from "decimal.js";
import type { LineVisitor, StatementFigures } from "./checksum.js";
import type { Engine } from "./engine.js";
import type { Workload } from "./workload.js";

interface Deal {
  readonly key: number;
  readonly owner: number;
  readonly partner: number;
  readonly day: number;
  readonly amount: Decimal;
}
interface Credit {
  readonly deal: number;
  readonly day: number;
  readonly amount: Decimal;
}
interface Line {
  readonly rep: number;
  readonly deal: number;
  readonly kind: number;
  readonly base: Decimal;
  readonly rate: number;
  readonly amount: Decimal;
}
type DecimalStatement = {
  readonly [Field in keyof StatementFigures]: Field extends "rep" | "credits" ? number : Decimal;
};

const TIERS = [400, 800, 1200, 1600].map((rate) => ({ rate, factor: new Decimal(rate).div(10_000) }));
const BONUS = new Decimal("0.015");
const TARGET = new Decimal("0.06");
const SHARE = new Decimal("0.6");
const ZERO = new Decimal(0);

const rounded = (value: Decimal): Decimal => value.toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
const clamp = (value: Decimal, from: Decimal | null, to: Decimal | null): Decimal => {
  if (from?.gt(value)) return from;
  return to?.lt(value) ? to : value;
};

function creditsByRep(reps: number, deals: readonly Deal[]): Credit[][] {
  const credits: Credit[][] = Array.from({ length: reps }, () => []);
  for (const { key, owner, partner, day, amount } of deals) {
    const primary = partner === -1 ? amount : rounded(amount.mul(SHARE));
    credits[owner]?.push({ deal: key, day, amount: primary });
    if (partner !== -1) credits[partner]?.push({ deal: key, day, amount: amount.minus(primary) });
  }
  for (const own of credits) own.sort((a, b) => a.day - b.day || a.deal - b.deal);
  return credits;
}

function calculate(quotas: readonly Decimal[], deals: readonly Deal[]) {
  const lines: Line[] = [];
  const statements: DecimalStatement[] = [];
  for (const [rep, credits] of creditsByRep(quotas.length, deals).entries()) {
    const quota = quotas[rep] ?? ZERO;
    const bounds = [null, quota.div(2), quota, quota.mul(3).div(2), null];
    let total = ZERO;
    let commission = ZERO;
    for (const { deal, amount: credited } of credits) {
      const next = total.plus(credited);
      for (const [tier, { rate, factor }] of TIERS.entries()) {
        const [from = null, to = null] = [bounds[tier], bounds[tier + 1]];
        const base = clamp(next, from, to).minus(clamp(total, from, to));
        if (base.isZero()) continue;
        const amount = rounded(base.mul(factor));
        commission = commission.plus(amount);
        lines.push({ rep, deal, kind: tier + 1, base, rate, amount });
      }
      total = next;
    }
    let bonus = ZERO;
    if (total.gte(quota))
      for (const { deal, amount: base } of credits) {
        const amount = rounded(base.mul(BONUS));
        bonus = bonus.plus(amount);
        lines.push({ rep, deal, kind: 5, base, rate: 150, amount });
      }
    const gross = commission.plus(bonus);
    const cap = rounded(quota.mul(TARGET)).mul(3);
    const payout = Decimal.min(gross, cap);
    if (gross.gt(cap)) lines.push({ rep, deal: -1, kind: 6, base: gross, rate: 0, amount: payout.minus(gross) });
    const attainment = rounded(total.mul(10_000).div(quota));
    statements.push({ rep, quota, credits: credits.length, total, attainment, commission, bonus, gross, cap, payout });
  }
  return { lines, statements };
}

const dealsOf = ({ owner, partner, day, cents }: Workload): Deal[] =>
  Array.from(owner, (who, key) => ({
    key,
    owner: who,
    partner: partner[key] ?? -1,
    day: day[key] ?? 0,
    amount: new Decimal(cents[key] ?? 0),
  }));

/** A plain loop over objects with decimal.js amounts, as one would write it. */
export const decimalJs: Engine = {
  name: "decimal.js, plain loop",
  load(workload) {
    const quotas = Array.from(workload.quota, (cents) => new Decimal(cents));
    const deals = dealsOf(workload);
    let last = calculate([], []);
    return {
      run() {
        last = calculate(quotas, deals);
      },
      outcome: () => ({
        eachLine(visit: LineVisitor) {
          for (const { rep, deal, kind, base, rate, amount } of last.lines)
            visit(rep, deal, kind, base.toNumber(), rate, amount.toNumber());
        },
        eachStatement(visit: (statement: StatementFigures) => void) {
          for (const statement of last.statements)
            visit(
              Object.fromEntries(Object.entries(statement).map(([field, value]) => [field, Number(value)])) as never,
            );
        },
      }),
      close() {},
    };
  },
};
