import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Endpoint } from "./gateway.js";

/** Who holds a data folder. Written whole, readable by its owner only: the endpoint may carry a password. */
export interface Holder {
  readonly pid: number;
  /** Tells the process from a later one with the same number (a container restarted, numbers gone round); null where unknown. */
  readonly born: string | null;
  readonly host: string;
  /** A server, which stays; false for a command, which goes away by itself. */
  readonly serving: boolean;
  /** Null until the holder is ready for others. */
  readonly endpoint: Endpoint | null;
}

export interface FolderLock {
  /** Tells others how to get in; null = wait, the holder is about to end. */
  announce(endpoint: Endpoint | null): Promise<void>;
  release(): Promise<void>;
}

const lockFile = (dataDir: string): string => join(dataDir, "pacer.lock");
/** A takeover is a few file operations; one that lies longer was cut short. */
const TAKEOVER_MS = 10_000;

/** What file systems without hard links (some network and removable ones) answer. */
const NO_LINKS = new Set<string | undefined>(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

/** Folders held by this process, because its own number in a lock file proves nothing. */
const heldHere = new Set<string>();

/** When a process was started, as Linux counts it; null elsewhere and for processes that are gone. */
async function birthOf(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  // Field 22, counted after the name, which stands in parentheses and may hold anything.
  return text === null ? null : (text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null);
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Who holds the folder; null when nobody does, or a process that is gone. */
export async function findHolder(dataDir: string): Promise<Holder | null> {
  const text = await readFile(lockFile(dataDir), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const holder = JSON.parse(text) as Holder;
  return (await isAlive(holder, dataDir)) ? holder : null;
}

async function isAlive(holder: Holder, dataDir: string): Promise<boolean> {
  // Another machine or container on the same folder: its process numbers mean nothing here, so it is never pushed aside.
  if (holder.host !== hostname()) return true;
  if (holder.pid === process.pid) return heldHere.has(lockFile(dataDir));
  if (!runs(holder.pid)) return false;
  return holder.born === null || holder.born === (await birthOf(holder.pid));
}

/** Takes the folder if it is free or its holder is gone; null while somebody has it. */
export async function takeFolder(dataDir: string, serving: boolean): Promise<FolderLock | null> {
  const file = lockFile(dataDir);
  const me: Holder = {
    pid: process.pid,
    born: await birthOf(process.pid),
    host: hostname(),
    serving,
    endpoint: null,
  };
  if (!(await place(file, me)) && !(await takeOver(dataDir, file, me))) return null;
  heldHere.add(file);
  return {
    announce: (endpoint) => replace(file, { ...me, endpoint }),
    async release() {
      await rm(file, { force: true });
      heldHere.delete(file);
    },
  };
}

async function unfinished(file: string, holder: Holder): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
  return draft;
}

/** Puts the lock there whole, or not at all when there is one. */
async function place(file: string, holder: Holder): Promise<boolean> {
  const draft = await unfinished(file, holder);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (!NO_LINKS.has(code)) throw error;
    return await writeFile(file, JSON.stringify(holder), { mode: 0o600, flag: "wx" }).then(
      () => true,
      (failure: NodeJS.ErrnoException) => {
        if (failure.code === "EEXIST") return false;
        throw failure;
      },
    );
  } finally {
    await rm(draft, { force: true });
  }
}

async function replace(file: string, holder: Holder): Promise<void> {
  await rename(await unfinished(file, holder), file);
}

/**
 * Removes a dead holder's lock and takes its place. Only one process at a time may try: otherwise the slower of two would
 * remove the lock that the quicker one has just put there.
 */
async function takeOver(dataDir: string, file: string, me: Holder): Promise<boolean> {
  const turn = `${file}.takeover`;
  if (!(await place(turn, me))) {
    const { mtimeMs } = await stat(turn).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > TAKEOVER_MS) await rm(turn, { force: true });
    return false;
  }
  try {
    if ((await findHolder(dataDir)) !== null) return false;
    await rm(file, { force: true });
    return await place(file, me);
  } finally {
    await rm(turn, { force: true });
  }
}
