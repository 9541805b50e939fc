import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { company } from "./company.js";
import { type Case, report, scoreCase } from "./score.js";
import type { Suite } from "./suite.js";

const Row = z
  .object({
    text: z.string(),
    expect: z.union([z.string(), z.array(z.string())]),
    as: z.literal("manager").optional(),
    after: z.string().optional(),
    all: z.array(z.string()).default([]),
    /** Several sentences, one question. */
    one: z.boolean().default(false),
    language: z.enum(["en", "es", "de", "fr"]).optional(),
  })
  .catchall(z.unknown());

/** The rows of `held-out.yaml`: questions in wordings that no phrase file holds. */
export const heldOutCases = (): Case[] =>
  z
    .array(Row)
    .parse(parse(readFileSync(new URL("held-out.yaml", import.meta.url), "utf8")))
    .map(({ text, expect, as, after, all, one, language, ...slots }) => ({
      text,
      as: as === "manager" ? "Lena Ortiz" : "Robin Vale",
      after: after === undefined ? [] : [after],
      intents: [expect].flat(),
      all: one ? [[expect].flat()[0] ?? ""] : all,
      slots,
      language: language ?? "any",
      tags: [
        ...(after === undefined ? [] : ["followup"]),
        ...(all.length > 1 ? ["multi_intent"] : []),
        ...(one ? ["one_question"] : []),
      ],
    }));

export const heldOutSuite: Suite = {
  name: "held-out",
  description: "questions in wordings that no phrase file holds",
  async run({ misses, print }) {
    const scored = [];
    for (const of of heldOutCases()) scored.push(await scoreCase(of, company));
    report(scored, print, misses);
  },
};
