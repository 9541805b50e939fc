import type { IsoDate } from "./calendar.js";
import type { Credit } from "./facts.js";
import { allocate, type Money } from "./money.js";
import { add, compare, ONE, type Rational, ZERO } from "./rational.js";

/** One payee's part of a deal. */
export interface Split {
  readonly payeeKey: string;
  /** What is credited and paid on, 1 = all. */
  readonly share: Rational;
  /** What counts towards quotas, where that is not the same. */
  readonly quotaShare?: Rational;
  /** What the payee was on the deal, for filters: overlay. */
  readonly role?: string;
}

/** A won deal, whole, in its own currency. Attributes as `Credit` has them: numbers are of the whole deal or line. */
export interface WonDeal {
  readonly key: string;
  readonly name: string;
  readonly closedOn: IsoDate;
  readonly ownerKey: string;
  /** Who shares the deal; empty = the owner alone. Shares may sum to more than 1 where overlays are credited too. */
  readonly splits: readonly Split[];
  readonly amount: Money;
  /** What happened after closing, as `Credit` has it; every payee's part and every line follow the deal. */
  readonly invoicedOn?: IsoDate;
  readonly collected?: Credit["collected"];
  readonly cancelled?: Credit["cancelled"];
  readonly attributes: Readonly<Record<string, string>>;
  /** Order lines credited one by one; their amounts make up the deal. Empty = the deal is credited as a whole. */
  readonly lines: readonly {
    readonly key: string;
    readonly amount: Money;
    readonly attributes: Readonly<Record<string, string>>;
  }[];
}

/**
 * Who is credited with how much of a deal. Shares are cut by largest remainder, so they sum to the deal (or to its multiple,
 * where shares sum to more than 1) to the last minor unit. Source: plan mechanics, sections 9 and 18.
 */
export function creditsOf(deal: WonDeal): ReadonlyMap<string, readonly Credit[]> {
  const splits: readonly Split[] = deal.splits.length > 0 ? deal.splits : [{ payeeKey: deal.ownerKey, share: ONE }];
  const shares = splits.map(({ share }) => share);
  const parts =
    deal.lines.length > 0
      ? deal.lines.map((line) => ({ ...line, attributes: { ...deal.attributes, ...line.attributes } }))
      : [{ key: undefined, amount: deal.amount, attributes: deal.attributes }];
  const credits = new Map<string, Credit[]>();
  for (const { key, amount, attributes } of parts) {
    const amounts = allocate(amount, shares);
    const forQuotas = allocate(
      amount,
      splits.map(({ share, quotaShare }) => quotaShare ?? share),
    );
    let before = ZERO;
    for (const [i, { payeeKey, share, quotaShare, role }] of splits.entries()) {
      const credit: Credit = {
        dealKey: deal.key,
        dealName: deal.name,
        creditedOn: deal.closedOn,
        amount: amounts[i] ?? amount,
        share,
        attributes: role === undefined ? attributes : { ...attributes, role },
        ...(compare(share, ONE) === 0 ? {} : { split: { whole: amount, before } }),
        ...(quotaShare ? { quota: { amount: forQuotas[i] ?? amount, share: quotaShare } } : {}),
        ...(deal.invoicedOn ? { invoicedOn: deal.invoicedOn } : {}),
        ...(deal.collected ? { collected: deal.collected } : {}),
        ...(deal.cancelled ? { cancelled: deal.cancelled } : {}),
        ...(key === undefined ? {} : { lineKey: key }),
      };
      before = add(before, share);
      const own = credits.get(payeeKey);
      if (own) own.push(credit);
      else credits.set(payeeKey, [credit]);
    }
  }
  return credits;
}
