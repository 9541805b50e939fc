import type { Command } from "commander";
import { type ActOptions, act } from "../act.js";

/** `pacer adjust`: money to somebody's ledger in an open period, as an admin. */
export function register(program: Command): void {
  program
    .command("adjust")
    .description("post a dated adjustment with a reason to somebody's ledger, in an open period")
    .argument("<person>", "e-mail address, key or exact name")
    .argument("<amount>", "such as 500 or -120.50, in the currency of their pay")
    .requiredOption("--because <reason>", "stands in the statement and in the audit trail")
    .requiredOption("--as <email-or-name>", "the admin who posts it")
    .option("--on <day>", "the day it is posted on, such as 2026-11-18 (today)")
    .option("--currency <code>", "ISO 4217 (the organisation's)")
    .option("--org <slug>", "organisation (default: the configured one)")
    .option("--yes", "post it; without, only show what it would do")
    .addHelpText(
      "after",
      `
A closed period is never changed: post into an open one. To take an adjustment back, post the opposite.

Examples:
  $ pacer adjust dana@example.com 500 --because "SPIFF for Bluefin was left out" --as ada@example.com
  $ pacer adjust dana@example.com -500 --because "Posted twice" --as ada@example.com --yes`,
    )
    .action(
      (person: string, amount: string, options: ActOptions & { because: string; on?: string; currency?: string }) =>
        act(options, "adjust", ({ store, today }) => ({
          person,
          amount,
          currency: options.currency ?? store.organisation.currency,
          postedOn: options.on ?? today,
          reason: options.because,
        })),
    );
}
