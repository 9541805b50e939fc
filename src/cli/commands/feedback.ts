import type { Command } from "commander";

export function register(program: Command): void {
  program
    .command("feedback")
    .description("what people said about answers: helpful or not, by kind of question, and what was wrong")
    .option("--org <slug>", "the organisation (the one PACER_ORG names, the demo company by default)")
    .option("--days <n>", "how far to look back", "30")
    .option("--json", "for programs")
    .action(async ({ org, days, json }: { org?: string; days: string; json?: boolean }, command: Command) => {
      if (!/^[1-9]\d{0,3}$/.test(days))
        command.error(`error: --days must be a whole number from 1, not "${days}"`, { exitCode: 2 });
      await run(Number(days), json === true, org);
    });
}

/** Comments shown; the counts are of all. */
const SHOWN = 50;

async function run(days: number, json: boolean, org: string | undefined): Promise<void> {
  const [{ openApp }, { commandConfig }, { createLog }] = await Promise.all([
    import("../../app.js"),
    import("../command-config.js"),
    import("../../log.js"),
  ]);
  const config = commandConfig(org === undefined ? {} : { PACER_ORG: org });
  const app = await openApp(config, createLog(config.logLevel));
  try {
    const organisation = await app.store.findOrganisation(config.orgSlug);
    if (!organisation) throw new Error(`There is no organisation "${config.orgSlug}".`);
    const store = app.store.forOrganisation(organisation);
    const since = new Date(app.now().getTime() - days * 86_400_000);
    const [counts, unhelpful] = await Promise.all([store.countFeedback(since), store.listUnhelpful(since, SHOWN)]);
    process.stdout.write(json ? `${JSON.stringify({ counts, unhelpful })}\n` : feedbackText(days, counts, unhelpful));
  } finally {
    await app.close();
  }
}

/** Who said it is not shown: what counts is the answer. */
export function feedbackText(
  days: number,
  counts: readonly { readonly skill: string; readonly helpful: number; readonly unhelpful: number }[],
  unhelpful: readonly {
    readonly skill: string;
    readonly reason: string | null;
    readonly comment: string | null;
    readonly at: Date;
  }[],
): string {
  if (counts.length === 0) return `Nobody rated an answer in the last ${days} days.\n`;
  const helpful = counts.reduce((sum, row) => sum + row.helpful, 0);
  const all = counts.reduce((sum, row) => sum + row.helpful + row.unhelpful, 0);
  const lines = [`${helpful} of ${all} rated answers of the last ${days} days helped.`, "", "helped  did not  kind"];
  for (const { skill, helpful: yes, unhelpful: no } of counts)
    lines.push(`${String(yes).padStart(6)}  ${String(no).padStart(7)}  ${skill}`);
  const said = unhelpful.filter(({ reason, comment }) => reason !== null || comment !== null);
  if (said.length > 0) lines.push("", "What was wrong:");
  for (const { skill, reason, comment, at } of said) {
    const words = [reason?.replaceAll("_", " "), comment?.replaceAll(/\s+/g, " ")].filter(Boolean).join(": ");
    lines.push(`${at.toISOString().slice(0, 10)}  ${skill}  ${words}`);
  }
  return `${lines.join("\n")}\n`;
}
