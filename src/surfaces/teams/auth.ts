import { ConfigurationBotFrameworkAuthentication } from "botbuilder";
import type { TeamsBot, TeamsConfig } from "../../config.js";
import { connectorHttp } from "./connector.js";
import { BOT_FRAMEWORK, credentialsOf, LOGIN } from "./credentials.js";
import type { Checked, Gate } from "./gate.js";
import { type Activity, tenantOf } from "./parse.js";

const OPENID_METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration";
/** Checks who sends an activity, and proves to Teams who Pacer is. */
export class TeamsAuth implements Gate {
  readonly framework: ConfigurationBotFrameworkAuthentication;
  readonly #issuer: string;
  readonly #tenantId: string;
  readonly #loopback: boolean;

  constructor(bot: TeamsBot, config: TeamsConfig) {
    // Without an app id the SDK lets everybody in as anybody.
    if (!bot.appId || !bot.tenantId) throw new Error("Teams needs TEAMS_APP_ID and TEAMS_TENANT_ID");
    const metadata = config.openIdMetadataUrl ?? OPENID_METADATA;
    this.#tenantId = bot.tenantId;
    this.#issuer = config.tokenIssuer ?? BOT_FRAMEWORK;
    this.#loopback = isLoopback(metadata);
    this.framework = new ConfigurationBotFrameworkAuthentication(
      {
        ToChannelFromBotLoginUrl: `${config.loginUrl ?? LOGIN}/${bot.tenantId}`,
        ToChannelFromBotOAuthScope: this.#issuer,
        ToBotFromChannelTokenIssuer: this.#issuer,
        OAuthUrl: this.#issuer,
        ToBotFromChannelOpenIdMetadataUrl: metadata,
        ToBotFromEmulatorOpenIdMetadataUrl: metadata,
        CallerId: "urn:botframework:azure",
      },
      credentialsOf(bot, config),
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
    if (!this.mayReceive(activity.serviceUrl)) return refuse(403, "service_url");
    try {
      const authenticated = await this.framework.authenticateRequest(activity as never, authorization);
      const claim = (name: string) => authenticated.claimsIdentity.getClaimValue(name);
      if (claim("iss") !== this.#issuer) return refuse(401, "issuer");
      if (claim("serviceurl") !== activity.serviceUrl) return refuse(401, "service_url_claim");
      return tenantOf(activity) === this.#tenantId.toLowerCase() ? { ok: true, authenticated } : refuse(403, "tenant");
    } catch (error) {
      return isBadToken(error) ? refuse(401, "token", error) : refuse(503, "keys_unreachable", error);
    }
  }

  /** Answers carry a token, so they go to Microsoft's hosts alone; to this machine only when it issues the tokens as well. */
  mayReceive(serviceUrl: string): boolean {
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
