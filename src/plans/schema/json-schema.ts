import { z } from "zod";
import { fields, Text } from "../../core/document.js";
import { PlanDocument } from "../../core/plan.js";
import { Expectation } from "../examples.js";
import { FactsDocument } from "../facts-schema.js";

export type JsonSchema = Readonly<Record<string, unknown>>;

const Example = fields({
  name: Text.describe("What the example shows."),
  given: FactsDocument.describe("What happened, as in a facts file."),
  expect: z
    .union([Expectation, z.array(Expectation)])
    .describe("The figures worked out by hand; a list checks several payees or periods."),
}).meta({ id: "Example" });

/** Documents are read by the same schema; only what the core leaves to others, an example's facts and figures, is filled in. */
const WholePlan = PlanDocument.extend({
  examples: z
    .array(Example)
    .default([])
    .describe("Worked examples: plan check calculates each and compares it to the cent."),
});

/** JSON Schema of a document as it is written: what editors complete and check. */
function published(schema: z.ZodType, title: string, description: string): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    override: ({ jsonSchema }) => {
      // A mapping that may also be written as one word, such as `bookings: amount`.
      const { shorthand, id, ...written } = jsonSchema as { shorthand?: string; id?: string };
      if (shorthand === undefined) return;
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Record<string, unknown>)[key];
      Object.assign(jsonSchema, id ? { id } : {}, { anyOf: [{ type: shorthand }, written] });
    },
  });
  return { $schema, title, description, ...rest };
}

export const planSchema = (): JsonSchema =>
  published(
    WholePlan,
    "Compensation plan",
    "A compensation plan of Pacer: what is counted, what it pays, and worked examples.",
  );

export const factsSchema = (): JsonSchema =>
  published(FactsDocument, "Facts", "What happened: people, deals, quotas and the like, for pacer plan run.");

/** The published text of a schema: the same bytes for the same code. */
export const schemaText = (schema: JsonSchema): string => `${JSON.stringify(schema, null, 2)}\n`;
