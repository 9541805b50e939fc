import { createRequire } from "node:module";
import type { IAdaptiveCard } from "@microsoft/teams.cards";
import type * as AdaptiveCards from "adaptivecards";
import { describe, expect, test } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import { formatValue } from "../../src/answer/format.js";
import { renderSlack, type SlackMessage } from "../../src/surfaces/slack/render.js";
import { dialogCard } from "../../src/surfaces/teams/dialog.js";
import { type AdaptiveCard, renderTeams, type TeamsMessage } from "../../src/surfaces/teams/render.js";
import { renderText } from "../../src/surfaces/terminal/render.js";
import { sampleAnswers } from "../builders.js";
import { slackFaults } from "./slack-rules.js";
import { huge, surfaceContract } from "./surface-contract.js";
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

/** What Microsoft's own parser has to say about a card; that it does not know Teams' ProgressBar and charts is known. */
function parserComplaints(card: AdaptiveCard): string[] {
  const parsed = new Card();
  const context = new SerializationContext(Versions.v1_5);
  parsed.parse(structuredClone(card), context);
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  const invalid = parsed.validateProperties().validationEvents.map((event) => event.message);
  return [...events, ...invalid].filter((message) => !/Unknown element type "(ProgressBar|Chart\.\w+)"/.test(message));
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
  charts: ({ card }) => card.body.filter(({ type }) => type.startsWith("Chart.")).length,
  buttons: ({ card }) =>
    (card.actions ?? []).flatMap(({ title, data }) => {
      if (/^(Next|Previous) page$/.test(title)) return [];
      const { skill, input } = "dialog" in data ? data.dialog : data;
      return [{ skill, input }];
    }),
  faults: ({ text, card }) => [
    ...parserComplaints(card),
    ...(text === "" ? ["no summary"] : []),
    ...(Buffer.byteLength(JSON.stringify(card)) > 26_000 ? ["a card above 26 kB"] : []),
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

  test("Teams' accept every card and dialog, ProgressBar and charts included, and refuse what is not a card", () => {
    const imports = `import type { IAdaptiveCard } from "@microsoft/teams.cards";`;
    const least: IAdaptiveCard = { type: "AdaptiveCard", body: [] };
    const dialogs = sampleAnswers.flatMap(({ actions = [] }) =>
      actions.flatMap(({ label, ask, fields }) => (fields ? [dialogCard({ title: label, ...ask, fields })] : [])),
    );
    const cards = [
      least,
      ...dialogs,
      ...sampleAnswers.map((answer) => renderTeams(answer, { viewer: "29:maya" }).card),
      ...[1, 2].map((page) => renderTeams({ ...huge, input: {} }, { page }).card),
    ];
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
  /** Every page of an answer, by turning from the first to the last. */
  function pagesOf(answer: Answer): AdaptiveCard[] {
    const pages: AdaptiveCard[] = [];
    for (let page = 1; ; page++) {
      const { card } = renderTeams(answer, { page });
      pages.push(card);
      const next = [...(card.actions ?? [])].find(({ title }) => title === "Next page");
      if (!next) return pages;
      expect(next.data).toEqual({ skill: answer.skill, input: answer.input, page: page + 1 });
    }
  }

  test("a long table goes over pages: all of its rows are on one of them, each within the limit", () => {
    const answer = sampleAnswers.find((a) => a.tables?.[0]?.rows.length === 80);
    if (!answer) throw new Error("the samples hold no long table");
    const pages = pagesOf(answer);
    expect(pages.length).toBeGreaterThan(1);
    const seen = pages.map((card) => texts(card.body, ["text", "title", "value"]).join("\n"));
    for (const [, , , cell] of answer.tables?.[0]?.rows ?? [])
      if (cell) expect(seen.filter((text) => text.includes(formatValue(cell, "en-US")))).toHaveLength(1);
    for (const [i, text] of seen.entries()) expect(text).toContain(`Page ${i + 1} of ${pages.length}`);
    for (const card of pages) {
      expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(26_000);
      expect(parserComplaints(card)).toEqual([]);
    }
  });

  test("the longest answer keeps the limit on its first page, in the middle and at its end, which is also beyond it", () => {
    const cards = [1, 2, 30, 9_999].map((page) => renderTeams({ ...huge, input: {} }, { page }).card);
    for (const card of cards) expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(26_000);
    const seen = cards.map((card) => texts(card.body, ["text"]).find((text) => /^Page \d/.test(text)));
    const [, pages = ""] = /of (\d+)$/.exec(seen[0] ?? "") ?? [];
    expect(Number(pages)).toBeGreaterThan(30);
    expect(seen).toEqual([1, 2, 30, pages].map((page) => `Page ${page} of ${pages}`));
  });

  test("a chart has its words as fallback and numbers that are those of the answer", () => {
    const answer = sampleAnswers.find(({ skill, charts }) => skill === "team_summary" && charts);
    const chart = answer && renderTeams(answer).card.body.find(({ type }) => type === "Chart.HorizontalBar");
    expect(chart).toMatchObject({
      fallback: { type: "TextBlock", text: answer?.charts?.[0]?.alt },
      data: [
        { x: "Maya Chen", y: 104.2 },
        { x: "Tomás Ortega", y: 87.3 },
        { x: "Aiko Tanaka", y: 0 },
      ],
    });
  });

  test("figures that still move are refreshed for their reader alone; those of a period that is over are not", () => {
    const [running] = sampleAnswers;
    if (!running) throw new Error("no samples");
    expect(renderTeams(running).card.refresh).toBeUndefined();
    expect(renderTeams(running, { viewer: "29:maya" }).card.refresh).toEqual({
      action: { type: "Action.Execute", verb: "show", data: { skill: running.skill, input: running.input } },
      userIds: ["29:maya"],
    });
    const period = { label: "Q4 2026", start: "2026-10-01", end: "2027-01-01", key: "2026-Q4" };
    const card = renderTeams({ ...running, input: { person: null, period: null }, period }, { viewer: "29:maya" }).card;
    expect(card.refresh?.action.data.input, "next quarter it still means this one").toEqual({
      person: null,
      period: "2026-Q4",
    });
    for (const answer of [
      { ...running, asOf: "2027-01-01" },
      { ...running, outcome: "clarify" as const },
      { ...running, confidential: false },
    ])
      expect(renderTeams(answer, { viewer: "29:maya" }).card.refresh).toBeUndefined();
  });

  test("dialogs are cards that Microsoft's parser takes, with what was filled in and what was wrong", () => {
    for (const { label, ask, fields } of sampleAnswers.flatMap(({ actions = [] }) => actions)) {
      if (!fields) continue;
      const dialog = { title: label, ...ask, fields };
      const [first] = fields;
      const card = dialogCard(dialog, {
        values: { [first?.key ?? ""]: "5O k" },
        faults: { [first?.key ?? ""]: "Write it like 50,000." },
        ...(sampleAnswers[3] ? { answer: sampleAnswers[3] } : {}),
      });
      expect(parserComplaints(card as unknown as AdaptiveCard)).toEqual([]);
      const seen = texts(card.body, ["text", "label", "value", "placeholder"]).join("\n");
      for (const part of ["5O k", "Write it like 50,000.", "$38,164.48"]) expect(seen).toContain(part);
      const shown = texts(card.body, ["text", "label", "title", "placeholder"]).join("\n");
      expect(shown).not.toMatch(/<!|<http|\]\(|https:\/\//);
    }
  });

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
