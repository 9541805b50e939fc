import { readFileSync } from "node:fs";
import { verifyReceipt } from "../plans/receipt.js";
import { fileFault } from "./plan-check.js";
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
  const worst = results.map(({ exitCode }) => exitCode).sort((a, b) => b - a)[0] ?? 0;
  return { text: results.map(({ text }) => text).join("\n"), exitCode: worst };
}
