import { trace } from "../../failure.js";
import type { SurfaceDeps } from "../surface.js";
import type { Activity } from "./parse.js";

/** Users whose reference is known to be stored as it is; a restart, or more users than this, writes some again. */
const REMEMBERED = 10_000;

/** Keeps where each Teams user is written to, from what authentic activities say. Never fails what it goes along with. */
export class References {
  readonly #stored = new Map<string, string>();

  constructor(private readonly deps: Pick<SurfaceDeps, "store" | "log" | "now">) {}

  async note(tenantId: string, { from, recipient, serviceUrl, conversation }: Activity): Promise<void> {
    if (!from.aadObjectId || from.role === "bot" || from.id === recipient.id) return;
    const isPersonal = conversation.conversationType === "personal";
    const reference = {
      serviceUrl,
      userId: from.id,
      botId: recipient.id,
      conversationId: isPersonal ? conversation.id : null,
    };
    const key = `${tenantId}:${from.aadObjectId}:${isPersonal}`;
    const text = JSON.stringify(reference);
    if (this.#stored.get(key) === text) return;
    await this.#carefully(() =>
      this.deps.store.teamsReferences.save(tenantId, from.aadObjectId ?? "", reference, this.deps.now()),
    );
    if (this.#stored.size >= REMEMBERED) this.#stored.clear();
    this.#stored.set(key, text);
  }

  async forget(tenantId: string, userId: string): Promise<void> {
    for (const isPersonal of [true, false]) this.#stored.delete(`${tenantId}:${userId}:${isPersonal}`);
    await this.#carefully(() => this.deps.store.teamsReferences.forget(tenantId, userId));
  }

  async #carefully(work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) =>
      this.deps.log.warn({ event: "teams_reference_failed", ...trace(error) }, "a Teams reference could not be kept"),
    );
  }
}
