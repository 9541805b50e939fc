import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readMapping } from "./mapping.js";
import { openCsvSource } from "./source.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pacer-source-"));
});
afterEach(() => rm(folder, { recursive: true }));

const organisation = { currency: "EUR", timeZone: "Europe/Paris", fiscalYearStartMonth: 2 };

async function read(mapping: string, files: Record<string, string>, path = "") {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const source = await openCsvSource({
    mapping: readMapping(mapping, "test.yaml"),
    mappingFolder: folder,
    path: join(folder, path),
    organisation,
  });
  const records: unknown[] = [];
  const faults: string[] = [];
  for await (const batch of source.batches()) {
    for (const { origin, ...record } of batch.records as readonly { origin?: unknown }[])
      records.push({ kind: batch.kind, ...record });
    faults.push(...(batch.faults ?? []).map((f) => `${f.file}:${f.line} ${f.field} "${f.value}"`));
  }
  return { records, faults, share: source.shareRead() };
}

test("one row yields several kinds, with templates, constants, value maps and the organisation's currency", async () => {
  const { records, share } = await read(
    `files:
  - file: orders.tsv
    delimiter: "\\t"
    derive: { item: { column: item, values: { Wdget: Widget } } }
    yields:
      - kind: deals
        repeats: true
        fields:
          key: order
          name: "{customer?} {order}"
          stage: { constant: Ordered }
          status: { column: state, values: { ok: won, "*": lost } }
          closedOn: { column: day, date: dd.MM.yyyy }
      - kind: dealLines
        where: { amount: { empty: false } }
        fields: { dealKey: order, key: "{order}-{line}", productKey: item, amount: amount }`,
    {
      "orders.tsv":
        "order\tline\titem\tcustomer\tstate\tday\tamount\nO1\t1\tWdget\t\tok\t31.01.2026\t5.00\nO1\t2\tBolt\t\treturned\t31.01.2026\t\n",
    },
  );
  expect(records).toEqual([
    { kind: "deals", key: "O1", name: "O1", stage: "Ordered", status: "won", closedOn: "2026-01-31", currency: "EUR" },
    { kind: "deals", key: "O1", name: "O1", stage: "Ordered", status: "lost", closedOn: "2026-01-31", currency: "EUR" },
    { kind: "dealLines", dealKey: "O1", key: "O1-1", productKey: "Widget", amount: "5.00" },
  ]);
  expect(share).toBe(1);
});

test("lookups go through another file, and what they do not hold is a fault", async () => {
  const { records, faults } = await read(
    `lookups: { employee: { file: map.csv, key: old, value: new } }
files:
  - file: quotas.csv
    yields:
      - kind: quotas
        fields: { personKey: { column: who, lookup: employee }, measure: { constant: bookings }, period: quarter, amount: quota }`,
    { "map.csv": "old,new\n1,p1\n", "quotas.csv": "who,quarter,quota\n1,2026Q1,10\n2,2026Q1,10\n" },
  );
  expect(records).toEqual([
    {
      kind: "quotas",
      personKey: "p1",
      measure: "bookings",
      // The fiscal year 2026 begins in February 2025.
      periodStart: "2025-02-01",
      periodEnd: "2025-05-01",
      setOn: "2025-02-01",
      amount: "10",
      currency: "EUR",
    },
  ]);
  expect(faults).toEqual(['quotas.csv:3 who "2"']);
});

test("an empty cell takes its default only where the mapping gives one", async () => {
  const { records } = await read(
    `empty: [NULL]
lookups: { price: { file: prices.csv, key: product, value: price } }
files:
  - file: deals.csv
    yields:
      - kind: deals
        fields:
          key: id
          name: id
          stage: stage
          status: { constant: open }
          amount: { column: value, empty: { column: product, lookup: price } }
          cost: cost`,
    {
      "prices.csv": "product,price\nA,9.50\n",
      "deals.csv": "id,stage,value,product,cost\n1,S,NULL,A,NULL\n2,S,3,A,1\n",
    },
  );
  expect(records).toMatchObject([
    { key: "1", amount: "9.50", cost: null },
    { key: "2", amount: "3", cost: "1" },
  ]);
});

test("a pattern takes several files, a path one of them, and rejects carry the name of their file", async () => {
  const mapping = `files: [{ file: "deals-*.csv", yields: [{ kind: accounts, fields: { key: id, name: id } }] }, { file: other.csv, yields: [{ kind: teams, fields: { key: id, name: id } }] }]`;
  const files = {
    "deals-1.csv": "id\na\n",
    "deals-2.csv": "id\nb\n",
    "other.csv": "id\nt\n",
    "deals-1.csv.rejects.csv": "id,reason\nc,x\n",
  };
  const keys = async (path?: string) =>
    (await read(mapping, files, path)).records.map((r) => (r as { key: string }).key);
  expect(await keys()).toEqual(["a", "b", "t"]);
  expect(await keys("deals-2.csv")).toEqual(["b"]);
  expect(await keys("deals-1.csv.rejects.csv")).toEqual(["c"]);
});

test("a column that the file lacks is named once, with those it has", async () => {
  const { faults, records } = await read(
    `files: [{ file: a.csv, where: { gone: x }, yields: [{ kind: accounts, fields: { key: id, name: nme } }] }]`,
    { "a.csv": "id,name\n1,A\n" },
  );
  expect(faults).toEqual(['a.csv:1 gone ""', 'a.csv:1 nme ""']);
  expect(records).toEqual([]);
});

test("a mapping with mistakes lists all of them with their places", () => {
  const wrong = `
organisation: { slug: My Org, name: X, currency: EURO, timeZone: Mars/Olympus }
files:
  - file: a.csv
    delimeter: ";"
    yields:
      - kind: deals
        fields: { key: id, amout: value, name: { column: a, constant: b }, status: { column: s, values: stages } }
      - kind: dealz
        fields: {}`;
  expect(() => readMapping(wrong, "crm.yaml")).toThrowErrorMatchingInlineSnapshot(`
    [AskError: The mapping crm.yaml has 8 problems:
      organisation.slug: is made of small letters, digits and hyphens
      organisation.currency: is not an ISO 4217 currency code such as USD
      organisation.timeZone: is not a time zone such as America/New_York
      files.0.yields.0.fields.name: needs exactly one of column, template and constant
      files.0.yields.0.fields.amout: is not a field of deals; it has key, name, ownerKey, accountKey, productKey, territoryKey, type, stage, status, amount, cost, currency, units, openedOn, expectedCloseOn, closedOn
      files.0.yields.0.fields: deals need the field stage
      files.0.yields.1.kind: Invalid option: expected one of "people"|"teams"|"memberships"|"reportingLines"|"leaves"|"accounts"|"products"|"territories"|"territoryAssignments"|"deals"|"dealLines"|"dealSplits"|"stageChanges"|"dealChanges"|"quotas"|"fxRates"|"plans"|"planAssignments"|"ledger"
      files.0: Unrecognized key: "delimeter"]
  `);
});

test("what looks like a number or a nothing in YAML stays as it is written", () => {
  const { empty, files } = readMapping(
    `empty: [NULL, n/a]
files: [{ file: a.csv, quote: none, where: { id: [007, true] }, yields: [{ kind: accounts, fields: { key: id, name: { constant: 1.50 } } }] }]`,
    "crm.yaml",
  );
  expect(empty).toEqual(["NULL", "n/a"]);
  expect(files[0]).toMatchObject({ quote: null, where: { id: { is: ["007", "true"] } } });
  expect(files[0]?.yields[0]?.fields.name).toEqual({ constant: "1.50" });
});

test("a mapping that is no YAML says where", () => {
  expect(() => readMapping("files: [", "crm.yaml")).toThrow(/crm\.yaml has a problem:\n.*line 1/s);
});

const people = (more = "") =>
  `${more}\nfiles: [ { file: people.csv, yields: [ { kind: people, fields: { key: id, name: name } } ] } ]`;

test.each([
  { why: "an empty file", text: "", faults: ['people.csv:1  ""'] },
  { why: "a column that is not there", text: "id,nom\n1,a\n", faults: ['people.csv:1 name ""'] },
  { why: "two columns of one name", text: "id,name,name\n1,a,b\n", faults: ['people.csv:1 name ""'] },
  { why: "two columns of a name nobody asks for", text: "id,name,x,x\n1,a,,\n", faults: [] },
  { why: "rows of delimiters alone, as below a table in a spreadsheet", text: "id,name\n1,a\n,\n , \n", faults: [] },
])("$why: $faults", async ({ text, faults }) => {
  expect((await read(people(), { "people.csv": text })).faults).toEqual(faults);
});

test("a folder with the name of a file is not that file", async () => {
  await mkdir(join(folder, "people.csv"));
  await expect(read(people(), {})).rejects.toThrow("has no such file");
});

test.each(["yyyy-mm-dd", "YYYY-MM-DD", "dd.MM", "nonsense"])(
  "the date format %s, which would read wrong days, is refused",
  (format) => {
    expect(() => readMapping(people(`date: ${format}`), "m.yaml")).toThrow(/date: .* does not give back a day/);
  },
);

test.each(["iso", "yyyy-MM-dd HH:mm:ss.SSS", "M/d/yy", "d MMM yyyy", "yyyyMMdd", "MM/yyyy", "dd.MM.yyyy 'Uhr'"])(
  "the date format %s is one",
  (format) => {
    expect(() => readMapping(people(`date: "${format}"`), "m.yaml")).not.toThrow();
  },
);

test.each([
  { yaml: "files: *nowhere", says: /The mapping m.yaml has a problem:\n.*nowhere/ },
  {
    yaml: `a: &a [x]\n${"bcdefgh".replace(/./g, (c) => `${c}: &${c} [${Array(9).fill(`*${String.fromCharCode(c.charCodeAt(0) - 1)}`)}]\n`)}`,
    says: /The mapping m.yaml has a problem/,
  },
])("an alias that cannot be followed is a problem of the mapping", ({ yaml, says }) => {
  expect(() => readMapping(yaml, "m.yaml")).toThrow(says);
});
