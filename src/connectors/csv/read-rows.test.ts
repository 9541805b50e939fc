import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RowFormat, readRows } from "./read-rows.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pacer-rows-"));
});
afterAll(() => rm(folder, { recursive: true }));

const comma: RowFormat = { delimiter: ",", quote: '"', encoding: "utf-8" };
async function rowsOf(content: string | Buffer, format: Partial<RowFormat> = {}) {
  const file = join(folder, "rows.csv");
  await writeFile(file, content);
  const rows: string[] = [];
  for await (const row of readRows(file, { ...comma, ...format }, true)) {
    rows.push(`${row.line}: ${row.broken ? `BROKEN ${row.raw}` : row.cells.join("|")}`);
  }
  return rows;
}

test.each([
  { why: "a byte order mark is not part of the first name", text: "\ufeffa,b\n1,2\n", rows: ["1: a|b", "2: 1|2"] },
  {
    why: "lines end as on Windows, the last without an end",
    text: "a,b\r\n1,2\r\n3,4",
    rows: ["1: a|b", "2: 1|2", "3: 3|4"],
  },
  { why: "blank lines count as lines", text: "a,b\n\n1,2\n\r\n3,4\n", rows: ["1: a|b", "3: 1|2", "5: 3|4"] },
  {
    why: "a quoted cell holds delimiters, quotes and lines",
    text: 'a,b\n"x, ""y""\nz",2\n3,4\n',
    rows: ["1: a|b", '2: x, "y"\nz|2', "4: 3|4"],
  },
  {
    why: "a row of another width is handed on as it is",
    text: "a,b\n1\n1,2,3\n",
    rows: ["1: a|b", "2: 1", "3: 1|2|3"],
  },
  {
    why: "a quote that nobody closes spoils its own row alone",
    text: 'a,b\n1,2\n3,"four\n5,6\n7,8\n',
    rows: ["1: a|b", "2: 1|2", '3: BROKEN 3,"four', "4: 5|6", "5: 7|8"],
  },
  {
    why: "nor does it swallow rows up to the next quote",
    text: 'a,b\n1,"two\n3,"4"\n5,6\n',
    rows: ["1: a|b", '2: BROKEN 1,"two', "3: 3|4", "4: 5|6"],
  },
  {
    why: "a quote in the middle of a cell spoils its own row alone",
    text: 'a,b\n1,2\n3,42" screen\n5,6',
    rows: ["1: a|b", "2: 1|2", '3: BROKEN 3,42" screen', "4: 5|6"],
  },
  { why: "an unclosed quote on the last row", text: 'a,b\n1,2\n3,"4', rows: ["1: a|b", "2: 1|2", '3: BROKEN 3,"4'] },
])("$why", async ({ text, rows }) => {
  expect(await rowsOf(text)).toEqual(rows);
});

test("good rows before a broken one are all handed on, however many wait", async () => {
  const good = Array.from({ length: 5_000 }, (_, i) => `${i},x`).join("\n");
  const rows = await rowsOf(`a,b\n${good}\n"oh,no\n${good}\n`);
  expect(rows).toHaveLength(10_002);
  expect(rows[5_001]).toBe('5002: BROKEN "oh,no');
  expect(rows.at(-1)).toBe("10002: 4999|x");
});

test("quotes are characters like any other where a file has none", async () => {
  expect(await rowsOf('a|b\n1|42" screen\n', { delimiter: "|", quote: null })).toEqual(["1: a|b", '2: 1|42" screen']);
});

test.each([
  { encoding: "latin1", bytes: Buffer.from("a,b\nJosé,1\n", "latin1"), name: "José" },
  { encoding: "windows-1252", bytes: Buffer.from("a,b\nJos\xe9 \x80,1\n", "latin1"), name: "José €" },
  { encoding: "utf-16le", bytes: Buffer.from("\ufeffa,b\nJosé,1\n", "utf16le"), name: "José" },
] as const)("reads $encoding", async ({ encoding, bytes, name }) => {
  expect(await rowsOf(bytes, { encoding })).toEqual(["1: a|b", `2: ${name}|1`]);
});
