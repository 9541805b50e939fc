import { DateTime } from "luxon";
import type { Action, Table } from "../../answer/answer.js";
import { formatRatio } from "../../answer/format.js";
import { addDays, daysBetween } from "../../core/calendar.js";
import { compare, rational } from "../../core/rational.js";
import { defineSection } from "../section.js";
import type { Viewer } from "../viewer.js";

const SHOWN = 5;

/** Whoever is below a steady pace, furthest behind first, with the way to each. */
export const behind = defineSection({
  key: "behind",
  isFor: ({ reports }) => reports.length > 0,
  async load(viewer) {
    const answer = await viewer.ask("team_summary");
    const [table] = answer.tables ?? [];
    if (answer.outcome !== "answer" || !table) return null;
    const pace = elapsed(viewer);
    const rows = behindPace(table, pace);
    const expected = formatRatio(pace, viewer.locale);
    if (rows.length === 0)
      return { key: "behind", title: "Behind pace", lines: [`Nobody is below ${expected}, a steady pace by today.`] };
    return {
      key: "behind",
      title: "Behind pace",
      lines: [
        `${rows.length} of ${table.rows.length} ${rows.length === 1 ? "is" : "are"} below ${expected}, a steady pace by ${dayOf(viewer)}.`,
      ],
      table: {
        columns: table.columns.slice(0, 4),
        rows: rows.slice(0, SHOWN).map((row) => row.slice(0, 4)),
        more: Math.max(0, rows.length - SHOWN),
      },
      actions: asksAbout(viewer, rows),
    };
  },
});

const elapsed = ({ quarter, today }: Viewer) =>
  rational(daysBetween(quarter.start, addDays(today, 1)), daysBetween(quarter.start, quarter.end));

const dayOf = ({ today, locale }: Viewer): string =>
  DateTime.fromISO(today, { zone: "utc" }).setLocale(locale).toLocaleString({ month: "short", day: "numeric" });

type Row = Table["rows"][number];

/** The second column is attainment; whoever has no quota has none and is not behind. */
function behindPace({ rows }: Table, pace: ReturnType<typeof elapsed>): Row[] {
  const attained = (row: Row) => (row[1]?.kind === "ratio" ? row[1].ratio : null);
  return rows
    .filter((row) => {
      const own = attained(row);
      return own !== null && compare(own, pace) < 0;
    })
    .toReversed();
}

function asksAbout({ reports }: Viewer, rows: readonly Row[]): Action[] {
  return rows.slice(0, 3).flatMap(([name]) => {
    const person = reports.find((report) => name?.kind === "text" && name.text.startsWith(report.name));
    return person
      ? [
          {
            label: `How is ${person.name} doing?`,
            ask: { skill: "attainment", input: { person: person.key, period: null } },
          },
        ]
      : [];
  });
}
