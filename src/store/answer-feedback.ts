import type { PrismaClient } from "./generated/client.js";
import type { Organisation, Platform } from "./store.js";

/** Whether an answer helped whoever asked. */
export interface AnswerFeedback {
  readonly personId: string;
  /** The answer it is about: the last word of a person about it counts. */
  readonly answerId: string;
  readonly platform: Platform;
  readonly skill: string;
  readonly helpful: boolean;
  /** What was wrong, of a short list: "wrong_number", "misunderstood" ... */
  readonly reason: string | null;
  readonly comment: string | null;
  readonly at: Date;
}

export interface FeedbackCount {
  readonly skill: string;
  readonly helpful: number;
  readonly unhelpful: number;
}

export interface FeedbackStore {
  /** Adds it, or changes what the same person said about the same answer before. */
  saveFeedback(feedback: AnswerFeedback): Promise<void>;
  /** By skill, the least helpful first. */
  countFeedback(since: Date): Promise<readonly FeedbackCount[]>;
  /** What people found wrong, newest first. */
  listUnhelpful(
    since: Date,
    limit: number,
  ): Promise<readonly Pick<AnswerFeedback, "skill" | "reason" | "comment" | "at">[]>;
}

export function answerFeedback(prisma: PrismaClient, organisation: Organisation): FeedbackStore {
  const orgId = organisation.id;
  return {
    async saveFeedback({ personId, answerId, ...said }) {
      const person = await prisma.person.findFirst({ where: { id: personId, orgId }, select: { id: true } });
      if (!person) throw new Error("no such person in this organisation");
      await prisma.answerFeedback.upsert({
        where: { personId_answerId: { personId, answerId } },
        create: { orgId, personId, answerId, ...said },
        update: said,
      });
    },
    async countFeedback(since) {
      const rows = await prisma.answerFeedback.groupBy({
        by: ["skill", "helpful"],
        where: { orgId, at: { gte: since } },
        _count: { _all: true },
      });
      const skills = [...new Set(rows.map(({ skill }) => skill))];
      const of = (skill: string, helpful: boolean) =>
        rows.find((row) => row.skill === skill && row.helpful === helpful)?._count._all ?? 0;
      return skills
        .map((skill) => ({ skill, helpful: of(skill, true), unhelpful: of(skill, false) }))
        .sort((a, b) => b.unhelpful - a.unhelpful || b.helpful - a.helpful || (a.skill < b.skill ? -1 : 1));
    },
    listUnhelpful: (since, limit) =>
      prisma.answerFeedback.findMany({
        where: { orgId, helpful: false, at: { gte: since } },
        select: { skill: true, reason: true, comment: true, at: true },
        orderBy: { at: "desc" },
        take: limit,
      }),
  };
}
