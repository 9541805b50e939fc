import { describe, expect, test } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import { contextParts, formatMoney, formatRatio, formatValue } from "../../src/answer/format.js";
import { money } from "../../src/core/money.js";
import { plain } from "../../src/surfaces/plain.js";
import { buildAnswer, HOSTILE_NAME, sampleAnswers } from "../builders.js";

/** How a surface shows an answer, and how a test reads what it shows. `T` is Block Kit, an Adaptive Card, plain text ... */
export interface Shown<T> {
  render(answer: Answer): T;
  /** Everything a person can read in it, in reading order, what is folded included. */
  visibleText(out: T): string;
  /** What notifications show, where the surface has such a thing. */
  notification?(out: T): string;
  /** Charts that it draws, or says the words of. */
  charts?(out: T): number;
  /** The questions that its buttons carry, as a press would bring them back. */
  buttons?(out: T): unknown[];
  /** Every way in which it breaks the platform's rules; empty when it keeps them. */
  faults(out: T): string[];
}

export const huge = buildAnswer({
  headline: `A headline ${"very ".repeat(200)}long`,
  body: "word ".repeat(5_000),
  figures: Array.from({ length: 60 }, (_, i) => ({
    key: `k${i}`,
    label: `Figure ${i} ${"x".repeat(400)}`,
    value: { kind: "text" as const, text: `value ${i} ${"*y ".repeat(2_000)}` },
  })),
  tables: Array.from({ length: 7 }, (_, t) => ({
    title: `Table ${t} ${"z".repeat(300)}`,
    more: 3,
    columns: Array.from({ length: 25 }, (_, c) => ({ label: `Column ${c} ${"c".repeat(300)}` })),
    rows: Array.from({ length: 110 }, (_, r) =>
      Array.from({ length: 25 }, (_, c) => ({ kind: "text" as const, text: `${r}/${c} ${"cell ".repeat(30)}` })),
    ),
  })),
  explanation: Array.from({ length: 50 }, (_, i) => ({
    label: `Step ${i} ${"l".repeat(400)}`,
    formula: "1 + ".repeat(500),
    value: { kind: "money" as const, amount: money(i * 100, "USD") },
    children: [{ label: `Part of ${i}`, value: { kind: "money" as const, amount: money(i * 100, "USD") } }],
  })),
  notes: Array.from({ length: 30 }, () => "note ".repeat(1_000)),
  actions: Array.from({ length: 40 }, (_, i) => ({
    label: `Button ${i} ${"b".repeat(200)}`,
    ask: { skill: "deals", input: { filter: i === 0 ? "v".repeat(5_000) : `${i}` } },
  })),
});
const empty = buildAnswer({
  headline: "",
  body: "",
  figures: [{ key: "x", label: "", value: { kind: "text", text: "" } }],
  tables: [{ columns: [{ label: "" }], rows: [] }],
});

/** What every surface promises, whichever it is: nothing lost, nothing leaked, nothing that the platform would refuse or obey. */
export function surfaceContract<T>(name: string, surface: Shown<T>): void {
  describe(name, () => {
    test.each(sampleAnswers)("shows headline, figures, steps and what they stand on: $headline", (answer) => {
      const seen = surface.visibleText(surface.render(answer));
      const show = (value: Parameters<typeof formatValue>[0]) => plain(formatValue(value, answer.locale));
      expect(seen).toContain(plain(answer.headline));
      for (const { label, value } of answer.figures) {
        expect(seen).toContain(plain(label));
        expect(seen).toContain(show(value));
      }
      if (answer.progress) expect(seen).toContain(formatRatio(answer.progress.ratio, answer.locale));
      const steps = answer.explanation ?? [];
      for (const step of [...steps, ...steps.flatMap((s) => s.children ?? [])]) {
        expect(seen).toContain(show(step.value));
        if (step.formula) expect(seen).toContain(plain(step.formula));
      }
      for (const note of answer.notes ?? []) expect(seen).toContain(plain(note));
      for (const part of contextParts(answer)) expect(seen).toContain(plain(part));
    });

    test.each(sampleAnswers)("keeps the platform's rules: $headline", (answer) => {
      expect(surface.faults(surface.render(answer))).toEqual([]);
    });

    test("keeps the rules with an answer far too long, and says that something is left out", () => {
      const out = surface.render(huge);
      expect(surface.faults(out)).toEqual([]);
      expect(surface.visibleText(out)).toMatch(/… and \d+ more|Page 1 of \d+/);
    });

    test("keeps the rules with empty words and a table without rows", () => {
      expect(surface.faults(surface.render(empty))).toEqual([]);
    });

    test("80 rows: those shown and those counted as left out make all of them", () => {
      const answer = sampleAnswers.find((a) => a.tables?.[0]?.rows.length === 80);
      if (!answer) throw new Error("the samples hold no long table");
      const seen = surface.visibleText(surface.render(answer));
      const amounts = answer.tables?.[0]?.rows.map((row) => row[3]).filter((cell) => cell !== undefined) ?? [];
      const shown = amounts.filter((cell) => seen.includes(formatValue(cell, answer.locale))).length;
      const left = Number(/… and (\d+) more/.exec(seen)?.[1]);
      expect(shown + left).toBe(80 + 14);
    });

    test.each(["<!", "<@", "<#", "<http", "http://", "https://", "](", "\u202e"])(
      "nothing a person typed pings, links or hides: no %j anywhere",
      (sequence) => {
        for (const answer of sampleAnswers) {
          const out = surface.render(answer);
          expect(surface.visibleText(out)).not.toContain(sequence);
          expect(surface.notification?.(out) ?? "").not.toContain(sequence);
        }
        expect(HOSTILE_NAME).toMatch(/<!channel>/);
      },
    );

    const { notification, buttons, charts } = surface;
    if (charts)
      test("every chart is drawn, or said in words", () => {
        for (const answer of sampleAnswers) expect(charts(surface.render(answer))).toBe(answer.charts?.length ?? 0);
      });

    if (notification)
      test("a notification of a confidential answer holds no figure and no name", () => {
        for (const answer of sampleAnswers.filter((a) => a.confidential)) {
          const shown = notification(surface.render(answer));
          expect(shown).toContain("ready");
          expect(shown.replace(answer.period?.label ?? "", "")).not.toMatch(/\d|%|\$|¥|BHD|Globex|Bold/);
        }
      });

    if (buttons)
      test("buttons carry the whole question, each once", () => {
        for (const answer of sampleAnswers) {
          expect(buttons(surface.render(answer))).toEqual((answer.actions ?? []).map((action) => action.ask));
        }
      });

    test("is pure: the same answer gives the same, and the answer stays as it was", () => {
      const answer = sampleAnswers[0] ?? huge;
      const before = structuredClone(answer);
      expect(surface.render(answer)).toEqual(surface.render(answer));
      expect(answer).toEqual(before);
    });

    test("a rep just short of quota never reads 100 %", () => {
      const ratio = { n: 99_999n, d: 100_000n };
      const seen = surface.visibleText(
        surface.render(
          buildAnswer({ figures: [{ key: "attainment", label: "Attainment", value: { kind: "ratio", ratio } }] }),
        ),
      );
      expect(seen).toContain("99.9%");
      expect(seen).not.toContain("100");
      expect(formatMoney(money(-1, "USD"), "en-US")).toBe("-$0.01");
    });
  });
}
