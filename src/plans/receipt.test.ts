import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { credit, factsOf, period, usd } from "../../test/facts.js";
import { runs } from "../../test/property-runs.js";
import type { Json } from "../core/canonical.js";
import { jsonText } from "../core/canonical.js";
import { money, toDecimal } from "../core/money.js";
import type { PlanHistory } from "../core/plan-history.js";
import { rational } from "../core/rational.js";
import { statementUnder } from "../core/statement-of.js";
import { readPlan } from "./plan-file.js";
import { type ReceiptInputs, verifyReceipt, writeReceipt } from "./receipt.js";

const document = (components: string, head = "") => `name: Receipt plan
version: "1.10" # a comment is part of the document
currency: USD
quota_period: quarter
measures: { bookings: { of: amount } }
${head}
components: { c: ${components} }
`;
const documents = [
  document(
    "{ type: rate_table, measure: bookings, retroactive: true, edge: upper, tiers: [{ from: 0%, rate: 3.33% }, { from: 60%, rate: 6.67% }] }",
  ),
  document(
    "{ type: flat_rate, measure: bookings, rate: 7.7%, kickers: [{ where: { amount: { at_least: 9000 } }, times: 1.1 }] }",
    "release: [{ share: 33.3%, on: booked }, { share: 66.7%, on: collected }]",
  ),
  document(
    "{ type: pay_curve, measure: bookings, above: continues, points: [{ at: 10%, pays: 5% }, { at: 100%, pays: 100% }] }",
    "draw: { kind: recoverable, amount: 1000, per: quarter }",
  ),
] as const;
const q1 = period("2026-Q1");
const someFacts = fc
  .array(
    fc.record({
      minor: fc.integer({ min: -500_000, max: 5_000_000 }),
      n: fc.integer({ min: 1, max: 7 }),
      name: fc.string(),
    }),
    { maxLength: 5 },
  )
  .map((deals) =>
    factsOf({
      credits: deals.map(({ minor, n, name }, i) =>
        credit(`D${i}`, 0, "2026-01-20", {
          amount: money(minor, "USD"),
          share: rational(n, 7),
          attributes: { $note: name },
          collected: [{ on: "2026-02-01", share: rational(n, 7) }],
        }),
      ),
    }),
  );
const alone = (written: string): ReceiptInputs["plans"] => [{ document: written, from: "2026-01-01" }];
const changed: ReceiptInputs["plans"] = [
  { document: documents[0], from: "2025-07-01" },
  { document: `${documents[0].replace("6.67%", "7.77%")}attainment_at_start: restarted\n`, from: "2026-01-25" },
];
const someInputs = fc.record({
  plans: fc.constantFrom(...documents.map(alone), changed),
  facts: someFacts,
  period: fc.constant(q1),
});
const historyOf = (plans: ReceiptInputs["plans"]) =>
  plans.map(({ document, from }) => ({ plan: readPlan(document), from })) as unknown as PlanHistory;
const one = () =>
  writeReceipt({
    plans: alone(documents[0]),
    facts: factsOf({ credits: [credit("A", 70000, "2026-01-20")] }),
    period: q1,
  });
/** As a forger would who knows how receipts are sealed: what stays wrong then is the calculation. */
function sealAnew({ hash: _, ...receipt }: Record<string, Json>): { readonly text: string } {
  const sha256 = (json: Json) => createHash("sha256").update(jsonText(json)).digest("hex");
  const hashes = { ...(receipt.hashes as Record<string, string>), result: sha256(receipt.result as Json) };
  const sealed = { ...receipt, hashes };
  return { text: jsonText({ ...sealed, hash: sha256(sealed) }) };
}

describe("a receipt", () => {
  test("is verified to the same cent, whatever plan and facts", () => {
    fc.assert(
      fc.property(someInputs, (inputs) => {
        const { text, statement } = writeReceipt(inputs);
        expect(statement).toEqual(statementUnder(historyOf(inputs.plans), inputs.facts, q1));
        expect(verifyReceipt(text)).toMatchObject({ outcome: "verified", statement });
      }),
    );
  });

  test("is the same text for the same facts in another order", () => {
    fc.assert(
      fc.property(someInputs, (inputs) => {
        const turned = { ...inputs.facts, credits: inputs.facts.credits.toReversed() };
        expect(writeReceipt({ ...inputs, facts: turned }).text).toBe(writeReceipt(inputs).text);
      }),
    );
  });

  test("notices a flipped bit anywhere", () => {
    const bytes = new TextEncoder().encode(one().text);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const flipped = bytes.slice();
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        expect(verifyReceipt(flipped).outcome).not.toBe("verified");
      }),
      runs(300),
    );
  });

  test.each<{ what: string; from: string; to: string; found: object }>([
    { what: "an amount", from: '"minor": 7000000', to: '"minor": 7000001', found: { changed: ["facts.credits"] } },
    { what: "the result", from: '"payable": "4669.00"', to: '"payable": "9669.00"', found: { changed: ["result"] } },
    { what: "the plan", from: "6.67%", to: "6.76%", found: { changed: ["plans"] } },
    { what: "the engine", from: '"engine": "', to: '"engine": "0', found: { changed: ["engine"] } },
    { what: "the seal", from: '"hash": "', to: '"hash": "0', found: { changed: [] } },
    { what: "spaces", from: '{\n "', to: '{\n  "', found: { changed: ["layout"] } },
  ])("says that it was changed: $what", ({ from, to, found }) => {
    const { text } = one();
    expect(text).toContain(from);
    expect(verifyReceipt(text.replace(from, to))).toEqual({ outcome: "tampered", ...found });
  });

  test.each(["receipt", "{}", '{"format": "pacer-receipt-1"}'])("is not %s", (text) => {
    expect(verifyReceipt(text)).toMatchObject({ outcome: "unreadable" });
  });

  test("sealed with figures that its inputs do not come to says which", () => {
    const receipt = JSON.parse(one().text.replaceAll("4669.00", "4670.00"));
    const { text } = sealAnew(receipt);
    expect(verifyReceipt(text)).toMatchObject({
      outcome: "differs",
      figures: expect.arrayContaining([{ figure: "payable", written: "4670.00", calculated: "4669.00" }]),
    });
  });

  test("of a plan that changed within the period holds each version from its day, and what each earned", () => {
    const facts = factsOf({ credits: [credit("A", 70000, "2026-01-20"), credit("B", 10000, "2026-02-01")] });
    const { text } = writeReceipt({ plans: changed, facts, period: q1 });
    const { plans, result } = JSON.parse(text);
    expect(plans.map(({ from }: { from: string }) => from)).toEqual(["2025-07-01", "2026-01-25"]);
    // 24 of 90 days have 26,667 of quota, which 70,000 is beyond: 6.67%. 66 days have 73,333: 10,000 is at 13.6%, so 3.33%.
    expect(result).toMatchObject({
      "components.c": "5002.00",
      "components.c.deals.A": "4669.00",
      "components.c.deals.B": "333.00",
      "from.2026-01-01.earned": "4669.00",
      "from.2026-01-25.earned": "333.00",
      payable: "5002.00",
    });
    expect(verifyReceipt(text)).toMatchObject({ outcome: "verified" });
    const moved = verifyReceipt(text.replace("2026-01-25", "2026-01-19"));
    expect(moved).toEqual({ outcome: "tampered", changed: ["plans"] });
  });

  test("holds exact figures under their names", () => {
    const { result } = JSON.parse(one().text);
    expect(result).toMatchObject({
      "components.c.deals.A": "4669.00",
      earned: "4669.00",
      "measures.bookings.attainment": "7/10",
      plan_version: "1.10",
    });
    expect(toDecimal(usd("4669"))).toBe(result.payable);
  });
});
