import type { PrismaClient } from "./generated/client.js";

/** What a button, a form under way or an installation link stands for. Whoever holds the id holds nothing but the id. */
export interface ShortState {
  /** Random and unguessable. */
  readonly id: string;
  /** What it is for; found under this kind alone. */
  readonly kind: string;
  readonly orgId: string | null;
  /** The platform user it was made for, "slack:T1:U1"; null = whoever holds it. */
  readonly owner: string | null;
  readonly data: unknown;
  readonly expiresAt: Date;
}

export interface ShortStates {
  save(state: ShortState, now: Date): Promise<void>;
  /** Null when there is none, or its time is over at `now`. */
  find(kind: string, id: string, now: Date): Promise<ShortState | null>;
  /** As `find`, and gone with it: of several who take it at once, one gets it. */
  take(kind: string, id: string, now: Date): Promise<ShortState | null>;
}

const TIDY_EVERY = 500;

export function shortStates(prisma: PrismaClient): ShortStates {
  let savedSinceTidy = TIDY_EVERY;
  return {
    async save({ data, ...state }, now) {
      const fields = { ...state, data: data as object };
      await prisma.shortState.upsert({ where: { id: state.id }, create: fields, update: fields });
      if (++savedSinceTidy <= TIDY_EVERY) return;
      savedSinceTidy = 0;
      await prisma.shortState.deleteMany({ where: { expiresAt: { lt: now } } });
    },
    find: (kind, id, now) => prisma.shortState.findFirst({ where: { kind, id, expiresAt: { gt: now } } }),
    async take(kind, id, now) {
      const state = await prisma.shortState.findFirst({ where: { kind, id, expiresAt: { gt: now } } });
      if (!state) return null;
      const { count } = await prisma.shortState.deleteMany({ where: { kind, id } });
      return count === 1 ? state : null;
    },
  };
}
