import type { Command } from "commander";
import { type ActOptions, asPerson } from "../act.js";

/** `pacer announcements`: what was announced, and who was reached and acknowledged it. */
export function register(program: Command): void {
  const announcements = program.command("announcements").description("see announcements, and who acknowledged them");
  announcements
    .command("list")
    .alias("status")
    .description("every announcement with its counts, newest first")
    .requiredOption("--as <email-or-name>", "an admin")
    .option("--org <slug>", "organisation (default: the configured one)")
    .action((options: ActOptions) =>
      asPerson(options, async (context) => {
        const [{ runSkill }, { skills }] = await Promise.all([
          import("../../skills/run-skill.js"),
          import("../../skills/index.js"),
        ]);
        const skill = skills.get("announce");
        if (!skill) throw new Error("no skill announce");
        return { ...(await runSkill(skill, { text: "show announcements" }, context)), actions: [] };
      }),
    );
  announcements
    .command("export")
    .description("who was reached, saw it and acknowledged or declined it, as CSV")
    .argument("<number>", "1 = the newest, as listed")
    .requiredOption("--as <email-or-name>", "an admin")
    .option("--org <slug>", "organisation (default: the configured one)")
    .action((number: string, options: ActOptions) =>
      asPerson(options, async (context) => {
        const [{ announcementCsv }, { AskError }, { decide }, { denial }] = await Promise.all([
          import("../announcement-csv.js"),
          import("../../errors.js"),
          import("../../permission.js"),
          import("../../skills/refusal.js"),
        ]);
        const { asker, store, today, locale } = context;
        const decision = decide(asker, { kind: "organisation" }, today);
        if (!decision.allow) return { ...denial(decision.reason), skill: "announce", asOf: today, locale };
        const row = (await store.listAnnouncements())[Number(number) - 1];
        if (!row) throw new AskError(`There is no announcement ${number}.`, "See: pacer announcements list --as EMAIL");
        return announcementCsv(await store.listAnnouncementRecipients(row.id));
      }),
    );
}
