import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFiles } from "../../src/connectors/csv/import-files.js";
import type { Organisation } from "../../src/store/store.js";
import { openTestStore, type TestStore } from "../store/test-store.js";
import { askEverybody, byPersonAndQuarter, type Figures } from "./figures.js";
import { DATA, describeWithData, scratchLines } from "./real-data.js";

const folder = join(DATA, "maven_crm");
const quarters = ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"];

describeWithData("maven_crm", () => {
  let opened: TestStore;
  let organisation: Organisation;
  beforeAll(async () => {
    opened = await openTestStore();
  });
  afterAll(() => opened.close());

  const load = (path = folder) =>
    importFiles(opened.store, {
      path,
      mappingFile: "test/real-input/maven.yaml",
      defaultOrgSlug: "none",
      options: { actor: "test", now: new Date("2017-12-31T00:00:00Z") },
    });
  const tables = [
    "person",
    "team",
    "team_membership",
    "reporting_line",
    "account",
    "product",
    "deal",
    "credit",
    "quota",
  ];
  /** Everything that is stored, so that "changes nothing" means nothing. */
  const fingerprint = async () => {
    const marks = [...tables, "deal_stage_change", "plan", "plan_assignment", "audit_entry"].map(
      (table) => `(SELECT md5(coalesce(string_agg(t::text, ' ' ORDER BY t::text), '')) FROM ${table} t) AS ${table}`,
    );
    return (await opened.sql.query(`SELECT ${marks.join(", ")}`))[0];
  };

  test("loads whole, and again without changing anything", async () => {
    const first = await load();
    expect(first.result.faults).toEqual([]);
    expect(first.result.counts.deals).toMatchObject({ added: 8_800 });
    organisation = first.organisation;
    const before = await fingerprint();
    const second = await load();
    expect(second.result.committed).toBe(true);
    for (const counts of Object.values(second.result.counts)) expect(counts).toMatchObject({ added: 0, changed: 0 });
    expect(await fingerprint()).toEqual(before);
  });

  test("credited, quota and attainment of every agent and quarter are those of plain SQL over the files", async () => {
    await scratchLines(opened.sql, "raw_pipeline", "maven_crm/sales_pipeline.csv");
    await scratchLines(opened.sql, "raw_quotas", "maven_crm/quotas.csv");
    await scratchLines(opened.sql, "raw_teams", "maven_crm/sales_teams.csv");
    const expected = await opened.sql.query<Figures>(
      `WITH won AS (
         SELECT split_part(line, ',', 2) AS person, left(split_part(line, ',', 7), 4) || '-Q' ||
           extract(quarter FROM split_part(line, ',', 7)::date) AS quarter, sum(split_part(line, ',', 8)::numeric) AS credited
         FROM raw_pipeline WHERE split_part(line, ',', 5) = 'Won' GROUP BY 1, 2
       ), quota AS (
         SELECT split_part(line, ',', 1) AS person, replace(split_part(line, ',', 2), 'Q', '-Q') AS quarter,
           split_part(line, ',', 3)::numeric AS quota FROM raw_quotas
       )
       SELECT a.person, q.quarter, coalesce(w.credited, 0)::numeric(20, 2)::text AS credited,
         quota::numeric(20, 2)::text AS quota,
         rtrim(rtrim(round(coalesce(w.credited, 0) / quota, 12)::text, '0'), '.') AS attainment
       FROM (SELECT split_part(line, ',', 1) AS person FROM raw_teams) a CROSS JOIN unnest($1::text[]) AS q(quarter)
       LEFT JOIN won w USING (person, quarter) LEFT JOIN quota USING (person, quarter)`,
      [quarters],
    );
    const people = new Set(expected.map(({ person }) => person));
    const figures = await askEverybody(opened.store, organisation, people, quarters);
    expect(figures).toHaveLength(35 * 4);
    expect(figures.filter(({ attainment }) => attainment !== null)).toHaveLength(60);
    expect(figures).toEqual(expected.sort(byPersonAndQuarter));
  });

  test("every won deal counts with a product that is in the list, GTXPro included", async () => {
    const [row] = await opened.sql.query(
      `SELECT count(*) AS deals, sum(d.amount_minor) AS minor FROM deal d JOIN product p ON p.id = d.product_id
       WHERE d.status = 'won' AND p.name = 'GTX Pro'`,
    );
    const [raw] = await opened.sql.query(
      `SELECT count(*) AS deals, sum(split_part(line, ',', 8)::bigint * 100) AS minor FROM raw_pipeline
       WHERE split_part(line, ',', 3) = 'GTXPro' AND split_part(line, ',', 5) = 'Won'`,
    );
    expect(row).toEqual(raw);
  });

  test("a changed row updates what is stored, moves its credit and is audited", async () => {
    const changedFolder = await mkdtemp(join(tmpdir(), "pacer-maven-"));
    try {
      for (const name of ["sales_teams.csv", "accounts.csv", "products.csv", "quotas.csv"]) {
        await copyFile(join(folder, name), join(changedFolder, name));
      }
      const text = await readFile(join(folder, "sales_pipeline.csv"), "utf8");
      const row = "1C1I7A6R,Moses Frase,GTX Plus Basic,Cancity,Won,2016-10-20,2017-03-01,1054";
      expect(text).toContain(row);
      await writeFile(join(changedFolder, "sales_pipeline.csv"), text.replace(row, row.replace(/1054$/, "1054.25")));
      const { result } = await load(changedFolder);
      expect(result.counts.deals).toEqual({ read: 8_800, added: 0, changed: 1, unchanged: 8_799 });
      const audit = await opened.sql.query(
        `SELECT actor, action, entity, entity_key, before, after FROM audit_entry WHERE entity <> 'import_run'`,
      );
      expect(audit).toEqual([
        {
          actor: "test",
          action: "import",
          entity: "deal",
          entity_key: "1C1I7A6R",
          before: { amount_minor: 1054_00 },
          after: { amount_minor: 1054_25 },
        },
      ]);
      const credit = await opened.sql.query(
        `SELECT c.amount_minor FROM credit c JOIN deal d ON d.id = c.deal_id WHERE d.key = '1C1I7A6R'`,
      );
      expect(credit).toEqual([{ amount_minor: 1054_25 }]);
    } finally {
      await rm(changedFolder, { recursive: true });
    }
  });
});
