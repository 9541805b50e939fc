import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFiles } from "../../src/connectors/csv/import-files.js";
import type { Organisation } from "../../src/store/store.js";
import { openTestStore, type TestStore } from "../store/test-store.js";
import { askEverybody, byPersonAndQuarter, type Figures } from "./figures.js";
import { DATA, describeWithData, scratchLines } from "./real-data.js";

const quarters = [2017, 2018, 2019, 2020].flatMap((year) => [1, 2, 3, 4].map((q) => `${year}-Q${q}`)).slice(2, 14);

describeWithData("adventureworks", () => {
  let opened: TestStore;
  let organisation: Organisation;
  beforeAll(async () => {
    opened = await openTestStore();
  });
  afterAll(() => opened.close());

  const load = () =>
    importFiles(opened.store, {
      path: join(DATA, "adventureworks"),
      mappingFile: "test/real-input/adventureworks.yaml",
      defaultOrgSlug: "none",
      options: { actor: "test", now: new Date("2020-06-01T00:00:00Z") },
    });

  test("loads whole, and again without changing anything", async () => {
    const first = await load();
    expect(first.result.faults).toEqual([]);
    expect(first.result.counts.deals).toMatchObject({ read: 57_851, added: 3_616 });
    expect(first.result.counts.dealLines).toMatchObject({ added: 57_851 });
    organisation = first.organisation;
    const second = await load();
    for (const counts of Object.values(second.result.counts)) expect(counts).toMatchObject({ added: 0, changed: 0 });
  });

  test("credited, quota and attainment of every seller and quarter are those of plain SQL over the files", async () => {
    await scratchLines(opened.sql, "raw_sales", "adventureworks/pbi_Sales.psv");
    await scratchLines(opened.sql, "raw_quota", "adventureworks/dw_FactSalesQuota.csv");
    await scratchLines(opened.sql, "raw_people", "adventureworks/pbi_Salesperson.psv");
    const expected = await opened.sql.query<Figures>(
      `WITH sales AS (
         SELECT split_part(line, '|', 5) AS person, left(split_part(line, '|', 2), 4) || '-Q' ||
           extract(quarter FROM split_part(line, '|', 2)::date) AS quarter, sum(split_part(line, '|', 9)::numeric) AS credited
         FROM raw_sales GROUP BY 1, 2
       ), quota AS (
         SELECT split_part(line, ',', 2) AS person, replace(split_part(line, ',', 8), 'Q', '-Q') AS quarter,
           split_part(line, ',', 6)::numeric AS quota FROM raw_quota
       )
       SELECT a.person, q.quarter, coalesce(s.credited, 0)::numeric(20, 2)::text AS credited,
         quota::numeric(20, 2)::text AS quota,
         rtrim(rtrim(round(coalesce(s.credited, 0) / quota, 12)::text, '0'), '.') AS attainment
       FROM (SELECT split_part(line, '|', 1) AS person FROM raw_people WHERE split_part(line, '|', 3) <> 'Director of Sales') a
       CROSS JOIN unnest($1::text[]) AS q(quarter)
       LEFT JOIN sales s USING (person, quarter) LEFT JOIN quota USING (person, quarter)`,
      [quarters],
    );
    const people = new Set(expected.map(({ person }) => person));
    const figures = await askEverybody(opened.store, organisation, people, quarters);
    expect(figures).toHaveLength(17 * 12);
    expect(figures.filter(({ attainment }) => attainment !== null)).toHaveLength(163);
    expect(figures).toEqual(expected.sort(byPersonAndQuarter));
  });

  test("a seller's territories follow one another on the calendar of the sales", async () => {
    const rows = await opened.sql.query(
      `SELECT t.name, a.valid_from, a.valid_to FROM territory_assignment a JOIN territory t ON t.id = a.territory_id
       JOIN person p ON p.id = a.person_id WHERE p.name = 'Michael Blythe' ORDER BY a.valid_from`,
    );
    expect(rows).toEqual([
      { name: "Northeast", valid_from: "2017-07-01", valid_to: "2019-01-01" },
      { name: "Central", valid_from: "2019-01-01", valid_to: null },
    ]);
  });

  test("each seller reports to the manager of the group their home territory is in", async () => {
    const rows = await opened.sql.query<{ manager: string; reports: number }>(
      `SELECT m.name AS manager, count(*) AS reports FROM reporting_line l JOIN person m ON m.id = l.manager_id
       GROUP BY m.name ORDER BY m.name`,
    );
    expect(rows).toEqual([
      { manager: "Amy Alberts", reports: 3 },
      { manager: "Brian Welcker", reports: 3 },
      { manager: "Stephen Jiang", reports: 10 },
      { manager: "Syed Abbas", reports: 1 },
    ]);
  });
});
