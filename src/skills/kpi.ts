import { z } from "zod";
import { formatValue } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { compareMeasured } from "../core/kpi/compare.js";
import type { Kpi, KpiInput } from "../core/kpi/define-kpi.js";
import { kpis } from "../core/kpi/index.js";
import { peersOf } from "../core/kpi/peers.js";
import { bySegment } from "../core/kpi/segment.js";
import type { Person } from "../store/store.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope, TextField } from "./define-skill.js";
import { comparedText, figuresOf, overviewTable, type Reading } from "./kpi-answer.js";
import { currencyOf, type KpiFacts, kpiInputOf, loadKpiFacts } from "./kpi-facts.js";
import { kpiMeant, kpiValue } from "./kpi-words.js";
import { action, sameQuestion, speaking } from "./words.js";

export const MetricField = z
  .string()
  .max(200)
  .nullable()
  .describe(
    `One of ${kpis.map(({ name }) => name).join(", ")}, or the words it was asked for with; null = an overview`,
  );

/** KPIs of an overview, in its order. */
export const OVERVIEW: readonly string[] = [
  "win_rate",
  "deal_size",
  "sales_cycle",
  "velocity",
  "coverage",
  "creation",
  "slippage",
  "discount",
];

interface Facts {
  readonly own: KpiFacts;
  readonly peers: { readonly people: readonly Person[]; readonly facts: KpiFacts } | null;
}

interface Kpis {
  readonly one: Reading | null;
  readonly readings: readonly Reading[];
  readonly currency: string;
  readonly unpriced: number;
  readonly products: ReturnType<typeof bySegment>;
  readonly dataAsOf: Date | null;
}

export const kpiSkill = defineSkill({
  name: "kpi",
  description:
    "Sales KPIs of one person in one period: win rate, deal size, sales cycle, velocity, coverage, slippage, discount and more, beside the period before and peers as a group.",
  input: z.object({ person: PersonField, period: PeriodField, metric: MetricField, text: TextField }),
  audience: "self_or_reports",
  load: async (_input, scope): Promise<Facts> => {
    const { store, subject, today } = scope;
    const people = peersOf(subject, await store.listPeople(), today);
    const [own, peers] = await Promise.all([
      loadKpiFacts(scope, [subject]),
      people.length === 0 ? null : loadKpiFacts(scope, people),
    ]);
    return { own, peers: peers && { people, facts: peers } };
  },
  compute: ({ own, peers }, { metric, text }, scope): Kpis => {
    const { period, today, store, locale } = scope;
    const currency = currencyOf(own.files[0], period, today, store.organisation.currency);
    const now = kpiInputOf(own, { currency, today });
    const before = kpiInputOf(own, { currency, today, which: "before" });
    const others = peers && kpiInputOf(peers.facts, { currency, today });
    const last = own.earlier.at(-1);
    const read = (kpi: Kpi): Reading => ({
      kpi,
      own: kpi.measure(now),
      against: [
        ...(last ? [{ key: "before", label: periodLabel(last, locale), measured: kpi.measure(before) }] : []),
        ...(others && !kpi.grows
          ? [{ key: "peers", label: `${others.people.length} peers`, measured: kpi.measure(others) }]
          : []),
      ],
    });
    const meant = kpiMeant(metric ?? text);
    return {
      one: meant && read(meant),
      readings: meant ? [] : OVERVIEW.flatMap((name) => kpis.filter((kpi) => kpi.name === name)).map(read),
      currency,
      unpriced: now.unpriced,
      products: meant ? segmentsOf(meant, now) : [],
      dataAsOf: own.dataAsOf,
    };
  },
  render: (result, scope) => (result.one ? oneAnswer(result.one, result, scope) : overview(result, scope)),
});

const segmentsOf = (kpi: Kpi, input: KpiInput) =>
  kpi.unit === "share" || kpi.unit === "money" ? bySegment(kpi, input, ({ product }) => product) : [];

function oneAnswer(reading: Reading, { currency, unpriced, products, dataAsOf }: Kpis, scope: Scope): Rendered {
  const { locale, period } = scope;
  const { kpi, own, against } = reading;
  const say = speaking(scope);
  const label = periodLabel(period, locale);
  const shares = products.flatMap(({ segment, measured, shrunk }) =>
    measured.ok ? [{ segment, value: kpiValue(measured.value, kpi.unit, currency), n: measured.n, shrunk }] : [],
  );
  return {
    headline: own.ok
      ? `${say.Your} ${kpi.label.charAt(0).toLowerCase()}${kpi.label.slice(1)} is ${formatValue(kpiValue(own.value, kpi.unit, currency), locale)} in ${label}.`
      : `No ${kpi.label.toLowerCase()} for ${say.who} in ${label} yet.`,
    body: [own.ok ? kpi.meaning : own.why, ...against.map((one) => comparedText(reading, one, currency, locale))].join(
      " ",
    ),
    figures: figuresOf(reading, currency),
    ...(shares.length > 1
      ? {
          tables: [
            {
              title: "By product",
              columns: [
                { label: "Product" },
                { label: kpi.label, align: "right" },
                { label: "Counted on", align: "right" },
              ],
              rows: shares
                .slice(0, 8)
                .map(({ segment, value, n, shrunk }) => [
                  { kind: "text" as const, text: segment },
                  value,
                  { kind: "text" as const, text: `${n}${shrunk ? ", few" : ""}` },
                ]),
              ...(shares.length > 8 ? { more: shares.length - 8 } : {}),
            },
          ],
        }
      : {}),
    notes: [
      ...(shares.some(({ shrunk }) => shrunk)
        ? ["Products with few deals are drawn towards the figure of all of them."]
        : []),
      ...notesOf([reading], unpriced, scope),
    ],
    actions: [
      action("All KPIs", "kpi", { ...sameQuestion(scope), metric: null }),
      action(say.self ? "What should I focus on?" : "Prepare our 1:1", "coach", sameQuestion(scope)),
    ],
    dataAsOf,
  };
}

function overview({ readings, currency, unpriced, dataAsOf }: Kpis, scope: Scope): Rendered {
  const { locale, period } = scope;
  const say = speaking(scope);
  const label = periodLabel(period, locale);
  const of = (name: string) => readings.find(({ kpi }) => kpi.name === name);
  const rate = of("win_rate");
  const words = (reading: Reading | undefined): string | null =>
    reading?.own.ok ? formatValue(kpiValue(reading.own.value, reading.kpi.unit, currency), locale) : null;
  const [won, size, cycle] = [words(rate), words(of("deal_size")), words(of("sales_cycle"))];
  const clear = readings.flatMap((reading) => {
    const peers = reading.against.find(({ key }) => key === "peers");
    const compared = peers && compareMeasured(reading.kpi, reading.own, peers.measured);
    return compared?.ok && compared.clear && compared.side !== "level" ? [{ reading, side: compared.side }] : [];
  });
  return {
    headline: won
      ? `${say.Who} ${say.self ? "win" : "wins"} ${won} of decided deals in ${label}${size ? `, ${size} on average` : ""}${cycle ? `, half of them within ${cycle}` : ""}.`
      : `No deal of ${say.your === "your" ? "yours" : say.who} was decided in ${label} yet.`,
    ...(clear.length > 0
      ? {
          body: `Clearly different from peers: ${clear.map(({ reading, side }) => `${reading.kpi.label.toLowerCase()} (${side})`).join(", ")}.`,
        }
      : {}),
    figures: readings
      .flatMap((reading) => figuresOf({ ...reading, own: { ...reading.own, parts: [] } }, currency))
      .filter(({ key }) => OVERVIEW.includes(key)),
    tables: [overviewTable(readings, say.self ? "You" : say.who, currency)],
    notes: notesOf(readings, unpriced, scope),
    actions: [
      ...readings
        .filter(({ own }) => own.ok)
        .slice(0, 2)
        .map(({ kpi }) => action(kpi.label, "kpi", { ...sameQuestion(scope), metric: kpi.name })),
      action(say.self ? "What should I focus on?" : "Prepare our 1:1", "coach", sameQuestion(scope)),
    ],
    dataAsOf,
  };
}

function notesOf(readings: readonly Reading[], unpriced: number, scope: Scope): string[] {
  const peers = readings.flatMap(({ against }) => against.filter(({ key }) => key === "peers"))[0];
  const [only, ...rest] = readings;
  return [
    ...(only && rest.length === 0 && only.own.ok && only.own.basis ? [only.own.basis] : []),
    ...(peers
      ? [
          "Peers are people with the same title, nearest in time here, counted as one group; nobody's own figures are shown.",
        ]
      : ["There are fewer than five people with the same title, so nothing is held against peers."]),
    ...(unpriced > 0
      ? [`${unpriced} ${unpriced === 1 ? "deal has" : "deals have"} no exchange rate and count without an amount.`]
      : []),
    ...(scope.period.end > scope.today ? ["The period is still running."] : []),
    "Deals count for whoever owns them.",
  ];
}
