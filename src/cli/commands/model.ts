import type { Command } from "commander";
import type { ModelMode } from "../../store/store.js";

const MODES: readonly ModelMode[] = ["off", "choose", "full"];

const isMode = (text: string): text is ModelMode => (MODES as readonly string[]).includes(text);

export function register(program: Command): void {
  program
    .command("model")
    .description("what the language model may do in an organisation, and what it was used for")
    .argument(
      "[mode]",
      `set it: ${MODES.join(", ")}; the stricter of this and PACER_LLM counts, from the next question on`,
    )
    .option("--org <slug>", "the organisation (the one PACER_ORG names, the demo company by default)")
    .option("--days <n>", "days of usage to list", "7")
    .addHelpText(
      "after",
      `
Examples:
  $ pacer model                  the setting, and calls, tokens and cost by day and person
  $ pacer model off              send nothing to a model for anybody in the organisation`,
    )
    .action(async (mode: string | undefined, { org, days }: { org?: string; days: string }, command: Command) => {
      if (mode !== undefined && !isMode(mode))
        command.error(`error: the mode must be one of ${MODES.join(", ")}, not "${mode}"`, { exitCode: 2 });
      if (!/^[1-9]\d{0,3}$/.test(days))
        command.error(`error: --days must be a whole number from 1, not "${days}"`, { exitCode: 2 });
      await run(mode, Number(days), org);
    });
}

async function run(mode: ModelMode | undefined, days: number, org: string | undefined): Promise<void> {
  const [{ openApp }, { commandConfig }, { createLog }, { addDays }, { stricter }] = await Promise.all([
    import("../../app.js"),
    import("../command-config.js"),
    import("../../log.js"),
    import("../../core/calendar.js"),
    import("../../model/setting.js"),
  ]);
  const config = commandConfig(org === undefined ? {} : { PACER_ORG: org });
  const app = await openApp(config, createLog(config.logLevel));
  try {
    const organisation = await app.store.findOrganisation(config.orgSlug);
    if (!organisation) throw new Error(`There is no organisation "${config.orgSlug}".`);
    const store = app.store.forOrganisation(organisation);
    if (mode) await store.setModelMode(mode);
    const today = app.now().toISOString().slice(0, 10);
    const own = await store.getModelMode();
    const here = config.model?.mode ?? "off";
    const lines = [
      `${organisation.name} allows ${own}, this installation ${here}${config.model ? ` (${config.model.model})` : ""}: ${stricter(own, here)} counts.`,
    ];
    const usage = await store.listModelUsage(addDays(today, 1 - days));
    lines.push(
      usage.length === 0
        ? "No calls in these days."
        : "day         calls  failed  dropped  tokens in  tokens out        cost  person",
    );
    for (const row of usage) {
      const cells = [
        [row.calls, 5],
        [row.failures, 6],
        [row.dropped, 7],
        [row.tokensIn, 9],
        [row.tokensOut, 10],
      ] as const;
      const cost = (row.costMicros / 1_000_000).toFixed(6);
      lines.push(
        `${row.day}  ${cells.map(([value, width]) => String(value).padStart(width)).join("  ")}  ${cost.padStart(10)}  ${row.person}`,
      );
    }
    process.stdout.write(`${lines.join("\n")}\n`);
  } finally {
    await app.close();
  }
}
