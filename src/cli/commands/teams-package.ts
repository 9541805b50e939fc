import { type Command, InvalidArgumentError } from "commander";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function uuid(value: string): string {
  if (!UUID.test(value)) throw new InvalidArgumentError("It must be the bot's Microsoft App ID, a UUID.");
  return value.toLowerCase();
}

function httpsUrl(value: string): string {
  if (!URL.canParse(value) || new URL(value).protocol !== "https:") {
    throw new InvalidArgumentError("It must be an address that begins with https://.");
  }
  return value;
}

function version(value: string): string {
  if (!/^\d+\.\d+\.\d+$/.test(value)) throw new InvalidArgumentError("It must look like 1.0.0.");
  return value;
}

export function register(program: Command): void {
  program
    .command("teams-package")
    .description("Write the app package (a zip) that Microsoft Teams installs Pacer from")
    .requiredOption("--out <file>", "where to write the package, such as pacer-teams.zip")
    .option("--app-id <id>", "the bot's Microsoft App ID; without it, TEAMS_APP_ID is taken", uuid)
    .option("--company <name>", "who runs this Pacer; Teams shows it as the developer", "Your company")
    .option("--website <url>", "an https address of theirs; Teams links it", httpsUrl, "https://example.com")
    .option("--app-version <version>", "raise it when an uploaded app is to be replaced", version, "1.0.0")
    .addHelpText(
      "after",
      "\nExample:\n  $ pacer teams-package --out pacer-teams.zip --company Acme --website https://acme.example\n\nHow to upload it: docs/teams.md",
    )
    .action(async (options: { out: string; appId?: string; company: string; website: string; appVersion: string }) => {
      const { readConfig } = await import("../../config.js");
      const appId = options.appId ?? readConfig().teams?.bots[0]?.appId;
      if (!appId)
        throw new Error(
          "Which bot is it for? Set TEAMS_APP_ID, or give --app-id (docs/teams.md says where it is found).",
        );
      const { teamsPackage } = await import("../../surfaces/teams/app-package.js");
      const { writeFile } = await import("node:fs/promises");
      const { company, website, appVersion, out } = options;
      await writeFile(out, teamsPackage({ appId, company, website, version: appVersion }));
      process.stdout.write(`Wrote ${out}. Upload it in Teams: Apps > Manage your apps > Upload an app.\n`);
    });
}
