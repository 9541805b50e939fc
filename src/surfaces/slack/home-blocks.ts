import type { Button, KnownBlock, HomeView as SlackHomeView } from "@slack/types";
import type { Action } from "../../answer/answer.js";
import { formatMoment } from "../../answer/format.js";
import type { HomeSection, HomeView } from "../../home/home.js";
import { plain } from "../plain.js";
import { actionBlocks, figureBlocks, progressBlocks, type Room } from "./render.js";
import { SLACK_LIMITS as LIMITS } from "./render-limits.js";
import { tableBlocks } from "./render-table.js";
import { plainText, richText, words as text, section as words } from "./render-text.js";

export const OPEN_WHAT_IF = "open:what_if";

/** A glance: everything longer is one press away. */
const ROOM: Room = { tables: 1, rows: 15, cell: 40, steps: 0, figures: 8, actions: 5, prose: 600 };

const sectionActions = ({ sections }: HomeView): Action[] => sections.flatMap(({ actions = [] }) => actions);

/** Every button of a dashboard, in the order of their numbers. */
export const actionsOf = (home: HomeView): Action[] => [...sectionActions(home), ...home.forms];

/** The dashboard as Slack's Home tab. Buttons are numbered through, since each carries its place in one state. */
export function homeBlocks(home: HomeView): KnownBlock[] {
  const buttons = { used: 0 };
  const blocks = [
    { type: "header" as const, text: plainText(home.headline, LIMITS.headerText) },
    // Whoever has no pace of their own has no payout to try deals on.
    ...toolbar(
      home.sections.some(({ key }) => key === "pace"),
      home,
    ),
    ...home.sections.flatMap((section) => sectionBlocks(section, home.locale, buttons)),
    { type: "context" as const, elements: [plainText(footer(home), LIMITS.sectionText)] },
  ];
  // What is below the last block that fits would be the least; the line that says how old the data is stays.
  const footing = blocks.at(-1);
  return blocks.length <= LIMITS.viewBlocks || !footing ? blocks : [...blocks.slice(0, LIMITS.viewBlocks - 1), footing];
}

export const homeOf = (blocks: KnownBlock[]): SlackHomeView => ({ type: "home", blocks });

function toolbar(triesDeals: boolean, home: HomeView): KnownBlock[] {
  const whatIf: Button = {
    type: "button",
    action_id: OPEN_WHAT_IF,
    style: "primary",
    text: plainText("What if…", LIMITS.buttonText),
  };
  const [row] = actionBlocks(home.forms, ROOM, sectionActions(home).length);
  const elements = [...(triesDeals ? [whatIf] : []), ...(row?.type === "actions" ? row.elements : [])];
  return elements.length > 0 ? [{ type: "actions", elements }] : [];
}

function sectionBlocks(part: HomeSection, locale: string, buttons: { used: number }): KnownBlock[] {
  const { title, lines = [], progress, figures = [], table, notes = [], actions = [] } = part;
  const from = buttons.used;
  buttons.used += actions.length;
  return [
    { type: "divider" },
    { type: "header", text: plainText(title, LIMITS.headerText) },
    ...(lines.length > 0 ? [richText(words(text(plain(lines.join(" ")))))] : []),
    ...(progress ? progressBlocks(progress, locale) : []),
    ...figureBlocks(figures, locale, ROOM),
    ...(table ? tableBlocks(table, locale, ROOM, false) : []),
    ...(notes.length > 0
      ? [{ type: "context" as const, elements: notes.slice(0, 5).map((note) => plainText(note, 600)) }]
      : []),
    ...actionBlocks(actions, ROOM, from),
  ];
}

const footer = ({ dataAsOf, drawnAt, locale, sections }: HomeView): string =>
  sections.length === 0
    ? "Only you see this tab."
    : [
        dataAsOf ? `Data from ${formatMoment(dataAsOf, locale)}` : "No data imported yet",
        `drawn ${formatMoment(drawnAt, locale)}`,
        "only you see this tab",
      ].join(" · ");
