import { afterAll, beforeAll, expect, test } from "vitest";
import { payeeSql } from "../../src/store/payee-sql.js";
import { seedBench } from "../bench/seed.js";
import { openTestStore, type TestStore } from "./test-store.js";

/** A node of EXPLAIN (FORMAT JSON), as far as it is read here. */
interface Node {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Node[];
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
  await seedBench(opened.sql, {
    reps: 1_000,
    deals: 20_000,
    quarters: ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"],
  });
});
afterAll(() => opened.close());

test("one rep's question reads by index, and that rep's rows of the period alone", async () => {
  const [rep] = await opened.sql.query<{ id: string; org: string }>(
    "select id, org_id as org from person where key = 'rep-7'",
  );
  const [{ n: credits } = { n: 0 }] = await opened.sql.query<{ n: number }>(
    "select count(*) as n from credit where person_id = $1::uuid and credited_on >= '2026-10-01'",
    [rep?.id],
  );
  expect(credits).toBeGreaterThan(2);
  const [explained] = await opened.sql.query<{ "QUERY PLAN": readonly [{ Plan: Node }] }>(
    `explain (analyze, format json) ${payeeSql}`,
    [rep?.org, [rep?.id], "2026-10-01", "2027-01-01", "2026-12-31"],
  );
  const nodes = nodesOf(explained?.["QUERY PLAN"][0].Plan as Node);
  const touched = (node: Node) =>
    ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
  for (const table of ["credit", "deal", "quota", "person"]) {
    const scans = nodes.filter((node) => node["Relation Name"] === table);
    expect(
      scans.map((node) => node["Node Type"]),
      `${table} is read by index`,
    ).not.toContain("Seq Scan");
  }
  const of = (table: string) =>
    nodes.filter((node) => node["Relation Name"] === table).reduce((sum, node) => sum + touched(node), 0);
  expect(of("credit")).toBe(credits);
  expect(of("deal")).toBe(credits);
  // The rep's four quotas: the index leads to the rep, and the window is then looked at row by row.
  expect(of("quota")).toBeLessThanOrEqual(4);
});
