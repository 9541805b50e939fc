import type { Command } from "commander";

/** `pacer radar`: what about the plans is worth a question. */
export function register(program: Command): void {
  program
    .command("radar")
    .description(
      "Look for what makes plans unfair or worth gaming: quotas out of reach, falling pay, edges, waiting deals.",
    )
    .option("--period <key>", "2026-Q4, 2026-11 ... (default: the running quarter)")
    .option("--org <slug>", "organisation (default: the configured one)")
    .addHelpText(
      "after",
      `
Everybody on a plan is looked at, by the figures of their last six finished periods and the history of their deals. Findings are
questions about the plan. Ends with 0 whether there are any or not.

Examples:
  $ pacer radar
  $ pacer radar --period 2026-Q3`,
    )
    .action(async (options: { period?: string; org?: string }) => {
      const [{ openOrganisation, periodNamed }, { radarPeople }, { radar }, { radarText }, { periodOf }, { AskError }] =
        await Promise.all([
          import("../open-organisation.js"),
          import("../../skills/radar/load.js"),
          import("../../core/radar/index.js"),
          import("../radar-text.js"),
          import("../../core/period.js"),
          import("../../errors.js"),
        ]);
      let close = async () => {};
      try {
        const opened = await openOrganisation(options.org);
        close = opened.close;
        const { org, today } = opened;
        const period =
          options.period === undefined
            ? periodOf("quarter", today, org.organisation.fiscalYearStartMonth)
            : periodNamed(options.period, org);
        const ids = (await org.listPeople()).filter(({ role }) => role !== "admin").map(({ id }) => id);
        const people = await radarPeople(org, ids, period, today);
        process.stdout.write(`${radarText(people.length, radar(people))}\n`);
      } catch (error) {
        if (!(error instanceof AskError)) throw error;
        process.stderr.write(`${error.message}\n${error.hint ? `${error.hint}\n` : ""}`);
        process.exitCode = 1;
      } finally {
        await close();
      }
    });
}
