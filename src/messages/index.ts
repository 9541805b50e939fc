import { dealCredited } from "./deal-credited.js";
import type { AnyMessageKind } from "./define-message.js";
import { weeklyDigest } from "./weekly-digest.js";

export type MessageKinds = ReadonlyMap<string, AnyMessageKind>;

/** Every kind of message by name, one file each. */
export const messageKinds: MessageKinds = new Map(
  ([dealCredited, weeklyDigest] as readonly AnyMessageKind[]).map((kind) => [kind.name, kind]),
);
