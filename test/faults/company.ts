import type { RecordBatch } from "../../src/store/records.js";
import type { Organisation, OrgStore, Store } from "../../src/store/store.js";
import { TEAM } from "./sender.js";

export interface Crew {
  readonly organisation: Organisation;
  readonly org: OrgStore;
  /** Ids of the people, each with an account U0, U1 ... */
  readonly people: readonly string[];
}

/** An organisation with so many people, all of whom have spoken to Pacer in Slack. */
export async function makeCrew(store: Store, size: number, slug = "crew", team = TEAM): Promise<Crew> {
  const organisation = await store.createOrganisation({
    slug,
    name: slug,
    currency: "USD",
    timeZone: "UTC",
    fiscalYearStartMonth: 1,
  });
  const records = Array.from({ length: size }, (_, i) => ({
    key: `p${i}`,
    name: `Person ${i}`,
    email: `p${i}@${slug}.example`,
  }));
  async function* batches(): AsyncGenerator<RecordBatch> {
    yield { kind: "people", records } as RecordBatch;
  }
  await store.loadRecords(organisation, batches(), { actor: "test", source: "test", now: new Date() });
  const org = store.forOrganisation(organisation);
  const byKey = new Map((await org.listPeople()).map(({ key, id }) => [key, id]));
  await store.linkWorkspace("slack", team, organisation.id);
  const people: string[] = [];
  for (let i = 0; i < size; i++) {
    const personId = byKey.get(`p${i}`) ?? "";
    people.push(personId);
    const account = { platform: "slack", workspaceId: team, userId: `U${slug}${i}` } as const;
    await store.linkIdentity({ ...account, orgId: organisation.id, personId, now: new Date() });
  }
  return { organisation, org, people };
}

/** So many messages, shared out among the crew, all due. */
export const probesFor = ({ people }: Crew, count: number, more: { kind?: string; from?: number } = {}) =>
  Array.from({ length: count }, (_, i) => ({
    kind: more.kind ?? "probe",
    recipientId: people[i % people.length] ?? "",
    periodKey: `n${(more.from ?? 0) + i}`,
    recipe: { n: i },
    notBefore: new Date(0),
    expiresAt: new Date(Date.now() + 86_400_000),
  }));
