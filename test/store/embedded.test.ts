import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setImmediate } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "../../src/log.js";
import { openGateway } from "../../src/store/embedded/gateway.js";
import { openEmbedded } from "../../src/store/embedded/open-embedded.js";
import type { Database } from "../../src/store/prisma-store.js";

const log = createLog("silent");
const lockOf = (folder: string) => join(folder, "pacer.lock");
let folder: string;
const children: ChildProcess[] = [];
const opened: Database[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pacer-test-"));
});
afterEach(async () => {
  for (const child of children.splice(0))
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  await Promise.all(opened.splice(0).map((database) => database.close()));
  await rm(folder, { recursive: true, force: true });
});

async function openHere(serve = false, patienceMs = 20_000): Promise<Database> {
  const database = await openEmbedded({ dataDir: folder, serve, log, patienceMs });
  opened.push(database);
  return database;
}

/** Another process on the same folder, and the words it says. */
function start(what: string) {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "embedded-process.ts"), folder, what],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  children.push(child);
  const words = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    word: async () => String((await words.next()).value ?? ""),
    ended: once(child, "exit"),
  };
}

async function counter(database: Database): Promise<number> {
  const [row] = await database.sql.query<{ n: number }>("select n from counter");
  return row?.n ?? Number.NaN;
}
const makeCounter = (database: Database) =>
  database.sql.exec("create table counter (n int not null); insert into counter values (0)");

describe("one process owns the data folder and others work through it", () => {
  test("transactions of two other processes and of the owner never mix, and nothing is lost", async () => {
    const owner = await openHere(true);
    await makeCounter(owner);
    await owner.sql.exec("create table written (i int primary key)");
    const others = [start("count"), start("count")];
    for (const other of others) expect(await other.word()).toBe("open");
    let written = 0;
    let working = true;
    const writing = (async () => {
      while (working) {
        await owner.sql.query("insert into written values ($1::int)", [written++]);
        await owner.sql.withTransaction((t) => t.query("update counter set n = n"));
        await owner.prisma.organisation.count();
        // PGlite answers within one turn of the event loop; a loop without this would never let the sockets be read.
        await setImmediate();
      }
    })();
    for (const other of others) expect(await other.word()).toBe("done");
    working = false;
    await writing;
    expect(await counter(owner)).toBe(50);
    expect(await owner.sql.query("select count(*) as n from written")).toEqual([{ n: written }]);
  });

  test("a client that dies inside a transaction leaves nothing behind and holds nobody up", async () => {
    const owner = await openHere(true);
    await makeCounter(owner);
    const other = start("vanish");
    expect(await other.word()).toBe("open");
    expect(await other.word()).toBe("inside");
    other.child.kill("SIGKILL");
    expect(await counter(owner)).toBe(0);
  });

  test("a second server is refused with the process that holds the folder", async () => {
    await openHere(true);
    const other = start("serve");
    expect(await other.word()).toMatch(new RegExp(`^refused Pacer is already running on .*process ${process.pid}\\)`));
    expect((await other.ended)[0]).toBe(1);
  });

  test("two commands that start at the same moment on a new folder both work", async () => {
    const commands = [start("ask"), start("ask"), start("ask")];
    for (const command of commands) {
      expect(await command.word()).toBe("open");
      expect(await command.word()).toBe("done");
      expect((await command.ended)[0]).toBe(0);
    }
    expect(await readdir(folder)).toEqual(["db"]);
  });

  test("a command that owns the folder lets another finish before it ends", async () => {
    const owner = await openEmbedded({ dataDir: folder, serve: false, log });
    await makeCounter(owner);
    const other = start("count");
    expect(await other.word()).toBe("open");
    await owner.close();
    expect(await other.word()).toBe("done");
    expect(await counter(await openHere())).toBe(25);
  });

  test("a server waits for a command to end, then takes the folder", async () => {
    const holder = start("hold");
    expect(await holder.word()).toBe("open");
    const server = openHere(true);
    holder.child.stdin.write("end\n");
    await (await server).sql.query("select 1");
    expect(JSON.parse(await readFile(lockOf(folder), "utf8"))).toMatchObject({ pid: process.pid, serving: true });
  });

  test("a server that stops tells the command at work so", async () => {
    const holder = start("serve");
    expect(await holder.word()).toBe("open");
    const client = await openHere();
    holder.child.kill("SIGKILL");
    await holder.ended;
    await expect(client.sql.query("select 1")).rejects.toThrow(/stopped.*Run the command again/s);
    await expect(client.prisma.organisation.count()).rejects.toThrow(/stopped.*Run the command again/s);
  });
});

describe("the lock", () => {
  test("of a process that was killed is taken over, with its data", async () => {
    const first = start("serve");
    expect(await first.word()).toBe("open");
    const through = await openEmbedded({ dataDir: folder, serve: false, log });
    await makeCounter(through);
    await through.close();
    first.child.kill("SIGKILL");
    await first.ended;
    expect(await counter(await openHere(true))).toBe(0);
  });

  test.each([
    { why: "a process number that is used again", lock: { pid: 1, born: "not when that began" } },
    { why: "our own number in an earlier container", lock: { pid: process.pid, born: "1" } },
  ])("does not hold when it shows $why", async ({ lock }) => {
    const { hostname } = await import("node:os");
    await writeFile(lockOf(folder), JSON.stringify({ ...lock, host: hostname(), serving: true, endpoint: null }));
    await (await openHere(true)).sql.query("select 1");
  });

  test("of another machine is respected, and the message says what to do", async () => {
    await writeFile(
      lockOf(folder),
      JSON.stringify({ pid: 7, born: null, host: "elsewhere", serving: true, endpoint: null }),
    );
    await expect(openHere(true)).rejects.toThrow(/process 7 on elsewhere.*delete .*pacer\.lock/s);
    await expect(openHere(false, 200)).rejects.toThrow(/process 7 on elsewhere.*does not answer/s);
  });

  test("and everything else is gone after a clean end", async () => {
    const database = await openEmbedded({ dataDir: folder, serve: true, log });
    expect((await readdir(folder)).sort()).toEqual([".s.PGSQL.5432", "db", "pacer.lock"]);
    await database.close();
    await database.close();
    expect(await readdir(folder)).toEqual(["db"]);
  });
});

describe("the way in", () => {
  test("moves to a short path where the data folder's is too long for a socket", async () => {
    folder = join(folder, "d".repeat(90), "e".repeat(60));
    const owner = await openHere(true);
    const client = await openHere();
    await makeCounter(client);
    expect(await counter(owner)).toBe(0);
  });

  test("without sockets is a loopback port that wants the lock file's password", async () => {
    const database = await PGlite.create();
    const gateway = await openGateway(database, folder, { platform: "win32" });
    if (gateway.endpoint.kind !== "port") throw new Error("expected a port");
    const { port, password } = gateway.endpoint;
    const connect = async (given?: string) => {
      const client = new pg.Client({
        host: "127.0.0.1",
        port,
        user: "postgres",
        ...(given ? { password: given } : {}),
      });
      client.on("error", () => undefined);
      await client.connect();
      const { rows } = await client.query("select 1 as one");
      await client.end();
      return rows;
    };
    expect(await connect(password)).toEqual([{ one: 1 }]);
    await expect(connect("guess")).rejects.toThrow();
    await expect(connect(`${password}x`)).rejects.toThrow();
    expect(await connect(password)).toEqual([{ one: 1 }]);
    await gateway.stop(0);
    await database.close();
  });

  test("is closed to a client that holds a transaction and says nothing", async () => {
    const database = await PGlite.create();
    const gateway = await openGateway(database, folder, { idleMs: 50 });
    const client = new pg.Client({ host: folder, user: "postgres" });
    client.on("error", () => undefined);
    await client.connect();
    await client.query("begin");
    await database.query("select 1");
    await expect(client.query("select 1")).rejects.toThrow();
    await gateway.stop(0);
    await database.close();
  });
});
