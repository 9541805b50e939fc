import type { Command } from "commander";

/** `pacer forecast` and `pacer forecast score` from as-of snapshots, without a store; `pacer forecast report` from the organisation's own. */
export function register(program: Command): void {
  const forecast = program
    .command("forecast")
    .description("Forecast what each rep will have won by the end of a period, from as-of snapshots of deals")
    .addHelpText(
      "after",
      `
Formats and method: docs/forecasting.md.

Examples:
  $ npm run pacer -- forecast run --rows rows.csv --snapshots snapshots --out forecasts.csv
  $ npm run pacer -- forecast score --rows rows.csv --truth truth.csv --forecasts forecasts.csv`,
    );

  forecast
    .command("run", { isDefault: true })
    .description("Write the 10, 50 and 90 % points, the mean and the chance of quota of every row asked")
    .requiredOption("--rows <file>", "CSV of what to forecast: one row per rep and moment")
    .requiredOption("--snapshots <folder>", "holds <origin_id>.csv.gz: the deals as they were known at that moment")
    .requiredOption("--out <file>", "CSV to write")
    .action(async (options: { rows: string; snapshots: string; out: string }) => {
      const { runForecast } = await import("../forecast-run.js");
      await told(() => runForecast(options));
    });

  forecast
    .command("score")
    .description("Compare a file of forecasts with what came: pinball, WAPE, Brier and coverage, against naive pace")
    .requiredOption("--rows <file>", "CSV of what was asked")
    .requiredOption("--truth <file>", "CSV with origin_id, rep_id, actual")
    .requiredOption("--forecasts <file>", "CSV written by `pacer forecast`")
    .action(async (options: { rows: string; truth: string; forecasts: string }) => {
      const { scoreFiles } = await import("../forecast-score.js");
      await told(() => scoreFiles(options));
    });

  forecast
    .command("report")
    .description(
      "Show how the organisation's own forecasts would have done: ranges, chances, error, and people's calls",
    )
    .option("--periods <n>", "past periods to look back on", "4")
    .option("--org <slug>", "organisation (default: the configured one)")
    .action(async (options: { periods: string; org?: string }) => {
      const [{ openOrganisation }, { pastForecasts }, { reportText }, { AskError }] = await Promise.all([
        import("../open-organisation.js"),
        import("../../skills/forecasting/history.js"),
        import("../forecast-report.js"),
        import("../../errors.js"),
      ]);
      await told(async () => {
        const periods = Number(options.periods);
        if (!Number.isInteger(periods) || periods < 1 || periods > 20)
          throw new AskError(`--periods is "${options.periods}".`, "Write a whole number from 1 to 20.");
        const opened = await openOrganisation(options.org);
        try {
          return reportText(await pastForecasts(opened.org, opened.today, periods));
        } finally {
          await opened.close();
        }
      });
    });
}

/** Prints what comes of it; what the caller can put right goes to stderr with its fix, exit code 1. */
async function told(run: () => string | Promise<string>): Promise<void> {
  const { AskError } = await import("../../errors.js");
  try {
    process.stdout.write(`${await run()}\n`);
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    process.stderr.write(`${[error.message, error.hint].filter(Boolean).join(" ")}\n`);
    process.exitCode = 1;
  }
}
