import { z } from "zod";
import type { Answer } from "../answer/answer.js";
import { amount } from "../answer/answer.js";
import type { IsoDate } from "../core/calendar.js";
import { verifyReceipt, writeReceipt } from "../plans/receipt.js";
import { defineSkill, PeriodField, PersonField } from "../skills/define-skill.js";
import { loadPayee } from "../skills/payee.js";
import { runSkill } from "../skills/run-skill.js";
import { figure } from "../skills/words.js";
import type { OrgStore, Person } from "../store/store.js";

export interface ReceiptAsked {
  /** Key of whose statement; null = the asker's. */
  readonly person: string | null;
  /** As in a question's input: "2026-Q4". */
  readonly period: string | null;
}

/**
 * Proof of the figures of one statement: its receipt is written from what is stored (or the one that was kept when the period was closed),
 * then read back and computed again from nothing but itself. Permission is that of the statement.
 */
const receiptSkill = defineSkill({
  name: "receipt",
  description: "The receipt of one person's statement of a period, computed again from itself.",
  input: z.object({ person: PersonField, period: PeriodField }),
  audience: "self_or_reports",
  load: async (_input, scope) => ({
    closed: await scope.store.findClosedStatement(scope.subject.id, scope.period),
    payee: await loadPayee(scope),
  }),
  compute: ({ closed, payee }, _input, { period }) => {
    if (closed) return { kind: "closed" as const, verified: verifyReceipt(closed.receipt) };
    if (payee.kind !== "on_plan") return null;
    const { text } = writeReceipt({ plans: payee.documents, facts: payee.facts, period });
    return { kind: "open" as const, verified: verifyReceipt(text) };
  },
  render: (result) => {
    if (!result) return { headline: "There is no statement in this period, so there is nothing to verify." };
    const { kind, verified } = result;
    if (verified.outcome !== "verified")
      return {
        headline: `Not verified: the receipt is ${verified.outcome}.`,
        notes: ["Tell whoever keeps this Pacer."],
      };
    const { statement, engine, hash } = verified;
    return {
      headline: "Verified: computed again from its receipt, every figure came out the same to the cent.",
      figures: [
        figure("earned", "Earned", amount(statement.earned)),
        figure("payable", "Payable", amount(statement.payable)),
      ],
      notes: [
        kind === "closed" ? "The receipt kept when the period was closed" : "A receipt of the figures as they stand",
        `Engine ${engine}`,
        `SHA-256 ${hash}`,
      ],
      planVersion: `${statement.plan.name} (${statement.plan.version})`,
    };
  },
});

export const previewReceipt = (
  store: OrgStore,
  asker: Person,
  asked: ReceiptAsked,
  { today, now }: { readonly today: IsoDate; readonly now: Date },
): Promise<Answer> =>
  runSkill(receiptSkill, { ...asked }, { store, asker, today, now, locale: asker.locale ?? "en-US" });
