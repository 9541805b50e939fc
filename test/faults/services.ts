import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

/** A Redis of the scenario's own, which keeps nothing over a restart. */
export class RedisService {
  #child: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly folder: string,
  ) {}

  static async make(): Promise<RedisService> {
    return new RedisService(await freePort(), mkdtempSync(path.join(tmpdir(), "pacer-redis-")));
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(...options: string[]): Promise<void> {
    const args = ["--port", String(this.port), "--save", "", "--appendonly", "no", "--dir", this.folder, ...options];
    this.#child = spawn("redis-server", args, { stdio: "ignore" });
    for (let i = 0; i < 100; i++) {
      const answer = await run("redis-cli", ["-p", String(this.port), "ping"]).catch(() => ({ stdout: "" }));
      if (answer.stdout.startsWith("PONG")) return;
      await sleep(100);
    }
    throw new Error("redis-server did not start");
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  async command(...words: string[]): Promise<void> {
    await run("redis-cli", ["-p", String(this.port), ...words]);
  }

  close(): void {
    this.#child?.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The newest PostgreSQL of this machine; null without one. */
function postgresPrograms(): string | null {
  const root = "/usr/lib/postgresql";
  const newest = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a))[0] : undefined;
  return newest === undefined ? null : path.join(root, newest, "bin");
}

/** A PostgreSQL server of the scenario's own, which can be stopped as hard as it likes. */
export class PostgresService {
  private constructor(
    private readonly programs: string,
    private readonly port: number,
    private readonly folder: string,
  ) {}

  static async make(): Promise<PostgresService> {
    const programs = postgresPrograms();
    if (!programs) throw new Error("PostgreSQL is not installed");
    const folder = mkdtempSync(path.join(tmpdir(), "pacer-postgres-"));
    const service = new PostgresService(programs, await freePort(), folder);
    // The server refuses to run as root.
    if (process.getuid?.() === 0) await run("chown", ["postgres", folder]);
    await service.#run("initdb", "-D", path.join(folder, "data"), "-A", "trust", "-U", "postgres");
    await service.start();
    return service;
  }

  get url(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`;
  }

  start(): Promise<void> {
    const options = `-p ${this.port} -k ${this.folder} -h 127.0.0.1`;
    return this.#run("pg_ctl", "-D", path.join(this.folder, "data"), "-o", options, "-l", this.#log, "-w", "start");
  }

  stop(): Promise<void> {
    return this.#run("pg_ctl", "-D", path.join(this.folder, "data"), "-m", "immediate", "-w", "stop");
  }

  async close(): Promise<void> {
    await this.stop().catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true });
  }

  get #log(): string {
    return path.join(this.folder, "log");
  }

  async #run(program: string, ...args: string[]): Promise<void> {
    const whole = path.join(this.programs, program);
    // A server keeps the pipes of who started it, so nothing is read from it.
    const asRoot = process.getuid?.() === 0;
    const [command, all] = asRoot ? ["runuser", ["-u", "postgres", "--", whole, ...args]] : [whole, args];
    await new Promise<void>((resolve, reject) => {
      const child = spawn(command as string, all as string[], { stdio: "ignore", cwd: this.folder });
      child.once("error", reject);
      child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))));
    });
  }
}
