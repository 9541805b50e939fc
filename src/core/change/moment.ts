import { sameMeaning } from "../canonical.js";
import type { PayeeFacts } from "../facts.js";
import type { Period } from "../period.js";
import type { Plans } from "../plan-history.js";

/** What a statement is computed from, as it stood at one moment. */
export interface Moment {
  /** One plan, or the versions that were in force one after the other. */
  readonly plans: Plans;
  readonly facts: PayeeFacts;
  readonly period: Period;
}

/** One thing that differs between two moments. */
export interface Difference {
  /** Tells it from others of its kind. */
  readonly key: string;
  /** For people: "New deal: Acme". */
  readonly label: string;
  /** From what to what, where that fits in a few words. */
  readonly detail?: string;
  /** The moment with this one thing as it is afterwards. Differences touch different things, so their order does not matter. */
  apply(moment: Moment): Moment;
}

/** A kind of cause: finds every difference of its kind. */
export interface CauseKind {
  readonly kind: string;
  /** Fields of the facts that this kind answers for; every other field is a cause of its own. */
  readonly fields?: readonly (keyof PayeeFacts)[];
  find(before: Moment, after: Moment): readonly Difference[];
}

/** What stands under one key before and after, where the two differ; by key. */
export function changedGroups<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): { readonly key: string; readonly was: readonly T[]; readonly is: readonly T[] }[] {
  const groups = new Map<string, { was: T[]; is: T[] }>();
  const groupOf = (item: T) => {
    const key = keyOf(item);
    const group = groups.get(key) ?? { was: [], is: [] };
    groups.set(key, group);
    return group;
  };
  for (const item of before) groupOf(item).was.push(item);
  for (const item of after) groupOf(item).is.push(item);
  return [...groups]
    .filter(([, { was, is }]) => !sameMeaning(was, is))
    .map(([key, group]) => ({ key, ...group }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The facts with one field as given. */
export const withFacts = (moment: Moment, fields: Partial<PayeeFacts>): Moment => ({
  ...moment,
  facts: { ...moment.facts, ...fields },
});

/** The facts with these rates of exchange, which are the same for everybody below. */
export const withRates = (facts: PayeeFacts, fxRates: PayeeFacts["fxRates"]): PayeeFacts => ({
  ...facts,
  fxRates,
  ...(facts.team ? { team: facts.team.map((member) => ({ ...member, facts: withRates(member.facts, fxRates) })) } : {}),
});

type ListField = {
  [F in keyof PayeeFacts]-?: NonNullable<PayeeFacts[F]> extends readonly unknown[] ? F : never;
}[keyof PayeeFacts];
type Item<F extends ListField> = NonNullable<PayeeFacts[F]>[number];

/** A kind of cause over a list of the facts: one cause for every key whose entries differ. */
export function listCause<F extends ListField>(
  kind: string,
  field: F,
  keyOf: (item: Item<F>) => string,
  words: (was: Item<F> | undefined, is: Item<F> | undefined) => { readonly label: string; readonly detail?: string },
): CauseKind {
  const listOf = ({ facts }: Moment) => (facts[field] ?? []) as readonly Item<F>[];
  return {
    kind,
    fields: [field],
    find: (before, after) =>
      changedGroups(listOf(before), listOf(after), keyOf).map(({ key, was, is }) => ({
        key,
        ...words(was[0], is[0]),
        apply: (moment) =>
          withFacts(moment, { [field]: [...listOf(moment).filter((item) => keyOf(item) !== key), ...is] }),
      })),
  };
}

/** "New …", "… removed" or "… changed", as it was there before and is after. */
export const turn = (was: unknown, is: unknown, name: string): string =>
  was === undefined ? `New: ${name}` : is === undefined ? `Removed: ${name}` : `Changed: ${name}`;
