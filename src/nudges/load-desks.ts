import type { IsoDate } from "../core/calendar.js";
import { periodOf } from "../core/period.js";
import { spanAround } from "../skills/payee.js";
import { withPeopleAround } from "../skills/people-around.js";
import type { OrgStore } from "../store/store.js";
import { type Desk, dealSpan, deskOf } from "./desk.js";

/** The desks of people who are on a plan in the running quarter, by id. Their rows are read together where they can be. */
export async function loadDesks(
  store: OrgStore,
  personIds: readonly string[],
  today: IsoDate,
): Promise<ReadonlyMap<string, Desk>> {
  const period = periodOf("quarter", today, store.organisation.fiscalYearStartMonth);
  const span = spanAround(period, store);
  const files = await withPeopleAround(store, await store.listPayeeFiles(personIds, span, today), span, today);
  const onPlan = files.filter(({ plans }) => plans.length > 0);
  const ids = onPlan.map(({ person }) => person.id);
  const movedOn = new Map<string, IsoDate>();
  for (const { dealKey, changedOn } of ids.length > 0 ? await store.listDealChanges(ids, dealSpan(today)) : [])
    if (changedOn > (movedOn.get(dealKey) ?? "")) movedOn.set(dealKey, changedOn);
  const desks = new Map<string, Desk>();
  for (const file of onPlan) {
    const { id } = file.person;
    const [deals, plans] = await Promise.all([
      store.listDeals(id, dealSpan(today)),
      store.listPlansToAcknowledge(id, today),
    ]);
    const desk = deskOf({ file, period, today, deals, movedOn, plans });
    if (desk) desks.set(id, desk);
  }
  return desks;
}
