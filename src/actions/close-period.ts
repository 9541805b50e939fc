import { addDays, type IsoDate } from "../core/calendar.js";
import { type Cause, changeBetween } from "../core/change/index.js";
import { FactsError, PlanError } from "../core/errors.js";
import { type Money, minus, zero } from "../core/money.js";
import type { Period } from "../core/period.js";
import { AskError } from "../errors.js";
import { inputsOf, writeReceipt } from "../plans/receipt.js";
import { spanAround, standingOf } from "../skills/payee.js";
import { withPeopleAround } from "../skills/people-around.js";
import type { ClosedStatement, NewClosedStatement, OrgStore, PayeeFile } from "../store/store.js";

export interface CloseRequest {
  readonly period: Period;
  /** Today where the organisation is. */
  readonly today: IsoDate;
  readonly closedAt: Date;
  readonly closedBy: string;
  /** Writes nothing; the outcome is as it would be. */
  readonly dryRun?: boolean;
}

/** What a closed statement would come to with today's data. It stays closed: the difference is for an open period. */
export interface Correction {
  readonly person: string;
  readonly closed: Money;
  readonly now: Money;
  /** now - closed. */
  readonly difference: Money;
  readonly causes: readonly Cause[];
}

export interface CloseOutcome {
  /** Statements closed now. */
  readonly added: number;
  /** Statements closed before that come to the same payable. */
  readonly unchanged: number;
  readonly corrections: readonly Correction[];
  /** People without a statement: on no plan, or not here in the period. */
  readonly without: number;
  /** Why a statement cannot be computed. Nothing is closed while there is one. */
  readonly faults: readonly string[];
}

/** People read at once. */
const AT_ONCE = 500;

/**
 * Computes every payee's statement of a finished period from what was known on its last day, and stores it with everything it was
 * computed from. A statement closed before is left as it is, so the same period twice changes nothing; where data changed since,
 * the difference is a correction to post in an open period. Throws an AskError for a period that is not over.
 */
export async function closePeriod(store: OrgStore, request: CloseRequest): Promise<CloseOutcome> {
  const { period, today } = request;
  if (period.end > today)
    throw new AskError(
      `${period.key} runs until ${addDays(period.end, -1)} and it is ${today}: only a period that is over can be closed.`,
      "Close it from the next day on.",
    );
  const closed = new Map(
    (await store.listClosedStatements(period)).map((statement) => [statement.personId, statement]),
  );
  const added: NewClosedStatement[] = [];
  const corrections: Correction[] = [];
  const faults: string[] = [];
  let unchanged = 0;
  let without = 0;
  for await (const file of payeeFiles(store, period)) {
    try {
      const statement = statementOf(file, period);
      if (!statement) {
        without += 1;
        continue;
      }
      const before = closed.get(statement.personId);
      closed.delete(statement.personId);
      const correction = before && correctionOf(before, statement);
      if (!before) added.push(statement);
      else if (correction) corrections.push(correction);
      else unchanged += 1;
    } catch (error) {
      if (!(error instanceof FactsError || error instanceof PlanError)) throw error;
      faults.push(`${file.person.name} (${file.person.key}): ${error.message}`);
    }
  }
  if (faults.length > 0) return { added: 0, unchanged, corrections, without, faults };
  // Closed then and without a statement now: all of it would come back.
  for (const before of closed.values()) if (before.payable.minor !== 0) corrections.push(goneSince(before));
  if (!request.dryRun) await store.addClosedStatements(added, request);
  return { added: added.length, unchanged, corrections, without, faults };
}

/** Everybody's rows as known on the period's last day. */
async function* payeeFiles(store: OrgStore, period: Period): AsyncGenerator<PayeeFile> {
  const people = await store.listPeople();
  const [span, lastDay] = [spanAround(period, store), addDays(period.end, -1)];
  for (let i = 0; i < people.length; i += AT_ONCE) {
    const ids = people.slice(i, i + AT_ONCE).map(({ id }) => id);
    yield* await withPeopleAround(store, await store.listPayeeFiles(ids, span, lastDay), span, lastDay);
  }
}

/** Under every plan version in force in the period; null for somebody on no plan or not here. */
function statementOf(file: PayeeFile, period: Period): NewClosedStatement | null {
  const standing = standingOf(file, period, addDays(period.end, -1));
  if (standing.kind !== "on_plan") return null;
  const { text, hash, engine, statement } = writeReceipt({ plans: standing.documents, facts: standing.facts, period });
  return {
    personId: file.person.id,
    periodKey: period.key,
    periodStart: period.start,
    periodEnd: period.end,
    planName: statement.plan.name,
    planVersion: statement.plan.version,
    engineVersion: engine,
    payable: statement.payable,
    receipt: text,
    hash,
  };
}

/** Null when the statement comes to the same payable. */
function correctionOf(before: ClosedStatement, after: NewClosedStatement): Correction | null {
  if (before.hash === after.hash) return null;
  const change = changeBetween(inputsOf(before.receipt), inputsOf(after.receipt));
  const difference = minus(after.payable, before.payable);
  if (difference.minor === 0) return null;
  // What the same inputs come to otherwise since: the calculation itself changed.
  const amount = minus(change.before.payable, before.payable);
  const engine: Cause = {
    kind: "engine",
    key: after.engineVersion,
    label: "The calculation changed",
    detail: `engine ${before.engineVersion} → ${after.engineVersion}`,
    amount,
  };
  const causes = amount.minor === 0 ? change.causes : [engine, ...change.causes];
  return { person: before.personName, closed: before.payable, now: after.payable, difference, causes };
}

function goneSince({ personName, payable }: ClosedStatement): Correction {
  const nothing = zero(payable.currency);
  return { person: personName, closed: payable, now: nothing, difference: minus(nothing, payable), causes: [] };
}
