import { strToU8, zipSync } from "fflate";
import { colorIcon, outlineIcon } from "./icons.js";
import { manifestFaults } from "./manifest-schema.js";

export interface PackageOptions {
  /** The bot's Microsoft App ID; Teams knows the app by the same. */
  readonly appId: string;
  /** Who runs this Pacer, as Teams names the app's developer. */
  readonly company: string;
  /** An https address of theirs; Teams asks for one and links it. */
  readonly website: string;
  /** Raised when an uploaded app is to be replaced. */
  readonly version: string;
}

const SCOPES = ["personal", "team", "groupChat"];
const COMMANDS = [
  { title: "How close am I to quota?", description: "Your attainment, what is left and where your pace lands" },
  { title: "What have I earned?", description: "Your payout so far this quarter" },
  { title: "Why this payout?", description: "Every step of your payout, down to the deals" },
  { title: "help", description: "What Pacer can answer" },
];

/** The app's manifest, as Teams' schema 1.19 has it. */
export function teamsManifest({ appId, company, website, version }: PackageOptions) {
  return {
    $schema: "https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json",
    manifestVersion: "1.19",
    version,
    id: appId,
    developer: { name: company, websiteUrl: website, privacyUrl: website, termsOfUseUrl: website },
    name: { short: "Pacer", full: "Pacer: your quota, your pay, your pace" },
    description: {
      short: "How close am I to quota? Pacer tells every seller their pace.",
      full: "Pacer runs beside every seller and tells them their pace: how close they are to quota, what they have earned and why, and what the next deal is worth. Figures about pay are answered in the one-to-one chat and nowhere else; a channel only learns that you were answered.",
    },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: "#0B5C4A",
    bots: [
      {
        botId: appId,
        scopes: SCOPES,
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [{ scopes: SCOPES, commands: COMMANDS }],
      },
    ],
    permissions: ["identity", "messageTeamMembers"],
    validDomains: [],
  };
}

/**
 * The zip that Teams takes under "Upload an app": the manifest and its two icons. The same options give the same bytes. Throws an Error
 * that lists what Teams would refuse.
 */
export function teamsPackage(options: PackageOptions): Uint8Array {
  const manifest = teamsManifest(options);
  const faults = manifestFaults(manifest);
  if (faults.length > 0)
    throw new Error(`Teams would refuse this package:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
  const files = {
    "manifest.json": strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
    "color.png": new Uint8Array(colorIcon()),
    "outline.png": new Uint8Array(outlineIcon()),
  };
  // A zip keeps local time, so a local date gives the same bytes in every time zone.
  return zipSync(files, { mtime: new Date(2026, 0, 1) });
}
