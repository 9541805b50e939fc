import type { WordTables } from "../lexicon.js";
import { numberWord } from "./number-words.js";
import type { Rule } from "./period-parts.js";

/** "last 3 months", "the past two quarters", "3 derniers mois", "next 2 weeks", "the next 30 days". */
export const severalUnits: Rule = (i, { at, tables }) => {
  const read = (number: number | null, unit: string | undefined, to: number, step: "last" | "next") => {
    const kind = tables.units.get(unit ?? "");
    if (!number || number < 1 || !kind) return null;
    return { from: i, to, value: number === 1 ? `${step}_${kind}` : `${step}_${number}_${kind}s` };
  };
  const stepOf = (index: number) =>
    tables.lastN.has(at(index) ?? "") ? "last" : tables.nextN.has(at(index) ?? "") ? "next" : null;
  const leading = stepOf(i);
  if (leading) return read(countAt(at(i + 1), tables), at(i + 2), i + 3, leading);
  const number = countAt(at(i), tables);
  const trailing = number ? (stepOf(i + 1) ?? null) : null;
  if (trailing) return read(number, at(i + 2), i + 3, trailing);
  // "3 meses pasados", "2 mois passés".
  const after = number && tables.units.has(at(i + 1) ?? "") ? stepOf(i + 2) : null;
  return after ? read(number, at(i + 1), i + 3, after) : null;
};

const countAt = (text: string | undefined, tables: WordTables): number | null =>
  text === undefined ? null : /^\d{1,3}$/.test(text) ? Number(text) : numberWord(text, tables.numbers);

/** "two weeks ago", "hace 3 meses", "vor zwei Wochen", "il y a deux mois". */
export const ago: Rule = (i, { at, tables }) => {
  const lead = tables.agoBefore.match(i, at)?.length ?? 0;
  const number = at(i + lead) === "a" ? 1 : countAt(at(i + lead), tables);
  const unit = tables.units.get(at(i + lead + 1) ?? "");
  const to = i + lead + 2;
  if (!number || !unit || (lead === 0 && !tables.ago.has(at(to) ?? ""))) return null;
  const value = number === 1 ? (unit === "day" ? "yesterday" : `last_${unit}`) : `${number}_${unit}s_ago`;
  return { from: i, to: lead === 0 ? to + 1 : to, value };
};
