import { count, type Figure, type Table, text, type Value } from "../answer/answer.js";
import { formatValue } from "../answer/format.js";
import type { Comparison } from "../core/kpi/compare.js";
import { compareMeasured } from "../core/kpi/compare.js";
import type { Kpi } from "../core/kpi/define-kpi.js";
import type { Measured } from "../core/kpi/measured.js";
import { kpiValue, unitSuffix } from "./kpi-words.js";
import { figure } from "./words.js";

/** Something a KPI is held against: the period before, or peers as one. */
export interface Against {
  readonly key: string;
  /** "Q3 2026", "8 people with the same title". */
  readonly label: string;
  readonly measured: Measured;
}

/** A KPI with what it is held against. */
export interface Reading {
  readonly kpi: Kpi;
  readonly own: Measured;
  readonly against: readonly Against[];
}

const shownOf = (kpi: Kpi, measured: Measured, currency: string): Value =>
  measured.ok ? kpiValue(measured.value, kpi.unit, currency) : text("–");

/** Figures of one KPI: its own with limits and sample, its parts, and what it is held against. */
export function figuresOf({ kpi, own, against }: Reading, currency: string): Figure[] {
  const value = (key: string, label: string, of: Parameters<typeof kpiValue>[0], unit = kpi.unit): Figure =>
    figure(key, `${label}${unitSuffix(unit)}`, kpiValue(of, unit, currency));
  return [
    ...(own.ok ? [value(kpi.name, kpi.label, own.value)] : []),
    ...(own.ok && own.interval
      ? [
          value(`${kpi.name}_low`, "Likely range, from", own.interval.low),
          ...(own.interval.high ? [value(`${kpi.name}_high`, "Likely range, to", own.interval.high)] : []),
        ]
      : []),
    figure(`${kpi.name}_n`, "Counted on", count(own.n, kpi.counted)),
    ...own.parts.map((part) => value(part.key, part.label, part.value, part.unit)),
    ...against.flatMap(({ key, label, measured }) =>
      measured.ok ? [value(`${kpi.name}_${key}`, label, measured.value)] : [],
    ),
  ];
}

/** What the comparison says, in a sentence; refusals say what it would take. */
export function comparedText({ kpi, own }: Reading, against: Against, currency: string, locale: string): string {
  const comparison: Comparison = compareMeasured(kpi, own, against.measured);
  if (!comparison.ok)
    return comparison.reason === "too_few"
      ? `Not compared with ${against.label}: ${comparison.n} ${kpi.counted} say little, it takes ${comparison.needed}.`
      : `Nothing to compare with for ${against.label}.`;
  const other = formatValue(kpiValue(comparison.other, kpi.unit, currency), locale);
  const than = `${against.label}: ${other}.`;
  if (comparison.side === "level") return than;
  return `${than} ${comparison.clear ? `Clearly ${comparison.side}, more than chance would bring.` : `A little ${comparison.side}; that can be chance.`}`;
}

/** Many KPIs beside each other, with the period before and peers; too small samples are marked and not compared. */
export function overviewTable(readings: readonly Reading[], own: string, currency: string): Table {
  const others = readings.reduce<readonly Against[]>(
    (most, { against }) => (against.length > most.length ? against : most),
    [],
  );
  return {
    columns: [
      { label: "KPI" },
      { label: own, align: "right" },
      ...others.map(({ label }) => ({ label, align: "right" as const })),
      { label: "Counted on", align: "right" },
    ],
    rows: readings
      .filter(({ own: measured }) => measured.ok)
      .map((reading) => [
        text(`${reading.kpi.label}${unitSuffix(reading.kpi.unit)}`),
        shownOf(reading.kpi, reading.own, currency),
        ...others.map(({ key }): Value => {
          const against = reading.against.find((candidate) => candidate.key === key);
          if (!against) return text("–");
          const compared = compareMeasured(reading.kpi, reading.own, against.measured);
          return compared.ok
            ? shownOf(reading.kpi, against.measured, currency)
            : text(compared.reason === "too_few" ? "too few" : "–");
        }),
        count(reading.own.n, reading.kpi.counted),
      ]),
  };
}
