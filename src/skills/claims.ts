import type { Answer } from "../answer/answer.js";
import { formatMoney, formatRatio } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { outlook } from "../core/outlook.js";
import { contains } from "../core/period.js";
import { compare, ONE } from "../core/rational.js";
import { AskError } from "../errors.js";
import { acceleratorFrom, topicOf } from "../plans/explain/topics.js";
import type { Scope } from "./define-skill.js";
import { payOf } from "./pay.js";
import { loadPayee, type OnPlan } from "./payee.js";
import { resolvePeriod } from "./period-input.js";
import type { RunContext } from "./run-skill.js";
import { measureValue, shown } from "./words.js";
import { exampleAmount, workedExample } from "./worked-example.js";

/** What is so instead, in one kind sentence; null where the claim holds. */
type Check = (payee: OnPlan, scope: Scope) => string | null;

/** What people take for granted about themselves, and how it is checked. */
const CLAIMS: Readonly<Record<string, Check>> = {
  quota_met: ({ history, facts }, scope) => {
    const { period, today, locale } = scope;
    const now = outlook(history, facts, period);
    const label = periodLabel(period, locale);
    if (!now.attainment.ok || !now.left) return `No quota is set for you in ${label}, so there is none to reach.`;
    if (compare(now.attainment.ratio, ONE) >= 0) return null;
    const at = formatRatio(now.attainment.ratio, locale);
    return contains(period, today)
      ? `You have not reached quota in ${label} yet: you are at ${at}, with ${shown(measureValue(now.left, now.unit), scope)} to go.`
      : `You did not quite reach quota in ${label}: you finished at ${at}.`;
  },
  in_accelerator: ({ history, facts, plan }, { period, locale }) => {
    const from = acceleratorFrom(plan);
    if (!from) return "Your plan has no accelerator.";
    const { attainment } = outlook(history, facts, period);
    const label = periodLabel(period, locale);
    if (!attainment.ok) return `No quota is set for you in ${label}, so there is no accelerator to be in.`;
    if (compare(attainment.ratio, from) >= 0) return null;
    return `You are not in the accelerator in ${label}: it starts at ${formatRatio(from, locale)} of quota, and you are at ${formatRatio(attainment.ratio, locale)}.`;
  },
  draw_cleared: (payee, { locale }) => {
    const { drawBalance } = payOf(payee);
    if (drawBalance.minor > 0)
      return `Your draw is not cleared: ${formatMoney(drawBalance, locale)} is still to recover.`;
    const drawn = payee.facts.ledger.some(({ kind }) => kind === "draw_advance" || kind === "draw_recovery");
    return drawn || payee.plan.settlement.draw ? null : "Your plan has no draw and none is on record for you.";
  },
  capped: (payee, scope) => {
    if (topicOf(payee.plan, "cap").sentences.length === 0) return "Your plan has no cap.";
    const example = workedExample(payee, scope, null);
    if (!example || example.pay.difference.minor <= 0) return null;
    return `You are not at a cap: the next ${exampleAmount(example, scope)} would still pay you ${formatMoney(example.pay.difference, scope.locale)}.`;
  },
};

/**
 * What of the claims of a message does not hold for the asker, each in a sentence with the right figure. Read as the asker's own
 * question would be; where nothing can be worked out, nothing is said.
 */
export async function wrongClaims(
  claims: readonly string[],
  token: string | null,
  { store, asker, today, now = new Date(`${today}T00:00:00Z`), locale }: RunContext,
): Promise<readonly string[]> {
  if (claims.length === 0) return [];
  const year = store.organisation.fiscalYearStartMonth;
  const period = resolvePeriod(token ?? "this_quarter", today, year) ?? resolvePeriod("this_quarter", today, year);
  if (!period) throw new AskError("I don't know that period.");
  const group = { name: "", members: [], leaders: new Set<string>() };
  const scope: Scope = { store, asker, subject: asker, period, group, today, now, locale };
  const payee = await loadPayee(scope);
  if (payee.kind !== "on_plan") return [];
  return [...new Set(claims)].flatMap((claim) => CLAIMS[claim]?.(payee, scope) ?? []);
}

/** The answer with what was taken for granted wrongly put right first. */
export function corrected(answer: Answer, wrong: readonly string[]): Answer {
  const [first, ...rest] = wrong;
  if (!first || answer.outcome !== "answer" || !answer.confidential) return answer;
  return { ...answer, headline: first, body: [...rest, answer.headline, answer.body ?? ""].filter(Boolean).join(" ") };
}
