import type { Command } from "commander";
import type { App } from "../../app.js";
import type { SlackConfig } from "../../config.js";

/** Workspaces that install the app, and who is who in them. */
export function register(program: Command): void {
  const slack = program
    .command("slack")
    .description("connect Slack workspaces to organisations, and move a person's link to another account")
    .addHelpText(
      "after",
      `
Examples:
  $ pacer slack connect --org acme        a link with which an admin of a workspace installs the app for that organisation
  $ pacer slack list                      workspaces, whom they speak for, and until when their tokens are good
  $ pacer slack disconnect T0ABC          forget its tokens; nobody in it gets an answer any more
  $ pacer slack reseal                    seal every token with the newest of PACER_SECRET_KEYS
  $ pacer slack relink dana@acme.example U0XYZ    she has a new account; the old one is told`,
    );

  slack
    .command("connect")
    .description("make an installation link: good for a day, and for one workspace")
    .option("--org <slug>", "the organisation (the one PACER_ORG names)")
    .action(({ org }: { org?: string }) => run(org, connect));
  slack
    .command("list")
    .description("list the workspaces that are connected")
    .action(() => run(undefined, list));
  slack
    .command("disconnect")
    .description("forget a workspace: its tokens, and whom it speaks for")
    .argument("<workspace>", "its id, such as T0ABC (E0ABC for an Enterprise organisation)")
    .action((workspace: string) => run(undefined, (app) => disconnect(app, workspace)));
  slack
    .command("reseal")
    .description("seal every token with the first of PACER_SECRET_KEYS, so that older keys can go")
    .action(() => run(undefined, reseal));
  slack
    .command("relink")
    .description("link a person to another Slack account; whoever had the link is told")
    .argument("<person>", "e-mail or full name")
    .argument("<user>", "id of the Slack account, such as U0XYZ (profile, three dots, Copy member ID)")
    .option("--workspace <id>", "where several are connected")
    .option("--org <slug>", "the organisation (the one PACER_ORG names)")
    .action((person: string, user: string, { workspace, org }: { workspace?: string; org?: string }) =>
      run(org, (app, config) => move(app, config, person, user, workspace)),
    );
}

const print = (...lines: string[]) => process.stdout.write(`${lines.join("\n")}\n`);

async function run(org: string | undefined, work: (app: App, config: SlackConfig) => Promise<void>): Promise<void> {
  const [{ openApp }, { commandConfig }, { createLog }] = await Promise.all([
    import("../../app.js"),
    import("../command-config.js"),
    import("../../log.js"),
  ]);
  const config = commandConfig(org === undefined ? {} : { PACER_ORG: org });
  if (!config.slack)
    throw new Error("Slack is not configured: set SLACK_BOT_TOKEN or SLACK_CLIENT_ID (docs/slack.md).");
  const app = await openApp(config, createLog(config.logLevel));
  try {
    await work(app, config.slack);
  } finally {
    await app.close();
  }
}

async function organisationOf({ store, config }: App) {
  const organisation = await store.findOrganisation(config.orgSlug);
  if (!organisation) throw new Error(`There is no organisation "${config.orgSlug}".`);
  return organisation;
}

async function connect(app: App, { install }: SlackConfig): Promise<void> {
  if (!install) throw new Error("With SLACK_BOT_TOKEN there is one workspace, and it is connected by starting Pacer.");
  const [{ makeTicket }, { INSTALL_PATH }] = await Promise.all([
    import("../../surfaces/slack/install/ticket.js"),
    import("../../surfaces/slack/install/routes.js"),
  ]);
  const organisation = await organisationOf(app);
  const ticket = await makeTicket({ store: app.store, clock: () => new Date() }, organisation.id);
  print(
    `Whoever may install apps in the workspace opens this link within a day; it works once. The workspace will speak for ${organisation.name}.`,
    "",
    `  ${install.publicUrl}${INSTALL_PATH}?ticket=${ticket}`,
  );
}

async function list({ store }: App): Promise<void> {
  const [connected, installed] = await Promise.all([store.listWorkspaces("slack"), store.slackInstallations.list()]);
  const keys = [...new Set([...connected.map(({ externalId }) => externalId), ...installed.map(({ key }) => key)])];
  if (keys.length === 0) print("No workspace is connected yet.");
  for (const key of keys) {
    const row = installed.find((one) => one.key === key);
    const slug = connected.find(({ externalId }) => externalId === key)?.slug ?? "nobody";
    const token = row
      ? `${row.name}${row.orgWide ? ", all workspaces of the organisation" : ""}, installed ${row.installedAt.toISOString().slice(0, 10)}, token ${row.expiresAt ? `good until ${row.expiresAt.toISOString().slice(0, 16)}Z` : "without an end"}, key ${row.keyId}`
      : "token from SLACK_BOT_TOKEN, or none";
    print(`${key}  speaks for ${slug}  (${token})`);
  }
}

async function disconnect({ store }: App, key: string): Promise<void> {
  const known = (await store.findWorkspace("slack", key)) ?? (await store.slackInstallations.find(key));
  if (!known) throw new Error(`No workspace "${key}" is connected. See: pacer slack list`);
  await store.slackInstallations.remove(key);
  await store.unlinkWorkspace("slack", key);
  print(`${key} is disconnected. Remove the app in Slack as well, so that Slack takes its token back.`);
}

async function reseal({ store }: App, { install }: SlackConfig): Promise<void> {
  if (!install) throw new Error("There are no sealed tokens: SLACK_BOT_TOKEN is the only one.");
  const [{ createKeyring }, { openTokens, sealTokens }] = await Promise.all([
    import("../../keyring.js"),
    import("../../surfaces/slack/install/tokens.js"),
  ]);
  const keyring = createKeyring(install.keys);
  let resealed = 0;
  for (const row of await store.slackInstallations.list()) {
    if (row.keyId === keyring.currentId) continue;
    const sealed = sealTokens(keyring, row.key, openTokens(keyring, row));
    // Tokens renewed meanwhile are sealed with the newest key already.
    if (await store.slackInstallations.replaceTokens(row.key, row.version, { ...sealed, expiresAt: row.expiresAt }))
      resealed += 1;
  }
  print(
    `${resealed} ${resealed === 1 ? "installation is" : "installations are"} sealed anew with "${keyring.currentId}".`,
  );
}

async function move(app: App, config: SlackConfig, who: string, userId: string, workspaceId?: string): Promise<void> {
  const [{ openWorkspaces }, { relink }] = await Promise.all([
    import("../../surfaces/slack/open-workspaces.js"),
    import("../../surfaces/slack/relink.js"),
  ]);
  const organisation = await organisationOf(app);
  const person = await app.store.forOrganisation(organisation).findPersonByEmailOrName(who);
  if (!person) throw new Error(`There is nobody called "${who}" in ${organisation.name}.`);
  const opened = await openWorkspaces(config, app);
  const own = (await app.store.listWorkspaces("slack")).filter(({ slug }) => slug === organisation.slug);
  const key = workspaceId ?? (own.length === 1 ? own[0]?.externalId : undefined);
  if (!key || !own.some(({ externalId }) => externalId === key))
    throw new Error(
      `Say which workspace of ${organisation.name} with --workspace: ${own.map(({ externalId }) => externalId).join(", ") || "none is connected"}`,
    );
  const workspace = await opened.workspaces.get(key, key);
  if (!workspace) throw new Error(`The app is not installed in ${key} (any more).`);
  const { before, told } = await relink(app, workspace, {
    orgId: organisation.id,
    person,
    userId,
    actor: "pacer slack relink",
  });
  print(
    `${person.name} is linked to ${userId} now.`,
    before === 0 ? "Nobody had the link before." : `${told} of ${before} accounts that had the link were told.`,
  );
}
