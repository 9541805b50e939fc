import { type ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from "botbuilder";
import { z } from "zod";
import type { TeamsBot, TeamsConfig } from "../../config.js";
import { ConnectorError } from "./connector.js";

/** Who signs Teams' tokens, and what Pacer's own are for: the Bot Framework of the public cloud. */
export const BOT_FRAMEWORK = "https://api.botframework.com";
export const LOGIN = "https://login.microsoftonline.com";
const TOKEN_TIMEOUT_MS = 10_000;
/** A token is replaced this long before it expires. */
const TOKEN_MARGIN_MS = 5 * 60_000;

type Credentials = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;

const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** How a bot proves to Teams who it is: with the secret of its single-tenant app, or as the managed identity it runs under. */
export function credentialsOf(bot: TeamsBot, { loginUrl, tokenIssuer }: TeamsConfig): Credentials {
  const { appId, appPassword, tenantId } = bot;
  if (appPassword !== undefined) return secretCredentials({ appId, appPassword, tenantId }, { loginUrl, tokenIssuer });
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppType: "UserAssignedMSI",
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
  });
}

/** Client credentials of one tenant. Own code because the SDK's library speaks to Microsoft's login host over https alone, which no test can stand in for. */
function secretCredentials(
  { appId, appPassword, tenantId }: { appId: string; appPassword: string; tenantId: string },
  { loginUrl, tokenIssuer }: Pick<TeamsConfig, "loginUrl" | "tokenIssuer">,
): Credentials {
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
