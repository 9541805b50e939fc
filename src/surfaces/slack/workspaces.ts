import type { SlackConfig } from "../../config.js";
import { trace } from "../../failure.js";
import type { Logger } from "../../log.js";
import type { Home } from "./accounts.js";
import { SlackApi } from "./api.js";

/** One workspace that an event came from, or one of the workspaces of an Enterprise organisation. */
export interface SlackWorkspace extends Home {
  readonly api: SlackApi;
  readonly botToken: string;
  /** What identities and organisations hang on: the team id, or the enterprise id where the app is installed org-wide. */
  readonly key: string;
  readonly botUserId: string;
  readonly botId: string;
}

/** Which installation an event is for, as Slack says. */
export interface WorkspaceQuery {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  readonly isEnterpriseInstall: boolean;
}

export interface Workspaces {
  /** Null for a workspace where the app is not installed, or not any more. */
  find(query: WorkspaceQuery): Promise<SlackWorkspace | null>;
  /** For messages that answer no event: by what identities hang on, and the workspace the person is in. */
  get(key: string, teamId: string): Promise<SlackWorkspace | null>;
  /** Slack says that the app was removed or its tokens taken back. What is still good stays. */
  removed(query: WorkspaceQuery): Promise<void>;
}

/** The one workspace whose token is configured. */
export async function singleWorkspace(config: SlackConfig, botToken: string, log: Logger): Promise<SingleWorkspace> {
  const api = new SlackApi(botToken, config, log);
  const { teamId, enterpriseId, botUserId, botId } = await signIn(api);
  const workspace = { api, botToken, key: teamId, teamId, enterpriseId, orgWide: false, botUserId, botId };
  return {
    workspace,
    find: async (query) => (query.teamId === teamId ? workspace : null),
    get: async (key) => (key === teamId ? workspace : null),
    async removed(query) {
      if (query.teamId === teamId)
        log.error(
          { event: "slack_removed", teamId },
          "the app was removed from Slack: SLACK_BOT_TOKEN is no good any more",
        );
    },
  };
}

interface SingleWorkspace extends Workspaces {
  readonly workspace: SlackWorkspace;
}

async function signIn(api: SlackApi) {
  try {
    return await api.whoAmI();
  } catch (cause) {
    const why = trace(cause).code ?? "no answer";
    throw new Error(`Slack did not accept SLACK_BOT_TOKEN, or could not be reached: auth.test failed (${why})`, {
      cause,
    });
  }
}
