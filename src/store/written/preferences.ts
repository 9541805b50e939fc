import type { SqlConnection } from "../sql.js";
import type { Organisation } from "../store.js";

/** As chosen and stored; what each field means is settled where preferences are read (src/preferences). */
type Chosen = Readonly<Record<string, unknown>>;

export interface ChosenPreferences {
  readonly own: Chosen;
  /** What the organisation's admins chose for whoever chose nothing. */
  readonly defaults: Chosen;
}

export interface PreferenceReads {
  /** Empty objects where nothing was chosen. */
  getChosenPreferences(personId: string): Promise<ChosenPreferences>;
  /** The same for many, in one query; a person without any is in it all the same. */
  listChosenPreferences(personIds: readonly string[]): Promise<ReadonlyMap<string, ChosenPreferences>>;
}

export interface PreferenceWrites {
  /** Sets the fields given, takes away those given as null, and leaves the others. */
  changePreferences(personId: string, change: Chosen, at: Date): Promise<void>;
  changePreferenceDefaults(change: Chosen, at: Date): Promise<void>;
}

export function preferenceReads(sql: SqlConnection, { id: orgId }: Organisation): PreferenceReads {
  async function listChosenPreferences(personIds: readonly string[]) {
    const rows = await sql.query<{ id: string; own: Chosen | null; defaults: Chosen | null }>(
      `select p.id, c.chosen as own, d.chosen as defaults from person p
         left join preference c on c.person_id = p.id left join preference_defaults d on d.org_id = p.org_id
       where p.org_id = $1 and p.id = any($2::uuid[])`,
      [orgId, personIds],
    );
    return new Map(rows.map(({ id, own, defaults }) => [id, { own: own ?? {}, defaults: defaults ?? {} }]));
  }
  return {
    listChosenPreferences,
    getChosenPreferences: async (personId) =>
      (await listChosenPreferences([personId])).get(personId) ?? { own: {}, defaults: {} },
  };
}

export function preferenceWrites(sql: SqlConnection, { id: orgId }: Organisation): PreferenceWrites {
  return {
    async changePreferences(personId, change, at) {
      await sql.query(
        `insert into preference (org_id, person_id, chosen, changed_at)
         select org_id, id, jsonb_strip_nulls($3::jsonb), $4::timestamptz from person where org_id = $1 and id = $2::uuid
         on conflict (person_id) do update
         set chosen = jsonb_strip_nulls(preference.chosen || $3::jsonb), changed_at = excluded.changed_at`,
        [orgId, personId, change, at],
      );
    },
    async changePreferenceDefaults(change, at) {
      await sql.query(
        `insert into preference_defaults (org_id, chosen, changed_at)
         values ($1, jsonb_strip_nulls($2::jsonb), $3::timestamptz)
         on conflict (org_id) do update
         set chosen = jsonb_strip_nulls(preference_defaults.chosen || $2::jsonb), changed_at = excluded.changed_at`,
        [orgId, change, at],
      );
    },
  };
}
