import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";

const dataDir = mkdtempSync(path.join(tmpdir(), "pacer-start-"));
const env = {
  PATH: process.env.PATH,
  HOME: dataDir,
  TZ: "UTC",
  PACER_DATA_DIR: dataDir,
  PORT: "0",
  PACER_LOG_LEVEL: "warn",
};
const node = (script: string, ...args: string[]): [string, string[]] => [
  process.execPath,
  ["--import", "tsx", script, ...args],
];
const running: ChildProcess[] = [];

afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(
  more: Record<string, string> = {},
): Promise<{ child: ChildProcess; banner: string; address: string }> {
  const [command, args] = node("src/main.ts");
  const child = spawn(command, args, { env: { ...env, ...more }, stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  let output = "";
  let errors = "";
  const banner = await new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", (chunk) => {
      output += chunk;
      if (/Ctrl-C/.test(output)) resolve(output);
    });
    child.stderr?.on("data", (chunk) => {
      errors += chunk;
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code} before it was ready:\n${output}${errors}`)));
  });
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(banner)?.[0] ?? "";
  return { child, banner, address };
}

const stop = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.kill("SIGINT");
  });

const cli = async (...args: string[]) => {
  const [command, all] = node("src/cli/main.ts", ...args);
  return promisify(execFile)(command, all, { env });
};

test("from nothing: starts, says what to try, answers from other processes, refuses a second server, ends cleanly", async () => {
  const first = await start();
  expect(first.banner).toContain(`${first.address}/playground`);
  expect(first.banner.match(/npm run ask -- /g)).toHaveLength(3);
  expect((await fetch(`${first.address}/healthz`)).status).toBe(200);
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
  expect((await fetch(`${first.address}/playground`)).status).toBe(200);

  const { stdout } = await cli("ask", "--json", "how close am I to quota?");
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({ outcome: "answer", skill: "attainment" });
  expect(answer.figures.find(({ key }: { key: string }) => key === "attainment").value).toMatch(/^\d+\.\d+$/);

  const [command, args] = node("src/main.ts");
  const second = await promisify(execFile)(command, args, { env }).catch((error) => error);
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(`${first.child.pid}`);

  expect(await stop(first.child)).toBe(0);
  expect(readdirSync(dataDir).filter((name) => /lock|sock|\.s\./i.test(name))).toEqual([]);

  const again = await start();
  const { stdout: later } = await cli("ask", "--json", "how close am I to quota?");
  expect(JSON.parse(later).figures).toEqual(answer.figures);
  expect(await stop(again.child)).toBe(0);

  // Without a server the command opens the folder itself.
  const { stdout: alone } = await cli("ask", "--json", "how close am I to quota?");
  expect(JSON.parse(alone).figures).toEqual(answer.figures);
});

test("an organisation that is not there yet is said at start, since nobody would get an answer", async () => {
  const { child, banner } = await start({ PACER_ORG: "acme" });
  expect(banner).toContain('There is no organisation "acme" yet');
  expect(await stop(child)).toBe(0);
});

test("Ctrl-C while it starts is as clean as later", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "pacer-early-"));
  const [command, args] = node("src/main.ts");
  const child = spawn(command, args, { env: { ...env, PACER_DATA_DIR: folder }, stdio: "ignore" });
  running.push(child);
  await expect.poll(() => readdirSync(folder).some((name) => name.endsWith(".lock")), { timeout: 30_000 }).toBe(true);
  expect(await stop(child)).toBe(0);
  expect(readdirSync(folder).filter((name) => /lock|sock|\.s\./i.test(name))).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  { args: ["ask"], code: 2, why: "nothing asked" },
  { args: ["ask", "--channel", "loud", "hi"], code: 2, why: "no such channel" },
  { args: ["ask", "--as", "nobody@nowhere.example", "how am I doing"], code: 1, why: "unknown person" },
  { args: ["nonsense"], code: 2, why: "no such command" },
])("pacer $args exits $code: $why", async ({ args, code }) => {
  const outcome = await cli(...args).then(
    () => ({ code: 0, stderr: "" }),
    (error) => error,
  );
  expect(outcome.code).toBe(code);
  expect(outcome.stderr).not.toBe("");
});
