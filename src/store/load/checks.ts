import { fieldsOf, identityOf, type LoadSession, quote, stageOf, takeOut } from "./session.js";
import { scaleOf } from "./sql-text.js";
import type { LoadTable } from "./table.js";
import { tableOf } from "./tables.js";

/** Rows that say the same record again, where the source is known to repeat itself, become one; contradicting ones are faults. */
export async function collapseRepeats(session: LoadSession, table: LoadTable): Promise<void> {
  const stage = stageOf(table);
  const others = fieldsOf(table)
    .map(([name], bit) => ({ name, column: quote(name), has: `(s.given & ${1 << bit}) <> 0` }))
    .filter(({ name }) => !(table.identity as readonly string[]).includes(name));
  const first = others.map(
    ({ column, has }) => `(array_agg(s.${column} ORDER BY s.n) FILTER (WHERE ${has}))[1] AS ${column}`,
  );
  const repeated = `repeated_${table.table}`;
  await session.sql.exec(
    `CREATE TEMP TABLE ${repeated} ON COMMIT DROP AS
     SELECT ${identityOf(table)}, min(s.n) AS n, bit_or(s.given) AS given,
            (array_agg(s.file ORDER BY s.n))[1] AS file, (array_agg(s.line ORDER BY s.n))[1] AS line
            ${first.map((text) => `, ${text}`).join("")}
     FROM ${stage} s GROUP BY ${identityOf(table)} HAVING count(*) > 1 AND bool_and(s.repeats);
     ANALYZE ${repeated}`,
  );
  const same = table.identity.map((name) => `g.${quote(name)} = s.${quote(name)}`).join(" AND ");
  const differs = others.map(({ column, has, name }) => ({
    when: `${has} AND s.${column} IS DISTINCT FROM g.${column}`,
    name,
    column,
  }));
  if (differs.length > 0) {
    const pick = (then: (d: (typeof differs)[number]) => string) =>
      `CASE ${differs.map((d) => `WHEN ${d.when} THEN ${then(d)}`).join(" ")} END`;
    await takeOut(session, table, {
      using: `${repeated} g`,
      condition: `${same} AND (${differs.map((d) => d.when).join(" OR ")})`,
      returning: `${pick((d) => `'${d.name}'`)} AS field, ${pick((d) => `s.${d.column}::text`)} AS value,
                  g.file AS other_file, g.line AS other_line`,
      message: ({ other }) => `is another value for the same ${table.noun} than at ${other}. Make the two rows agree.`,
    });
  }
  const set = others.map(({ column }) => `${column} = g.${column}`);
  await session.sql.exec(
    `DELETE FROM ${stage} s USING ${repeated} g WHERE ${same} AND s.n <> g.n;
     UPDATE ${stage} s SET ${["given = g.given", ...set].join(", ")} FROM ${repeated} g WHERE s.n = g.n`,
  );
}

/** Of several records with one identity the first stands. */
export async function rejectDuplicates(session: LoadSession, table: LoadTable): Promise<void> {
  const same = table.identity.map((name) => `s.${quote(name)} = d.${quote(name)}`).join(" AND ");
  // One column that a person finds in the file; the other row, which is named, shows what else is alike.
  const named = table.identity.find((name) => name === ("key" as never)) ?? table.identity[0] ?? "key";
  await takeOut(session, table, {
    with: `d AS MATERIALIZED (SELECT ${identityOf(table)}, min(s.n) AS n FROM ${stageOf(table)} s
           GROUP BY ${identityOf(table)} HAVING count(*) > 1)`,
    using: `d JOIN ${stageOf(table)} f ON f.n = d.n`,
    condition: `${same} AND s.n <> d.n`,
    returning: `s.${quote(named)}::text AS value, f.file AS other_file, f.line AS other_line`,
    field: named,
    message: ({ other }) => `is the same ${table.noun} as at ${other}. Keep one of the two rows.`,
  });
}

/** Every reference names a record that is stored, or loaded just before. */
export async function rejectUnknownReferences(session: LoadSession, table: LoadTable): Promise<void> {
  for (const [name, field] of fieldsOf(table)) {
    if (field.type !== "reference") continue;
    const target = tableOf(field.to);
    const and = Object.entries(field.and ?? {})
      .map(([part, column]) => ` AND r.${column} = s.${quote(part)}`)
      .join("");
    const own =
      target === table ? `AND NOT EXISTS (SELECT FROM ${stageOf(table)} o WHERE o."key" = s.${quote(name)})` : "";
    const value = field.and
      ? `concat_ws(' ', s.${quote(name)}, ${Object.keys(field.and).map((part) => `s.${quote(part)}`)})`
      : `s.${quote(name)}`;
    let taken: number;
    do {
      taken = await takeOut(session, table, {
        condition: `s.${quote(name)} IS NOT NULL ${own} AND NOT EXISTS (
          SELECT FROM ${target.table} r WHERE r.org_id = $1::uuid AND r.key = s.${quote(name)}${and})`,
        returning: `${value} AS value, EXISTS (
          SELECT FROM load_rejected j WHERE j.kind = '${field.to}' AND j.key = s.${quote(name)}) AS secondary`,
        params: [session.orgId],
        field: name,
        message: ({ secondary }) =>
          secondary
            ? `is a ${target.noun} that was left out. Mend that row, then import both.`
            : `is not a known ${target.noun}. Correct the key, or import the ${target.noun} first.`,
      });
      // Leaving out a row may leave another of the same kind without what it refers to.
    } while (taken > 0 && target === table);
  }
}

/** Amounts in the currency of another record: their decimals can be judged only once that is known. */
export async function rejectTooFineAmounts(session: LoadSession, table: LoadTable): Promise<void> {
  for (const [name, field] of fieldsOf(table)) {
    if (field.type !== "money" || field.of !== "dealKey") continue;
    const amount = `s.${quote(name)} * ${scaleOf("r.currency")}`;
    await takeOut(session, table, {
      using: "deal r",
      condition: `r.org_id = $1::uuid AND r.key = s."dealKey" AND ${amount} <> trunc(${amount})`,
      returning: `s.${quote(name)}::text AS value`,
      params: [session.orgId],
      field: name,
      message: () => "has more decimals than the deal's currency. Round it in the file, or with round: in the mapping.",
    });
  }
}

/**
 * Spans of one person follow one another. An end that lies after the next start is a fault; an open end is closed by the
 * next start, whether that row is in this load or already stored.
 */
export async function settleValidity(session: LoadSession, table: LoadTable): Promise<void> {
  if (!table.follows) return;
  const stage = stageOf(table);
  const group = table.follows.map(quote);
  const references = table.follows.map((name) => {
    const field = (table.fields as Record<string, { type: string; to?: never; column?: string }>)[name];
    return { name, column: field?.column ?? "", target: tableOf(field?.to as never).table };
  });
  const partition = `OVER (PARTITION BY ${group.join(", ")} ORDER BY "validFrom", n NULLS FIRST`;
  const spans = `spans AS (
    SELECT n, file, line, ${group.join(", ")}, "validFrom", "validTo" FROM ${stage}
    UNION ALL
    SELECT NULL, NULL, NULL, ${references.map((r) => `${r.target}.key`).join(", ")}, t.valid_from, t.valid_to
    FROM ${table.table} t ${references.map((r) => `JOIN ${r.target} ON ${r.target}.id = t.${r.column}`).join(" ")}
    WHERE t.org_id = $1::uuid
      AND EXISTS (SELECT FROM ${stage} s WHERE ${references.map((r) => `s.${quote(r.name)} = ${r.target}.key`).join(" AND ")})
      AND NOT EXISTS (SELECT FROM ${stage} s WHERE s."validFrom" = t.valid_from
        AND ${references.map((r) => `s.${quote(r.name)} = ${r.target}.key`).join(" AND ")}))`;
  await takeOut(session, table, {
    with: `${spans}, beside AS (
      SELECT n, "validFrom", "validTo",
        max("validTo") ${partition} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ends_before,
        lag(n) ${partition}) AS n_before, lag(file) ${partition}) AS file_before, lag(line) ${partition}) AS line_before,
        lead(n) ${partition}) AS n_after, lead("validFrom") ${partition}) AS starts_after
      FROM spans)`,
    using: "beside b",
    // A clash of two staged rows is the later one's; a clash with a stored row is the staged one's.
    condition: `b.n = s.n AND (b."validFrom" < b.ends_before
      OR (b.n_after IS NULL AND b."validTo" > b.starts_after))`,
    returning: `s."validFrom"::text AS value, b.file_before AS other_file, b.line_before AS other_line`,
    params: [session.orgId],
    field: "validFrom",
    message: ({ other }) =>
      `starts a span that overlaps another of the same ${table.noun} (${other}). Correct the dates.`,
  });
  const validToBit = 1 << fieldsOf(table).findIndex(([name]) => name === "validTo");
  await session.sql.query(
    `WITH ${spans}, following AS (SELECT n, lead("validFrom") ${partition}) AS next FROM spans)
     UPDATE ${stage} s SET "validTo" = f.next, given = given | ${validToBit}
     FROM following f WHERE f.n = s.n AND s."validTo" IS NULL AND f.next IS NOT NULL`,
    [session.orgId],
  );
}

/** An e-mail address belongs to one person: chat platforms are matched by it. */
export async function rejectSharedEmails(session: LoadSession): Promise<void> {
  const table = tableOf("people");
  const stage = stageOf(table);
  await takeOut(session, table, {
    using: `${stage} f`,
    condition: `lower(f.email) = lower(s.email) AND f.n < s.n`,
    returning: `s.email AS value, f.file AS other_file, f.line AS other_line`,
    field: "email",
    message: ({ other }) => `is also the address of the person at ${other}. Give each person their own.`,
  });
  await takeOut(session, table, {
    using: "person p",
    condition: `p.org_id = $1::uuid AND lower(p.email) = lower(s.email) AND p.key <> s.key
      AND NOT EXISTS (SELECT FROM ${stage} o WHERE o.key = p.key AND lower(o.email) IS DISTINCT FROM lower(p.email))`,
    returning: `s.email AS value`,
    params: [session.orgId],
    field: "email",
    message: () => "is already the address of another person. Give each person their own.",
  });
}

/** History is not rewritten: a changed plan is a new version. */
export async function rejectEditedPlans(session: LoadSession): Promise<void> {
  await takeOut(session, tableOf("plans"), {
    using: "plan p",
    condition: `p.org_id = $1::uuid AND p.key = s.key AND p.version = s.version AND p.document <> s.document`,
    returning: `s.version AS value`,
    params: [session.orgId],
    field: "version",
    message: () => "is stored with other terms. A published version is never edited: give the changed plan a new one.",
  });
}

/** A won deal that counts for nothing would go unnoticed, so it needs an amount or order lines. */
export async function rejectWonWithoutAmount(session: LoadSession, hasLines: boolean): Promise<void> {
  const lines = hasLines ? `AND NOT EXISTS (SELECT FROM load_deal_line l WHERE l."dealKey" = s.key)` : "";
  await takeOut(session, tableOf("deals"), {
    condition: `s.status = 'won' AND s.amount IS NULL ${lines}
      AND NOT EXISTS (SELECT FROM deal d WHERE d.org_id = $1::uuid AND d.key = s.key AND d.amount_minor IS NOT NULL)`,
    returning: `NULL AS value`,
    params: [session.orgId],
    field: "amount",
    message: () => "is empty on a won deal that has no order lines. Give the amount, or the lines it is the sum of.",
  });
}
