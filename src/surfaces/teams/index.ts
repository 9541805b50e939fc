import type { TeamsConfig } from "../../config.js";
import type { Http } from "../http.js";
import type { RunningSurface, SurfaceDeps } from "../surface.js";

/** Receives Teams activities on `/api/messages`, each with a signed token of the configured tenant, and answers them. */
export async function startTeams(_given: SurfaceDeps & { config: TeamsConfig; http: Http }): Promise<RunningSurface> {
  throw new Error("Teams is not connected yet");
}
