import { timingSafeEqual } from "node:crypto";
import type { PGlite } from "@electric-sql/pglite";

const STARTUP = 196_608;
const PASSWORD_WANTED = Uint8Array.of(0x52, 0, 0, 0, 8, 0, 0, 0, 3);
const SYNC = Uint8Array.of(0x53, 0, 0, 0, 4);
const letter = (message: Uint8Array): string => String.fromCharCode(message[0] ?? 0);
const int32 = (message: Uint8Array, at: number): number =>
  new DataView(message.buffer, message.byteOffset).getInt32(at);
const isStartup = (message: Uint8Array): boolean => message.length >= 8 && int32(message, 4) === STARTUP;

/** A `Z` message, "ready for query", at the end of what the database answered, and its transaction status: I, T or E. */
function readyStatus(tail: Uint8Array): string | null {
  const z = tail.subarray(-6);
  return z.length === 6 && z[0] === 0x5a && int32(z, 1) === 5 ? String.fromCharCode(z[5] ?? 0) : null;
}

/**
 * One client's turn on the embedded database, which is a single connection that everybody shares. From a client's first
 * message until the database reports that it is idle outside a transaction, the client holds PGlite's own transaction lock:
 * statements of the owner and of other clients wait, so nobody's rows land in somebody else's transaction.
 * (The socket library's queue keeps clients apart from each other, but lets the owner's writes into a client's transaction,
 * where a rollback loses them.) It stands in for that queue, hence the library's names.
 */
export class ExclusiveSession {
  private release: (() => void) | null = null;
  private acquiring: Promise<void> | null = null;
  private work: Promise<unknown> = Promise.resolve();
  private ended = false;
  private startup: Uint8Array | null = null;
  private admitted: boolean;
  private patience: NodeJS.Timeout | undefined;

  /**
   * @param password wanted from the client before anything else; null where the file system already keeps others out.
   * @param idleMs how long a client may hold the database in a transaction without a word before `giveUp` is called.
   */
  constructor(
    private readonly database: PGlite,
    private readonly password: string | null,
    private readonly idleMs: number,
    private readonly giveUp: () => void,
  ) {
    this.admitted = password === null;
  }

  enqueue(_id: number, message: Uint8Array, onData: (data: Uint8Array) => void): Promise<number> {
    const run = this.work.then(() => this.take(message, onData));
    this.work = run.catch(() => undefined);
    return run;
  }

  clearQueueForHandler(): void {
    this.ended = true;
  }

  /** The client is gone: what it left open is rolled back and the next one gets its turn. */
  async clearTransactionIfNeeded(): Promise<void> {
    this.ended = true;
    await this.work;
    if (!this.release) return;
    try {
      // A half-sent statement is skipped up to its sync; then the transaction, if there is one, ends.
      await this.run(SYNC, () => undefined);
      if (this.database.isInTransaction()) await this.run(simpleQuery("ROLLBACK"), () => undefined);
    } finally {
      this.letGo();
    }
  }

  private async take(message: Uint8Array, onData: (data: Uint8Array) => void): Promise<number> {
    if (this.ended || letter(message) === "X") return 0;
    const admitted = this.admit(message, onData);
    if (!admitted) return 0;
    await this.hold();
    if (this.ended) {
      this.letGo();
      return 0;
    }
    let bytes = 0;
    let tail = new Uint8Array();
    await this.run(admitted, (data) => {
      bytes += data.length;
      tail = data.length >= 6 ? data.slice(-6) : Uint8Array.from([...tail, ...data]).slice(-6);
      onData(data);
    });
    if (readyStatus(tail) === "I") this.letGo();
    else this.waitFor();
    return bytes;
  }

  /** The message to pass on, or null while the client has yet to prove itself. */
  private admit(message: Uint8Array, onData: (data: Uint8Array) => void): Uint8Array | null {
    if (this.admitted) return message;
    if (!this.startup && isStartup(message)) {
      this.startup = message;
      onData(PASSWORD_WANTED);
      return null;
    }
    const given = Buffer.from(message.subarray(5, -1));
    const wanted = Buffer.from(this.password ?? "");
    const right = letter(message) === "p" && given.length === wanted.length && timingSafeEqual(given, wanted);
    if (right && this.startup) {
      this.admitted = true;
      return this.startup;
    }
    this.ended = true;
    this.giveUp();
    return null;
  }

  private run(message: Uint8Array, onRawData: (data: Uint8Array) => void): Promise<void> {
    return this.database.runExclusive(() => this.database.execProtocolRawStream(message, { onRawData }));
  }

  private async hold(): Promise<void> {
    clearTimeout(this.patience);
    if (this.release) return;
    this.acquiring ??= new Promise<void>((acquired, failed) => {
      this.database
        ._runExclusiveTransaction(
          () =>
            new Promise<void>((release) => {
              this.release = release;
              acquired();
            }),
        )
        .catch(failed);
    });
    await this.acquiring;
    this.acquiring = null;
  }

  private letGo(): void {
    clearTimeout(this.patience);
    this.release?.();
    this.release = null;
  }

  private waitFor(): void {
    clearTimeout(this.patience);
    this.patience = setTimeout(this.giveUp, this.idleMs);
    this.patience.unref();
  }
}

function simpleQuery(text: string): Uint8Array {
  const body = Buffer.from(`${text}\0`);
  const message = Buffer.alloc(5 + body.length);
  message.write("Q");
  message.writeInt32BE(4 + body.length, 1);
  body.copy(message, 5);
  return message;
}
