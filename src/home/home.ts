import { DateTime } from "luxon";
import type { Action, Figure, Progress, Table } from "../answer/answer.js";
import type { IsoDate } from "../core/calendar.js";
import { trace } from "../failure.js";
import { formActions } from "../forms/index.js";
import type { Logger } from "../log.js";
import { decide } from "../permission.js";
import { denial } from "../skills/refusal.js";
import type { Store } from "../store/store.js";
import { type Prompts, suggestPrompts } from "./prompts.js";
import { sections } from "./sections/index.js";
import { type Viewer, viewerOf } from "./viewer.js";

/** A part of somebody's dashboard, with no surface in it. All of it is for the viewer's eyes alone. */
export interface HomeSection {
  readonly key: string;
  readonly title: string;
  /** One or two sentences, the number first. */
  readonly lines?: readonly string[];
  readonly progress?: Progress;
  readonly figures?: readonly Figure[];
  readonly table?: Table;
  readonly notes?: readonly string[];
  readonly actions?: readonly Action[];
}

export interface HomeView {
  readonly headline: string;
  readonly sections: readonly HomeSection[];
  /** What the viewer can change by filling something in. */
  readonly forms: readonly Action[];
  readonly asOf: IsoDate;
  readonly dataAsOf: Date | null;
  /** The same for every time zone: surfaces show the moment as the viewer's clock has it. */
  readonly drawnAt: Date;
  readonly locale: string;
}

/** Whom a home is drawn for: settled by the surface from a verified identity. */
export interface HomeRequest {
  readonly orgId: string;
  readonly personId: string;
  readonly now: Date;
}

export interface Home {
  viewOf(request: HomeRequest): Promise<HomeView>;
  /** Questions worth asking now, at most four. */
  promptsOf(request: HomeRequest): Promise<Prompts>;
}

/**
 * Dashboards. Each section is worked out by itself: one that fails is left out and logged, one whose feature holds nothing does
 * not appear. Whoever has left gets the refusal and nothing else.
 */
export function createHome({ store, log }: { store: Store; log: Logger }): Home {
  return {
    async viewOf(request) {
      const viewer = await find(store, request);
      if (!viewer) return bare(request, "I don't know you yet. Ask your admin to add you to Pacer.");
      const entry = decide(viewer.asker, { kind: "nothing" }, viewer.today);
      if (!entry.allow) return bare(request, denial(entry.reason).headline);
      const drawn = await Promise.all(
        sections
          .filter((section) => section.isFor(viewer))
          .map(async (section) => {
            try {
              return await section.load(viewer);
            } catch (error) {
              log.error({ event: "home_section_failed", section: section.key, ...trace(error) }, "a section failed");
              return null;
            }
          }),
      );
      const { imports } = await viewer.store.getDataStanding(1);
      return {
        headline: greeting(viewer),
        sections: drawn.filter((section) => section !== null),
        forms: formActions(viewer),
        asOf: viewer.today,
        dataAsOf: imports[0]?.finishedAt ?? null,
        drawnAt: request.now,
        locale: viewer.locale,
      };
    },
    async promptsOf(request) {
      const viewer = await find(store, request);
      return viewer && decide(viewer.asker, { kind: "nothing" }, viewer.today).allow
        ? suggestPrompts(viewer)
        : { title: "Ask Pacer", prompts: [] };
    },
  };
}

async function find(store: Store, { orgId, personId, now }: HomeRequest): Promise<Viewer | null> {
  const organisation = (await store.listOrganisations()).find(({ id }) => id === orgId);
  if (!organisation) return null;
  const org = store.forOrganisation(organisation);
  const asker = await org.findPerson(personId);
  const today = DateTime.fromJSDate(now, { zone: organisation.timeZone }).toISODate();
  return asker && today ? viewerOf(org, asker, today, now) : null;
}

const greeting = ({ asker }: Viewer): string => `Hello ${asker.name.split(" ")[0]}, this is where you stand`;

const bare = ({ now }: HomeRequest, headline: string): HomeView => ({
  headline,
  sections: [],
  forms: [],
  asOf: now.toISOString().slice(0, 10),
  dataAsOf: null,
  drawnAt: now,
  locale: "en-US",
});
