import { DateTime } from "luxon";
import { addDays, isIsoDate } from "../../core/calendar.js";
import { type Period, parsePeriodKey } from "../../core/period.js";
import { parseDecimal, toDecimalString } from "../../core/rational.js";
import type { NumberFormat } from "./mapping.js";

/** A cell read, or why it cannot be. */
export type Read = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string };

/** Distinct cells remembered by a date reader; files repeat few days in many rows. */
const REMEMBERED = 20_000;

/**
 * A reader of days in the given formats (Luxon tokens; "iso" for ISO 8601 with or without a time). A moment with an offset is
 * the day it falls on in the organisation's time zone.
 */
export function dayReader(formats: readonly string[], timeZone: string, shiftDays = 0): (text: string) => Read {
  const remembered = new Map<string, Read>();
  const parse = (text: string): Read => {
    for (const format of formats) {
      const moment =
        format === "iso"
          ? DateTime.fromISO(text, { zone: timeZone })
          : DateTime.fromFormat(text, format, { zone: timeZone, locale: "en-US" });
      const day = moment.isValid ? moment.toISODate() : null;
      if (day !== null) return { ok: true, value: day };
    }
    const expected = formats.map((format) => (format === "iso" ? "2026-03-31" : format)).join(" or ");
    return {
      ok: false,
      message: `is not a day of the calendar written as ${expected}. Correct it, or set date: in the mapping.`,
    };
  };
  const isoFirst = formats[0] === "iso" || formats[0] === "yyyy-MM-dd";
  return (text) => {
    if (isoFirst && shiftDays === 0 && isIsoDate(text)) return { ok: true, value: text };
    const known = remembered.get(text);
    if (known) return known;
    const parsed = parse(text);
    const read: Read = parsed.ok && shiftDays !== 0 ? { ok: true, value: addDays(parsed.value, shiftDays) } : parsed;
    if (remembered.size < REMEMBERED) remembered.set(text, read);
    return read;
  };
}

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A reader of numbers as people and programs write them, to a plain decimal numeral; every digit is kept. */
export function numberReader({ decimal, group, ignore }: NumberFormat): (text: string) => Read {
  const noise = ignore.length > 0 ? new RegExp(ignore.map(escaped).join("|"), "g") : null;
  const g = escaped(group);
  const form = new RegExp(
    group === "" ? `^\\d*(${escaped(decimal)}\\d*)?$` : `^(\\d*|\\d{1,3}(${g}\\d{3})+)(${escaped(decimal)}\\d*)?$`,
  );
  return (text) => {
    if (noise === null && group === "" && decimal === "." && PLAIN.test(text)) return { ok: true, value: text };
    let rest = (noise ? text.replace(noise, "") : text).trim();
    // Accountants put an amount below zero in brackets.
    const bracketed = /^\((.*)\)$/.exec(rest);
    let negative = bracketed !== null;
    rest = (bracketed?.[1] ?? rest).trim();
    if (/^[+-]/.test(rest)) {
      negative = negative || rest.startsWith("-");
      rest = rest.slice(1).trim();
    }
    const plain = (group === "" ? rest : rest.replaceAll(group, "")).replace(decimal, ".");
    if (!form.test(rest) || !PLAIN.test(plain)) {
      const example = `1${group}234${decimal}50`;
      return {
        ok: false,
        message: `is not a number written like ${example}. Correct it, or set number: in the mapping.`,
      };
    }
    return { ok: true, value: negative && /[1-9]/.test(plain) ? `-${plain}` : plain };
  };
}

/** Half-up to `places` decimals. */
export const rounded = (numeral: string, places: number): string => toDecimalString(parseDecimal(numeral), places);

const COMPACT = /^(\d{4})[ -]?(Q[1-4]|H[12])$/i;
const TURNED = /^(Q[1-4]|H[12])[ -/]?(\d{4})$/i;

/** The window that "2017Q3", "2017-Q3", "Q3 2017", "2017-07", "2017-H1" or "2017" names in the organisation's fiscal year. */
export function readPeriod(text: string, fiscalYearStartMonth: number): Period | null {
  const compact = COMPACT.exec(text);
  const turned = TURNED.exec(text);
  const key = compact ? `${compact[1]}-${compact[2]}` : turned ? `${turned[2]}-${turned[1]}` : text;
  return parsePeriodKey(key.toUpperCase(), fiscalYearStartMonth);
}
