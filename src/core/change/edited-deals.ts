import { sameMeaning } from "../canonical.js";
import type { Credit } from "../facts.js";
import { divide, isZero, multiply, rational, roundToInteger } from "../rational.js";
import { type CauseKind, changedGroups, type Difference, type Moment, withFacts } from "./moment.js";

/** The same credit before and after: same deal, same order line, same measures. */
export interface EditedCredit {
  readonly was: Credit;
  readonly is: Credit;
}

export interface EditedDeal {
  readonly key: string;
  readonly name: string;
  /** One pair for each credit of the deal; null when its lines are not the same ones, so that it changed as a whole. */
  readonly pairs: readonly EditedCredit[] | null;
  readonly is: readonly Credit[];
}

const lineOf = ({ lineKey, measures }: Credit): string => JSON.stringify([lineKey ?? null, measures ?? null]);

/** Deals that are there before and after and differ. */
export const editedDeals = (before: Moment, after: Moment): EditedDeal[] =>
  changedGroups(before.facts.credits, after.facts.credits, ({ dealKey }) => dealKey).flatMap(({ key, was, is }) => {
    const name = is[0]?.dealName;
    return was.length === 0 || name === undefined ? [] : [{ key, name, pairs: pairsOf(was, is), is }];
  });

function pairsOf(was: readonly Credit[], is: readonly Credit[]): EditedCredit[] | null {
  const later = new Map(is.map((credit) => [lineOf(credit), credit]));
  const lines = new Set(was.map(lineOf));
  if (later.size !== is.length || lines.size !== was.length || later.size !== lines.size) return null;
  const pairs = was.flatMap((credit): EditedCredit[] => {
    const found = later.get(lineOf(credit));
    return found ? [{ was: credit, is: found }] : [];
  });
  return pairs.length === was.length ? pairs : null;
}

/** A kind of cause over some fields of deals that stayed: takes those fields as they are afterwards and leaves the others. */
export function fieldCause(
  kind: string,
  fieldsOf: (pair: EditedCredit) => readonly (keyof Credit)[],
  words: (pair: EditedCredit) => Pick<Difference, "label" | "detail">,
): CauseKind {
  return {
    kind,
    find: (before, after) =>
      editedDeals(before, after).flatMap(({ key, pairs }): Difference[] => {
        const changed = (pairs ?? []).filter((pair) =>
          fieldsOf(pair).some((field) => !sameMeaning(pair.was[field], pair.is[field])),
        );
        const [first] = changed;
        if (!first) return [];
        const edits = new Map(changed.map((pair) => [lineOf(pair.is), pair]));
        const edit = (credit: Credit): Credit => {
          const pair = credit.dealKey === key ? edits.get(lineOf(credit)) : undefined;
          return pair ? taking(credit, pair.is, fieldsOf(pair)) : credit;
        };
        return [
          {
            key,
            ...words(first),
            apply: (moment) => withFacts(moment, { credits: moment.facts.credits.map(edit) }),
          },
        ];
      }),
  };
}

function taking(credit: Credit, from: Credit, fields: readonly (keyof Credit)[]): Credit {
  const kept = Object.entries(credit).filter(([field]) => !fields.includes(field as keyof Credit));
  const taken = Object.entries(from).filter(([field]) => fields.includes(field as keyof Credit));
  return Object.fromEntries([...kept, ...taken]) as unknown as Credit;
}

/** True when the payee's share changed and the whole deal did not, but for rounding of the share. */
export function isSplitAlone({ was, is }: EditedCredit): boolean {
  if (sameMeaning(was.share, is.share) || was.amount.currency !== is.amount.currency || isZero(was.share)) return false;
  const expected = roundToInteger(multiply(rational(was.amount.minor), divide(is.share, was.share)));
  const off = Number(expected) - is.amount.minor;
  return Math.abs(off) <= 1;
}
