import type { Attachment } from "../answer/answer.js";
import { csvText, wordCell } from "../answer/csv-text.js";
import { addDays } from "../core/calendar.js";
import { type Money, minus, sum, toDecimal, zero } from "../core/money.js";
import type { Statement, StatementLine } from "../core/statement.js";
import type { MeasureDetail } from "../core/statement-detail.js";
import { labelOf, moneyText, percentText } from "../core/wording.js";
import { type Block, heading, paragraph } from "../plans/explain/blocks.js";
import { html } from "../plans/explain/render.js";

/** A statement as it goes into a file, with how far it is final. */
export interface FiledStatement {
  readonly statement: Statement;
  /** How quotas and credits came about; empty where several plan versions share the period. */
  readonly detail: readonly MeasureDetail[];
  /** "Closed on Oct 12, 2026", "The period is still running". */
  readonly status: string;
}

interface Row {
  readonly section: string;
  readonly item: string;
  readonly calculation: string;
  readonly amount: Money | null;
}

/** Every line of a statement in the order people read it: who, what is payable, quota and credits, calculation, adjustments, payment. */
function rowsOf({ statement, detail, status }: FiledStatement): Row[] {
  const { payee, plan, period, asOf, measures, components, adjustments, payout } = statement;
  const words = (item: string, calculation: string): Row => ({ section: "Statement", item, calculation, amount: null });
  return [
    words("Payee", `${payee.name} (${payee.key})`),
    words("Plan", `${plan.name} (${plan.version})`),
    words("Period", `${period.key}: ${period.start} through ${addDays(period.end, -1)}`),
    words("As of", asOf),
    words("Status", status),
    ...summaryOf(statement),
    ...measures.flatMap(({ measure, credited, quota, attainment }): Row[] => [
      { section: "Quota", item: `${labelOf(measure)}: credited`, calculation: "", amount: credited },
      ...(quota ? [{ section: "Quota", item: `${labelOf(measure)}: quota`, calculation: "", amount: quota }] : []),
      ...(attainment.ok
        ? [
            {
              section: "Quota",
              item: `${labelOf(measure)}: attainment`,
              calculation: percentText(attainment.ratio, 4),
              amount: null,
            },
          ]
        : []),
    ]),
    ...detail.flatMap(({ quota }) => quota.flatMap((line) => lineRows("Quota derivation", line))),
    ...detail.flatMap(({ credits }) => credits.flatMap((line) => lineRows("Credits", line))),
    ...components.flatMap(({ component, label, planVersion, earned, lines }): Row[] => {
      const name = `${label ?? labelOf(component)}${planVersion ? ` (${planVersion})` : ""}`;
      return [
        { section: "Calculation", item: name, calculation: "", amount: earned },
        ...lines.flatMap((line) => lineRows("Calculation", line, name)),
      ];
    }),
    ...adjustments.flatMap((line) => lineRows("Adjustments", line)),
    ...(payout
      ? [{ section: "Payment", item: "In the currency paid out", calculation: payout.formula, amount: payout.amount }]
      : []),
  ];
}

/** A line and what it is made of; each names the line it belongs to. */
function lineRows(section: string, line: StatementLine, above = ""): Row[] {
  const item = above ? `${above} > ${line.label}` : line.label;
  return [
    { section, item, calculation: line.formula ?? "", amount: line.amount },
    ...(line.children ?? []).flatMap((child) => lineRows(section, child, item)),
  ];
}

/** Earned, what changes it on the way, and what is left to pay; balances only where there are any. */
function summaryOf(statement: Statement): Row[] {
  const { earned, adjustments, held, payable, drawBalance, heldBalance, carriedForward, clawbackOwed, currency } =
    statement;
  const row = (item: string, amount: Money | undefined, always = false): Row[] =>
    amount && (always || amount.minor !== 0) ? [{ section: "Summary", item, calculation: "", amount }] : [];
  const adjusted = sum(
    adjustments.map(({ amount }) => amount),
    currency,
  );
  return [
    ...row("Earned", earned, true),
    ...row("Adjustments and draws", adjusted, true),
    ...row("Held back", minus(zero(currency), held)),
    ...row("Payable", payable, true),
    ...row("Draw still to recover", drawBalance),
    ...row("Held back in all, not released yet", heldBalance),
    ...row("Carried to the next payment", carriedForward),
    ...row("Clawbacks still to take back", clawbackOwed),
  ];
}

const HEADER = ["Section", "Item", "Calculation", "Amount", "Currency"];

/** A name that is safe as a file's on any system. */
const fileName = ({ payee, period }: Statement, ending: string): string =>
  `statement-${payee.key}-${period.key}.${ending}`.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, "-");

/** The statement as a table for spreadsheets, amounts as exact numerals, and as a page to print. */
export function statementFiles(filed: FiledStatement): Attachment[] {
  const rows = rowsOf(filed);
  const { statement } = filed;
  const lines = rows.map(({ section, item, calculation, amount }) => [
    section,
    wordCell(item),
    wordCell(calculation),
    amount ? toDecimal(amount) : "",
    amount ? (amount.currency === "XXX" ? "" : amount.currency) : "",
  ]);
  return [
    {
      name: fileName(statement, "csv"),
      mediaType: "text/csv",
      content: csvText([HEADER, ...lines]),
      label: `every line, for a spreadsheet (${rows.length} rows)`,
    },
    {
      name: fileName(statement, "html"),
      mediaType: "text/html",
      content: html(`Statement ${statement.period.key}, ${statement.payee.name}`, blocksOf(filed, rows)),
      label: "the same as a page; any browser prints it or saves it as PDF",
    },
  ];
}

function blocksOf({ statement, status }: FiledStatement, rows: readonly Row[]): Block[] {
  const { payee, plan, period, payable } = statement;
  const sections = [...new Set(rows.map(({ section }) => section))].filter((section) => section !== "Statement");
  return [
    heading(1, `${payee.name}: ${moneyText(payable)} payable`),
    paragraph(`${plan.name} (${plan.version}), ${period.start} through ${addDays(period.end, -1)}. ${status}.`),
    ...sections.flatMap((section): Block[] => [
      heading(2, section),
      {
        kind: "table",
        header: ["", "Calculation", "Amount"],
        rows: rows
          .filter((row) => row.section === section)
          .map(({ item, calculation, amount }) => [item, calculation, amount ? moneyText(amount) : ""]),
      },
    ]),
  ];
}
