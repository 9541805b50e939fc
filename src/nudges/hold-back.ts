import { createHash } from "node:crypto";

/** One in so many is not sent, to compare with. */
const HELD_BACK_SHARE = 0.2;

/**
 * Whether a person is in the comparison group of a kind in a period: by a hash, so that it is the same on every machine and at every
 * try, and new in every period, so that nobody misses a kind for good.
 */
export function isHeldBack(orgId: string, personId: string, rule: string, periodKey: string): boolean {
  const digest = createHash("sha256").update([orgId, personId, rule, periodKey].join("\n")).digest();
  return digest.readUInt32BE(0) / 2 ** 32 < HELD_BACK_SHARE;
}
