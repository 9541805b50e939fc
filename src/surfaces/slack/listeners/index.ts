import type { App } from "@slack/bolt";
import type { SlackDeps } from "../deps.js";
import { listenToChanges } from "./changes.js";
import { listenToPresses } from "./presses.js";
import { listenToQuestions } from "./questions.js";
import { listenToSubmissions } from "./submissions.js";
import { taking } from "./taking.js";

/** Everything that Slack sends, taken and answered. */
export function listen(bolt: App, deps: SlackDeps): void {
  const how = taking(deps);
  for (const to of [listenToQuestions, listenToPresses, listenToSubmissions, listenToChanges]) to(bolt, deps, how);
}
