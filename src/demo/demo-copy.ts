import { randomUUID } from "node:crypto";
import type { IsoDate } from "../core/calendar.js";
import type { RecordBatch } from "../store/records.js";
import type { Organisation, Store } from "../store/store.js";
import { demoCalendar } from "./demo-calendar.js";
import { demoRecords } from "./demo-records.js";
import { company } from "./roster.js";

/**
 * The demo company as it stands on `day`, under a name of its own. `merge` moves a copy on within its quarter, so that what people
 * did in it stays; `replace` builds it anew, for a day before the one it stands on.
 */
export async function loadDemoCopy(
  store: Store,
  { slug, day, mode }: { readonly slug: string; readonly day: IsoDate; readonly mode: "merge" | "replace" },
): Promise<Organisation> {
  const now = middayOf(day);
  async function* batches(): AsyncGenerator<RecordBatch> {
    yield* demoRecords(demoCalendar(now, company.timeZone));
  }
  const { faults } = await store.loadRecords({ ...company, slug, id: randomUUID() }, batches(), {
    actor: "pacer demo",
    source: "demo company",
    now,
    createOrganisation: true,
    mode: () => mode,
  });
  const organisation = await store.findOrganisation(slug);
  if (faults[0] || !organisation)
    throw new Error(`The demo company could not be copied: ${faults[0]?.message ?? "it is not there"}`);
  return organisation;
}

/** A moment that is the same day wherever the company works. */
export const middayOf = (day: IsoDate): Date => new Date(`${day}T17:00:00Z`);

/** The company's calendar day of a moment. */
export const demoDayOf = (moment: Date): IsoDate => demoCalendar(moment, company.timeZone).today;
