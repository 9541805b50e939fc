import { dealCredited } from "./deal-credited.js";
import type { AnyMessageKind } from "./define-message.js";

export type MessageKinds = ReadonlyMap<string, AnyMessageKind>;

/** Every kind of message by name, one file each. */
export const messageKinds: MessageKinds = new Map([dealCredited].map((kind) => [kind.name, kind]));
