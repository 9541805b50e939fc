import type { SlackConfig } from "../../config.js";
import type { Http } from "../http.js";
import type { RunningSurface, SurfaceDeps } from "../surface.js";

/** Receives Slack events (Socket Mode when an app token is configured, otherwise signed HTTP on `/slack/events`) and answers them. */
export async function startSlack(_given: SurfaceDeps & { config: SlackConfig; http: Http }): Promise<RunningSurface> {
  throw new Error("Slack is not connected yet");
}
