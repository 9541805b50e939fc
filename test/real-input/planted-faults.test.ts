import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ImportResult, importFiles } from "../../src/connectors/csv/import-files.js";
import { writeRejects } from "../../src/connectors/csv/rejects.js";
import { columnOfFault } from "../../src/connectors/csv/source.js";
import { openTestStore, type TestStore } from "../store/test-store.js";

const mapping = `
organisation: { slug: planted, name: Planted, currency: USD, timeZone: UTC }
date: [yyyy-MM-dd, MM/dd/yyyy]
number: { group: ",", ignore: ["$"] }
files:
  - file: people.csv
    yields:
      - kind: people
        fields: { key: id, name: name, email: email, role: role, timeZone: zone, hiredOn: hired, leftOn: left }
      - kind: reportingLines
        where: { manager: { empty: false } }
        fields: { personKey: id, managerKey: manager, validFrom: from, validTo: to }
  - file: deals.csv
    yields:
      - kind: deals
        fields:
          key: id
          name: name
          ownerKey: owner
          stage: stage
          status: { column: stage, values: { Won: won, Lost: lost, Open: open } }
          amount: amount
          currency: currency
          openedOn: opened
          closedOn: closed
  - file: splits.csv
    yields:
      - kind: dealSplits
        fields: { dealKey: deal, personKey: person, share: share }
  - file: quotas.csv
    yields:
      - kind: quotas
        fields: { personKey: person, measure: { constant: bookings }, periodStart: start, periodEnd: end, amount: amount }
  - file: targets.csv
    yields:
      - kind: quotas
        fields: { personKey: person, measure: { constant: units }, period: quarter, amount: amount }
`;

/** Sound rows among faults of twenty-odd kinds, each named in the comment of the expectation below. */
const files: Record<string, string | Buffer> = {
  "people.csv": Buffer.from(
    [
      "id,name,email,role,zone,hired,left,manager,from,to",
      "p1,Ann,ann@planted.example,rep,Europe/Paris,2020-01-01,,p4,2026-01-01,",
      "p2,Bob,not-an-address,rep,,,,p4,2026-01-01,",
      "p3,Cid,ann@planted.example,rep,,,,p4,2026-01-01,",
      "p4,Dee,dee@planted.example,manager,,,,,,",
      "p5,Eve,eve@planted.example,boss,,,,p4,2026-01-01,",
      "p6,Fay,fay@planted.example,rep,Mars/Olympus,,,p4,2026-01-01,",
      "p7,Gus,gus@planted.example,rep,,2024-05-01,2024-04-01,p4,2026-01-01,",
      "p8,Hal,hal@planted.example,rep,,,,p8,2026-01-01,",
      "p9,Ida,ida@planted.example,rep,,,,p4,2026-06-01,2026-05-01",
      "p10,Jos\xe9,jose@planted.example,rep,,,,p4,2026-01-01,",
      "p11,,kim@planted.example,rep,,,,p4,2026-01-01,",
    ].join("\n"),
    "latin1",
  ),
  "deals.csv": [
    "id,name,owner,stage,amount,currency,opened,closed",
    'd1,Sound deal,p1,Won,"$1,234.50",USD,2026-01-02,02/03/2026',
    "d2,Day that is none,p1,Won,100.00,USD,2026-01-02,2026-02-30",
    "d3,No number,p1,Won,abc,USD,2026-01-02,2026-02-03",
    "d4,Nobody's,ghost,Won,100.00,USD,2026-01-02,2026-02-03",
    "d1,Twice,p1,Won,100.00,USD,2026-01-02,2026-02-03",
    "d5,Short row,p1,Won,100.00",
    "d6,Strange coin,p1,Won,100.00,ZZZ,2026-01-02,2026-02-03",
    "d7,Closed before opened,p1,Won,100.00,USD,2026-03-02,2026-02-03",
    "d8,Won without a day,p1,Won,100.00,USD,2026-01-02,",
    "d9,Stage unknown,p1,Daydream,100.00,USD,2026-01-02,",
    "d10,Half cents,p1,Won,100.005,USD,2026-01-02,2026-02-03",
    'd11,"Quote left open,p1,Won,100.00,USD,2026-01-02,2026-02-03',
    "d12,Won without an amount,p1,Won,,USD,2026-01-02,2026-02-03",
    ",No key,p1,Open,5,USD,2026-01-02,",
    'd13,Badly grouped,p1,Won,"1,23",USD,2026-01-02,2026-02-03',
    "d14,Sound too,p4,Open,9.99,USD,2026-01-02,",
  ].join("\r\n"),
  "splits.csv": "deal,person,share\nd1,p1,0.5\nd1,p4,1.5\nd99,p1,0.5\nd14,p4,-0.2\nd2,p1,0.5\n",
  "quotas.csv":
    "person,start,end,amount\np1,2026-01-01,2026-04-01,1000\np1,2026-07-01,2026-04-01,1000\np4,2026-01-01,2026-04-01,-5\n",
  "targets.csv": "person,quarter,amount\np1,2026Q1,10\np1,2026Q5,10\n",
};

/** file:line column "value" of each planted fault. */
const planted = [
  'people.csv:3 email "not-an-address"',
  'people.csv:4 email "ann@planted.example"', // shared with p1
  'people.csv:6 role "boss"',
  'people.csv:7 zone "Mars/Olympus"',
  'people.csv:8 left "2024-04-01"', // before hired
  'people.csv:9 manager "p8"', // reports to himself
  'people.csv:10 to "2026-05-01"', // ends before it starts
  'people.csv:11 name "Jos\ufffd"', // not UTF-8
  'people.csv:12 name ""', // missing
  'deals.csv:3 closed "2026-02-30"',
  'deals.csv:4 amount "abc"',
  'deals.csv:5 owner "ghost"',
  'deals.csv:6 id "d1"', // duplicate
  'deals.csv:7 the row "d5 Short row p1 Won 100.00"',
  'deals.csv:8 currency "ZZZ"',
  'deals.csv:9 closed "2026-02-03"', // before opened
  'deals.csv:10 closed ""', // won without a day
  'deals.csv:11 stage "Daydream"',
  'deals.csv:12 amount "100.005"', // finer than cents
  'deals.csv:13 the row "d11,\\"Quote left open,p1,Won,100.00,USD,2026-01-02,2026-02-03"', // quote left open
  'deals.csv:14 amount ""', // won without an amount
  'deals.csv:15 id ""', // no key
  'deals.csv:16 amount "1,23"',
  'splits.csv:3 share "1.5"',
  'splits.csv:4 deal "d99"',
  'splits.csv:5 share "-0.2"',
  'quotas.csv:3 end "2026-04-01"', // upside down
  'quotas.csv:4 amount "-5"',
  'targets.csv:3 quarter "2026Q5"',
];

let folder: string;
let opened: TestStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pacer-planted-"));
  await writeFile(join(folder, "mapping.yaml"), mapping);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  opened = await openTestStore();
});
afterAll(async () => {
  await opened.close();
  await rm(folder, { recursive: true });
});

const load = (options: { skipBad?: boolean; dryRun?: boolean } = {}, path = folder) =>
  importFiles(opened.store, {
    path,
    mappingFile: join(folder, "mapping.yaml"),
    defaultOrgSlug: "none",
    options: { actor: "test", now: new Date("2026-11-01T00:00:00Z"), ...options },
  });

const places = ({ source, result }: ImportResult) =>
  result.faults.map(
    (fault) =>
      `${fault.file}:${fault.line} ${columnOfFault(source, fault) || "the row"} ${JSON.stringify(fault.value)}`,
  );

async function rowsOfTables() {
  const [counts] = await opened.sql.query(
    `SELECT (SELECT count(*) FROM organisation) AS organisations, (SELECT count(*) FROM person) AS people,
            (SELECT count(*) FROM deal) AS deals, (SELECT count(*) FROM credit) AS credits,
            (SELECT count(*) FROM quota) AS quotas, (SELECT count(*) FROM audit_entry) AS audit`,
  );
  return counts;
}

test("a load with faults of many kinds names every one in one pass and leaves nothing behind", async () => {
  const done = await load();
  expect(places(done).sort()).toEqual([...planted].sort());
  expect(done.result.committed).toBe(false);
  for (const fault of done.result.faults) expect(fault.message).toMatch(/^(is|has|holds|would|ends|starts)\b.+\.$/s);
  expect(await rowsOfTables()).toEqual({ organisations: 0, people: 0, deals: 0, credits: 0, quotas: 0, audit: 0 });
});

test("a dry run finds the same and changes nothing", async () => {
  expect(places(await load({ dryRun: true })).sort()).toEqual([...planted].sort());
  expect(await rowsOfTables()).toMatchObject({ organisations: 0, people: 0 });
});

test("with skipBad the sound rows are loaded and the rest can be mended and imported again", async () => {
  const done = await load({ skipBad: true });
  expect(done.result.committed).toBe(true);
  expect(done.created).toBe(true);
  expect(await rowsOfTables()).toMatchObject({ organisations: 1, deals: 2, quotas: 2 });

  const written = await writeRejects(done.source, done.mapping, done.result.faults, folder);
  expect(written.map(({ path, rows }) => `${path.slice(folder.length + 1)} ${rows}`)).toEqual([
    "people.csv.rejects.csv 9",
    "deals.csv.rejects.csv 14",
    // The split of d2 is sound and waits for its deal.
    "splits.csv.rejects.csv 4",
    "quotas.csv.rejects.csv 2",
    "targets.csv.rejects.csv 1",
  ]);
  const rejects = join(folder, "deals.csv.rejects.csv");
  const text = await readFile(rejects, "utf8");
  expect(text).toContain("id,name,owner,stage,amount,currency,opened,closed,reason\n");
  expect(text).toMatch(/^d2,Day that is none,p1,Won,100.00,USD,2026-01-02,2026-02-30,"closed is not a day/m);

  // One row mended, the others dropped.
  const mended = text
    .split("\n")
    .filter((line) => /^(id|d2),/.test(line))
    .map((line) => line.replace("2026-02-30", "2026-02-28"));
  await writeFile(rejects, `${mended.join("\n")}\n`);
  const again = await load({}, rejects);
  expect(again.result.faults).toEqual([]);
  expect(again.result.counts.deals).toEqual({ read: 1, added: 1, changed: 0, unchanged: 0 });
  const splits = join(folder, "splits.csv.rejects.csv");
  await writeFile(
    splits,
    (await readFile(splits, "utf8"))
      .split("\n")
      .filter((line) => /^(deal|d2),/.test(line))
      .join("\n"),
  );
  expect((await load({}, splits)).result.counts.dealSplits?.added).toBe(1);
  const credits = await opened.sql.query(
    `SELECT d.key, c.amount_minor FROM credit c JOIN deal d ON d.id = c.deal_id ORDER BY d.key, c.amount_minor`,
  );
  expect(credits).toEqual([
    { key: "d1", amount_minor: 617_25 },
    { key: "d2", amount_minor: 50_00 },
  ]);
});

test("rejects that are still wrong stay in their file, with the new reason alone", async () => {
  const rejects = join(folder, "deals.csv.rejects.csv");
  await writeFile(
    rejects,
    'id,name,owner,stage,amount,currency,opened,closed,reason\nd3,No number,p1,Won,abd,USD,2026-01-02,2026-02-03,"amount, old"\n',
  );
  const done = await load({ skipBad: true }, rejects);
  await writeRejects(done.source, done.mapping, done.result.faults, folder);
  const lines = (await readFile(rejects, "utf8")).trim().split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/^d3,No number,p1,Won,abd,USD,2026-01-02,2026-02-03,"amount is not a number/);
  expect(lines[1]).not.toContain("old");
});

test("a row that cannot be read as a row keeps one reason however often it is left out, and loads once mended", async () => {
  const rejects = join(folder, "deals.csv.rejects.csv");
  await writeFile(
    rejects,
    [
      "id,name,owner,stage,amount,currency,opened,closed,reason",
      'd20,Say "hi" now,p1,Won,5.00,USD,2026-01-02,2026-02-03',
      "d21,Short row,p1,Won,5.00",
    ].join("\n"),
  );
  for (let pass = 0; pass < 3; pass++) {
    const done = await load({ skipBad: true }, rejects);
    expect(done.result.faults).toHaveLength(2);
    await writeRejects(done.source, done.mapping, done.result.faults, folder);
  }
  const text = await readFile(rejects, "utf8");
  expect(text.match(/the row has/g)).toHaveLength(2);
  const mended = text
    .replace('Say "hi" now', '"Say ""hi"" now"')
    .replace('p1,Won,5.00,"', 'p1,Won,5.00,USD,2026-01-02,2026-02-03,"');
  await writeFile(rejects, mended);
  const { result } = await load({}, rejects);
  expect(result.faults).toEqual([]);
  expect(result.counts.deals).toMatchObject({ added: 2 });
});

test("skipBad leaves out rows, never a whole file whose columns are named otherwise", async () => {
  const alone = join(folder, "splits.csv");
  await writeFile(alone, "deal,person,part\nd1,p1,0.5\n");
  await expect(load({ skipBad: true }, alone)).rejects.toThrow(
    "splits.csv:1 share: is a column that the mapping takes",
  );
});
