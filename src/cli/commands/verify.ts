import type { Command } from "commander";

/** `pacer verify`: computes statements again from what their receipts hold. */
export function register(program: Command): void {
  program
    .command("verify")
    .description("Compute the statements of receipts again, to the cent, and say what differs.")
    .argument("<file...>", "receipts written by plan run --receipt")
    .addHelpText(
      "after",
      `
Ends with 0 when all come to the same figures, 1 when one was changed or comes to others, 2 when one is no receipt.

Examples:
  $ pacer plan run --plan ae.yaml --facts q1.yaml --payee maya --receipt maya-q1.json
  $ pacer verify maya-q1.json`,
    )
    .action(async (files: string[]) => {
      const { verifyFiles } = await import("../verify-receipts.js");
      const { text, exitCode } = verifyFiles(files);
      process.stdout.write(`${text}\n`);
      process.exitCode = exitCode;
    });
}
