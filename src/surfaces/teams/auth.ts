import { ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { z } from "zod";
import type { TeamsConfig } from "../../config.js";
import { ConnectorError, connectorHttp } from "./connector.js";
import { type Activity, isOfTenant } from "./parse.js";

/** Who signs Teams' tokens, and what Pacer's own are for: the Bot Framework of the public cloud. */
const BOT_FRAMEWORK = "https://api.botframework.com";
const OPENID_METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration";
const LOGIN = "https://login.microsoftonline.com";
const TOKEN_TIMEOUT_MS = 10_000;
/** A token is replaced this long before it expires. */
const TOKEN_MARGIN_MS = 5 * 60_000;

type Credentials = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;
export type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication["authenticateRequest"]>>;
export type Checked =
  | { readonly ok: true; readonly authenticated: Authenticated }
  | { readonly ok: false; readonly status: 401 | 403 | 503; readonly reason: string; readonly error?: unknown };

/** Checks who sends an activity, and proves to Teams who Pacer is. */
export class TeamsAuth {
  readonly framework: ConfigurationBotFrameworkAuthentication;
  readonly #issuer: string;
  readonly #tenantId: string;
  readonly #loopback: boolean;

  constructor(config: TeamsConfig) {
    // Without an app id the SDK lets everybody in as anybody.
    if (!config.appId || !config.tenantId) throw new Error("Teams needs TEAMS_APP_ID and TEAMS_TENANT_ID");
    const metadata = config.openIdMetadataUrl ?? OPENID_METADATA;
    this.#tenantId = config.tenantId;
    this.#issuer = config.tokenIssuer ?? BOT_FRAMEWORK;
    this.#loopback = isLoopback(metadata);
    this.framework = new ConfigurationBotFrameworkAuthentication(
      {
        ToChannelFromBotLoginUrl: `${config.loginUrl ?? LOGIN}/${config.tenantId}`,
        ToChannelFromBotOAuthScope: this.#issuer,
        ToBotFromChannelTokenIssuer: this.#issuer,
        OAuthUrl: this.#issuer,
        ToBotFromChannelOpenIdMetadataUrl: metadata,
        ToBotFromEmulatorOpenIdMetadataUrl: metadata,
        CallerId: "urn:botframework:azure",
      },
      credentialsOf(config),
      undefined,
      undefined,
      { httpClient: connectorHttp },
    );
  }

  /**
   * Signature, issuer, audience and expiry are the SDK's to check. Beyond it: the token is the channel's (not the emulator's
   * or another bot's), names the very service URL that answers go to, that URL is one of Teams, and the tenant is the
   * configured one. When Microsoft's keys cannot be read nobody is let in.
   */
  async check(activity: Activity, authorization: string): Promise<Checked> {
    const refuse = (status: 401 | 403 | 503, reason: string, error?: unknown) =>
      ({ ok: false, status, reason, error }) as const;
    if (!this.#isTeams(activity.serviceUrl)) return refuse(403, "service_url");
    try {
      const authenticated = await this.framework.authenticateRequest(activity as never, authorization);
      const claim = (name: string) => authenticated.claimsIdentity.getClaimValue(name);
      if (claim("iss") !== this.#issuer) return refuse(401, "issuer");
      if (claim("serviceurl") !== activity.serviceUrl) return refuse(401, "service_url_claim");
      return isOfTenant(activity, this.#tenantId) ? { ok: true, authenticated } : refuse(403, "tenant");
    } catch (error) {
      return isBadToken(error) ? refuse(401, "token", error) : refuse(503, "keys_unreachable", error);
    }
  }

  /** Answers carry a token, so they go to Microsoft's hosts alone; to this machine only when it issues the tokens as well. */
  #isTeams(serviceUrl: string): boolean {
    const { protocol, hostname } = new URL(serviceUrl);
    if (this.#loopback && isLoopback(serviceUrl)) return true;
    return (
      protocol === "https:" &&
      (hostname === "smba.trafficmanager.net" || /\.teams\.microsoft\.(com|us)$/.test(hostname))
    );
  }
}

const isLoopback = (url: string): boolean => ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);

/** The SDK's AuthenticationError carries an HTTP status; jsonwebtoken's errors are told by name. */
function isBadToken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("statusCode" in error) return error.statusCode === 401 || error.statusCode === 403;
  return ["JsonWebTokenError", "TokenExpiredError", "NotBeforeError"].includes(error.name);
}

const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** Client credentials of one tenant. Own code because the SDK's library speaks to Microsoft's login host over https alone, which no test can stand in for. */
function credentialsOf({ appId, appPassword, tenantId, loginUrl, tokenIssuer }: TeamsConfig): Credentials {
  let token: { readonly value: string; readonly until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const response = await fetch(`${loginUrl ?? LOGIN}/${tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: appId,
        client_secret: appPassword,
        scope: `${tokenIssuer ?? BOT_FRAMEWORK}/.default`,
      }),
      signal: AbortSignal.timeout(TOKEN_TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw new ConnectorError(undefined, undefined, { cause });
    });
    if (!response.ok) throw new ConnectorError(response.status, undefined);
    const { access_token, expires_in } = Token.parse(await response.json());
    token = { value: access_token, until: performance.now() + expires_in * 1000 - TOKEN_MARGIN_MS };
    return access_token;
  }

  const current = async (): Promise<string> => {
    if (token && performance.now() < token.until) return token.value;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
  return {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (request) => {
        request.headers.set("authorization", `Bearer ${await current()}`);
        return request;
      },
    }),
  };
}
