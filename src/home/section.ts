import type { Answer, Figure } from "../answer/answer.js";
import type { HomeSection } from "./home.js";
import type { Viewer } from "./viewer.js";

/** What a dashboard is made of: one file each in `sections/`, in the order of its index. */
export interface Section {
  readonly key: string;
  isFor(viewer: Viewer): boolean;
  /** Null where there is nothing to show. */
  load(viewer: Viewer): Promise<HomeSection | null>;
}

export const defineSection = (section: Section): Section => section;

/** Figures of an answer in the order of `keys`; those it does not hold are left out. */
export const figuresOf = ({ figures }: Answer, keys: readonly string[]): readonly Figure[] =>
  keys.flatMap((key) => figures.find((figure) => figure.key === key) ?? []);

/** Headline and body as sentences. */
export const linesOf = ({ headline, body }: Answer): readonly string[] => [headline, ...(body ? [body] : [])];

/** A list that a question gives, where it holds anything; rows beyond `most` are counted. */
export function listSection(key: string, title: string, answer: Answer, most = 5): HomeSection | null {
  const [table] = answer.tables ?? [];
  if (answer.outcome !== "answer" || !table || table.rows.length === 0) return null;
  const more = (table.more ?? 0) + Math.max(0, table.rows.length - most);
  return {
    key,
    title,
    lines: [answer.headline],
    table: { columns: table.columns, rows: table.rows.slice(0, most), ...(more > 0 ? { more } : {}) },
    actions: answer.actions ?? [],
  };
}
