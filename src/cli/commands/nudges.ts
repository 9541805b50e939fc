import type { Command } from "commander";

/** `pacer nudges`: coaching nudges, and what they come to. */
export function register(program: Command): void {
  const nudges = program
    .command("nudges")
    .description("coaching nudges: how each kind does against people who did not get it")
    .addHelpText(
      "after",
      `
One nudge in five is held back to compare with. A kind is retired when, with 80 nudged and 20 held back judged, those who got it take the
step no more often than those who did not; with 400, when it is not clearly ahead; or when most answers are "not useful" or "stop".
Counts are of one year and name nobody.

Examples:
  $ pacer nudges report
  $ pacer nudges report --csv > nudges.csv
  $ pacer preview nudge_tier_in_reach --as aisha@quillmere.example`,
    );
  nudges
    .command("report", { isDefault: true })
    .description("what each kind came to: sent, acted on, helped, against the comparison group")
    .option("--csv", "as CSV")
    .option("--org <slug>", "organisation (default: the configured one)")
    .action(async (options: { csv?: boolean; org?: string }) => {
      const [{ openOrganisation }, { nudgeCounts }, { nudgesCsv, nudgesText }] = await Promise.all([
        import("../open-organisation.js"),
        import("../../nudges/report.js"),
        import("../nudges-text.js"),
      ]);
      const { org, today, close } = await openOrganisation(options.org);
      try {
        const counts = await nudgeCounts(org, today);
        process.stdout.write(`${(options.csv ? nudgesCsv : nudgesText)(counts)}\n`);
      } finally {
        await close();
      }
    });
}
