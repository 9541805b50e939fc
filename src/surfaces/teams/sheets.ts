import type { Answer, Explanation, Figure, Table } from "../../answer/answer.js";

/** A step of the explanation with how deep it stands. */
export interface Step {
  readonly step: Explanation;
  readonly depth: number;
}

/** What of an answer's lists stands on one page. */
export interface Sheet {
  readonly figures: readonly Figure[];
  readonly tables: readonly Table[];
  readonly steps: readonly Step[];
}

export const EMPTY: Sheet = { figures: [], tables: [], steps: [] };
const FIGURES = 20;
const ROWS = 12;
const STEPS = 12;

/** How much a page may hold besides what stands on every page. */
export interface PageRoom {
  /** Of the first page and of those after it. */
  readonly bytes: readonly [first: number, later: number];
  readonly rows: number;
  /** How much a piece adds to a page. */
  bytesOf(sheet: Sheet): number;
}

/**
 * The lists of an answer cut into pages, in order and with nothing left out: figures, then rows of tables, then steps. There is always
 * a first page; a piece that fits nowhere stands alone on its page.
 */
export function sheetsOf(answer: Answer, room: PageRoom): readonly [Sheet, ...Sheet[]] {
  const sheets: Sheet[] = [];
  let current = EMPTY;
  let bytes = 0;
  for (const piece of piecesOf(answer)) {
    const more = room.bytesOf(piece);
    const most = room.bytes[sheets.length === 0 ? 0 : 1];
    const fits = bytes + more <= most && rowsOf(current) + rowsOf(piece) <= room.rows;
    if (current === EMPTY || fits) {
      current = joined(current, piece);
      bytes += more;
    } else {
      sheets.push(current);
      current = piece;
      bytes = more;
    }
  }
  const [first = current, ...rest] = [...sheets, current];
  return [first, ...rest];
}

const rowsOf = ({ tables }: Sheet): number => tables.reduce((rows, table) => rows + table.rows.length, 0);

function piecesOf({ figures, tables = [], explanation = [] }: Answer): Sheet[] {
  return [
    ...chunks(figures, FIGURES).map((part) => ({ ...EMPTY, figures: part })),
    ...tables.flatMap((table) => tablePieces(table).map((part) => ({ ...EMPTY, tables: [part] }))),
    ...chunks(
      explanation.flatMap((step) => flatten(step, 0)),
      STEPS,
    ).map((steps) => ({ ...EMPTY, steps })),
  ];
}

/** Each part counts as `more` the rows behind it, so that a page says what is still to come. */
function tablePieces(table: Table): Table[] {
  const { rows, more = 0 } = table;
  if (rows.length <= ROWS) return [table];
  return chunks(rows, ROWS).map((part, i) => ({
    ...table,
    rows: part,
    more: more + Math.max(0, rows.length - (i + 1) * ROWS),
  }));
}

/** Parts of one table that meet on a page become one table again. */
function joined(sheet: Sheet, piece: Sheet): Sheet {
  const [next] = piece.tables;
  const last = sheet.tables.at(-1);
  const goesOn = next && last && next.columns === last.columns && next.title === last.title;
  return {
    figures: [...sheet.figures, ...piece.figures],
    tables: goesOn
      ? [...sheet.tables.slice(0, -1), { ...next, rows: [...last.rows, ...next.rows] }]
      : [...sheet.tables, ...piece.tables],
    steps: [...sheet.steps, ...piece.steps],
  };
}

const flatten = (step: Explanation, depth: number): Step[] => [
  { step, depth },
  ...(step.children ?? []).flatMap((child) => flatten(child, depth + 1)),
];

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
