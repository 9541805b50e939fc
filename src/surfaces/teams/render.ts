import type { Action, Answer, Figure, Progress } from "../../answer/answer.js";
import { contextParts, filledCells, formatRatio, formatValue } from "../../answer/format.js";
import { clip, headlineRank, notificationText, plain } from "../plain.js";
import { explanationElements, moreElements, tableElements } from "./render-detail.js";
import { column, type Element, type Execute, hasMarkup, literal } from "./render-elements.js";
import { TEAMS_LIMITS as LIMITS } from "./render-limits.js";

export interface AdaptiveCard {
  readonly type: "AdaptiveCard";
  readonly $schema: string;
  readonly version: "1.5";
  readonly fallbackText: string;
  readonly msteams: { readonly width: "full" };
  readonly body: readonly Element[];
  readonly actions?: readonly Execute[];
}
export interface TeamsMessage {
  /** For notifications, the activity feed and screen readers; holds no figure of a confidential answer. */
  readonly text: string;
  readonly card: AdaptiveCard;
}

/** How much of a long answer is shown: a card above the limit is made again with less, so it is cut, never refused. */
export interface Room {
  readonly tables: number;
  readonly rows: number;
  readonly cell: number;
  readonly steps: number;
  readonly figures: number;
  readonly prose: number;
}
const ROOMS: readonly [Room, ...Room[]] = [
  { tables: 5, rows: 100, cell: 120, steps: 80, figures: 60, prose: 4_000 },
  { tables: 5, rows: 50, cell: 80, steps: 40, figures: 40, prose: 2_000 },
  { tables: 3, rows: 20, cell: 60, steps: 20, figures: 30, prose: 600 },
  { tables: 1, rows: 10, cell: 40, steps: 10, figures: 10, prose: 200 },
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

/** The answer as an Adaptive Card 1.5, which Universal Actions need, with Teams' ProgressBar where the client has it. */
export function renderTeams(answer: Answer): TeamsMessage {
  const text = clip(notificationText(answer), LIMITS.summary);
  let card = cardOf(answer, text, ROOMS[0]);
  for (const room of ROOMS) {
    card = cardOf(answer, text, room);
    if (new TextEncoder().encode(JSON.stringify(card)).length <= LIMITS.cardBytes) break;
  }
  return { text, card };
}

function cardOf(answer: Answer, text: string, room: Room): AdaptiveCard {
  const { headline, body, progress, figures, tables = [], explanation = [], notes = [], locale } = answer;
  const isDetail = progress !== undefined || tables.length > 0;
  const actions = actionsOf(answer.actions ?? []);
  return {
    type: "AdaptiveCard",
    $schema: "https://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    fallbackText: text,
    msteams: { width: "full" },
    body: [
      literal(clip(headline, room.prose), HEADLINE[headlineRank(answer)]),
      ...(body ? [literal(clip(body, room.prose), { spacing: "Small" })] : []),
      ...(progress ? progressElements(progress, locale) : []),
      ...figureElements(figures, locale, room),
      ...tables.slice(0, room.tables).flatMap((table, i) => tableElements(table, locale, room, `table-${i}`)),
      ...moreElements(tables.length - room.tables, "tables"),
      ...explanationElements(explanation, locale, room, isDetail),
      ...notes
        .slice(0, 10)
        .map((note) =>
          literal(clip(note, Math.min(room.prose, 600)), { size: "Small", isSubtle: true, spacing: "Small" }),
        ),
      ...contextElements(answer),
      ...(actions.length > LIMITS.actionsInARow ? actionSets(actions) : []),
    ],
    ...(actions.length > 0 && actions.length <= LIMITS.actionsInARow ? { actions } : {}),
  };
}

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
    title: plain(label),
    value: clip(plain(formatValue(value, locale)), room.prose) || "–",
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

/** Execute asks through a Universal Action; clients that have none fall back to Submit, with the same data. */
function actionsOf(actions: readonly Action[]): Execute[] {
  return actions.slice(0, LIMITS.actions).map((action) => {
    const press = { title: clip(plain(action.label), LIMITS.actionTitle) || "Ask", data: action.ask };
    return { type: "Action.Execute", verb: "ask", ...press, fallback: { type: "Action.Submit", ...press } };
  });
}

/** More actions than a card draws in one row, a row at a time. */
function actionSets(actions: readonly Execute[]): Element[] {
  const rows = Array.from({ length: Math.ceil(actions.length / LIMITS.actionsInARow) }, (_, i) =>
    actions.slice(i * LIMITS.actionsInARow, (i + 1) * LIMITS.actionsInARow),
  );
  return rows.map((row) => ({ type: "ActionSet", spacing: "Small", actions: row }));
}
