import { addDays } from "../core/calendar.js";
import { type Money, minus, sum, toRational } from "../core/money.js";
import { linesOfAdjustments, linesOfComponent, type SourcedLine } from "../core/sourced-line.js";
import type { MeasureResult, Statement } from "../core/statement.js";
import type { MeasureDetail } from "../core/statement-detail.js";
import { moneyText, numberText, percentText } from "../core/wording.js";

/** Text on the left, an amount on the right; amounts stand under one another. */
type Row = readonly [text: string, amount: string] | readonly [text: string];

/**
 * A statement to read: who and when, what is payable, how quota and credits came about, every component's calculation with its
 * formulas and the place in the plan, what changes pay besides, and what is paid out.
 */
export function statementText(statement: Statement, detail: readonly MeasureDetail[] = []): string {
  const { payee, plan, period, currency } = statement;
  const through = addDays(period.end, -1);
  const rows: Row[] = [
    [`${payee.name}, ${plan.name} ${plan.version}, ${period.key}, as of ${statement.asOf}`],
    [`${period.start} to ${through}, amounts in ${currency}`],
    [""],
    ...summary(statement),
    ...statement.measures.flatMap((measure) => measureRows(measure, detail)),
  ];
  for (const result of statement.components) {
    const where = result.type === "cap" ? "cap" : `components.${result.component}`;
    const version = result.planVersion ? `, version ${result.planVersion}` : "";
    rows.push([""], [`${result.label ?? result.component} (${where}${version})`, moneyText(result.earned)]);
    for (const line of linesOfComponent(result)) lineRows(line, 1, where, rows);
  }
  if (statement.adjustments.length > 0) {
    rows.push([""], ["Adjustments and draws", moneyText(adjusted(statement))]);
    for (const line of linesOfAdjustments(statement)) lineRows(line, 1, null, rows);
  }
  if (statement.payout)
    rows.push([""], ["Paid out", moneyText(statement.payout.amount)], [`  ${statement.payout.formula}`]);
  return aligned(rows);
}

const adjusted = ({ adjustments, currency }: Statement): Money =>
  sum(
    adjustments.map(({ amount }) => amount),
    currency,
  );

function summary(statement: Statement): Row[] {
  const { earned, held, payable, drawBalance, heldBalance, carriedForward, clawbackOwed } = statement;
  const rows: Row[] = [["Earned", moneyText(earned)]];
  const say = (label: string, amount: Money | undefined) => {
    if (amount && amount.minor !== 0) rows.push([label, moneyText(amount)]);
  };
  say("Adjustments and draws", adjusted(statement));
  say("Held", minus({ minor: 0, currency: held.currency }, held));
  rows.push(["Payable", moneyText(payable)]);
  say("Draw balance, still to recover", drawBalance);
  say("Held in all, not yet released", heldBalance);
  say("Carried to the next payment", carriedForward);
  say("Clawbacks still to take back", clawbackOwed);
  return rows;
}

function measureRows(result: MeasureResult, detail: readonly MeasureDetail[]): Row[] {
  const { measure, credited, quota, attainment, unit = "money" } = result;
  const text = (amount: Money) =>
    unit === "money" ? moneyText(amount) : `${numberText(toRational(amount))} ${unit === measure ? "" : unit}`.trim();
  const stands = attainment.ok ? `, ${percentText(attainment.ratio, 2)} of ${quota ? text(quota) : ""}` : ", no quota";
  const found = detail.find((each) => each.measure === measure);
  const rows: Row[] = [[""], [`${measure}: credited${stands}`, text(credited)]];
  for (const { label, formula, amount } of found?.credits ?? [])
    rows.push([`  ${label}: ${formula ?? ""}`, text(amount)]);
  if (quota && found && found.quota.length > 0) {
    rows.push([`${measure}: quota`, text(quota)]);
    for (const { label, formula, amount } of found.quota) rows.push([`  ${label}: ${formula ?? ""}`, text(amount)]);
  }
  return rows;
}

/** A line with its formula; the place in the plan where it differs from that of the line above. */
function lineRows({ line, source, children }: SourcedLine, depth: number, above: string | null, rows: Row[]): void {
  const where = source === above || source === null ? "" : ` (${source})`;
  const entry = line.entry ? ` (ledger entry ${line.entry})` : "";
  const formula = line.formula ? `: ${line.formula}` : "";
  rows.push([`${"  ".repeat(depth)}${line.label}${formula}${where}${entry}`, moneyText(line.amount)]);
  for (const child of children) lineRows(child, depth + 1, source, rows);
}

/** The widest that text grows before amounts move to its right instead of under one another. */
const WIDEST = 100;

function aligned(rows: readonly Row[]): string {
  const amounts = rows.flatMap(([text, amount]) => (amount === undefined ? [] : [{ text, amount }]));
  const left = Math.min(WIDEST, Math.max(...amounts.map(({ text }) => text.length)));
  const right = Math.max(...amounts.map(({ amount }) => amount.length));
  return rows
    .map(([text, amount]) => (amount === undefined ? text : `${text.padEnd(left)}  ${amount.padStart(right)}`))
    .join("\n");
}
