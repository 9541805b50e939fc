import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askSkill } from "../../../test/ask-skill.js";
import { amount, count, ratio } from "../../answer/answer.js";
import { money } from "../../core/money.js";
import { rational } from "../../core/rational.js";
import { type Facts, factsOf } from "./facts.js";
import { formsOf } from "./forms.js";
import { guard } from "./guard.js";

const COLLEAGUES = ["maya", "chen", "grace", "dana", "fairbank", "marta", "oskar"];
const isName = (word: string) => COLLEAGUES.includes(word.toLowerCase());

const attainment = factsOf(await askSkill("attainment"));
const payout = factsOf(await askSkill("payout"));
const whatIf = factsOf(await askSkill("what_if", { deal: "harborview" }));

const check = (prose: string, facts: Facts = attainment, names: readonly string[] = [], lead: readonly string[] = []) =>
  guard(prose, { facts, lead, names, isName, fiscalYearStartMonth: 1 });
const reasonOf = (prose: string, facts?: Facts, names?: readonly string[], lead?: readonly string[]) => {
  const verdict = check(prose, facts, names, lead);
  return verdict.ok ? `shown: ${verdict.text}` : verdict.reason;
};

/** Prose that says what the answer says, in the languages people ask in. */
const GOOD: readonly { readonly facts: Facts; readonly prose: string; readonly names?: readonly string[] }[] = [
  { facts: attainment, prose: "You're at {{attainment}} of quota. You need {{left}} more to get there." },
  {
    facts: attainment,
    prose: "So far {{credited}} is credited against a quota of {{quota}}, with {{days_left}} to go.",
  },
  {
    facts: attainment,
    prose: "At this pace you would land at {{landing_attainment}}, a payout of {{landing_payout}}.",
  },
  { facts: payout, prose: "You've earned {{earned}} so far this quarter, and {{payable}} is payable." },
  { facts: payout, prose: "Maya has earned {{earned}} in {{period}}.", names: ["Maya"] },
  { facts: whatIf, prose: "Closing Harborview would add {{difference}} to your payout.", names: ["Harborview"] },
  { facts: attainment, prose: "Du stehst bei {{attainment}} deiner Quote. Bis zum Ziel fehlen noch {{left}}." },
  { facts: attainment, prose: "Bislang liegst du bei {{attainment}} deiner Quote. Bis zum Ziel fehlen noch {{left}}." },
  { facts: attainment, prose: "Actuellement, il te reste {{left}} pour ton objectif." },
  { facts: attainment, prose: "Actualmente llevas {{credited}} acreditados." },
  { facts: payout, prose: "Du hast in {{period}} bisher {{earned}} verdient." },
  { facts: attainment, prose: "Vas en {{attainment}} de tu cuota. Te faltan {{left}} para llegar." },
  { facts: payout, prose: "Has ganado {{earned}} este trimestre." },
  { facts: attainment, prose: "Tu en es à {{attainment}} de ton quota. Il te reste {{left}}." },
  { facts: payout, prose: "Tu as gagné {{earned}} en {{period}}." },
];
const good = fc.constantFrom(...GOOD);
const PLACEHOLDER = /\{\{(\w+)\}\}/g;

/** The same prose with its figures written out, each in one of the ways the guard knows. */
function written({ facts, prose }: (typeof GOOD)[number], pick: number): string {
  let i = 0;
  return prose.replaceAll(PLACEHOLDER, (_all, key: string) => {
    const forms = formsOf(facts).filter((form) => form.facts.some((fact) => fact.key === key) && !form.rounded);
    return forms[(pick + i++) % forms.length]?.text ?? "";
  });
}
const writtenProse = fc
  .tuple(good, fc.nat(10_000))
  .map(([item, pick]) => ({ ...item, prose: written(item, pick), source: item.prose }));

describe("prose that says what the answer says is shown", () => {
  test.each(GOOD)("$prose", ({ facts, prose, names }) => {
    expect(reasonOf(prose, facts, names)).toMatch(/^shown: /);
  });

  test("however its figures are written out", () => {
    fc.assert(
      fc.property(writtenProse, ({ facts, prose, names }) => check(prose, facts, names).ok),
      { numRuns: 300 },
    );
  });

  test.each([
    { prose: "You have earned about $7k.", facts: payout, why: "rounded, and said to be" },
    { prose: "You are at about 50% of quota.", facts: attainment, why: "a whole percent" },
    { prose: "You are halfway to quota.", facts: attainment, why: "half, and it is exactly half" },
    { prose: "Du bist bei der Hälfte der Quote.", facts: attainment, why: "the same in German" },
    { prose: "You have earned 7.200,00 $ so far.", facts: payout, why: "another locale's way" },
    { prose: "You have earned $7.2k in Q4.", facts: payout, why: "thousands, where that is exact" },
    {
      prose: "You have earned USD 7,200 this quarter.",
      facts: payout,
      why: "a code, and no cents where there are none",
    },
  ])("$prose ($why)", ({ prose, facts }) => {
    expect(reasonOf(prose, facts)).toMatch(/^shown: /);
  });
});

/** One change that makes a statement another one. Each takes prose and a seed, and gives null where it does not apply. */
type Mutation = (prose: string, seed: number) => string | null;
const at = <T>(items: readonly T[], seed: number): T => items[seed % items.length] as T;
const places = (prose: string, pattern: RegExp): RegExpExecArray[] => [...prose.matchAll(pattern)];

const FIGURES = /[$€£]?\d[\d.,]*\d|\d/g;
const digit: Mutation = (prose, seed) => {
  const digits = places(prose, /\d/g);
  const place = digits.length > 0 ? at(digits, seed) : null;
  if (!place) return null;
  const other = String((Number(place[0]) + 1 + (Math.floor(seed / 97) % 9)) % 10);
  return prose.slice(0, place.index) + other + prose.slice(place.index + 1);
};
const sign: Mutation = (prose, seed) => {
  const figures = places(prose, /[$€£]?\d[\d.,]*/g).filter(
    ({ index }) => !/[QTHS\d.,$€£]/.test(prose[index - 1] ?? ""),
  );
  const place = figures.length > 0 ? at(figures, seed) : null;
  if (!place) return null;
  return prose.slice(0, place.index) + at(["-", "−", "–", "minus ", "+", "+ "], seed) + prose.slice(place.index);
};
const currency: Mutation = (prose, seed) => {
  const mark = /\$|USD|US dollars|dollars|Dollar|dólares|dollars des États-Unis|US-Dollar|\$US/.exec(prose);
  if (!mark) return null;
  return (
    prose.slice(0, mark.index) + at(["€", "£", "EUR", "¥", "CHF"], seed) + prose.slice(mark.index + mark[0].length)
  );
};
const unit: Mutation = (prose, seed) => {
  const mark = /%| percent| per cent| Prozent| por ciento| pour cent| days?| Tage| días| jours/.exec(prose);
  if (!mark) return null;
  const other = at([" points", " weeks", " deals", "$", " €", "‰", "k"], seed);
  return prose.slice(0, mark.index) + other + prose.slice(mark.index + mark[0].length);
};
const scale: Mutation = (prose, seed) => {
  const figures = places(prose, FIGURES).filter(
    ({ index, 0: text }) => !/[\d.,]/.test(prose[index + text.length] ?? ""),
  );
  const place = figures.length > 0 ? at(figures, seed) : null;
  if (!place || prose.slice(0, place.index).endsWith("Q")) return null;
  const end = place.index + place[0].length;
  return prose.slice(0, end) + at(["k", "00", ".5", "m", " thousand", " million", " Mio."], seed) + prose.slice(end);
};
const day: Mutation = (prose, seed) => {
  const mark = /this quarter|este trimestre|Q4 2026|T4 2026|Q4|T4/.exec(prose);
  if (!mark) return null;
  const other = at(
    [
      "last quarter",
      "Q3 2026",
      "October",
      "in November",
      "last month",
      "heute vor einem Jahr",
      "Q4 2025",
      "el mes pasado",
    ],
    seed,
  );
  return prose.slice(0, mark.index) + other + prose.slice(mark.index + mark[0].length);
};
const name: Mutation = (prose, seed) =>
  /Maya|Harborview/.test(prose)
    ? prose.replace(/Maya|Harborview/, at(["Dana", "Marta", "Oskar Fairbank", "Brightwater", "Dana Fairbank"], seed))
    : null;
const MUTATIONS = { digit, sign, currency, unit, scale, day, name };

describe("prose with one thing altered is never shown", () => {
  test.each(Object.entries(MUTATIONS))("%s", (_name, mutate) => {
    let applied = 0;
    fc.assert(
      fc.property(writtenProse, fc.nat(100_000), ({ facts, prose, names }, seed) => {
        const altered = mutate(prose, seed);
        if (altered === null || altered === prose) return;
        applied++;
        const verdict = check(altered, facts, names);
        expect(verdict.ok ? `shown: ${altered} from: ${prose}` : "dropped").toBe("dropped");
      }),
      { numRuns: 300 },
    );
    expect(applied, "the mutation applies to something").toBeGreaterThan(20);
  });

  test("a placeholder with something stuck to it", () => {
    fc.assert(
      fc.property(good, fc.nat(1000), ({ facts, prose, names }, seed) => {
        const [before, after] = at(
          [
            ["-", ""],
            ["", "k"],
            ["", "0"],
            ["1", ""],
            ["€", ""],
            ["", "%"],
            ["minus ", ""],
            ["more than ", ""],
            ["", " %"],
            ["", " €"],
            ["", " EUR"],
            ["up to ", ""],
            ["", "/2"],
          ],
          seed,
        ) as [string, string];
        const figures = places(prose, /\{\{(?!period)\w+\}\}/g);
        const place = at(figures, Math.floor(seed / 13));
        const altered = `${prose.slice(0, place.index)}${before}${place[0]}${after}${prose.slice(place.index + place[0].length)}`;
        expect(check(altered, facts, names).ok ? `shown: ${altered}` : "dropped").toBe("dropped");
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  { prose: "Your quota is {{payout}}.", reason: "mixed_up" },
  { prose: "You have earned {{quota}} so far.", reason: "mixed_up" },
  { prose: "You have earned $180,000.00 so far.", reason: "mixed_up" },
  { prose: "Deine Quote ist {{payout}}.", reason: "mixed_up" },
  { prose: "Has ganado {{quota}}.", reason: "mixed_up" },
  { prose: "Tu as gagné {{quota}}.", reason: "mixed_up" },
  { prose: "You have earned {{bonus}}.", reason: "unknown_placeholder" },
  { prose: "You have hit quota at {{attainment}}.", reason: "overstated" },
  { prose: "{{payout}} is guaranteed.", reason: "overstated" },
  { prose: "Du hast die Quote erreicht.", reason: "overstated" },
  { prose: "You are at half of quota, a third more than most.", reason: "figure" },
  { prose: "You could double it.", reason: "figure" },
  { prose: "You are at fifty percent of quota.", reason: "figure" },
  { prose: "You have earned seven thousand two hundred dollars.", reason: "figure" },
  { prose: "You are at ½ of it.", reason: "figure" },
  { prose: "You have earned ٧٢٠٠ so far.", reason: "figure" },
  { prose: "You have earned $7k.", reason: "figure" },
  { prose: "You have earned 7,200.00.", reason: "figure" },
  { prose: "It was credited on Friday.", reason: "figure" },
  { prose: "It was credited in Oktober.", reason: "figure" },
  { prose: "You did better last month.", reason: "period" },
  { prose: "dana is further ahead.", reason: "name" },
  { prose: "Grace is further ahead.", reason: "name" },
  { prose: "Ask Bartholomew about {{quota}}.", reason: "name" },
  { prose: "See https://evil.example for {{quota}}.", reason: "markup" },
  { prose: "See evil.example/collect for more.", reason: "markup" },
  { prose: "Hello <!channel>, you are at {{attainment}}.", reason: "markup" },
  { prose: "*Approved* {{payout}}.", reason: "markup" },
  { prose: "You\u200b are at {{attainment}}.", reason: "markup" },
  { prose: "", reason: "empty" },
  { prose: `You are close. ${"So keep at it. ".repeat(60)}`, reason: "too_long" },
])("$prose: dropped, $reason", ({ prose, reason }) => {
  expect(reasonOf(prose)).toBe(reason);
});

test("the figure of the first line comes with the answer", () => {
  expect(reasonOf("You are doing well.", attainment, [], ["attainment"])).toBe("lead_missing");
  expect(reasonOf("You are at {{attainment}}.", attainment, [], ["attainment"])).toMatch(/^shown/);
});

test("a negative amount keeps its sign", () => {
  const facts: Facts = {
    ...payout,
    facts: [{ key: "adjustments", label: "Adjustments", value: amount(money(-500_00, "EUR")), shown: "-€500.00" }],
  };
  expect(reasonOf("With adjustments of {{adjustments}}.", facts)).toMatch(/^shown/);
  expect(reasonOf("With adjustments of -500,00 €.", facts)).toMatch(/^shown/);
  expect(reasonOf("With adjustments of 500,00 €.", facts)).toBe("figure");
  expect(reasonOf("With adjustments of €500.00.", facts)).toBe("figure");
});

test("counts are their number with their unit", () => {
  const facts: Facts = {
    ...payout,
    facts: [{ key: "deals", label: "Deals", value: count(3, "deals"), shown: "3 deals" }],
  };
  for (const prose of ["You closed {{deals}}.", "You closed three deals.", "Du hast 3 Deals gebucht."])
    expect(reasonOf(prose, facts)).toMatch(/^shown/);
  for (const prose of ["You closed 3.", "You closed four deals.", "You closed 3 weeks.", "You closed 33 deals."])
    expect(reasonOf(prose, facts)).toBe("figure");
});

test("every fact is taken as its own answer shows it, in each locale", () => {
  const value = fc.oneof(
    fc
      .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom("USD", "EUR", "JPY", "BHD", "GBP"))
      .map(([minor, code]) => amount(money(minor, code))),
    fc.integer({ min: 0, max: 3000 }).map((thousandths) => ratio(rational(thousandths, 1000))),
  );
  fc.assert(
    fc.property(value, fc.constantFrom("en-US", "de-DE", "fr-FR", "es-ES", "en-GB", "de-CH"), (given, locale) => {
      const [fact] = factsOf({ ...plainAnswer, figures: [{ key: "k", label: "K", value: given }], locale }).facts;
      const facts = factsOf({ ...plainAnswer, figures: [{ key: "k", label: "K", value: given }], locale });
      expect(reasonOf(`That is ${fact?.shown}.`, facts)).toMatch(/^shown/);
    }),
    { numRuns: 200 },
  );
});
const plainAnswer = await askSkill("payout");
