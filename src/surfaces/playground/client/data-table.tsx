// biome-ignore-all lint/suspicious/noArrayIndexKey: a cell is told apart by where it stands
import { useState } from "react";
import type { SlackMessage } from "../../slack/render.js";

type DataTableBlock = Extract<SlackMessage["blocks"][number], { type: "data_table" }>;
type Cell = DataTableBlock["rows"][number][number];

const textOf = (cell: Cell): string => (cell.type === "rich_text" ? "" : cell.text);

/** Numbers by value, text by the reader's alphabet. */
function order(a: Cell, b: Cell): number {
  if (a.type === "raw_number" && b.type === "raw_number") return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  return textOf(a).localeCompare(textOf(b));
}

/** Slack's `data_table` with its pages and sorting, which the preview library does not draw. */
export function DataTable({ block }: { readonly block: DataTableBlock }) {
  const [page, setPage] = useState(0);
  const [sort, setSort] = useState<{ readonly column: number; readonly down: boolean } | null>(null);
  const [header = [], ...rows] = block.rows;
  const size = block.page_size ?? 5;
  const pages = Math.ceil(rows.length / size);
  const sorted = sort
    ? rows.toSorted((a, b) => {
        const [x, y] = [a[sort.column], b[sort.column]];
        return x && y ? order(x, y) * (sort.down ? -1 : 1) : 0;
      })
    : rows;
  const shown = sorted.slice(page * size, page * size + size);
  const isNumber = (column: number) => rows.every((row) => row[column]?.type === "raw_number");

  return (
    <figure className="data-table">
      <div className="scroll">
        <table>
          <caption>{block.caption}</caption>
          <thead>
            <tr>
              {header.map((cell, column) => (
                <th
                  key={column}
                  scope="col"
                  className={isNumber(column) ? "number" : undefined}
                  aria-sort={sort?.column === column ? (sort.down ? "descending" : "ascending") : "none"}
                >
                  <button
                    type="button"
                    onClick={() => setSort({ column, down: sort?.column === column && !sort.down })}
                  >
                    {textOf(cell)}
                    <span aria-hidden="true">{sort?.column === column ? (sort.down ? " ↓" : " ↑") : ""}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, i) => (
              <tr key={i}>
                {row.map((cell, column) => (
                  <td key={column} className={isNumber(column) ? "number" : undefined}>
                    {textOf(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <figcaption>
        <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
          Previous
        </button>
        <span>
          Page {page + 1} of {pages} · {rows.length} rows
        </span>
        <button type="button" disabled={page + 1 >= pages} onClick={() => setPage(page + 1)}>
          Next
        </button>
      </figcaption>
    </figure>
  );
}
