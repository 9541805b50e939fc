import { createRequire } from "node:module";
import type { IAdaptiveCard } from "@microsoft/teams.cards";
import type * as AdaptiveCards from "adaptivecards";
import { describe, expect, test } from "vitest";
import { renderSlack, type SlackMessage } from "../../src/surfaces/slack/render.js";
import { type AdaptiveCard, renderTeams, type TeamsMessage } from "../../src/surfaces/teams/render.js";
import { renderText } from "../../src/surfaces/terminal/render.js";
import { sampleAnswers } from "../builders.js";
import { slackFaults } from "./slack-rules.js";
import { surfaceContract } from "./surface-contract.js";
import { judgeByTypes } from "./type-judge.js";

// The package's "module" build is not loadable in Node; the UMD bundle is.
const {
  AdaptiveCard: Card,
  SerializationContext,
  Versions,
} = createRequire(import.meta.url)("adaptivecards/dist/adaptivecards.js") as typeof AdaptiveCards;

/** Every string under the given keys, in order. */
function texts(node: unknown, keys: readonly string[]): string[] {
  if (Array.isArray(node)) return node.flatMap((item) => texts(item, keys));
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === "string" ? (keys.includes(key) ? [value] : []) : texts(value, keys),
  );
}

const unescapeSlack = (text: string) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** What Slack draws: escapes undone in mrkdwn alone, pieces of one line joined as they stand. */
function readSlack(node: unknown): string {
  if (Array.isArray(node)) return node.map(readSlack).join("\n");
  if (typeof node !== "object" || node === null) return "";
  const { type, text, caption, elements, fields, rows } = node as Record<string, unknown>;
  if (type === "rich_text_section" && Array.isArray(elements)) return elements.map(readSlack).join("");
  const own =
    typeof text === "string" ? (type === "mrkdwn" ? unescapeSlack(text).replaceAll("*", "") : text) : readSlack(text);
  return [caption, own, readSlack(elements), readSlack(fields), readSlack(rows)]
    .filter((part) => part !== "" && part !== undefined)
    .join("\n");
}

/** What Microsoft's own parser has to say about a card; that it does not know Teams' ProgressBar is known. */
function parserComplaints(card: AdaptiveCard): string[] {
  const parsed = new Card();
  const context = new SerializationContext(Versions.v1_5);
  parsed.parse(structuredClone(card), context);
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  const invalid = parsed.validateProperties().validationEvents.map((event) => event.message);
  return [...events, ...invalid].filter((message) => !message.includes('Unknown element type "ProgressBar"'));
}

surfaceContract<string>("terminal", {
  render: renderText,
  visibleText: (out) => out,
  faults: (out) => (/\p{Cc}/u.test(out.replaceAll("\n", "")) ? ["a control character"] : []),
});

const slack = {
  visibleText: (out: SlackMessage) => readSlack(out.blocks),
  notification: (out: SlackMessage) => out.text,
  buttons: (out: SlackMessage) =>
    out.blocks.flatMap((block) =>
      block.type === "actions"
        ? block.elements.map((element) => ("value" in element ? JSON.parse(element.value ?? "null") : null))
        : [],
    ),
  faults: slackFaults,
};
surfaceContract<SlackMessage>("Slack", { render: renderSlack, ...slack });

surfaceContract<TeamsMessage>("Teams", {
  render: renderTeams,
  visibleText: ({ card }) => texts(card.body, ["text", "title", "value"]).join("\n"),
  notification: (out) => out.text,
  buttons: ({ card }) => (card.actions ?? []).map((action) => action.data),
  faults: ({ text, card }) => [
    ...parserComplaints(card),
    ...(text === "" ? ["no summary"] : []),
    ...(Buffer.byteLength(JSON.stringify(card)) > 80_000 ? ["a card above 80 kB"] : []),
  ],
});

describe("the platforms' own types", () => {
  test("Slack's accept every message, and refuse what is not Block Kit", () => {
    const imports = `import type { KnownBlock } from "@slack/types";`;
    const messages = sampleAnswers.map((answer) => renderSlack(answer).blocks);
    expect(judgeByTypes(imports, "KnownBlock[]", messages)).toEqual([]);
    expect(
      judgeByTypes(imports, "KnownBlock[]", [[{ type: "header", text: { type: "mrkdwn", text: "x" } }]]),
    ).not.toEqual([]);
  }, 60_000);

  test("Teams' accept every card, ProgressBar included, and refuse what is not a card", () => {
    const imports = `import type { IAdaptiveCard } from "@microsoft/teams.cards";`;
    const least: IAdaptiveCard = { type: "AdaptiveCard", body: [] };
    const cards = [least, ...sampleAnswers.map((answer) => renderTeams(answer).card)];
    expect(judgeByTypes(imports, "IAdaptiveCard", cards)).toEqual([]);
    expect(
      judgeByTypes(imports, "IAdaptiveCard", [{ type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlok" }] }]),
    ).not.toEqual([]);
  }, 60_000);
});

describe("Slack", () => {
  test("after a refused message the same answer goes without native tables", () => {
    for (const answer of sampleAnswers) {
      const message = renderSlack(answer, { native: false });
      expect(message.blocks.map((block) => block.type)).not.toContain("table");
      expect(message.blocks.map((block) => block.type)).not.toContain("data_table");
      expect(slackFaults(message)).toEqual([]);
    }
  });

  test("words that people typed are never handed to mrkdwn with live markup", () => {
    for (const answer of sampleAnswers) {
      const live = JSON.stringify(renderSlack(answer).blocks).match(/"type":"mrkdwn","text":"[^"]*"/g) ?? [];
      for (const text of live) expect(text).not.toMatch(/Bold|evil|boss/);
    }
  });
});

describe("Teams", () => {
  test("words that people typed are never handed to a Markdown reader", () => {
    for (const answer of sampleAnswers) {
      const { card } = renderTeams(answer);
      const blocks: unknown[] = [];
      const walk = (node: unknown): void => {
        if (Array.isArray(node)) for (const item of node) walk(item);
        if (typeof node !== "object" || node === null) return;
        const { type, facts } = node as { type?: string; facts?: unknown };
        if (type === "TextBlock") blocks.push(node);
        if (facts) blocks.push(facts);
        for (const value of Object.values(node)) walk(value);
      };
      walk(card.body);
      expect(JSON.stringify(blocks)).not.toMatch(/\*Bold|evil\.example/);
    }
  });

  test("an explanation is folded below other things and open where it is the answer", () => {
    const foldedIn = (skill: string) => {
      const answer = sampleAnswers.find((a) => a.skill === skill && a.explanation);
      const container =
        answer && renderTeams(answer).card.body.find((e) => e.type === "Container" && e.id === "explanation");
      return container && "isVisible" in container ? !container.isVisible : undefined;
    };
    expect(foldedIn("payout_explain")).toBe(false);
    expect(foldedIn("deals")).toBe(true);
  });
});
