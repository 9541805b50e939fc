import type { IsoDate } from "../core/calendar.js";
import { type Period, parsePeriodKey } from "../core/period.js";
import { AskError } from "../errors.js";
import type { OrgStore } from "../store/store.js";

export interface OpenOrganisation {
  readonly org: OrgStore;
  readonly now: Date;
  /** Today where the organisation is. */
  readonly today: IsoDate;
  close(): Promise<void>;
}

/** The store of the organisation that `slug` names, else the configured one. Throws an AskError when there is none. */
export async function openOrganisation(slug: string | undefined): Promise<OpenOrganisation> {
  const [{ commandConfig }, { createLog }, { openStore }, { DateTime }] = await Promise.all([
    import("./command-config.js"),
    import("../log.js"),
    import("../store/open-store.js"),
    import("luxon"),
  ]);
  const config = commandConfig(slug === undefined ? {} : { PACER_ORG: slug });
  const store = await openStore({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    log: createLog(config.logLevel),
  });
  const organisation = await store.findOrganisation(config.orgSlug);
  if (!organisation) {
    await store.close();
    throw new AskError(
      `There is no organisation "${config.orgSlug}".`,
      "Import data into it first, or name another with --org.",
    );
  }
  const now = config.now ?? new Date();
  const today = DateTime.fromJSDate(now, { zone: organisation.timeZone }).toISODate() ?? "";
  return { org: store.forOrganisation(organisation), now, today, close: () => store.close() };
}

/** The period a key names by the organisation's fiscal year. Throws an AskError when it names none. */
export function periodNamed(key: string, { organisation }: Pick<OrgStore, "organisation">): Period {
  const period = parsePeriodKey(key, organisation.fiscalYearStartMonth);
  if (!period) throw new AskError(`"${key}" is not a period.`, "Write 2026-Q3, 2026-09, 2026-H1 or 2026.");
  return period;
}
