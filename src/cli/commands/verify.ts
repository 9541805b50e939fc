import type { Command } from "commander";

interface Options {
  readonly closed?: boolean;
  readonly period?: string;
  readonly org?: string;
}

/** `pacer verify`: computes statements again from what their receipts hold. */
export function register(program: Command): void {
  const command = program
    .command("verify")
    .description("Compute the statements of receipts again, to the cent, and say what differs.")
    .argument("[file...]", "receipts written by plan run --receipt")
    .option("--closed", "the closed statements of the organisation, from what is stored with them")
    .option("--period <key>", "with --closed: of one period")
    .option("--org <slug>", "with --closed: organisation (default: the configured one)")
    .addHelpText(
      "after",
      `
Ends with 0 when all come to the same figures, 1 when one was changed or comes to others, 2 when one is no receipt.

Examples:
  $ pacer plan run --plan ae.yaml --facts q1.yaml --payee maya --receipt maya-q1.json
  $ pacer verify maya-q1.json
  $ pacer verify --closed --period 2026-Q3`,
    )
    .action(async (files: string[], options: Options) => {
      if ((files.length === 0) === !options.closed)
        command.error("error: name receipt files, or --closed for the closed statements of the organisation");
      const { verifyFiles } = await import("../verify-receipts.js");
      const { text, exitCode } = options.closed ? await verifyStored(options) : verifyFiles(files);
      process.stdout.write(`${text}\n`);
      process.exitCode = exitCode;
    });
}

async function verifyStored({ period, org }: Options) {
  const [{ openOrganisation, periodNamed }, { verifyClosed }, { closedOutcome }, { AskError }] = await Promise.all([
    import("../open-organisation.js"),
    import("../../actions/verify-closed.js"),
    import("../verify-receipts.js"),
    import("../../errors.js"),
  ]);
  let close = async () => {};
  try {
    const opened = await openOrganisation(org);
    close = opened.close;
    return closedOutcome(await verifyClosed(opened.org, period === undefined ? null : periodNamed(period, opened.org)));
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    return { text: [error.message, ...(error.hint ? [error.hint] : [])].join("\n"), exitCode: 2 as const };
  } finally {
    await close();
  }
}
