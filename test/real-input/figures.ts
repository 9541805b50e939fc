import { toFigureRecord } from "../../src/answer/figures.js";
import { createAsk } from "../../src/ask.js";
import { parsePeriodKey } from "../../src/core/period.js";
import { createLog } from "../../src/log.js";
import type { Organisation, Store } from "../../src/store/store.js";

/** What the bot says of one person's quarter, next to what SQL says. */
export interface Figures {
  readonly person: string;
  readonly quarter: string;
  readonly credited: string;
  readonly quota: string | null;
  /** Credited / quota to twelve decimals; null without a quota. */
  readonly attainment: string | null;
}

/** Everybody named asks the bot how close they were to quota in each quarter, once it is over. */
export async function askEverybody(
  store: Store,
  organisation: Organisation,
  personKeys: ReadonlySet<string>,
  quarters: readonly string[],
): Promise<Figures[]> {
  const ask = createAsk({ store, log: createLog("silent") });
  const people = await store.forOrganisation(organisation).listPeople();
  const figures: Figures[] = [];
  for (const { id, key } of people.filter((person) => personKeys.has(person.key))) {
    for (const quarter of quarters) {
      const period = parsePeriodKey(quarter, organisation.fiscalYearStartMonth);
      const { shown } = await ask({
        orgId: organisation.id,
        askerId: id,
        text: `How close was I to quota in ${quarter.slice(5)} ${quarter.slice(0, 4)}?`,
        channel: "dm",
        now: new Date(`${period?.end}T12:00:00Z`),
      });
      const said = new Map(shown.figures.map(toFigureRecord).map(({ key, value }) => [key, value]));
      figures.push({
        person: key,
        quarter,
        credited: said.get("credited") ?? `nothing, but: ${shown.headline}`,
        quota: said.get("quota") ?? null,
        attainment: said.get("attainment") ?? null,
      });
    }
  }
  return figures.sort(byPersonAndQuarter);
}

export const byPersonAndQuarter = (a: Figures, b: Figures): number =>
  `${a.person} ${a.quarter}` < `${b.person} ${b.quarter}` ? -1 : 1;
