import type { WhatIfForm } from "../../forms/what-if.js";
import type { Home } from "../../home/home.js";
import type { AnsweringDeps } from "../surface.js";
import type { Turns } from "../turns.js";
import type { Workspaces } from "./workspaces.js";

/** What every part of the surface works with. */
export interface SlackDeps extends AnsweringDeps {
  readonly home: Home;
  readonly whatIf: WhatIfForm;
  readonly workspaces: Workspaces;
  /** What goes on after Slack was told that its event arrived. */
  readonly turns: Turns;
}
