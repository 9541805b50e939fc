import type { StoredSlackInstallation } from "../../../store/slack-installations.js";
import { SlackApi } from "../api.js";
import { isTokenDead } from "../calls.js";
import type { SlackWorkspace, WorkspaceQuery, Workspaces } from "../workspaces.js";
import type { InstallDeps } from "./deps.js";
import { TokenKeeper } from "./tokens.js";

/** How long a row that was read counts: an installation removed elsewhere is noticed after that. */
const FRESH_MS = 15_000;
const KEPT = 5_000;

interface Known {
  readonly row: StoredSlackInstallation;
  readonly api: SlackApi;
  readonly botToken: string;
  readonly until: number;
}

/** Workspaces as they are installed, one after the other in any number. */
export function installedWorkspaces(deps: InstallDeps): Workspaces {
  const { store, config, log, clock } = deps;
  const keeper = new TokenKeeper(deps);
  const known = new Map<string, Known>();

  async function read(key: string): Promise<Known | null> {
    const before = known.get(key);
    const now = clock().getTime();
    if (before && before.until > now) return before;
    const row = await store.slackInstallations.find(key);
    if (!row) {
      known.delete(key);
      return null;
    }
    const botToken = await keeper.botToken(row);
    // The client goes on with the same token, and with it what it knows of people and conversations.
    const api = before?.botToken === botToken ? before.api : new SlackApi(botToken, config, log);
    if (known.size >= KEPT) known.clear();
    const found = { row, api, botToken, until: now + FRESH_MS };
    known.set(key, found);
    return found;
  }

  /** An org-wide installation answers for every workspace of the organisation that has none of its own. */
  async function readFor({ teamId, enterpriseId, isEnterpriseInstall }: WorkspaceQuery): Promise<Known | null> {
    const own = !isEnterpriseInstall && teamId ? await read(teamId) : null;
    if (own) return own;
    const wide = enterpriseId ? await read(enterpriseId) : null;
    return wide?.row.orgWide ? wide : null;
  }

  const workspaceOf = ({ row, api, botToken }: Known, teamId: string): SlackWorkspace => ({
    api,
    botToken,
    key: row.key,
    teamId,
    enterpriseId: row.orgWide ? row.key : null,
    orgWide: row.orgWide,
    botUserId: row.botUserId,
    botId: row.botId,
  });

  return {
    async find(query) {
      const found = await readFor(query);
      return found && workspaceOf(found, query.teamId ?? found.row.key);
    },
    async get(key, teamId) {
      const found = await read(key);
      return found && workspaceOf(found, teamId);
    },
    async removed(query) {
      known.clear();
      const found = await readFor(query).catch(() => null);
      if (!found) return;
      // The event may be late, and the app installed anew since: only a token that Slack refuses goes.
      const dead = await found.api.whoAmI().then(() => false, isTokenDead);
      if (!dead) return;
      await store.slackInstallations.remove(found.row.key);
      known.clear();
      log.info({ event: "slack_uninstalled", workspace: found.row.key }, "a workspace removed the app");
    },
  };
}
