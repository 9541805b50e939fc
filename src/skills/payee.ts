import { addDays, earlierOf, type IsoDate, laterOf } from "../core/calendar.js";
import type { PayeeFacts } from "../core/facts.js";
import { type Period, periodOf, rangeOf } from "../core/period.js";
import type { Plan } from "../core/plan.js";
import type { PlanHistory, PlanInForce } from "../core/plan-history.js";
import { knownPlan } from "../plans/known-plan.js";
import type { PlanDocument } from "../plans/receipt.js";
import type { OrgStore, PayeeFile } from "../store/store.js";
import type { Scope } from "./define-skill.js";
import { withPeopleAround } from "./people-around.js";

/** A plan version with the part of the period in which it was in force for the payee. */
export interface Segment {
  readonly plan: Plan;
  /** Its text as written. */
  readonly document: string;
  readonly period: Period;
}

/** A payee whose figures of the period can be worked out. Segments are in order; most payees have one, the whole period. */
export interface OnPlan {
  readonly kind: "on_plan";
  readonly file: PayeeFile;
  readonly facts: PayeeFacts;
  readonly segments: readonly [Segment, ...Segment[]];
  /** Every version of the file, so that what began under an earlier one goes on. */
  readonly history: PlanHistory;
  /** The same as written. */
  readonly documents: readonly [PlanDocument, ...PlanDocument[]];
  readonly period: Period;
  /** The newest version of the period, by which attainment is measured. */
  readonly plan: Plan;
}

/** Why there is nothing to work out. */
export type Absence = {
  readonly kind: "future" | "before_hire" | "after_leaving" | "no_plan";
  readonly file: PayeeFile | null;
};

export type Payee = OnPlan | Absence;

/** One payee's standing in the scope's period. */
export async function loadPayee({ store, subject, period, today }: Scope): Promise<Payee> {
  const span = spanAround(period, store);
  const file = await store.getPayeeFile(subject.id, span, today);
  const [around = file] = await withPeopleAround(store, [file], span, today);
  return standingOf(around, period, today);
}

/**
 * The fiscal years that the period touches: a plan may count over a year, and what the period earned is then the year's
 * earning at its end less that before it.
 */
export function spanAround(
  { start, end }: Pick<Period, "start" | "end">,
  { organisation }: Pick<OrgStore, "organisation">,
): { start: IsoDate; end: IsoDate } {
  const year = (date: IsoDate) => periodOf("year", date, organisation.fiscalYearStartMonth);
  return { start: year(start).start, end: year(addDays(end, -1)).end };
}

export function standingOf(file: PayeeFile, period: Period, today: IsoDate): Payee {
  const { hiredOn, leftOn } = file.person;
  if (period.start > today) return { kind: "future", file };
  if (hiredOn !== null && hiredOn >= period.end) return { kind: "before_hire", file };
  if (leftOn !== null && leftOn <= period.start) return { kind: "after_leaving", file };
  const [first, ...rest] = segmentsOf(file, period);
  if (!first) return { kind: "no_plan", file };
  const plan = (rest.at(-1) ?? first).plan;
  const segments = [first, ...rest] as const;
  return {
    kind: "on_plan",
    file,
    facts: file.facts,
    segments,
    ...versionsOf(file, first),
    period,
    plan,
  };
}

/** The plan versions of a file in order; the same document assigned anew goes on. */
function versionsOf({ plans }: PayeeFile, oldest: Segment): Pick<OnPlan, "history" | "documents"> {
  const assigned = plans.map(({ document, validFrom }): PlanDocument => ({ document, from: validFrom }));
  const all = assigned.filter(({ document }, i) => document !== assigned[i - 1]?.document);
  const [first = { document: oldest.document, from: oldest.period.start }, ...rest] = all;
  const read = ({ document, from }: PlanDocument): PlanInForce => ({ plan: knownPlan(document), from });
  return { documents: [first, ...rest], history: [read(first), ...rest.map(read)] };
}

/** The plan versions in force in the period, each with its days. Days before the first and after the last go to these. */
function segmentsOf(file: PayeeFile, period: Period): Segment[] {
  const inForce = file.plans.filter(
    ({ validFrom, validTo }) => validFrom < period.end && (validTo === null || validTo > period.start),
  );
  const parts: Segment[] = [];
  for (const [i, { document, validFrom }] of inForce.entries()) {
    const plan = knownPlan(document);
    const before = parts.at(-1);
    // The same document assigned anew goes on.
    if (before?.plan === plan) {
      parts[parts.length - 1] = {
        ...before,
        period: clip(period, before.period.start, startOf(inForce[i + 1], period)),
      };
      continue;
    }
    const start = i === 0 ? period.start : laterOf(validFrom, period.start);
    const end = startOf(inForce[i + 1], period);
    if (start < end) parts.push({ plan, document, period: clip(period, start, end) });
  }
  return parts;
}

const startOf = (next: { readonly validFrom: IsoDate } | undefined, period: Period): IsoDate =>
  next ? earlierOf(laterOf(next.validFrom, period.start), period.end) : period.end;

const clip = (period: Period, start: IsoDate, end: IsoDate): Period =>
  start === period.start && end === period.end ? period : rangeOf(start, end);
