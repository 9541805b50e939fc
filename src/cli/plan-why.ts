import { readFileSync } from "node:fs";
import { type Change, changeBetween } from "../core/change/index.js";
import { FactsError, PlanError } from "../core/errors.js";
import type { Money } from "../core/money.js";
import { moneyText } from "../core/wording.js";
import { changeJson } from "../plans/change-json.js";
import { payeeOf } from "../plans/examples.js";
import { readFacts } from "../plans/facts-file.js";
import { readPlan } from "../plans/plan-file.js";
import { type FileOutcome, fileFault } from "./file-outcome.js";

export interface PlanWhyOptions {
  readonly plan: string;
  readonly planAfter?: string;
  readonly facts: string;
  readonly factsAfter?: string;
  readonly period?: string;
  readonly periodAfter?: string;
  readonly payee?: string;
  readonly json?: boolean;
}

/** Why pay changed between two plans, two facts files or two periods, for one payee or for everybody in both files. */
export function whyFiles(options: PlanWhyOptions): FileOutcome {
  const { planAfter, factsAfter, period: key, periodAfter } = options;
  let file = options.plan;
  try {
    const plan = readPlan(readFileSync(file, "utf8"));
    file = planAfter ?? file;
    const planThen = planAfter ? readPlan(readFileSync(planAfter, "utf8")) : plan;
    file = options.facts;
    const before = readFacts(readFileSync(file, "utf8"), plan, key);
    file = factsAfter ?? file;
    const after = readFacts(readFileSync(file, "utf8"), planThen, periodAfter ?? key);
    const asked = options.payee === undefined ? after.payees : [payeeOf(after.payees, options.payee)];
    const changes = asked.flatMap((facts): Change[] => {
      const same = before.payees.find(({ payee }) => payee.key === facts.payee.key);
      if (!same && options.payee !== undefined) payeeOf(before.payees, options.payee);
      if (!same) return [];
      return [
        changeBetween(
          { plans: plan, facts: same, period: before.period },
          { plans: planThen, facts, period: after.period },
        ),
      ];
    });
    const alone = asked.filter(({ payee }) => !before.payees.some((other) => other.payee.key === payee.key));
    const text = options.json
      ? JSON.stringify({ changes: changes.map(changeJson) }, null, 2)
      : [
          ...changes.map(changeText),
          ...alone.map(({ payee }) => `${payee.name} is only in ${file}, so there is nothing to compare.`),
        ].join("\n\n");
    return { ok: true, text };
  } catch (error) {
    if (error instanceof PlanError || error instanceof FactsError)
      return { ok: false, text: `${file}: ${error.message}` };
    const unreadable = fileFault(file, error);
    if (unreadable) return { ok: false, text: unreadable };
    throw error;
  }
}

const signed = (amount: Money): string => (amount.minor > 0 ? `+${moneyText(amount)}` : moneyText(amount));

function changeText({ before, after, difference, causes }: Change): string {
  const periods =
    before.period.key === after.period.key ? after.period.key : `${before.period.key} and ${after.period.key}`;
  const head = `${after.payee.name}, ${periods}: payable ${moneyText(before.payable)} → ${moneyText(after.payable)}`;
  if (causes.length === 0) return `${head}\n  Nothing changed it.`;
  const rows = [...causes.map(({ amount }) => signed(amount)), signed(difference)];
  const width = Math.max(...rows.map((row) => row.length));
  return [
    head,
    ...causes.map(
      ({ label, detail }, i) => `  ${(rows[i] ?? "").padStart(width)}  ${label}${detail ? ` (${detail})` : ""}`,
    ),
    `  ${(rows.at(-1) ?? "").padStart(width)}  in all`,
  ].join("\n");
}
