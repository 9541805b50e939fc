import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { offLimits } from "../../core/coaching/guard.js";
import { kpis } from "../../core/kpi/index.js";

const Header = z.strictObject({
  title: z.string().min(3),
  skill: z.string().min(2),
  /** A stage's name, or any. */
  stage: z.string().min(2),
  kpi: z.string().refine((name) => kpis.some((kpi) => kpi.name === name), "is not a KPI"),
});

/** A page of the training library. */
export interface Training extends z.infer<typeof Header> {
  readonly file: string;
  readonly remember: string;
  readonly exercise: string;
  readonly questions: readonly string[];
}

/** What is wrong with a page, and where. */
export class LibraryError extends Error {}

const FOLDER = new URL("../../../prompts/coaching", import.meta.url).pathname;

/** Reads one page: a header between lines of ---, then "## Remember", "## Exercise" and "## Questions" as a list. Throws a LibraryError that names the file. */
export function readTraining(file: string, text: string): Training {
  const wrong = (what: string): LibraryError => new LibraryError(`${file}: ${what}`);
  const [, header, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replaceAll("\r\n", "\n")) ?? [];
  if (header === undefined || body === undefined) throw wrong("must begin with a header between two lines of ---");
  const read = Header.safeParse(parse(header));
  if (!read.success) {
    const [problem] = read.error.issues;
    throw wrong(`${problem?.path.join(".") || "header"}: ${problem?.message ?? "cannot be read"}`);
  }
  const section = (name: string): string => {
    const found = new RegExp(`^## ${name}\\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, "m").exec(body)?.[1]?.trim();
    if (!found) throw wrong(`has no "## ${name}"`);
    return found;
  };
  const questions = [...section("Questions").matchAll(/^- (.+)$/gm)].map(([, question = ""]) => question);
  if (questions.length === 0) throw wrong('"## Questions" must be a list of lines that begin with "- "');
  const touched = offLimits(text);
  if (touched) throw wrong(`speaks of what coaching keeps out of (${touched.replace("_", " ")})`);
  return { ...read.data, file, remember: section("Remember"), exercise: section("Exercise"), questions };
}

const known = new Map<string, readonly Training[]>();

/**
 * The pages in prompts/coaching and, for an organisation, those in its own folder below it, which come first. Read once. Throws a
 * LibraryError for a page that cannot be used.
 */
export function trainings(organisation: string, folder = FOLDER): readonly Training[] {
  const name = `${folder} ${organisation}`;
  const found = known.get(name);
  if (found) return found;
  const own = /^[a-z0-9-]+$/.test(organisation) ? [join(folder, organisation)] : [];
  const pages = [...own, folder].flatMap((path) =>
    existsSync(path)
      ? readdirSync(path)
          .filter((file) => file.endsWith(".md"))
          .sort()
          .map((file) => readTraining(file, readFileSync(join(path, file), "utf8")))
      : [],
  );
  known.set(name, pages);
  return pages;
}

/** The page for a KPI: one for the stage where there is one, else one for any stage; null where the library has none. */
export function trainingFor(pages: readonly Training[], kpi: string, stage: string | null): Training | null {
  const about = pages.filter((page) => page.kpi === kpi);
  return (
    about.find((page) => stage !== null && page.stage.toLowerCase() === stage.toLowerCase()) ??
    about.find((page) => page.stage === "any") ??
    about[0] ??
    null
  );
}
