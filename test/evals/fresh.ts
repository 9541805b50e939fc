import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { company } from "./company.js";
import { type Case, report, scoreCase } from "./score.js";
import type { Suite } from "./suite.js";

const Row = z
  .object({
    text: z.string(),
    or: z.array(z.string()).default([]),
    after: z.string().optional(),
    all: z.array(z.string()).default([]),
    as: z.literal("manager").optional(),
  })
  .catchall(z.unknown());

const Groups = z.array(
  z.strictObject({
    language: z.enum(["en", "es", "de", "fr"]),
    tag: z.string().optional(),
    questions: z.record(z.string(), z.array(z.union([z.string().transform((text) => Row.parse({ text })), Row]))),
  }),
);

/** The rows of a file of this form, `fresh.yaml` or `third.yaml`, which nothing was learnt from. */
export const freshCases = (file = "fresh.yaml"): Case[] =>
  Groups.parse(parse(readFileSync(new URL(file, import.meta.url), "utf8"))).flatMap(({ language, tag, questions }) =>
    Object.entries(questions).flatMap(([intent, rows]) =>
      rows.map(({ text, or, after, all, as, ...slots }) => ({
        text,
        as: as === "manager" ? "Lena Ortiz" : "Robin Vale",
        after: after === undefined ? [] : [after],
        intents: [intent, ...or],
        all,
        slots,
        language,
        tags: tag === undefined ? [] : [tag],
      })),
    ),
  );

const suiteOf = (name: string, file: string, description: string): Suite => ({
  name,
  description,
  async run({ misses, print }) {
    const scored = [];
    for (const of of freshCases(file)) scored.push(await scoreCase(of, company));
    report(scored, print, misses);
  },
});

export const freshSuite = suiteOf(
  "fresh",
  "fresh.yaml",
  "questions that were written before anything was known of how they are read",
);

export const thirdSuite = suiteOf("third", "third.yaml", "a later set, written the same way and by somebody else");
