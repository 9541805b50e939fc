import type { TeamsConfig } from "../../config.js";
import type { Http } from "../http.js";
import { organisationOf } from "../identity.js";
import type { RunningSurface, SurfaceDeps } from "../surface.js";
import { TeamsAuth } from "./auth.js";
import type { Door } from "./gate.js";
import { receiveActivities } from "./receive.js";
import { References } from "./references.js";
import { type SendTo, sendToOf } from "./send-to.js";

const STOP_PATIENCE_MS = 10_000;

export interface RunningTeams extends RunningSurface {
  /** To people who have met Pacer in Teams. */
  readonly sendTo: SendTo;
}

/**
 * Receives Teams activities on `/api/messages` and answers them. Only a token that Teams signed for a configured bot, for an activity of
 * that bot's tenant, is let in.
 */
export async function startTeams(given: SurfaceDeps & { config: TeamsConfig; http: Http }): Promise<RunningTeams> {
  const { config } = given;
  const doors = config.bots.map(
    (bot): Door => ({
      tenantId: bot.tenantId.toLowerCase(),
      appId: bot.appId,
      gate: new TeamsAuth(bot, config),
      orgSlug: bot.orgSlug,
    }),
  );
  return openDoors(given, doors);
}

/** The same behind whatever gates it is given. */
export async function openDoors(given: SurfaceDeps & { http: Http }, list: readonly Door[]): Promise<RunningTeams> {
  const { log } = given;
  for (const { tenantId, orgSlug } of list) await organisationOf({ ...given, orgSlug }, "teams", tenantId);
  const doors = new Map(list.map((door) => [door.tenantId, door]));
  const references = new References(given);
  const receiving = receiveActivities({ ...given, references }, doors);
  log.info({ event: "teams_ready", tenants: list.length }, "Teams is connected");
  return { stop: () => receiving.idle(STOP_PATIENCE_MS), sendTo: sendToOf({ ...given, references }, doors) };
}
