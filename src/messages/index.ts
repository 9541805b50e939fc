import { nudgeRules } from "../nudges/rules/index.js";
import { dealCredited } from "./deal-credited.js";
import type { AnyMessageKind } from "./define-message.js";
import { nudgeMessage } from "./nudge.js";

export type MessageKinds = ReadonlyMap<string, AnyMessageKind>;

const all: readonly AnyMessageKind[] = [dealCredited, ...[...nudgeRules.values()].map(nudgeMessage)];

/** Every kind of message by name, one file each; of nudges, one rule each. */
export const messageKinds: MessageKinds = new Map(all.map((kind) => [kind.name, kind]));
