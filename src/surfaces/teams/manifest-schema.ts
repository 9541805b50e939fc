import { z } from "zod";

const text = (max: number) => z.string().min(1).max(max);
const link = z.url({ protocol: /^https$/, error: "must be an https address" }).max(2048);
const scope = z.enum(["personal", "team", "groupChat"]);

/**
 * The part of Teams' app manifest schema 1.19 that a bot uses, with its lengths and counts. Strict, as theirs is: a field that the schema
 * does not know is refused. Source: developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json.
 */
const Manifest = z.strictObject({
  $schema: z.url(),
  manifestVersion: z.literal("1.19"),
  version: z
    .string()
    .max(256)
    .regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/, "must look like 1.0.0"),
  id: z.guid(),
  developer: z.strictObject({ name: text(32), websiteUrl: link, privacyUrl: link, termsOfUseUrl: link }),
  name: z.strictObject({ short: text(30), full: text(100) }),
  description: z.strictObject({ short: text(80), full: text(4000) }),
  icons: z.strictObject({ color: text(2048), outline: text(2048) }),
  accentColor: z.string().regex(/^#[0-9a-fA-F]{6}$/),
  bots: z
    .array(
      z.strictObject({
        botId: z.guid(),
        scopes: z.array(scope).min(1).max(3),
        supportsFiles: z.boolean(),
        isNotificationOnly: z.boolean(),
        commandLists: z
          .array(
            z.strictObject({
              scopes: z.array(scope).min(1).max(3),
              commands: z.array(z.strictObject({ title: text(32), description: text(128) })).max(10),
            }),
          )
          .max(3),
      }),
    )
    .max(1),
  permissions: z.array(z.enum(["identity", "messageTeamMembers"])),
  validDomains: z.array(z.string().max(2048)).max(16),
});

/** Every way in which a manifest breaks the schema, as "developer.name: …"; empty when it keeps it. */
export function manifestFaults(manifest: unknown): string[] {
  const parsed = Manifest.safeParse(manifest);
  return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join(".") || "manifest"}: ${message}`);
}
