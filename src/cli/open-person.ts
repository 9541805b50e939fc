import { AskError } from "../errors.js";
import type { OrgStore, Person } from "../store/store.js";

/** The demo company or another, somebody in it, and the present. Throws an AskError where either is not there. */
export async function openPerson({ as, slug }: { as: string | undefined; slug: string | undefined }): Promise<{
  org: OrgStore;
  person: Person;
  now: Date;
  close(): Promise<void>;
}> {
  const [{ openApp }, { commandConfig }, { createLog }, { firstRepEmail }] = await Promise.all([
    import("../app.js"),
    import("./command-config.js"),
    import("../log.js"),
    import("../demo/index.js"),
  ]);
  const config = commandConfig(slug === undefined ? {} : { PACER_ORG: slug });
  const app = await openApp(config, createLog(config.logLevel));
  try {
    const organisation = await app.store.findOrganisation(config.orgSlug);
    if (!organisation)
      throw new AskError(`There is no organisation "${config.orgSlug}".`, "Import data into it, or name another.");
    const wanted = as ?? (config.orgSlug === "demo" ? firstRepEmail : undefined);
    if (wanted === undefined) throw new AskError("Whom is it for?", "Name them with --as.");
    const org = app.store.forOrganisation(organisation);
    const person = await org.findPersonByEmailOrName(wanted);
    if (!person) throw new AskError(`Nobody in ${organisation.name} has the e-mail address or exact name "${wanted}".`);
    return { org, person, now: app.now(), close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}
