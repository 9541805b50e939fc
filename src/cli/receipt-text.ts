import { ENGINE_VERSION } from "../core/engine-version.js";
import { moneyText } from "../core/wording.js";
import type { Verification } from "../plans/receipt.js";

/** What verifying a receipt found, for people; `name` is the file or the statement. */
export function verificationText(name: string, found: Verification): string {
  switch (found.outcome) {
    case "verified": {
      const { payee, plan, period, payable } = found.statement;
      const other =
        found.engine === ENGINE_VERSION
          ? ""
          : ` It was written by engine ${found.engine}; engine ${ENGINE_VERSION} comes to the same.`;
      return `${name}: verified. ${payee.name}, ${plan.name} ${plan.version}, ${period.key}: payable ${moneyText(payable)}, to the cent.${other}`;
    }
    case "tampered":
      return found.changed.length === 0
        ? `${name}: changed after it was written: its hash does not belong to it.`
        : `${name}: changed after it was written: ${found.changed.join(", ")}.`;
    case "differs":
      return [
        `${name}: intact, but it comes to other figures now.`,
        ...found.figures.map(
          ({ figure, written, calculated }) =>
            `  ${figure}: written ${written ?? "nothing"}, calculated ${calculated ?? "nothing"}`,
        ),
        found.engine === ENGINE_VERSION
          ? `  Engine ${ENGINE_VERSION} wrote it and computed it again: either it was sealed with a wrong result, or the calculation changed without a new engine version.`
          : `  Engine ${found.engine} wrote it and this is engine ${ENGINE_VERSION}: the figures written stand as what was calculated then.`,
      ].join("\n");
    case "unreadable":
      return `${name}: cannot be verified: ${found.why}.`;
  }
}

/** 0 = the same to the cent, 1 = changed or another result, 2 = no receipt. */
export const exitCodeOf = ({ outcome }: Verification): 0 | 1 | 2 =>
  outcome === "verified" ? 0 : outcome === "unreadable" ? 2 : 1;
