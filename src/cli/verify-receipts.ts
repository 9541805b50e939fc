import { readFileSync } from "node:fs";
import type { VerifiedClosed } from "../actions/verify-closed.js";
import { verifyReceipt } from "../plans/receipt.js";
import { fileFault } from "./file-outcome.js";
import { exitCodeOf, verificationText } from "./receipt-text.js";

export interface VerifyOutcome {
  readonly text: string;
  /** 0 = every one the same to the cent, 1 = one differs, 2 = one is no receipt. */
  readonly exitCode: 0 | 1 | 2;
}

/** Computes the statement of every receipt file again and says what differs. */
export function verifyFiles(files: readonly string[]): VerifyOutcome {
  const results = files.map((file): VerifyOutcome => {
    try {
      const found = verifyReceipt(readFileSync(file));
      return { text: verificationText(file, found), exitCode: exitCodeOf(found) };
    } catch (error) {
      const unreadable = fileFault(file, error);
      if (unreadable) return { text: unreadable, exitCode: 2 };
      throw error;
    }
  });
  return { text: results.map(({ text }) => text).join("\n"), exitCode: worst(results) };
}

const worst = (results: readonly Pick<VerifyOutcome, "exitCode">[]): VerifyOutcome["exitCode"] =>
  results.map(({ exitCode }) => exitCode).sort((a, b) => b - a)[0] ?? 0;

/** Closed statements computed again: how many are the same, and each one that is not. */
export function closedOutcome(results: readonly VerifiedClosed[]): VerifyOutcome {
  const wrong = results.filter(({ found }) => found.outcome !== "verified");
  const count =
    results.length === 1 ? "1 closed statement" : `${results.length.toLocaleString("en-US")} closed statements`;
  return {
    text: [
      results.length === 0
        ? "No closed statements."
        : `${count}: ${wrong.length === 0 ? "every one comes to the same, to the cent" : `${wrong.length} not as closed`}.`,
      ...wrong.map(({ statement, found }) =>
        verificationText(`${statement.personName}, ${statement.periodKey}`, found),
      ),
    ].join("\n"),
    exitCode: worst(results.map(({ found }) => ({ exitCode: exitCodeOf(found) }))),
  };
}
