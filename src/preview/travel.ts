import { createAsk } from "../ask.js";
import { addDays, earlierOf, type IsoDate } from "../core/calendar.js";
import { type Period, periodOf } from "../core/period.js";
import { demoDayOf, loadDemoCopy, middayOf } from "../demo/demo-copy.js";
import { AskError } from "../errors.js";
import { createHome, type Home } from "../home/home.js";
import type { Logger } from "../log.js";
import type { Ask } from "../question.js";
import { openScratchStore } from "../store/scratch-store.js";
import type { Organisation, Store } from "../store/store.js";

/** Copies at a time; the one that was not used for longest gives its place to the next. */
const MAX_COPIES = 3;
/** How far beyond the quarter one may go: to the pay day of its last month and a little more. */
const AFTERWARDS_DAYS = 45;

/** A company to ask, and when. */
export interface World {
  readonly organisation: Organisation;
  readonly store: Store;
  readonly ask: Ask;
  readonly home: Home;
  readonly now: Date;
}

/**
 * The demo company on another day. Each session has a copy of its own, in memory: days pass in it and deals close as they would, people
 * may confirm what they like, and nothing of it reaches the real store or anybody's inbox.
 */
export interface Travel {
  /** The days that can be gone to: the quarter that the real clock is in, and some days after. */
  range(): { readonly first: IsoDate; readonly last: IsoDate; readonly quarter: Period };
  /** The session's copy on a day, moved there if it stands on another. Throws an AskError for a day out of range. */
  to(session: string, day: IsoDate): Promise<World>;
  /** The day that the session's copy stands on; null where it has none. */
  dayOf(session: string): IsoDate | null;
  close(): Promise<void>;
}

interface Copy {
  readonly slug: string;
  day: IsoDate | null;
  /** What the copy is busy with: one thing at a time. */
  busy: Promise<World>;
}

interface TravelDeps {
  readonly log: Logger;
  readonly now: () => Date;
  /** Where the copies live; opened with the first journey. */
  readonly openStore?: (log: Logger) => Promise<Store>;
}

export function createTravel({ log, now, openStore = openScratchStore }: TravelDeps): Travel {
  const copies = new Map<string, Copy>();
  let shared: Promise<{ store: Store; ask: Ask; home: Home }> | undefined;
  const open = () => {
    shared ??= openStore(log).then((store) => ({
      store,
      ask: createAsk({ store, log }),
      home: createHome({ store, log }),
    }));
    return shared;
  };
  const range = () => {
    const quarter = periodOf("quarter", demoDayOf(now()));
    return { first: quarter.start, last: addDays(quarter.end, AFTERWARDS_DAYS), quarter };
  };

  function copyOf(session: string): Copy {
    const known = copies.get(session);
    const oldest = copies.size >= MAX_COPIES ? [...copies][0] : undefined;
    if (!known && oldest) copies.delete(oldest[0]);
    const slug = known?.slug ?? oldest?.[1].slug ?? `demo-copy-${copies.size + 1}`;
    // Whoever takes another's place begins anew, after what that one is still busy with.
    const copy: Copy = known ?? { slug, day: null, busy: oldest?.[1].busy ?? Promise.reject(new Error("not begun")) };
    copy.busy.catch(() => undefined);
    copies.delete(session);
    copies.set(session, copy);
    return copy;
  }

  async function move(copy: Copy, day: IsoDate, quarter: Period): Promise<World> {
    const parts = await open();
    // After the quarter's end the clock goes on and no deal closes any more: the next quarter's company is another one.
    const dataDay = (at: IsoDate) => earlierOf(at, addDays(quarter.end, -1));
    const from = copy.day;
    const isOn = from !== null && dataDay(from) === dataDay(day) && from <= day;
    const existing = isOn ? await parts.store.findOrganisation(copy.slug) : null;
    copy.day = null;
    const mode = from !== null && from <= day ? "merge" : "replace";
    const organisation = existing ?? (await loadDemoCopy(parts.store, { slug: copy.slug, day: dataDay(day), mode }));
    copy.day = day;
    return { ...parts, organisation, now: middayOf(day) };
  }

  return {
    range,
    async to(session, day) {
      const { first, last, quarter } = range();
      if (day < first || day > last)
        throw new AskError(`The clock can be set from ${first} to ${last}.`, "Choose a day of the quarter.");
      const copy = copyOf(session);
      const go = () => move(copy, day, quarter);
      copy.busy = copy.busy.then(go, go);
      return copy.busy;
    },
    dayOf: (session) => copies.get(session)?.day ?? null,
    async close() {
      const opened = await shared?.catch(() => undefined);
      await Promise.allSettled([...copies.values()].map(({ busy }) => busy));
      await opened?.store.close();
    },
  };
}
