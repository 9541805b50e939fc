import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { toDecimal } from "../../src/core/money.js";
import type { Plan } from "../../src/core/plan.js";
import { statementOf } from "../../src/core/statement-of.js";
import { factsFrom } from "../../src/plans/facts-file.js";
import { readPlan } from "../../src/plans/plan-file.js";
import { planDocs } from "../plan-docs.js";
import { orRefusal, placeOf, withValue } from "./every-example.js";
import { type Addition, additionsTo } from "./plan-samples.js";

type Document = Record<string, unknown>;

// What every field that a plan leaves out would do to it: refused in these words, or paid like this.
test("a plan with one more field is refused or paid as approved", async () => {
  const tried = new Set<string>();
  const lines: string[] = [];
  for (const text of planDocs().plans) {
    const { examples, ...document } = parse(text) as Document;
    const before = figuresOf(readPlan(text));
    for (const { path, field, value } of additionsTo(document)) {
      const what = `${placeOf(document, [...path, field])}: ${JSON.stringify(value)}`;
      if (tried.has(what)) continue;
      tried.add(what);
      const after = orRefusal(() =>
        figuresOf(readPlan(stringify(withValue({ ...document, examples }, [...path, field], value)))),
      );
      if (after !== before) lines.push(`${what} → ${after}`);
    }
  }
  expect(lines.filter((line) => /Invalid|Too (small|big)|undefined|NaN/.test(line))).toEqual([]);
  await expect(`${lines.sort().join("\n")}\n`).toMatchFileSnapshot("approved/combinations.txt");
}, 60_000);

/** Fields that mean something together, such as cumulative with its span, are met in pairs: each field with a few of its neighbours. */
test("a plan with two more fields is refused or paid as approved", async () => {
  const tried = new Set<string>();
  const lines: string[] = [];
  for (const text of planDocs().plans) {
    const { examples, ...document } = parse(text) as Document;
    const additions = additionsTo(document).filter(({ path }) => path[0] === "components" && path.length === 2);
    for (const [i, first] of additions.entries())
      for (const apart of NEIGHBOURS) {
        const second = additions[(i + apart) % additions.length];
        if (!second || second.path[1] !== first.path[1] || second.field === first.field) continue;
        const what = [first, second]
          .map(({ path, field, value }) => `${placeOf(document, [...path, field])}: ${JSON.stringify(value)}`)
          .join(" and ");
        if (tried.has(what)) continue;
        tried.add(what);
        const outcome = outcomeOf({ ...document, examples }, [first, second]);
        const alone = [first, second].map((addition) =>
          known(text, addition, () => outcomeOf({ ...document, examples }, [addition])),
        );
        // What each of the two does by itself is approved above.
        if (
          !alone.some((single) => outcome === single) &&
          !alone.every((single) => outcome.includes(single.replace("refused: ", "")))
        )
          lines.push(`${what} → ${outcome}`);
      }
  }
  await expect(`${lines.sort().join("\n")}\n`).toMatchFileSnapshot("approved/pairs.txt");
}, 60_000);
const NEIGHBOURS = [1, 3] as const;

const outcomeOf = (document: Document, additions: readonly Addition[]): string => {
  const after = additions.reduce<unknown>(
    (changed, { path, field, value }) => withValue(changed, [...path, field], value),
    document,
  );
  return orRefusal(() => figuresOf(readPlan(stringify(after))));
};

const outcomes = new Map<string, string>();
function known(text: string, { path, field, value }: Addition, find: () => string): string {
  const key = `${text} ${path.join(".")} ${field} ${JSON.stringify(value)}`;
  const outcome = outcomes.get(key) ?? find();
  outcomes.set(key, outcome);
  return outcome;
}

/** What the plan's own examples come to, each for its first payee. */
const figuresOf = (plan: Plan): string =>
  plan.examples
    .flatMap(({ given, expect }) => {
      const { period } = [expect].flat()[0] as { period?: string };
      const read = factsFrom(given, plan, period);
      return read.payees.slice(0, 1).map((payee) =>
        orRefusal(() => {
          const { earned, payable } = statementOf(plan, payee, read.period);
          return `${toDecimal(earned)}${earned.minor === payable.minor ? "" : ` (${toDecimal(payable)})`}`;
        }),
      );
    })
    .join(", ");
