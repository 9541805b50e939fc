import { randomUUID } from "node:crypto";
import { periodOf } from "../core/period.js";
import type { RecordBatch } from "../store/records.js";
import type { LoadResult, Store } from "../store/store.js";
import { demoCalendar } from "./demo-calendar.js";
import { demoRecords } from "./demo-records.js";
import type { OrganisationFile } from "./organisation-file.js";
import { organisationRecords } from "./organisation-records.js";
import { company, emailOf, roster, teams } from "./roster.js";

/** Who asks when nobody is named. */
export const firstRepEmail = emailOf("maya");

/** Three questions that show something at once. */
export const tryThese: readonly string[] = [
  "how close am I to quota?",
  "what if I close Zorvik?",
  "why is my payout what it is?",
];

/** Who can be asked as, leaders and admins included, and what is special about them. */
export const demoPeople = roster.map(({ key, name, title, role, team, special }) => ({
  name,
  email: emailOf(key),
  role,
  title,
  team: teams.find((one) => one.key === team)?.name ?? null,
  special: special ?? null,
}));

type Mode = "merge" | "replace" | "nothing";

/**
 * Makes sure that the demo company exists and is of today. Within a quarter the company moves on day by day: the same deals,
 * some of them closed meanwhile, are merged. In a new quarter it is built anew. A store already of today, or of a later day
 * (the clock was set back), stays as it is. Of several processes one loads and the others find it done.
 */
export async function ensureDemo(store: Store, now: Date): Promise<void> {
  const result = await load(store, now, (lastLoaded) => modeFor(lastLoaded, now));
  // A plan of the demo company that reads differently than when it was published: this is a newer Pacer than built the company.
  if (result.faults.length > 0) await rebuildDemo(store, now);
}

/** Builds the demo company anew, whatever became of it. */
export async function rebuildDemo(store: Store, now: Date): Promise<void> {
  const { faults } = await load(store, now, () => "replace");
  const [first] = faults;
  if (first) throw new Error(`The demo company could not be loaded: ${first.kind} ${first.field} ${first.message}`);
}

/**
 * Puts the organisation that a file describes in the place of whatever the slug held. Throws with the first fault when the
 * store cannot take a record.
 */
export async function loadOrganisationFile(
  store: Store,
  slug: string,
  file: OrganisationFile,
  now: Date,
): Promise<void> {
  const organisation = {
    id: randomUUID(),
    slug,
    name: file.name ?? slug,
    currency: file.currency,
    timeZone: "UTC",
    fiscalYearStartMonth: 1,
  };
  async function* records(): AsyncGenerator<RecordBatch> {
    yield* organisationRecords(file);
  }
  const { faults } = await store.loadRecords(organisation, records(), {
    actor: "pacer demo",
    source: "organisation file",
    now,
    createOrganisation: true,
    mode: () => "replace",
  });
  const [first] = faults;
  if (first)
    throw new Error(
      `The organisation could not be loaded: ${first.kind} ${first.field} "${first.value}": ${first.message}`,
    );
}

function modeFor(lastLoaded: Date | null, now: Date): Mode {
  if (lastLoaded === null) return "merge";
  const { today, quarter } = demoCalendar(now, company.timeZone);
  const then = demoCalendar(lastLoaded, company.timeZone).today;
  if (then >= today) return "nothing";
  return periodOf("quarter", then).key === quarter(0).key ? "merge" : "replace";
}

const load = (store: Store, now: Date, mode: (lastLoaded: Date | null) => Mode): Promise<LoadResult> =>
  store.loadRecords({ ...company, id: randomUUID() }, batches(now), {
    actor: "pacer demo",
    source: "demo company",
    now,
    createOrganisation: true,
    mode,
  });

async function* batches(now: Date): AsyncGenerator<RecordBatch> {
  yield* demoRecords(demoCalendar(now, company.timeZone));
}
