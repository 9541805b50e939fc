import type { Answer, Value } from "../../answer/answer.js";
import { formatDate, formatValue } from "../../answer/format.js";
import type { IsoDate } from "../../core/calendar.js";

/** One thing that an answer says and prose may say too. `key` is its placeholder. */
export interface Fact {
  readonly key: string;
  readonly label: string;
  readonly value: Value;
  /** As the answer shows it. */
  readonly shown: string;
}

/** What prose about an answer may hold. */
export interface Facts {
  readonly facts: readonly Fact[];
  readonly period: Answer["period"];
  readonly asOf: IsoDate;
  readonly locale: string;
}

/** The figures of an answer, its period and its day. Rows of tables are shown beside the prose and are not told in it. */
export function factsOf({ figures, period, asOf, locale }: Answer): Facts {
  const facts: Fact[] = figures.map(({ key, label, value }) => ({
    key,
    label,
    value,
    shown: formatValue(value, locale),
  }));
  const around: Fact[] = [
    ...(period ? [{ key: "period", label: "Period", value: textValue(period.label), shown: period.label }] : []),
    {
      key: "as_of",
      label: "Day the figures are of",
      value: { kind: "date", date: asOf },
      shown: formatDate(asOf, locale),
    },
  ];
  // A figure that bears the name of a placeholder of our own keeps it.
  return {
    facts: [...facts, ...around.filter(({ key }) => !facts.some((fact) => fact.key === key))],
    period,
    asOf,
    locale,
  };
}

const textValue = (text: string): Value => ({ kind: "text", text });
