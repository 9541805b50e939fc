import { randomBytes } from "node:crypto";
import type { Store } from "../../../store/store.js";

const KIND = "slack_install";
const TICKET_MS = 24 * 3_600_000;

type Deps = { readonly store: Pick<Store, "shortStates">; readonly clock: () => Date };

/** Leave to install the app in a workspace that will speak for the organisation: good for a day, and once. */
export async function makeTicket({ store, clock }: Deps, orgId: string): Promise<string> {
  const now = clock();
  const id = randomBytes(24).toString("base64url");
  const expiresAt = new Date(now.getTime() + TICKET_MS);
  await store.shortStates.save({ id, kind: KIND, orgId, owner: null, data: {}, expiresAt }, now);
  return id;
}

export const findTicket = async (deps: Deps, id: string | undefined): Promise<{ orgId: string } | null> =>
  id ? withOrganisation(await deps.store.shortStates.find(KIND, id, deps.clock())) : null;

export const takeTicket = async (deps: Deps, id: string | undefined): Promise<{ orgId: string } | null> =>
  id ? withOrganisation(await deps.store.shortStates.take(KIND, id, deps.clock())) : null;

const withOrganisation = (state: { orgId: string | null } | null) => (state?.orgId ? { orgId: state.orgId } : null);
