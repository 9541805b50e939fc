import type { Command } from "commander";
import { type ActOptions, act } from "../act.js";

/** `pacer identities`: whom a Slack or Teams account speaks for. */
export function register(program: Command): void {
  program
    .command("identities")
    .description("link Slack and Teams accounts to people")
    .command("map")
    .description("link an account to a person; whoever it spoke for before loses it")
    .argument("<account>", "U02ABCDEF in Slack, the directory's object id in Teams")
    .argument("<person>", "e-mail address, key or exact name")
    .requiredOption("--platform <name>", "slack or teams")
    .requiredOption("--workspace <id>", "the team or tenant id")
    .requiredOption("--as <email-or-name>", "the admin who links it")
    .option("--org <slug>", "organisation (default: the configured one)")
    .option("--yes", "link it; without, only show what it would do")
    .action((user: string, person: string, options: ActOptions & { platform: string; workspace: string }) =>
      act(options, "map_identity", () => ({ person, user, platform: options.platform, workspace: options.workspace })),
    );
}
