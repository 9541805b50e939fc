import { expect, test } from "vitest";
import { toDecimalString } from "../../src/core/rational.js";
import type { Statement, StatementLine } from "../../src/core/statement.js";
import { detailOf } from "../../src/core/statement-detail.js";
import { statementOf } from "../../src/core/statement-of.js";
import { amount, type ExampleRun, orRefusal, runsOf, subjects } from "./every-example.js";

// What people read of every worked example, line by line with its formula: a change of an explanation shows as a change of text.
test.each(subjects)(
  "the statements of $name read as approved",
  async ({ name, texts }) => {
    const text = runsOf({ name, texts }).map((run) => orRefusal(() => statementText(run)));
    await expect(`${text.join("\n\n")}\n`).toMatchFileSnapshot(`approved/statements/${name}.txt`);
  },
  60_000,
);

function statementText({ name, plan, period, payee }: ExampleRun): string {
  const statement = statementOf(plan, payee, period);
  return [
    `# ${name} · ${payee.payee.name} · ${period.key}`,
    ...statement.measures.map(
      ({ measure, credited, quota, attainment, credits, unit, window }) =>
        `${measure}: ${amount(credited)} of ${amount(quota)} ${unit ?? ""}, ${attainment.ok ? toDecimalString(attainment.ratio, 6) : attainment.reason}, ${credits} credits${window ? `, ${window.start}..${window.end}` : ""}`,
    ),
    ...detailOf(plan, payee, period).flatMap(({ measure, quota, credits }) => [
      ...linesText(quota, `  quota of ${measure}: `),
      ...linesText(credits, `  credit to ${measure}: `),
    ]),
    ...statement.components.flatMap(({ component, label, type, earned, lines }) => [
      `${component} (${[label, type].filter(Boolean).join(", ")}): ${amount(earned)}`,
      ...linesText(lines, "  "),
    ]),
    ...linesText(statement.adjustments, "adjustment: "),
    ...balances(statement),
  ].join("\n");
}

const balances = (statement: Statement): string[] => [
  `earned ${amount(statement.earned)}, held ${amount(statement.held)}, payable ${amount(statement.payable)}, draw balance ${amount(statement.drawBalance)}`,
  ...(["heldBalance", "carriedForward", "clawbackOwed"] as const).flatMap((field) =>
    statement[field] ? [`${field} ${amount(statement[field])}`] : [],
  ),
  ...(statement.payout ? [`paid out ${amount(statement.payout.amount)} = ${statement.payout.formula}`] : []),
];

const linesText = (lines: readonly StatementLine[], indent: string): string[] =>
  lines.flatMap((line) => [
    `${indent}${line.label}: ${amount(line.amount)}${line.formula ? ` = ${line.formula}` : ""}${line.rule ? ` [${line.rule}]` : ""}${line.clause ? ` {${line.clause}}` : ""}`,
    ...linesText(line.children ?? [], `  ${indent}`),
  ]);
