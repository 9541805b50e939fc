import type { CloseOutcome, Correction } from "../actions/close-period.js";
import type { Money } from "../core/money.js";
import { moneyText } from "../core/wording.js";

const counted = (count: number, one: string): string =>
  `${count.toLocaleString("en-US")} ${one}${count === 1 ? "" : "s"}`;
const signed = (amount: Money): string => (amount.minor > 0 ? `+${moneyText(amount)}` : moneyText(amount));

function correctionText({ person, closed, now, difference, causes }: Correction): string[] {
  return [
    `  ${person}: closed at ${moneyText(closed)}, would now be ${moneyText(now)}: ${signed(difference)}`,
    ...causes.map(({ label, detail, amount }) => `    ${signed(amount)}  ${label}${detail ? ` (${detail})` : ""}`),
  ];
}

/** What closing a period did, or would do. */
export function closeText(period: string, outcome: CloseOutcome, dryRun: boolean): string {
  const { added, unchanged, corrections, without, faults } = outcome;
  if (faults.length > 0)
    return [
      `${period} is not closed: ${counted(faults.length, "statement")} cannot be computed.`,
      ...faults.map((fault) => `  ${fault}`),
    ].join("\n");
  return [
    `${period}: ${counted(added, "statement")} ${dryRun ? "would be closed" : "closed"}, ${unchanged} closed before and the same, ${without} without a plan in it.`,
    ...(corrections.length === 0
      ? []
      : [
          `${counted(corrections.length, "closed statement")} would come to another amount with the data of today. They stay as they were; post the differences as adjustments in an open period:`,
          ...corrections.flatMap(correctionText),
        ]),
    ...(dryRun ? ["A dry run: nothing was written."] : []),
  ].join("\n");
}
