import { z } from "zod";
import { isIsoDate } from "./calendar.js";
import type { Problem } from "./errors.js";
import { compare, divide, isNegative, ONE, parseDecimal, type Rational, rational } from "./rational.js";

/**
 * The pieces plan and facts documents are made of: how a number, a percentage or a date is written, and messages that say
 * what to write instead. Numbers may come as text, so that no digit passes through a binary float.
 */

const HUNDRED = rational(100);

const shown = (input: unknown): string => (typeof input === "object" ? "this" : `"${String(input)}"`);

/** "1,250,000.50" and "1_250_000" -> exact value; grouping marks must group by three. */
function readNumber(text: string): Rational {
  const plain = text.trim();
  const grouped = /^[+-]?\d{1,3}([,_ ]\d{3})+(\.\d*)?$/.test(plain);
  return parseDecimal(grouped ? plain.replace(/[,_ ]/g, "") : plain);
}

/** Digits with grouping marks, as editors check them; what a number must be beyond its form is checked on reading. */
const NUMERAL = "[+-]?[0-9,_ ]*\\.?[0-9]+\\.?([eE][+-]?[0-9]+)?";

/** How a scalar stands in the published JSON Schema: its name there, and the forms of its text beside plain numbers. */
interface Written {
  readonly id: string;
  readonly text: string;
}

function scalar<T>(expected: string, { id, text }: Written, read: (text: string) => T) {
  return z
    .union([z.string().meta({ pattern: `^\\s*(${text})\\s*$` }), z.number()], {
      error: ({ input }) =>
        input === undefined || input === null ? `is missing: give ${expected}` : `${shown(input)} is not ${expected}`,
    })
    .transform((value, ctx): T => {
      try {
        return read(String(value));
      } catch (error) {
        const reason = error instanceof AmbiguousNumber ? error.message : `"${value}" is not ${expected}`;
        ctx.addIssue({ code: "custom", message: reason });
        return z.NEVER;
      }
    })
    .meta({ id, description: `${expected.charAt(0).toUpperCase()}${expected.slice(1)}.` });
}

class AmbiguousNumber extends Error {}

/** A plain number or amount in major units, exact. */
export const Decimal = scalar("a number such as 1250.50", { id: "Decimal", text: NUMERAL }, readNumber);

const PERCENTAGE: Written = { id: "Percent", text: `${NUMERAL}\\s*%?` };
const SHARE: Written = { id: "Share", text: `${NUMERAL}\\s*%?|[0-9]+\\s*/\\s*[1-9][0-9]*` };
const MULTIPLE: Written = { id: "Multiple", text: `${NUMERAL}\\s*[x×X%]?` };
const POSITION: Written = { id: "Position", text: `${NUMERAL}\\s*%?` };

const readPercent = (text: string): Rational | null => {
  const m = /^(.*?)\s*%$/.exec(text.trim());
  return m ? divide(readNumber(m[1] ?? ""), HUNDRED) : null;
};

/** "8%" or 0.08 -> 0.08. A bare number of 1 or more is refused: nobody can tell 8 from 8%. */
export const Percent = scalar("a percentage such as 8% (or 0.08)", PERCENTAGE, (text) => {
  const percent = readPercent(text);
  if (percent) return percent;
  const value = readNumber(text);
  if (compare(value, ONE) >= 0) throw new AmbiguousNumber(`"${text}" is ambiguous: write ${text}% or ${text}00%`);
  return value;
});

/** A share of a deal: "50%", 0.5, "1/3", or 1 for all of it. */
export const Share = scalar("a share such as 50% (or 0.5, or 1 for all of it)", SHARE, (text) => {
  const fraction = /^\s*(\d+)\s*\/\s*([1-9]\d*)\s*$/.exec(text);
  if (fraction) return rational(BigInt(fraction[1] ?? 0), BigInt(fraction[2] ?? 1));
  const value = readPercent(text) ?? readNumber(text);
  if (isNegative(value)) throw new AmbiguousNumber(`"${text}" is below zero: a share is 0% or more`);
  if (!text.includes("%") && compare(value, rational(2)) > 0)
    throw new AmbiguousNumber(`"${text}" is ambiguous: write ${text}%`);
  return value;
});

/** A multiple such as 1.5, "1.5x" or "150%". */
export const Multiple = scalar("a multiple such as 1.5 (or 1.5x, or 150%)", MULTIPLE, (text) => {
  return readPercent(text) ?? readNumber(text.trim().replace(/\s*[x×]$/i, ""));
});

/** A position on a measure: "80%" is attainment, 250000 an amount or a number of units. */
export interface Position {
  readonly value: Rational;
  readonly percent: boolean;
}
export const Position = scalar(
  "a position such as 80% of quota, or an amount such as 250000",
  POSITION,
  (text): Position => {
    const percent = readPercent(text);
    return percent ? { value: percent, percent: true } : { value: readNumber(text), percent: false };
  },
);

export const Day = z
  .string({ error: ({ input }) => (input === undefined ? "is missing: give a day such as 2026-03-31" : undefined) })
  .refine(isIsoDate, { error: ({ input }) => `"${String(input)}" is not a day that exists: write it like 2026-03-31` })
  .meta({ id: "Day", description: "A day such as 2026-03-31.", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });

export const Currency = z
  .string({ error: ({ input }) => (input === undefined ? "is missing: give a currency code such as USD" : undefined) })
  .regex(/^[A-Z]{3}$/, { error: ({ input }) => `"${String(input)}" is not a currency code: write it like USD` })
  .meta({ id: "Currency", description: "A currency code of ISO 4217, such as USD." });

/** Text; numbers that stand where a name is meant ("version: 2") are read as written. */
export const Text = z
  .union([z.string(), z.number(), z.boolean()], {
    error: ({ input }) => (input === undefined ? "is missing" : "must be text"),
  })
  .transform(String)
  .pipe(z.string().min(1, "must not be empty"))
  .meta({ id: "Text", description: "Text." });

const notAName = (input: unknown): string =>
  `"${String(input)}" is not a name: use small letters, digits and _, such as new_business`;

/** A name other parts of the document refer to. */
export const Key = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, { error: ({ input }) => notAName(input) })
  .meta({ id: "Key", description: "A name of small letters, digits and _, such as new_business." });

export const Bool = z
  .union([z.boolean(), z.enum(["true", "false"])], { error: "must be true or false" })
  .transform((value) => value === true || value === "true");

/** One of a few words, with a message that lists them; `choice` explains what hangs on it when it is left out. */
export const oneOf = <const T extends readonly [string, ...string[]]>(words: T, choice?: string) =>
  z
    .enum(words, {
      error: ({ input }) => {
        const allowed = words.join(", ");
        return input === undefined
          ? `is missing: choose one of ${allowed}${choice ? `. ${choice}` : ""}`
          : `"${String(input)}" is not one of ${allowed}${suggestion(String(input), words)}`;
      },
    })
    .meta(choice ? { description: choice } : {});

/** A mapping of names that the document makes up itself to what they stand for. */
export const named = <T extends z.ZodType>(value: T, expected: string) =>
  z.record(Key, value, {
    error: (issue) =>
      issue.code === "invalid_key" ? notAName(issue.input) : `must be a mapping of names to ${expected}`,
  });

/**
 * A mapping that refuses fields it does not know and suggests the nearest one that it does. `hints` say where well-known other words
 * belong, `other` where everything else does.
 */
export function fields<T extends z.core.$ZodLooseShape>(
  shape: T,
  hints: Readonly<Record<string, string>> = {},
  other = "",
) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys")
        return issue.input === undefined
          ? `is missing: give ${known.join(", ")}`
          : `must be a mapping of ${known.join(", ")}`;
      return issue.keys
        .map(
          (key) =>
            `"${key}" is not a field here${hints[key] ? `: ${hints[key]}` : suggestion(key, known) || other || `; known fields are ${known.join(", ")}`}`,
        )
        .join("; ");
    },
  });
}

/** Reads `document` by `schema`; the problems name paths as a person would look for them: components.bonus.steps[1].at */
export function readDocument<T>(
  schema: z.ZodType<T>,
  document: unknown,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] } {
  const parsed = schema.safeParse(document);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues
      .flatMap(expanded)
      .map((issue) => ({ path: pathOf(issue.path), message: messageOf(issue) })),
  };
}

/** Where a value may have several forms, the problems of the form it comes nearest to: the one that was read furthest into. */
function expanded(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union" || issue.message !== "Invalid input" || issue.errors.length === 0) return [issue];
  const depth = ({ path, code }: z.core.$ZodIssue) => path.length + (code === "unrecognized_keys" ? 1 : 0);
  const furthest = (issues: readonly z.core.$ZodIssue[]) => Math.max(...issues.map(depth));
  const branches = issue.errors.map((errors) => errors.flatMap(expanded));
  const nearest = branches.reduce((best, branch) => (furthest(branch) > furthest(best) ? branch : best));
  return nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** What is said in place of the library's own words where a schema brings none. */
const PLAINLY: readonly (readonly [said: RegExp, plainly: string])[] = [
  [/^Invalid input: expected array/, "must be a list, each item on a line of its own that begins with -"],
  [/^Invalid input: expected record, received/, "must be a mapping of names, such as name: value"],
  [/^Invalid input: expected \w+, received undefined/, "is missing"],
  [/^Invalid input: expected (?:number|int), received/, "must be a whole number, such as 2"],
  [/^Invalid input: expected (".*")$/, "must be $1"],
  [/^Too small: expected number to be >=(\S+)/, "must be $1 or more"],
  [/^Too small: expected number to be >(\S+)/, "must be more than $1"],
  [/^Too big: expected number to be <=(\S+)/, "must be $1 or less"],
  [/^Too small: expected array to have >=1 items/, "must name at least one"],
];

function messageOf({ message }: z.core.$ZodIssue): string {
  const found = PLAINLY.find(([said]) => said.test(message));
  if (!found) return message;
  const [, ...values] = found[0].exec(message) ?? [];
  return found[1].replace(/\$(\d)/g, (_, place) => values[Number(place) - 1] ?? "");
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`,
    "",
  );

/** ", did you mean x?" where a known word is near, else "". */
export function suggestion(word: string, known: readonly string[]): string {
  let best = "";
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best ? `, did you mean ${best}?` : "";
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
