import type { Button, KnownBlock, RichTextBlock, RichTextList } from "@slack/types";
import type { Action, Answer, Explanation, Figure, Progress, Table } from "../../answer/answer.js";
import { contextParts, filledCells, formatRatio, formatValue } from "../../answer/format.js";
import { clip, headlineRank, notificationText, plain } from "../plain.js";
import { moreLine } from "../text-table.js";
import { SLACK_LIMITS as LIMITS } from "./render-limits.js";
import { tableBlocks } from "./render-table.js";
import { escapeText, field, plainText, richText, section, words } from "./render-text.js";

export interface SlackMessage {
  /** For notifications, lock screens and screen readers; holds no figure of a confidential answer. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Action ids of buttons that ask a question. */
export const ASK_ACTION = /^ask:\d+$/;

/** How much of a long answer is shown. A message that is still too long is tried again with the next, so it is cut, never refused. */
export interface Room {
  readonly tables: number;
  readonly rows: number;
  readonly cell: number;
  readonly steps: number;
  readonly figures: number;
  readonly actions: number;
  readonly prose: number;
}
const ROOMS: readonly [Room, ...Room[]] = [
  {
    tables: 5,
    rows: LIMITS.tableRows - 1,
    cell: 120,
    steps: 60,
    figures: 40,
    actions: LIMITS.actionElements,
    prose: LIMITS.sectionText,
  },
  { tables: 5, rows: 50, cell: 80, steps: 40, figures: 40, actions: 25, prose: 1_500 },
  { tables: 3, rows: 25, cell: 60, steps: 20, figures: 30, actions: 15, prose: 800 },
  { tables: 2, rows: 10, cell: 40, steps: 10, figures: 20, actions: 10, prose: 300 },
  { tables: 1, rows: 5, cell: 30, steps: 5, figures: 10, actions: 5, prose: 100 },
];

/** As long as a phone shows in one line with the percentage. */
const BAR_CELLS = 16;
const LEADING_FIGURES = 4;

/**
 * The answer as Block Kit. `native` tables need clients of 2026; with `native: false` they are set in a fixed-width font,
 * for the retry after Slack said `invalid_blocks`.
 */
export function renderSlack(answer: Answer, { native = true } = {}): SlackMessage {
  const text = clip(escapeText(notificationText(answer)), LIMITS.fallbackText);
  return { text, blocks: fitted(answer, native).blocks };
}

/** Tables of which a message shows only a part, though the answer has all of their rows. */
export function cutTables(answer: Answer): readonly Table[] {
  const tables = answer.tables ?? [];
  if (tables.length === 0) return [];
  const { room } = fitted(answer, true);
  return tables.filter(({ rows }, i) => i >= room.tables || rows.length > room.rows);
}

function fitted(answer: Answer, native: boolean): { readonly room: Room; readonly blocks: KnownBlock[] } {
  let room = ROOMS[0];
  let blocks: KnownBlock[] = [];
  for (room of ROOMS) {
    blocks = blocksOf(answer, room, native);
    if (fits(blocks)) break;
  }
  return { room, blocks };
}

function blocksOf(answer: Answer, room: Room, native: boolean): KnownBlock[] {
  const tables = answer.tables ?? [];
  return [
    headlineBlock(answer),
    ...(answer.body ? [richText(section(words(clip(answer.body, room.prose))))] : []),
    ...(answer.progress ? progressBlocks(answer.progress, answer.locale) : []),
    ...figureBlocks(answer.figures, answer.locale, room),
    ...tables
      .slice(0, room.tables)
      .flatMap((table, i) => tableBlocks(table, answer.locale, room, native && i < LIMITS.tablesPerMessage)),
    ...moreBlocks(tables.length - room.tables, "tables"),
    ...explanationBlocks(answer.explanation ?? [], answer.locale, room),
    ...noteBlocks(answer.notes ?? [], room),
    ...contextBlocks(answer),
    ...actionBlocks(answer.actions ?? [], room),
  ];
}

/** Tables have a limit of their own; all else counts with its JSON, as Slack's total does. */
function fits(blocks: readonly KnownBlock[]): boolean {
  const isTable = (block: KnownBlock) => block.type === "table" || block.type === "data_table";
  const cells = blocks.filter(isTable).flatMap((block) => ("rows" in block ? block.rows.flat() : []));
  const tableText = cells.reduce((total, cell) => total + ("text" in cell ? cell.text.length : 0), 0);
  const rest = JSON.stringify(blocks.filter((block) => !isTable(block))).length;
  return blocks.length <= LIMITS.answerBlocks && tableText <= LIMITS.tableText && rest <= LIMITS.messageJson;
}

function headlineBlock(answer: Answer): KnownBlock {
  const rank = headlineRank(answer);
  const shown = plain(answer.headline);
  if (rank === "heading" && shown.length <= LIMITS.headerText) {
    return { type: "header", text: plainText(shown, LIMITS.headerText) };
  }
  return richText(section(words(clip(shown, LIMITS.sectionText), rank === "plain" ? undefined : { bold: true })));
}

export function progressBlocks({ label, ratio, markers = [] }: Progress, locale: string): KnownBlock[] {
  const filled = filledCells(ratio, BAR_CELLS);
  const bar = "▰".repeat(filled) + "▱".repeat(BAR_CELLS - filled);
  const ticks = markers.map((marker) => `${marker.label} ${formatRatio(marker.ratio, locale)}`).join(" · ");
  return [
    richText(
      section(
        words(`${bar}  `),
        words(formatRatio(ratio, locale), { bold: true }),
        words(` ${label}${filled === BAR_CELLS ? " 🎉" : ""}`),
      ),
    ),
    ...(ticks ? [{ type: "context" as const, elements: [plainText(ticks, LIMITS.sectionText)] }] : []),
  ];
}

/** The first figures stand out, label over value; the others follow in a line each, two lines abreast. */
export function figureBlocks(figures: readonly Figure[], locale: string, room: Room): KnownBlock[] {
  const shown = figures.slice(0, room.figures);
  const fields = shown.map(({ label, value }, i) =>
    field(label, clip(formatValue(value, locale), room.prose), i < LEADING_FIGURES ? "over" : "inline"),
  );
  const sections = [fields.slice(0, LEADING_FIGURES)];
  for (let i = LEADING_FIGURES; i < fields.length; i += LIMITS.fieldsPerSection) {
    sections.push(fields.slice(i, i + LIMITS.fieldsPerSection));
  }
  return [
    ...sections.filter((part) => part.length > 0).map((part): KnownBlock => ({ type: "section", fields: part })),
    ...moreBlocks(figures.length - shown.length, "figures"),
  ];
}

interface Step {
  readonly depth: number;
  readonly step: Explanation;
}
const flatten = (steps: readonly Explanation[], depth = 0): Step[] =>
  steps.flatMap((step) => [{ depth, step }, ...flatten(step.children ?? [], depth + 1)]);

/** Each step a line, its parts indented below it, as a native nested list. */
function explanationBlocks(explanation: readonly Explanation[], locale: string, room: Room): RichTextBlock[] {
  const steps = flatten(explanation);
  const shown = steps.slice(0, room.steps);
  const lists: RichTextList[] = [];
  for (const { depth, step } of shown) {
    const indent = Math.min(depth, LIMITS.listIndent);
    const line = section(
      words(`${clip(step.label, 150)}  `),
      words(clip(formatValue(step.value, locale), 150), { bold: true }),
      ...(step.formula ? [words(` = ${clip(step.formula, 300)}`)] : []),
    );
    const last = lists.at(-1);
    if (last?.indent === indent) last.elements.push(line);
    else lists.push({ type: "rich_text_list", style: "bullet", indent, elements: [line] });
  }
  return [...(lists.length > 0 ? [richText(...lists)] : []), ...moreBlocks(steps.length - shown.length, "steps")];
}

const moreBlocks = (hidden: number, what: string): RichTextBlock[] =>
  hidden > 0 ? [richText(section(words(`${moreLine(hidden)} ${what}`, { italic: true })))] : [];

function noteBlocks(notes: readonly string[], room: Room): KnownBlock[] {
  const elements = notes.slice(0, LIMITS.contextElements).map((note) => plainText(note, Math.min(room.prose, 600)));
  return elements.length > 0 ? [{ type: "context", elements }] : [];
}

function contextBlocks(answer: Answer): KnownBlock[] {
  const line = contextParts(answer).join(" · ");
  return line ? [{ type: "context", elements: [plainText(line, LIMITS.sectionText)] }] : [];
}

/**
 * A press carries the question it stands for, until an id takes its place (`withIds`). One too large for a button is left out: a
 * cut one would ask something else. `from` numbers the buttons of a view that has several rows of them.
 */
export function actionBlocks(actions: readonly Action[], room: Room, from = 0): KnownBlock[] {
  const elements = actions
    .map(
      (action, i): Button => ({
        type: "button",
        action_id: `ask:${from + i}`,
        text: { ...plainText(action.label, LIMITS.buttonText), emoji: true },
        value: JSON.stringify(action.ask),
      }),
    )
    .filter((button) => (button.value ?? "").length <= LIMITS.buttonValue)
    .slice(0, room.actions);
  return elements.length > 0 ? [{ type: "actions", elements }] : [];
}
