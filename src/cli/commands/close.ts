import type { Command } from "commander";

/** `pacer close`: every payee's statement of a finished period, computed and kept for good. */
export function register(program: Command): void {
  program
    .command("close")
    .description(
      "Close a period that is over: compute every payee's statement and keep it with what it was computed from.",
    )
    .requiredOption("--period <key>", "2026-Q3, 2026-09, 2026-H1 or 2026")
    .option("--org <slug>", "organisation (default: the configured one)")
    .option("--dry-run", "say what would be closed, and write nothing")
    .addHelpText(
      "after",
      `
A closed statement is never changed. Closing again adds who was missing and says what would differ by now, to be posted as
adjustments in an open period. Ends with 1 when something cannot be computed: then nothing is closed.

Examples:
  $ pacer close --period 2026-Q3 --dry-run
  $ pacer close --period 2026-Q3
  $ pacer verify --closed --period 2026-Q3`,
    )
    .action(async (options: { period: string; org?: string; dryRun?: boolean }) => {
      const [{ openOrganisation, periodNamed }, { closePeriod }, { closeText }, { AskError }, os] = await Promise.all([
        import("../open-organisation.js"),
        import("../../actions/close-period.js"),
        import("../close-text.js"),
        import("../../errors.js"),
        import("node:os"),
      ]);
      let close = async () => {};
      try {
        const opened = await openOrganisation(options.org);
        close = opened.close;
        const period = periodNamed(options.period, opened.org);
        const dryRun = options.dryRun ?? false;
        const outcome = await closePeriod(opened.org, {
          period,
          today: opened.today,
          closedAt: opened.now,
          closedBy: `pacer close (${os.userInfo().username})`,
          dryRun,
        });
        const ok = outcome.faults.length === 0;
        (ok ? process.stdout : process.stderr).write(`${closeText(period.key, outcome, dryRun)}\n`);
        if (!ok) process.exitCode = 1;
      } catch (error) {
        if (!(error instanceof AskError)) throw error;
        process.stderr.write(`${error.message}\n${error.hint ? `${error.hint}\n` : ""}`);
        process.exitCode = 1;
      } finally {
        await close();
      }
    });
}
