import type { Answer, Attachment } from "../../answer/answer.js";
import type { Chart } from "../../answer/chart.js";
import { tableCsv } from "../../answer/table-csv.js";
import { trace } from "../../failure.js";
import type { Logger } from "../../log.js";
import { clip, plain } from "../plain.js";
import type { SlackApi } from "./api.js";
import { cutTables } from "./render.js";
import { SLACK_LIMITS } from "./render-limits.js";
import { sentenceOf } from "./sentence.js";

/** Pictures of an answer at most: each costs three calls, and a thread is not an album. */
const PICTURES = 2;

/** What comes along with an answer in the asker's own conversation: files that it brings, tables that were cut, charts that Slack does not draw. */
export async function handOver(
  { api, log }: { readonly api: SlackApi; readonly log: Logger },
  at: { readonly channel: string; readonly threadTs?: string | undefined },
  answer: Answer,
  charts: readonly Chart[],
): Promise<void> {
  const { attachments = [] } = answer;
  // Whoever brings a file of their own has put everything in it.
  const whole = attachments.length > 0 ? [] : cutTables(answer).map((table, i) => tableCsv(table, i + 1));
  for (const attachment of [...attachments, ...whole]) await attach({ api, log }, at, attachment);
  for (const chart of charts.slice(0, PICTURES)) {
    try {
      const bytes = await pictureOf(chart);
      const title = clip(plain(chart.title), 150);
      const alt = clip(plain(chart.alt), SLACK_LIMITS.imageAlt);
      await api.upload(at.channel, at.threadTs, { name: "chart.png", title, alt, bytes });
    } catch (error) {
      // The figures are in the answer; a picture of them is a courtesy.
      log.warn({ event: "slack_picture_failed", ...trace(error) }, "a chart was not shown");
    }
  }
}

async function attach(
  { api, log }: { readonly api: SlackApi; readonly log: Logger },
  { channel, threadTs }: { readonly channel: string; readonly threadTs?: string | undefined },
  { name, label, content }: Attachment,
): Promise<void> {
  const title = clip(plain(label), 150);
  try {
    await api.upload(channel, threadTs, { name: fileName(name), title, bytes: Buffer.from(content, "utf8") });
  } catch (error) {
    log.warn({ event: "slack_file_failed", ...trace(error) }, "a file was not handed over");
    await api.post(
      channel,
      threadTs,
      sentenceOf(`I could not attach the file (${title}). Please ask again in a minute.`),
    );
  }
}

/** Letters, digits, dots and dashes: a name is made of what data holds. */
const fileName = (name: string): string => clip(plain(name).replaceAll(/[^\p{L}\p{N}._ -]+/gu, "_"), 100);

/** The drawing library is loaded with the first chart. */
async function pictureOf(chart: Chart): Promise<Buffer> {
  const [{ drawingOf }, { drawPng }] = await Promise.all([
    import("../../charts/answer-chart.js"),
    import("../../charts/png.js"),
  ]);
  return drawPng(drawingOf(chart));
}
