import type { LoadOptions } from "../store.js";
import {
  fieldsOf,
  identityText,
  isKeyed,
  type LoadSession,
  mergeOf,
  quote,
  stageOf,
  storedFieldsOf,
} from "./session.js";
import { scaleOf } from "./sql-text.js";
import type { LoadTable, StoredField } from "./table.js";
import { tableOf } from "./tables.js";

export interface Merged {
  readonly added: number;
  readonly changed: number;
}

/** The staged value of a field as it is stored. */
function storedValue(name: string, field: StoredField): string {
  const staged = `s.${quote(name)}`;
  if (field.type === "reference") return `${quote(`r ${name}`)}.id`;
  if (field.type === "choice") return `${staged}::${field.sqlType}`;
  if (field.type !== "money" || field.of === "record") return staged;
  const currency = field.of === "planKey" ? "plan_currency.currency" : `${quote(`r ${field.of}`)}.currency`;
  return `round(${staged} * ${scaleOf(currency)})::bigint`;
}

function referenceJoins(table: LoadTable): string {
  const joins = fieldsOf(table).flatMap(([name, field]) => {
    if (field.type !== "reference") return [];
    const r = quote(`r ${name}`);
    const and = Object.entries(field.and ?? {}).map(([part, column]) => ` AND ${r}.${column} = s.${quote(part)}`);
    return [
      `LEFT JOIN ${tableOf(field.to).table} ${r} ON ${r}.org_id = $1::uuid AND ${r}.key = s.${quote(name)}${and.join("")}`,
    ];
  });
  const usesPlanCurrency = fieldsOf(table).some(([, field]) => field.type === "money" && field.of === "planKey");
  if (usesPlanCurrency)
    joins.push(`LEFT JOIN load_plan_currency plan_currency ON plan_currency.plan_id = "r planKey".id`);
  return joins.join("\n");
}

/**
 * Merges the staged rows of one kind: new ones are inserted, differing ones updated with an audit row of what differed, equal
 * ones not touched. The rows that did something stay in the kind's merge table for what is derived from them.
 */
export async function mergeStaged(session: LoadSession, table: LoadTable, options: LoadOptions): Promise<Merged> {
  const { sql, orgId } = session;
  const stage = stageOf(table);
  const merge = mergeOf(table);
  await sql.exec(
    `CREATE TEMP TABLE ${merge} (LIKE ${table.table} INCLUDING DEFAULTS) ON COMMIT DROP;
     ALTER TABLE ${merge} ADD COLUMN n int, ADD COLUMN known boolean`,
  );
  const [masks] = await sql.query<{ rows: number; all_given: number; some_given: number }>(
    `SELECT count(*) AS rows, bit_and(given) AS all_given, bit_or(given) AS some_given FROM ${stage}`,
  );
  if (!masks?.rows) return { added: 0, changed: 0 };
  const bitOf = new Map(fieldsOf(table).map(([name], index) => [name, 1 << index]));
  const columns = storedFieldsOf(table)
    .map(([name, field]) => ({
      name,
      column: field.column,
      type: field.type,
      unique: field.type === "text" && field.unique === true,
      bit: bitOf.get(name) ?? 0,
      value: storedValue(name, field),
    }))
    .filter(({ bit }) => (masks.some_given & bit) !== 0)
    // A field that only some rows have stays as it is stored in the others.
    .map((c) => ({
      ...c,
      value:
        (masks.all_given & c.bit) !== 0
          ? c.value
          : `CASE WHEN s.given & ${c.bit} <> 0 THEN ${c.value} ELSE t.${c.column} END`,
    }));
  const identity = columns.filter(({ name }) => (table.identity as readonly string[]).includes(name));
  const rest = columns.filter((column) => !identity.includes(column));
  const isSelf = (name: string) => {
    const field = (table.fields as Record<string, { type: string; to?: string }>)[name];
    return field?.type === "reference" && field.to === table.kind;
  };
  const differs =
    rest.length === 0
      ? "false"
      : `ROW(${rest.map((c) => `t.${c.column}`).join(", ")}) IS DISTINCT FROM ROW(${rest.map((c) => c.value).join(", ")})`;
  // A parent that comes with the same load has no id yet.
  const waits = rest
    .filter(({ name }) => isSelf(name))
    .map(({ name }) => `OR (s.${quote(name)} IS NOT NULL AND ${quote(`r ${name}`)}.id IS NULL)`);

  // A choice that no row gives keeps its default; one that only some give needs it spelled out.
  const defaulted = (c: (typeof columns)[number]) =>
    c.type === "choice" && c.value.startsWith("CASE") ? `coalesce(${c.value}, ${defaultOf(table, c.name)})` : c.value;
  await sql.query(
    `INSERT INTO ${merge} (org_id, n, known, ${columns.map((c) => c.column).join(", ")})
     SELECT $1::uuid, s.n, t.org_id IS NOT NULL, ${columns.map(defaulted).join(", ")}
     FROM ${stage} s
     ${referenceJoins(table)}
     LEFT JOIN ${table.table} t ON t.org_id = $1::uuid AND ${identity.map((c) => `t.${c.column} = ${c.value}`).join(" AND ")}
     WHERE t.org_id IS NULL OR ${differs} ${waits.join(" ")}`,
    [orgId],
  );
  for (const { name, column } of rest.filter((c) => isSelf(c.name))) {
    await sql.exec(
      `UPDATE ${merge} m SET ${column} = p.id FROM ${stage} s, ${merge} p
       WHERE s.n = m.n AND p.key = s.${quote(name)} AND NOT p.known AND m.${column} IS NULL`,
    );
  }
  const counts = await sql.query<{ known: boolean; rows: number }>(
    `SELECT known, count(*) AS rows FROM ${merge} GROUP BY known`,
  );
  const changed = counts.find((c) => c.known)?.rows ?? 0;
  const added = counts.find((c) => !c.known)?.rows ?? 0;
  const same = `t.org_id = m.org_id AND ${identity.map((c) => `t.${c.column} = m.${c.column}`).join(" AND ")}`;
  if (changed > 0) {
    await audit(session, options, {
      entity: table.table,
      key: identityText(table),
      columns: rest.map((c) => c.column),
      from: `${merge} m JOIN ${stage} s ON s.n = m.n JOIN ${table.table} t ON ${same}`,
      where: "m.known",
    });
    // Two records may trade a value that nobody else may have, so it is given up before it is taken.
    for (const { column } of rest.filter((c) => c.unique)) {
      await sql.exec(
        `UPDATE ${table.table} t SET ${column} = NULL FROM ${merge} m
         WHERE m.known AND ${same} AND t.${column} IS DISTINCT FROM m.${column}`,
      );
    }
  }
  if (added > 0) {
    const inserted = ["org_id", ...(isKeyedById(table) ? ["id"] : []), ...columns.map((c) => c.column)].join(", ");
    await sql.exec(`INSERT INTO ${table.table} (${inserted}) SELECT ${inserted} FROM ${merge} WHERE NOT known`);
  }
  if (changed > 0) {
    await sql.exec(
      `UPDATE ${table.table} t SET ${rest.map((c) => `${c.column} = m.${c.column}`).join(", ")} FROM ${merge} m WHERE m.known AND ${same}`,
    );
  }
  return { added, changed };
}

/** Deal lines are keyed within their deal and have no id of their own. */
const isKeyedById = (table: LoadTable): boolean => isKeyed(table) && table.kind !== "dealLines";

const defaultOf = (table: LoadTable, name: string): string => {
  const field = (table.fields as Record<string, { type: string; among?: readonly string[]; sqlType?: string }>)[name];
  return `'${field?.among?.[0]}'::${field?.sqlType}`;
};

/** Writes what differs between the stored row `t` and the new one `m`, field by field, before the change is made. */
export async function audit(
  session: LoadSession,
  options: LoadOptions,
  change: { entity: string; key: string; columns: readonly string[]; from: string; where: string },
): Promise<void> {
  await session.sql.query(
    `INSERT INTO audit_entry (org_id, at, actor, action, entity, entity_key, before, after)
     SELECT $1::uuid, $2::timestamptz, $3, 'import', '${change.entity}', ${change.key}, d.before, d.after
     FROM ${change.from},
     LATERAL (SELECT jsonb_object_agg(b.key, b.value) AS before, jsonb_object_agg(b.key, a.value) AS after
              FROM jsonb_each(to_jsonb(t)) b JOIN jsonb_each(to_jsonb(m)) a ON a.key = b.key
              WHERE a.value <> b.value AND b.key = ANY($4::text[])) d
     WHERE ${change.where}`,
    [session.orgId, options.now, options.actor, change.columns],
  );
}

/**
 * Ends stored spans without an end where the next span of the same person starts in this load. Gives the number ended.
 */
export async function endPredecessors(session: LoadSession, table: LoadTable, options: LoadOptions): Promise<number> {
  if (!table.follows) return 0;
  const columns = table.follows.map(
    (name) => (table.fields as Record<string, { column?: string }>)[name]?.column ?? "",
  );
  const same = columns.map((column) => `n.${column} = t.${column}`).join(" AND ");
  const ended = `ended_${table.table}`;
  await session.sql.exec(
    `CREATE TEMP TABLE ${ended} ON COMMIT DROP AS
     SELECT t.org_id, ${columns.map((c) => `t.${c}`).join(", ")}, t.valid_from, min(n.valid_from) AS valid_to
     FROM ${table.table} t JOIN ${mergeOf(table)} n ON n.org_id = t.org_id AND ${same} AND n.valid_from > t.valid_from
     WHERE t.valid_to IS NULL GROUP BY t.org_id, ${columns.map((c) => `t.${c}`).join(", ")}, t.valid_from`,
  );
  const row = `m.org_id = t.org_id AND m.valid_from = t.valid_from AND ${columns.map((c) => `m.${c} = t.${c}`).join(" AND ")}`;
  const person = `(SELECT p.key FROM person p WHERE p.id = t.person_id)`;
  await audit(session, options, {
    entity: table.table,
    key: `concat_ws(' / ', ${person}, t.valid_from)`,
    columns: ["valid_to"],
    from: `${ended} m JOIN ${table.table} t ON ${row}`,
    where: "true",
  });
  const rows = await session.sql.query(
    `UPDATE ${table.table} t SET valid_to = m.valid_to FROM ${ended} m WHERE ${row} RETURNING t.valid_from`,
  );
  return rows.length;
}
