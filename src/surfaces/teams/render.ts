import type { Action, Answer, Figure, Progress } from "../../answer/answer.js";
import { contextParts, filledCells, formatRatio, formatValue } from "../../answer/format.js";
import { clip, notificationText, plain } from "../plain.js";
import { explanationElements, tableElements } from "./render-detail.js";
import { column, type Element, hasMarkup, literal } from "./render-elements.js";
import { TEAMS_LIMITS as LIMITS } from "./render-limits.js";

interface Ask {
  readonly title: string;
  readonly data: Action["ask"];
}
export interface AdaptiveCard {
  readonly type: "AdaptiveCard";
  readonly $schema: string;
  readonly version: "1.5";
  readonly lang: string;
  readonly fallbackText: string;
  readonly msteams: { readonly width: "Full" };
  readonly body: readonly Element[];
  readonly actions?: readonly (Ask & {
    readonly type: "Action.Execute";
    readonly verb: "ask";
    readonly fallback: Ask & { readonly type: "Action.Submit" };
  })[];
}
export interface TeamsMessage {
  /** For notifications, the activity feed and screen readers; holds no figure of a confidential answer. */
  readonly text: string;
  readonly card: AdaptiveCard;
}

/** How much of a long answer is shown: a card above the limit is made again with less, so it is cut, never refused. */
export interface Room {
  readonly rows: number;
  readonly steps: number;
  readonly prose: number;
}
const ROOMS: readonly Room[] = [
  { rows: 100, steps: 80, prose: 4_000 },
  { rows: 50, steps: 40, prose: 2_000 },
  { rows: 20, steps: 20, prose: 1_000 },
  { rows: 8, steps: 10, prose: 300 },
];

/** Figures shown as tiles below the headline; the rest is a list of facts. */
const TILES = 3;
/** Steps of the bar: whole percents, as ProgressBar's `max` has it. */
const BAR_STEPS = 100;

/** The answer as an Adaptive Card 1.5, which Universal Actions need, with Teams' ProgressBar where the client has it. */
export function renderTeams(answer: Answer): TeamsMessage {
  const text = clip(notificationText(answer), LIMITS.summary);
  let card = cardOf(answer, text, { rows: 0, steps: 0, prose: 100 });
  for (const room of ROOMS) {
    const attempt = cardOf(answer, text, room);
    if (Buffer.byteLength(JSON.stringify(attempt)) > LIMITS.cardBytes) continue;
    card = attempt;
    break;
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
    lang: locale,
    fallbackText: text,
    msteams: { width: "Full" },
    body: [
      literal(clip(headline, room.prose), { size: "Large", weight: "Bolder", style: "heading" }),
      ...(body ? [literal(clip(body, room.prose), { spacing: "Small" })] : []),
      ...(progress ? progressElements(progress, locale) : []),
      ...figureElements(figures, locale, room),
      ...tables.slice(0, 5).flatMap((table, i) => tableElements(table, locale, room, `table-${i}`)),
      ...explanationElements(explanation, locale, room, isDetail),
      ...notes
        .slice(0, 10)
        .map((note) =>
          literal(clip(note, Math.min(room.prose, 600)), { size: "Small", isSubtle: true, spacing: "Small" }),
        ),
      literal(contextParts(answer).join(" · "), { size: "Small", isSubtle: true, separator: true, spacing: "Medium" }),
    ],
    ...(actions.length > 0 ? { actions } : {}),
  };
}

function progressElements({ label, ratio, markers = [] }: Progress, locale: string): Element[] {
  const filled = filledCells(ratio, BAR_STEPS);
  const color = filled === BAR_STEPS ? "Good" : "Accent";
  const caption = [
    `${formatRatio(ratio, locale)} ${label}`,
    ...markers.map((marker) => `${marker.label} ${formatRatio(marker.ratio, locale)}`),
  ];
  return [
    { type: "ProgressBar", value: filled, max: BAR_STEPS, color, spacing: "Medium", fallback: drawnBar(filled, color) },
    literal(caption.join(" · "), { size: "Small", isSubtle: true, spacing: "Small" }),
  ];
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
  const shown = figures.map(({ label, value }) => ({
    title: plain(label),
    value: clip(plain(formatValue(value, locale)), room.prose) || "–",
  }));
  const tiles = shown.length >= TILES ? shown.slice(0, TILES) : [];
  const facts = shown.slice(tiles.length);
  return [
    ...(tiles.length > 0
      ? [
          {
            type: "ColumnSet" as const,
            spacing: "Medium" as const,
            columns: tiles.map(({ title, value }) =>
              column("stretch", [
                literal(title, { size: "Small", isSubtle: true }),
                literal(value, { size: "Medium", weight: "Bolder", spacing: "None" }),
              ]),
            ),
          },
        ]
      : []),
    ...factElements(facts),
  ];
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

function actionsOf(actions: readonly Action[]): NonNullable<AdaptiveCard["actions"]> {
  return actions.slice(0, LIMITS.actions).map((action) => {
    const ask: Ask = { title: clip(plain(action.label), LIMITS.actionTitle), data: action.ask };
    return { type: "Action.Execute", verb: "ask", ...ask, fallback: { type: "Action.Submit", ...ask } };
  });
}
