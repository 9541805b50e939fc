import type { Logger } from "../log.js";
import type { Organisation, Platform, Store } from "../store/store.js";

/** What a platform says about one of its users at this moment. */
export interface PlatformAccount {
  /** Addresses that the platform vouches for; empty when it vouches for none. */
  readonly emails: readonly string[];
  /** Only a `member` of the workspace is matched to a person. `outsider` belongs to another workspace or tenant. */
  readonly standing: "member" | "guest" | "outsider" | "bot" | "deactivated" | "unconfirmed";
}

export type Identified =
  | { readonly ok: true; readonly orgId: string; readonly personId: string }
  | { readonly ok: false; readonly reason: string; readonly message: string };

const refuse = (reason: string, message: string): Identified => ({ ok: false, reason, message });

/** Who a platform user is. By platform id once linked; until then by verified e-mail, which links. Never by name or text. */
export async function identify(given: {
  store: Store;
  log: Logger;
  organisation: Organisation | null;
  platform: Platform;
  workspaceId: string;
  userId: string;
  now: Date;
  /** Asks the platform; for who is linked only where `rechecks` says so. */
  account: () => Promise<PlatformAccount>;
  /** Who is linked is asked about again, so that somebody deactivated or made a guest gets nothing. */
  rechecks?: boolean;
}): Promise<Identified> {
  const { store, organisation, platform, workspaceId, userId } = given;
  if (!organisation) {
    return refuse(
      "workspace_unknown",
      "This workspace is not connected to an organisation in Pacer yet, so I have no figures to show. Please ask your Pacer admin to connect it.",
    );
  }
  const linked = await store.findIdentity(platform, workspaceId, userId);
  // A workspace that moved to another organisation takes nobody's link along.
  if (linked) {
    if (linked.orgId !== organisation.id) return unknownPerson();
    const standing = given.rechecks ? (await given.account()).standing : "member";
    // The link is to the account, not to its address: one that is being changed takes nothing away.
    return standing === "member" || standing === "unconfirmed"
      ? { ok: true, ...linked }
      : refuse(standing, NOT_A_MEMBER[standing]);
  }

  const account = await given.account();
  if (account.standing !== "member") return refuse(account.standing, NOT_A_MEMBER[account.standing]);
  const personId = await findPersonId(store, organisation, account.emails, given.now);
  if (!personId) return unknownPerson();
  // An address can pass to somebody else: a person has one account in a workspace until an admin moves the link.
  if ((await store.listLinkedUsers(platform, workspaceId, personId)).length > 0)
    return refuse(
      "person_linked",
      "Another account here is connected to the person in Pacer with your e-mail address. If this one is yours now, please ask your Pacer admin to move the connection.",
    );
  await store.linkIdentity({ platform, workspaceId, userId, orgId: organisation.id, personId, now: given.now });
  given.log.info(
    { event: "identity_linked", platform, orgId: organisation.id, personId },
    "a platform user was linked",
  );
  return { ok: true, orgId: organisation.id, personId };
}

const unknownPerson = (): Identified =>
  refuse(
    "person_unknown",
    "I could not match your account here to anybody in Pacer, so I cannot show any figures. Please ask your Pacer admin to check that the e-mail address of your work account is the one in Pacer.",
  );

const NOT_A_MEMBER: Record<Exclude<PlatformAccount["standing"], "member">, string> = {
  guest: "You are a guest in this workspace. Pacer shows figures to full members only.",
  outsider: "Your account belongs to another workspace. Pacer shows figures to members of its own workspace only.",
  bot: "Pacer answers people, not other apps.",
  deactivated: "This account is deactivated, so I cannot show any figures.",
  unconfirmed: "The e-mail address of your account is not confirmed yet. Please confirm it, then ask me again.",
};

/**
 * The one person whose e-mail is exactly one of these, ignoring case; nobody when they point at different people or at
 * somebody who has left (an address can be given to a new colleague). No alias and no likeness counts.
 */
async function findPersonId(
  store: Store,
  organisation: Organisation,
  emails: readonly string[],
  now: Date,
): Promise<string | null> {
  const org = store.forOrganisation(organisation);
  const today = now.toISOString().slice(0, 10);
  const found = new Set<string>();
  for (const email of emails) {
    const person = await org.findPersonByEmailOrName(email);
    if (!person?.email || person.email.toLowerCase() !== email.toLowerCase()) continue;
    if (person.leftOn !== null && person.leftOn <= today) continue;
    found.add(person.id);
  }
  const [only, ...others] = found;
  return only !== undefined && others.length === 0 ? only : null;
}

/**
 * The organisation that a workspace speaks for. The workspace Pacer is configured with is linked to `orgSlug` when it is
 * first seen; that organisation may be imported after the start, hence the look at every question until it is there. Where
 * many workspaces install the app none is linked by being seen: an installation link says whom each speaks for.
 */
export async function organisationOf(
  { store, orgSlug, log }: { store: Store; orgSlug: string | null; log: Logger },
  platform: Platform,
  workspaceId: string,
): Promise<Organisation | null> {
  const known = await store.findWorkspace(platform, workspaceId);
  if (known || orgSlug === null) return known;
  const configured = await store.findOrganisation(orgSlug);
  if (!configured) {
    log.warn({ event: "organisation_absent", platform, org: orgSlug }, "PACER_ORG names no organisation yet");
    return null;
  }
  await store.linkWorkspace(platform, workspaceId, configured.id);
  log.info({ event: "workspace_linked", platform, org: orgSlug }, "the workspace now speaks for the organisation");
  return configured;
}
