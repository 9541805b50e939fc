import type { Answer, Attachment, Figure, Progress } from "../../answer/answer.js";
import { contextParts, filledCells, formatRatio, formatValue } from "../../answer/format.js";
import { clip, headlineRank, notificationText, plain } from "../plain.js";
import { actionSets, actionsOf, pageActions, type Refresh, refreshOf } from "./render-actions.js";
import { chartElements } from "./render-charts.js";
import { moreElements, stepElements, tableElements } from "./render-detail.js";
import { type CardAction, column, type Element, hasMarkup, literal } from "./render-elements.js";
import { TEAMS_LIMITS as LIMITS } from "./render-limits.js";
import { EMPTY, type Sheet, sheetsOf } from "./sheets.js";

export interface AdaptiveCard {
  readonly type: "AdaptiveCard";
  readonly $schema: string;
  readonly version: "1.5";
  readonly fallbackText: string;
  readonly msteams: { readonly width: "full" };
  readonly refresh?: Refresh;
  readonly body: readonly Element[];
  readonly actions?: readonly CardAction[];
}
export interface TeamsMessage {
  /** For notifications, the activity feed and screen readers; holds no figure of a confidential answer. */
  readonly text: string;
  readonly card: AdaptiveCard;
}
export interface TeamsLook {
  /** From 1; one that the answer does not have becomes its last. */
  readonly page?: number;
  /** Teams' id of the person whose card this is: it then shows them current figures whenever they look at it. */
  readonly viewer?: string;
}

/** How much of long words and lists is shown where one piece alone is above the limit: it is cut, never refused. */
interface Room {
  readonly rows: number;
  readonly cell: number;
  readonly figures: number;
  readonly prose: number;
  readonly charts: number;
  readonly actions: number;
}
const ROOMS: readonly [Room, ...Room[]] = [
  { rows: 99, cell: 120, figures: 99, prose: 4_000, charts: LIMITS.charts, actions: LIMITS.actions },
  { rows: 99, cell: 60, figures: 99, prose: 600, charts: 1, actions: LIMITS.actions },
  { rows: 5, cell: 30, figures: 20, prose: 200, charts: 0, actions: 10 },
  { rows: 2, cell: 12, figures: 8, prose: 100, charts: 0, actions: 5 },
];

const HEADLINE = {
  heading: { size: "Large", weight: "Bolder", style: "heading" },
  bold: { weight: "Bolder" },
  plain: {},
} as const;

/** Figures that stand out as tiles below the headline; the others are a list of facts. */
const LEADING_FIGURES = 4;
/** Steps of the bar: whole percents, as ProgressBar's `max` has it. */
const BAR_STEPS = 100;

/**
 * The answer as an Adaptive Card 1.5, which Universal Actions need, with Teams' ProgressBar and charts where the client has them. What
 * is too long for one message is cut into pages that the card turns in place.
 */
export function renderTeams(answer: Answer, look: TeamsLook = {}): TeamsMessage {
  const text = clip(notificationText(answer), LIMITS.summary);
  const [full] = ROOMS;
  // A page has its turning buttons, so room for them is kept from the beginning.
  const left = (page: number) =>
    LIMITS.cardBytes - bytesOf(cardOf(answer, text, { sheet: EMPTY, page, pages: 99, look }, full));
  const sheets = sheetsOf(answer, {
    bytes: [left(1), left(2)],
    rows: LIMITS.rowsOnAPage,
    bytesOf: (sheet) => bytesOf(sheetElements(sheet, answer, full, true)),
  });
  const page = Math.min(Math.max(1, look.page ?? 1), sheets.length);
  const leaf: Leaf = { sheet: sheets[page - 1] ?? sheets[0], page, pages: sheets.length, look };
  let card = cardOf(answer, text, leaf, full);
  for (const room of ROOMS) {
    card = cardOf(answer, text, leaf, room);
    if (bytesOf(card) <= LIMITS.cardBytes) break;
  }
  return { text, card };
}

const bytesOf = (json: unknown): number => new TextEncoder().encode(JSON.stringify(json)).length;

interface Leaf {
  readonly sheet: Sheet;
  readonly page: number;
  readonly pages: number;
  readonly look: TeamsLook;
}

function cardOf(answer: Answer, text: string, { sheet, page, pages, look }: Leaf, room: Room): AdaptiveCard {
  const { headline, body, progress, notes = [], charts = [], attachments = [], locale } = answer;
  const isFirst = page === 1;
  const isDetail = isFirst && (progress !== undefined || (answer.tables ?? []).length > 0);
  const asks = isFirst ? actionsOf(answer, room.actions) : [];
  const turns = pageActions(answer, page, pages);
  const isMany = asks.length + turns.length > LIMITS.actionsInARow;
  const actions = isMany ? turns : [...asks, ...turns];
  const refresh = refreshOf(answer, look.viewer, page);
  return {
    type: "AdaptiveCard",
    $schema: "https://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    fallbackText: text,
    msteams: { width: "full" },
    ...(refresh ? { refresh } : {}),
    body: [
      literal(clip(headline, room.prose), HEADLINE[headlineRank(answer)]),
      ...(body && isFirst ? [literal(clip(body, room.prose), { spacing: "Small" })] : []),
      ...(progress && isFirst ? progressElements(progress, locale) : []),
      ...figureElements(sheet.figures, locale, room),
      ...(isFirst ? chartElements(charts.slice(0, room.charts), locale) : []),
      ...sheetElements({ ...sheet, figures: [] }, answer, room, isDetail),
      ...(isFirst ? noteElements(notes, room.prose) : []),
      ...(isFirst ? attachmentElements(attachments) : []),
      ...(pages > 1 ? [literal(`Page ${page} of ${pages}`, { size: "Small", isSubtle: true, spacing: "Small" })] : []),
      ...contextElements(answer),
      ...(isMany ? actionSets(asks) : []),
    ],
    ...(actions.length > 0 ? { actions } : {}),
  };
}

/** The lists of one page: figures, tables, steps. */
const sheetElements = (sheet: Sheet, { locale }: Answer, room: Room, isFolded: boolean): Element[] => [
  ...figureElements(sheet.figures, locale, room),
  ...sheet.tables.flatMap((table) => tableElements(cut(table, room.rows), locale, room.cell)),
  ...stepElements(sheet.steps, locale, isFolded),
];

const cut = (table: Sheet["tables"][number], rows: number) =>
  table.rows.length <= rows
    ? table
    : { ...table, rows: table.rows.slice(0, rows), more: (table.more ?? 0) + table.rows.length - rows };

const noteElements = (notes: readonly string[], prose: number): Element[] =>
  notes
    .slice(0, 10)
    .map((note) => literal(clip(note, Math.min(prose, 600)), { size: "Small", isSubtle: true, spacing: "Small" }));

/** A card cannot carry a file; it is offered below it in the chat. */
const attachmentElements = (attachments: readonly Attachment[]): Element[] =>
  attachments
    .slice(0, 5)
    .map(({ name, label }) =>
      literal(`📎 ${clip(label, 200)}: ${clip(name, 200)}`, { size: "Small", isSubtle: true, spacing: "Small" }),
    );

function progressElements({ label, ratio, markers = [] }: Progress, locale: string): Element[] {
  const filled = filledCells(ratio, BAR_STEPS);
  const color = filled === BAR_STEPS ? "Good" : "Accent";
  const caption = [
    `${formatRatio(ratio, locale)} ${label}${filled === BAR_STEPS ? " 🎉" : ""}`,
    ...markers.map((marker) => `${marker.label} ${formatRatio(marker.ratio, locale)}`),
  ];
  return [
    { type: "ProgressBar", value: filled, max: BAR_STEPS, color, spacing: "Medium", fallback: drawnBar(filled, color) },
    literal(caption.join(" · "), { size: "Small", isSubtle: true, spacing: "Small" }),
  ];
}

function contextElements(answer: Answer): Element[] {
  const line = contextParts(answer).join(" · ");
  return line ? [literal(line, { size: "Small", isSubtle: true, separator: true, spacing: "Medium" })] : [];
}

/** The bar for clients without ProgressBar: two columns, as wide as what is filled and what is left. */
function drawnBar(filled: number, color: "Accent" | "Good"): Element {
  const part = (width: number, style: "accent" | "good" | "emphasis") =>
    column(width, [], { style, minHeight: "8px", spacing: "None" });
  const parts = [
    ...(filled > 0 ? [part(filled, color === "Good" ? "good" : "accent")] : []),
    ...(filled < BAR_STEPS ? [part(BAR_STEPS - filled, "emphasis")] : []),
  ];
  return { type: "ColumnSet", spacing: "Medium", columns: parts };
}

function figureElements(figures: readonly Figure[], locale: string, room: Room): Element[] {
  const shown = figures.slice(0, room.figures).map(({ label, value }) => ({
    title: clip(plain(label), Math.min(room.prose, 300)),
    value: clip(plain(formatValue(value, locale)), Math.min(room.prose, 1_000)) || "–",
  }));
  const tiles = shown.length >= LEADING_FIGURES ? shown.slice(0, LEADING_FIGURES) : [];
  return [
    ...tileRows(tiles),
    ...factElements(shown.slice(tiles.length)),
    ...moreElements(figures.length - shown.length, "figures"),
  ];
}

/** Two abreast, so that an amount in millions fits a phone. */
function tileRows(tiles: readonly { title: string; value: string }[]): Element[] {
  const pairs = Array.from({ length: tiles.length / 2 }, (_, i) => tiles.slice(i * 2, i * 2 + 2));
  return pairs.map((pair) => ({
    type: "ColumnSet",
    spacing: "Medium",
    columns: pair.map(({ title, value }) =>
      column("stretch", [
        literal(title, { size: "Small", isSubtle: true }),
        literal(value, { size: "Medium", weight: "Bolder", spacing: "None" }),
      ]),
    ),
  }));
}

/** A FactSet reads Markdown, so facts that hold any become rows of literal text that look the same. */
function factElements(facts: readonly { title: string; value: string }[]): Element[] {
  if (facts.length === 0) return [];
  if (!facts.some(({ title, value }) => hasMarkup(title) || hasMarkup(value)))
    return [{ type: "FactSet", spacing: "Medium", facts }];
  return facts.map(({ title, value }) => ({
    type: "ColumnSet",
    spacing: "Small",
    columns: [column(1, [literal(title, { weight: "Bolder" })]), column(2, [literal(value)])],
  }));
}
