import type { ConfigurationBotFrameworkAuthentication } from "botbuilder";
import type { Activity } from "./parse.js";

export type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication["authenticateRequest"]>>;
export type Checked =
  | { readonly ok: true; readonly authenticated: Authenticated }
  | { readonly ok: false; readonly status: 401 | 403 | 503; readonly reason: string; readonly error?: unknown };

/** Who is let in, and how Pacer proves to Teams who it is. */
export interface Gate {
  readonly framework: ConfigurationBotFrameworkAuthentication;
  check(activity: Activity, authorization: string): Promise<Checked>;
  /** Whether messages, and the token with them, may be sent to a service URL. */
  mayReceive(serviceUrl: string): boolean;
}

/** One tenant's way in: its bot's id, its gate, and the organisation that the tenant speaks for when it is first seen. */
export interface Door {
  readonly tenantId: string;
  readonly appId: string;
  readonly gate: Gate;
  readonly orgSlug: string;
}
