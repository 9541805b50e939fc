import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Command } from "commander";
import { z } from "zod";
import type { Answer, Attachment } from "../../answer/answer.js";
import { isIsoDate } from "../../core/calendar.js";

const CHANNELS = ["dm", "public", "private", "group"] as const;

interface Options {
  readonly as?: string;
  readonly now?: string;
  readonly org?: string;
  readonly channel: (typeof CHANNELS)[number];
  readonly json?: boolean;
  readonly stdin?: boolean;
  readonly save?: string;
}

/** A line of `--stdin`. */
const Line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  as: z.string().min(1).optional(),
  text: z.string(),
  after: z.array(z.string()).max(50).optional(),
  channel: z.enum(CHANNELS).optional(),
});
type Line = z.infer<typeof Line>;

export function register(program: Command): void {
  program
    .command("ask")
    .description("ask a question as somebody, as in chat")
    .argument("[text...]", "the question, in your own words")
    .option("--as <email-or-name>", "who asks: e-mail address or exact name (the demo company's first rep)")
    .option("--now <moment>", "the moment it is asked, such as 2026-11-18T09:00:00Z (now)")
    .option("--org <slug>", "the organisation (the one PACER_ORG names, the demo company by default)")
    .option("--channel <kind>", `where it is asked: ${CHANNELS.join(", ")}; pay is shown in a dm only`, "dm")
    .option("--json", "print one object for programs: outcome, skill, input, exact figures, text")
    .option("--stdin", "read one JSON object a line ({id, as, text, after, channel}) and write one answer a line")
    .option("--save <folder>", "write the files that come with the answer into this folder")
    .addHelpText(
      "after",
      `
Examples:
  $ pacer ask "how close am I to quota?"
  $ pacer ask --as "Dana Fairbank" --json "what if I close a $50k deal?"
  $ pacer ask --stdin < questions.jsonl > answers.jsonl

Ends with 0 when answered or refused, 1 on an error, 2 on bad usage.`,
    )
    .action(async (words: string[], options: Options, command: Command) => {
      const text = words.join(" ").trim();
      if (!CHANNELS.includes(options.channel))
        command.error(`error: --channel must be one of ${CHANNELS.join(", ")}`, { exitCode: 2 });
      const now = options.now === undefined ? undefined : momentOf(options.now);
      if (now === null) command.error("error: --now must be a moment such as 2026-11-18T09:00:00Z", { exitCode: 2 });
      if (options.stdin ? text !== "" : text === "")
        command.error(
          options.stdin
            ? "error: give the questions on standard input or as text, not both"
            : "error: what do you want to ask? Give the question as text",
          { exitCode: 2 },
        );
      const session = await openSession(options, now);
      try {
        process.exitCode = options.stdin
          ? await answerLines(session, options)
          : await answerOne(session, text, options);
      } finally {
        await session.close();
      }
    });
}

/** A moment in ISO 8601; null when it is none, or on a day that the calendar does not have (which Date would move on). */
function momentOf(text: string): Date | null {
  const day = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(text)?.[0];
  const moment = new Date(text);
  return day === undefined || Number.isNaN(moment.getTime()) || !isIsoDate(day) ? null : moment;
}

interface Session {
  ask(line: Line): Promise<AnswerRecord>;
  close(): Promise<void>;
}

type AnswerRecord = {
  readonly outcome: string;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  readonly answers?: readonly { readonly text: string; readonly attachments?: readonly Attachment[] }[];
} & Readonly<Record<string, unknown>>;

async function openSession(options: Options, now: Date | undefined): Promise<Session> {
  const [{ openApp }, { commandConfig }, { createLog }, { toFigureRecord }, { renderText }, { firstRepEmail }] =
    await Promise.all([
      import("../../app.js"),
      import("../command-config.js"),
      import("../../log.js"),
      import("../../answer/figures.js"),
      import("../../surfaces/terminal/render.js"),
      import("../../demo/index.js"),
    ]);
  const config = commandConfig(options.org === undefined ? {} : { PACER_ORG: options.org });
  const app = await openApp(config, createLog(config.logLevel));
  const organisation = await app.store.findOrganisation(config.orgSlug);
  if (!organisation) {
    await app.close();
    throw new Error(
      `There is no organisation "${config.orgSlug}". Import data into it first, or leave --org out to ask the demo company.`,
    );
  }
  const org = app.store.forOrganisation(organisation);
  const askers = new Map<string, string>();
  const firstRep = async () =>
    (await org.listPeople())
      .filter(({ role, leftOn }) => role === "rep" && leftOn === null)
      .sort((a, b) => (a.name < b.name ? -1 : 1))[0];
  const idOf = async (as: string | undefined): Promise<string> => {
    const wanted = as ?? (config.orgSlug === "demo" ? firstRepEmail : undefined);
    const known = askers.get(wanted ?? "");
    if (known) return known;
    const person = wanted === undefined ? await firstRep() : await org.findPersonByEmailOrName(wanted);
    if (!person)
      throw new UnknownAsker(
        wanted === undefined
          ? "Nobody here can ask yet: import people first."
          : `Nobody in ${organisation.name} has the e-mail address or exact name "${wanted}".`,
      );
    askers.set(wanted ?? "", person.id);
    return person.id;
  };
  return {
    close: () => app.close(),
    ask: async ({ id, as, text, after, channel }) => {
      const started = performance.now();
      // The moment of the question is not the clock by which the demo company is kept up to date.
      const moment = now ?? app.now();
      const common = id === undefined ? {} : { id };
      try {
        const reply = await app.ask({
          orgId: organisation.id,
          askerId: await idOf(as ?? options.as),
          text,
          channel: channel ?? options.channel,
          now: moment,
          ...(after ? { after } : {}),
        });
        const { shown, more = [], understood } = reply;
        const recordOf = (answer: Answer) => ({
          outcome: answer.outcome,
          skill: answer.skill,
          input: answer.input,
          figures: answer.figures.map(toFigureRecord),
          text: renderText(answer),
          ...(answer.attachments ? { attachments: answer.attachments } : {}),
          asOf: answer.asOf,
          ...(answer.planVersion === undefined ? {} : { planVersion: answer.planVersion }),
        });
        const answers = [shown, ...more.map((part) => part.shown)].map(recordOf);
        return {
          ...common,
          ...recordOf(shown),
          // Of a message that asked several things, all answers in the order they were asked; the first one stands above too.
          ...(answers.length > 1 ? { answers } : {}),
          ...(understood ? { understood } : {}),
          ms: Math.round((performance.now() - started) * 100) / 100,
        };
      } catch (error) {
        if (!(error instanceof UnknownAsker)) throw error;
        return failed(error.message, moment, common, started);
      }
    },
  };
}

class UnknownAsker extends Error {}

/** An answer object for what could not even be asked. */
const failed = (text: string, now: Date, common: object, started: number): AnswerRecord => ({
  ...common,
  outcome: "error",
  skill: "ask",
  input: {},
  figures: [],
  text,
  asOf: now.toISOString().slice(0, 10),
  ms: Math.round((performance.now() - started) * 100) / 100,
});

async function answerOne(session: Session, text: string, options: Options): Promise<number> {
  const answer = await session.ask({ text });
  if (options.json) process.stdout.write(`${JSON.stringify(answer)}\n`);
  else if (answer.outcome !== "error") process.stdout.write(`${textOf(answer)}\n`);
  if (options.save !== undefined) await saveFiles(answer, options.save);
  if (answer.outcome !== "error") return 0;
  process.stderr.write(`${answer.text}\n`);
  return 1;
}

/** Writes every file of the answer and says where; pay is for whoever runs the command alone. */
async function saveFiles({ attachments = [], answers = [] }: AnswerRecord, folder: string): Promise<void> {
  const all = answers.length > 0 ? answers.flatMap((one) => one.attachments ?? []) : attachments;
  if (all.length > 0) await mkdir(folder, { recursive: true });
  for (const { name, content } of all) {
    const file = path.join(folder, path.basename(name));
    await writeFile(file, content, { mode: 0o600 });
    process.stderr.write(`Wrote ${file}\n`);
  }
}

const textOf = ({ text, answers }: AnswerRecord): string =>
  answers ? answers.map((one) => one.text).join("\n\n") : text;

/** Answers lines in order. A line that cannot be read gets an answer that says so, and the rest goes on. */
async function answerLines(session: Session, _options: Options): Promise<number> {
  let number = 0;
  let code = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === "") continue;
    const answer = await answerLine(session, line, number);
    if (answer.outcome === "error") code = 1;
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`))
      await new Promise((resolve) => process.stdout.once("drain", resolve));
  }
  return code;
}

async function answerLine(session: Session, line: string, number: number): Promise<AnswerRecord> {
  const started = performance.now();
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    return failed(
      `Line ${number} is not JSON: write one object a line, such as {"text": "how close am I to quota?"}.`,
      new Date(),
      {},
      started,
    );
  }
  const parsed = Line.safeParse(given);
  if (parsed.success) return session.ask(parsed.data);
  const id = (given as { id?: unknown } | null)?.id;
  const problem = parsed.error.issues[0];
  return failed(
    `Line ${number}: ${problem?.path.join(".") || "the line"} ${problem?.message ?? "cannot be read"}.`,
    new Date(),
    typeof id === "string" || typeof id === "number" ? { id } : {},
    started,
  );
}
