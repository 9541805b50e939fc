import { IANAZone } from "luxon";
import { z } from "zod";
import type { OrgStore, Person } from "../store/store.js";
import type { ChosenPreferences } from "../store/written/preferences.js";

/** "HH:mm", 24 hours, where the person is. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Monday = 1 .. Sunday = 7, as ISO 8601 counts. */
const Weekday = z.int().min(1).max(7);

/** What can be switched on and off. Notices (what the law or a signature asks for) are not among it. */
export const KINDS = ["goal_updates", "nudges", "brief", "digest", "announcements"] as const;
export type SwitchedKind = (typeof KINDS)[number];
export type MessageKind = SwitchedKind | "notices";

const fields = {
  timeZone: z.string().refine((zone) => IANAZone.isValidZone(zone), "an IANA time zone"),
  /** Nothing is sent from `from` until before `to`, over midnight where `to` is the earlier. */
  quietHours: z.union([
    z.literal("none"),
    z.object({ from: TimeOfDay, to: TimeOfDay }).refine(({ from, to }) => from !== to, "an end that is not the start"),
  ]),
  /** Days on which nothing is sent at all. */
  quietDays: z.array(Weekday).max(6),
  /** Nudges a week at most. */
  weeklyBudget: z.int().min(0).max(50),
  kinds: z.partialRecord(z.enum(KINDS), z.boolean()),
  digestDay: Weekday,
  digestAt: TimeOfDay,
  /** How often the brief comes: on each day that is not quiet, or on the digest day; at the digest's hour. */
  briefEvery: z.enum(["day", "week"]),
  /** Nothing but notices before this moment. */
  pausedUntil: z.union([z.literal("none"), z.iso.datetime()]),
  /** Kinds that wait until a moment while the others come. */
  pausedKinds: z.partialRecord(z.enum(KINDS), z.iso.datetime()),
  /** Nothing but notices, until it is switched on again. */
  stopped: z.boolean(),
  tone: z.enum(["friendly", "brief", "formal"]),
  language: z.enum(["en", "es", "de", "fr"]),
};

/** What somebody changes: a field given is set, one given as null goes back to what the organisation has. */
export const PreferenceChange = z.object(
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.nullable().optional()])) as {
    [K in keyof typeof fields]: z.ZodOptional<z.ZodNullable<(typeof fields)[K]>>;
  },
);
export type PreferenceChange = z.infer<typeof PreferenceChange>;

/** How a person wants to be written to: what they chose, else what the organisation chose, else what Pacer comes with. */
export interface Preferences {
  readonly timeZone: string;
  readonly quietHours: "none" | { readonly from: string; readonly to: string };
  readonly quietDays: readonly number[];
  readonly weeklyBudget: number;
  readonly kinds: Readonly<Record<SwitchedKind, boolean>>;
  readonly digestDay: number;
  readonly digestAt: string;
  readonly briefEvery: "day" | "week";
  readonly pausedUntil: "none" | string;
  readonly pausedKinds: Readonly<Partial<Record<SwitchedKind, string>>>;
  readonly stopped: boolean;
  readonly tone: "friendly" | "brief" | "formal";
  readonly language: "en" | "es" | "de" | "fr";
}

const BUILT_IN: Omit<Preferences, "timeZone"> = {
  quietHours: { from: "18:00", to: "08:00" },
  quietDays: [6, 7],
  weeklyBudget: 3,
  kinds: { goal_updates: true, nudges: true, brief: false, digest: true, announcements: true },
  digestDay: 1,
  digestAt: "08:00",
  briefEvery: "day",
  pausedUntil: "none",
  pausedKinds: {},
  stopped: false,
  tone: "friendly",
  language: "en",
};

/** A stored field that no longer fits is as if it was never chosen: whoever changed the meaning must not silence anybody. */
function read(chosen: Readonly<Record<string, unknown>>): Partial<Preferences> {
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const parsed = field.safeParse(chosen[name]);
    if (parsed.success) kept[name] = parsed.data;
  }
  return kept as Partial<Preferences>;
}

/** What counts for a person. The zone they chose, else the one their platform or import says, else the organisation's. */
export function settled(
  chosen: ChosenPreferences,
  person: Pick<Person, "timeZone" | "locale">,
  { timeZone }: { readonly timeZone: string },
): Preferences {
  const [own, defaults] = [read(chosen.own), read(chosen.defaults)];
  const spoken = person.locale?.slice(0, 2).toLowerCase();
  const language = spoken === "de" || spoken === "es" || spoken === "fr" ? spoken : "en";
  const zone = person.timeZone !== null && IANAZone.isValidZone(person.timeZone) ? person.timeZone : timeZone;
  return {
    ...BUILT_IN,
    language,
    ...defaults,
    timeZone: zone,
    ...own,
    kinds: { ...BUILT_IN.kinds, ...defaults.kinds, ...own.kinds },
  };
}

/** For one person. Throws when there is none. */
export async function preferencesOf(store: OrgStore, personId: string): Promise<Preferences> {
  const [person, chosen] = await Promise.all([store.findPerson(personId), store.getChosenPreferences(personId)]);
  if (!person) throw new Error("no such person");
  return settled(chosen, person, store.organisation);
}
