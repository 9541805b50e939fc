import { z } from "zod";

const Person = z.string().min(1).max(100);
/** The clock of one browser session; without it the real one. */
const Clock = z.strictObject({ session: z.string().regex(/^[\w-]{1,64}$/), day: z.iso.date() });
export type Clock = z.infer<typeof Clock>;

export const AskRequest = z
  .strictObject({
    person: Person,
    clock: Clock.optional(),
    text: z.string().trim().min(1).max(4_000).optional(),
    pressed: z
      .strictObject({
        skill: z.string().min(1).max(100),
        input: z.record(z.string(), z.unknown()),
        page: z.int().min(1).max(1_000).optional(),
      })
      .optional(),
    channel: z.enum(["dm", "public", "private", "group"]),
    conversation: z.string().regex(/^[\w-]{1,64}$/),
  })
  .refine(({ text, pressed }) => (text === undefined) !== (pressed === undefined), "send either text or pressed");
export type AskRequest = z.infer<typeof AskRequest>;

/** Somebody, and when: for their home and their messages. */
export const LookRequest = z.strictObject({ person: Person, clock: Clock.optional() });
export type LookRequest = z.infer<typeof LookRequest>;

export const DayRequest = z.strictObject({ person: Person, clock: Clock });
export type DayRequest = z.infer<typeof DayRequest>;

export const ReceiptRequest = z.strictObject({
  person: Person,
  clock: Clock.optional(),
  asked: z.strictObject({ person: z.string().max(200).nullable(), period: z.string().max(60) }),
});
export type ReceiptRequest = z.infer<typeof ReceiptRequest>;
