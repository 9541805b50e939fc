import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** The command as other programs run it: what it prints, and how it ends. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pacer-ask-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function pacer(args: readonly string[], input = ""): Promise<Ran> {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/main.ts", "ask", ...args], {
    env: { ...env, PACER_DATA_DIR: folder, PACER_LOG_LEVEL: "debug" },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
}

test("one question, one object: exact figures, the text people read, and nothing else on standard output", async () => {
  const { code, out } = await pacer(["--json", "--now", "2026-11-23T15:00:00Z", "how close am I", "to quota?"]);
  expect(code).toBe(0);
  const answer = JSON.parse(out);
  expect(out.trimEnd()).not.toContain("\n");
  expect(answer).toMatchObject({ outcome: "answer", skill: "attainment", asOf: "2026-11-23" });
  expect(answer.figures[0]).toMatchObject({
    key: "attainment",
    unit: "ratio",
    value: expect.stringMatching(/^\d+(\.\d{1,12})?$/),
  });
  expect(answer.figures[1]).toMatchObject({
    key: "credited",
    unit: "money",
    currency: "USD",
    value: expect.stringMatching(/^\d+\.\d\d$/),
  });
  expect(answer.text).toContain("of quota in Q4 2026");
  expect(answer.planVersion).toEqual(expect.any(String));
  expect(answer.ms).toEqual(expect.any(Number));
  expect(answer.understood).toMatchObject({ skill: "attainment", layer: "rules" });
});

test("lines are answered in order, and a bad one does not stop the rest", async () => {
  const { code, out } = await pacer(
    ["--stdin", "--now", "2026-11-23T15:00:00Z"],
    [
      '{"id":"a","text":"how much have I earned?"}',
      "",
      "not json",
      '{"id":"b","text":5}',
      '{"id":"c","as":"nobody@example.com","text":"hi"}',
      '{"id":"d","text":"and last quarter?","after":["what is my quota?"]}',
      '{"id":"e","text":"how much have I earned?","channel":"public"}',
    ].join("\n"),
  );
  const answers = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(answers.map(({ id, outcome, skill }) => [id, outcome, skill])).toEqual([
    ["a", "answer", "payout"],
    [undefined, "error", "ask"],
    ["b", "error", "ask"],
    ["c", "error", "ask"],
    ["d", "answer", "quota_detail"],
    ["e", "answer", "payout"],
  ]);
  expect(answers.at(-1)).toMatchObject({ figures: [], text: expect.stringContaining("I've answered you privately.") });
  expect(code).toBe(1);
});

test.each([
  { args: ["--as", "nobody@example.com", "hi"], code: 1, says: "nobody@example.com" },
  { args: ["--org", "elsewhere", "hi"], code: 1, says: 'no organisation "elsewhere"' },
  { args: [], code: 2, says: "what do you want to ask" },
  { args: ["--channel", "loud", "hi"], code: 2, says: "--channel must be one of" },
  { args: ["--now", "soon", "hi"], code: 2, says: "--now must be a moment" },
  { args: ["--now", "2026-02-31", "hi"], code: 2, says: "--now must be a moment" },
  { args: ["--nonsense", "hi"], code: 2, says: "unknown option" },
])("$args ends with $code and says why on standard error alone", async ({ args, code, says }) => {
  const ran = await pacer(args);
  expect(ran.err).toContain(says);
  expect(ran.out).toBe("");
  expect(ran.code).toBe(code);
});

test("files that come with an answer are written where one says, for oneself alone", async () => {
  const into = join(folder, "statements");
  const { code, out, err } = await pacer([
    "--save",
    into,
    "--now",
    "2026-11-23T15:00:00Z",
    "send me my statement for last quarter",
  ]);
  expect(code).toBe(0);
  expect(out).toContain("File: statement-maya-2026-q3.csv");
  expect(err).toContain(`Wrote ${join(into, "statement-maya-2026-q3.csv")}`);
  const csv = readFileSync(join(into, "statement-maya-2026-q3.csv"), "utf8");
  expect(csv).toMatch(/^Section,Item,Calculation,Amount,Currency\r\n/);
  if (process.platform !== "win32") expect(statSync(join(into, "statement-maya-2026-q3.csv")).mode & 0o077).toBe(0);
});
