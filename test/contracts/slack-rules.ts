import { z } from "zod";
import { SLACK_LIMITS as LIMITS } from "../../src/surfaces/slack/render-limits.js";

/** The Block Kit we send, as strict schemas with Slack's limits written out: structure, lengths, counts. */
const filled = (max: number) => z.string().min(1).max(max);
const PlainText = (max: number) =>
  z.strictObject({ type: z.literal("plain_text"), text: filled(max), emoji: z.boolean().optional() });
const Mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal("mrkdwn"), text: filled(max), verbatim: z.literal(true) });
const RichTextWords = z.strictObject({
  type: z.literal("text"),
  text: filled(3_000),
  style: z.strictObject({ bold: z.boolean().optional(), italic: z.boolean().optional() }).optional(),
});
const RichTextSection = z.strictObject({
  type: z.literal("rich_text_section"),
  elements: z.array(RichTextWords).min(1),
});
const RichText = z.strictObject({
  type: z.literal("rich_text"),
  elements: z
    .array(
      z.union([
        RichTextSection,
        z.strictObject({
          type: z.literal("rich_text_list"),
          style: z.enum(["bullet", "ordered"]),
          indent: z.int().min(0).max(8),
          elements: z.array(RichTextSection).min(1),
        }),
        z.strictObject({ type: z.literal("rich_text_preformatted"), elements: z.array(RichTextWords).min(1) }),
      ]),
    )
    .min(1),
});
const RawText = z.strictObject({ type: z.literal("raw_text"), text: filled(2_000) });
const Cell = z.union([
  RawText,
  z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: filled(2_000) }),
]);
const oneWidth = (rows: readonly (readonly unknown[])[]) => rows.every((row) => row.length === rows[0]?.length);
const Rows = (max: number, min: number) =>
  z.array(z.array(Cell).min(1).max(20)).min(min).max(max).refine(oneWidth, "rows differ in length");

const Block = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("header"), text: PlainText(150) }),
  z.strictObject({
    type: z.literal("section"),
    fields: z
      .array(z.union([PlainText(2_000), Mrkdwn(2_000)]))
      .min(1)
      .max(10),
  }),
  z.strictObject({
    type: z.literal("context"),
    elements: z
      .array(z.union([PlainText(3_000), Mrkdwn(3_000)]))
      .min(1)
      .max(10),
  }),
  RichText,
  z.strictObject({
    type: z.literal("table"),
    rows: Rows(100, 1),
    column_settings: z
      .array(
        z.strictObject({ align: z.enum(["left", "center", "right"]).optional(), is_wrapped: z.boolean().optional() }),
      )
      .max(20),
  }),
  z.strictObject({
    type: z.literal("data_table"),
    caption: filled(150),
    page_size: z.int().min(1).max(100),
    rows: Rows(101, 2),
  }),
  z.strictObject({
    type: z.literal("actions"),
    elements: z
      .array(
        z.strictObject({
          type: z.literal("button"),
          action_id: z
            .string()
            .regex(/^ask:\d+$/)
            .max(255),
          text: PlainText(75),
          value: filled(2_000),
        }),
      )
      .min(1)
      .max(25),
  }),
]);

const isTable = (block: unknown) => /^(data_)?table$/.test((block as { type: string }).type);
const cellText = (value: unknown): number =>
  Array.isArray(value)
    ? value.reduce((total: number, item) => total + cellText(item), 0)
    : ((value as { text?: string }).text?.length ?? 0);

const Message = z
  .strictObject({ text: filled(4_000), blocks: z.array(Block).min(1).max(50) })
  .superRefine(({ blocks }, ctx) => {
    const refuse = (message: string) => ctx.addIssue({ code: "custom", message });
    const tables = blocks.filter(isTable);
    if (tables.length > 1) refuse("only one table per message");
    if (tables.reduce((total, table) => total + cellText("rows" in table ? table.rows : []), 0) > 10_000)
      refuse("over 10,000 characters in tables");
    if (JSON.stringify(blocks.filter((block) => !isTable(block))).length > LIMITS.messageJson)
      refuse("msg_blocks_too_long");
    const ids = blocks.flatMap((block) =>
      block.type === "actions" ? block.elements.map((element) => element.action_id) : [],
    );
    if (new Set(ids).size !== ids.length) refuse("an action_id twice");
  });

/** Every way in which a message breaks Slack's rules. */
export function slackFaults(message: unknown): string[] {
  const parsed = Message.safeParse(message);
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join("/")}: ${issue.message}`);
}
