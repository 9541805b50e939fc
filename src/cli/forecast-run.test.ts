import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeEach, expect, test } from "vitest";
import { runForecast } from "./forecast-run.js";
import { scoreFiles } from "./forecast-score.js";

const folder = mkdtempSync(join(tmpdir(), "pacer-forecast-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = (name: string): string => join(folder, name);

const ROWS = `dataset,origin_id,period,frac,hist_start,first_full_period,period_start,period_end,asof,elapsed_days,period_days,rep_id,qtd_won,quota
team,q2,2026Q2,0.5,2026-01-01,2026Q1,2026-04-01,2026-06-30,2026-05-16,46,91,"Lee, Ann",300,900
`;
const DEALS = `deal_id,rep_id,team,product,amount_open,created,closed,amount_won,stage2_date,status
d1,"Lee, Ann",,,,2026-01-10,2026-01-10,300.00,,won
d2,"Lee, Ann",,,,2026-03-10,2026-03-10,300.00,,won
d3,"Lee, Ann",,,,2026-04-10,2026-04-10,300.00,,won
d4,"Lee, Ann",,,500,2026-05-10,,,,open
`;
const write = (rows: string, deals: string): void => {
  writeFileSync(path("rows.csv"), rows);
  writeFileSync(path("q2.csv.gz"), gzipSync(deals));
};
const run = (): Promise<string> => runForecast({ rows: path("rows.csv"), snapshots: folder, out: path("out.csv") });
beforeEach(() => write(ROWS, DEALS));

test("one line for every row asked, quoted where it must be, and a score of it", async () => {
  expect(await run()).toBe(`1 forecasts at 1 moments, written to ${path("out.csv")}`);
  const [header, line] = readFileSync(path("out.csv"), "utf8").split("\n");
  expect(header).toBe("origin_id,rep_id,p10,p50,p90,mean,p_hit");
  expect(line).toMatch(/^q2,"Lee, Ann",(\d+\.\d\d,){4}0\.\d{4}$/);
  writeFileSync(path("truth.csv"), 'origin_id,rep_id,actual\nq2,"Lee, Ann",600\n');
  expect(scoreFiles({ rows: path("rows.csv"), truth: path("truth.csv"), forecasts: path("out.csv") })).toMatch(
    /^team +1 +\d+ /m,
  );
});

test.each([
  {
    rows: ROWS.replace("2026-05-16", "2026-07-16"),
    deals: DEALS,
    says: 'rows.csv, row 2: asof is "2026-07-16".',
    fix: "Choose a day from 2026-04-01 to 2026-06-30.",
  },
  {
    rows: ROWS.replace(",300,900", ",300,9o0"),
    deals: DEALS,
    says: 'rows.csv, row 2: quota is "9o0".',
    fix: "Write a number with a point and without separators, as 1234.50.",
  },
  {
    rows: ROWS.replace("rep_id", "rep"),
    deals: DEALS,
    says: "the header has no rep_id.",
    fix: "add or rename columns",
  },
  {
    rows: ROWS,
    deals: DEALS.replace("2026-04-10,300", "2026-05-20,300"),
    says: 'q2.csv.gz, row 4: closed is "2026-05-20".',
    fix: "The snapshot is of 2026-05-16; leave out what is later.",
  },
  {
    rows: ROWS,
    deals: DEALS.replace(",open", ",pending"),
    says: 'q2.csv.gz, row 5: status is "pending".',
    fix: "Write one of open, won, lost.",
  },
])("bad input: $says", async ({ rows, deals, says, fix }) => {
  write(rows, deals);
  await expect(run()).rejects.toThrow(
    expect.objectContaining({ message: expect.stringContaining(says), hint: expect.stringContaining(fix) }),
  );
});

test("a snapshot that is missing is named", async () => {
  rmSync(path("q2.csv.gz"));
  await expect(run()).rejects.toThrow(`There is no ${path("q2.csv.gz")}.`);
});
