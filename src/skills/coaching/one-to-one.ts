import { type Table, text } from "../../answer/answer.js";
import { formatDate, formatMoney, formatRatio } from "../../answer/format.js";
import { periodLabel } from "../../answer/period-label.js";
import { toRational } from "../../core/money.js";
import { divide } from "../../core/rational.js";
import type { Rendered, Scope } from "../define-skill.js";
import { CAUSE_WORDS, causeText } from "../risk-words.js";
import { action, figure, sameQuestion } from "../words.js";
import type { Preparation } from "./prepare.js";
import { chanceValue, commitmentTable, doneButton, gapText, leverText, noteTable, percent } from "./words.js";

interface Point {
  readonly what: string;
  readonly evidence: string;
  readonly ask?: string;
}

const WELL = 3;
const TIGHTEN = 2;

/** Three things going well, two to tighten, one exercise and questions to ask, each with what it rests on. Fewer where there is no more to say. */
export function oneToOne(prepared: Preparation, scope: Scope): Rendered {
  const { subject, period, locale } = scope;
  const label = periodLabel(period, locale);
  const { outcome, risk, training, dataAsOf, peers } = prepared;
  const well = goingWell(prepared, scope).slice(0, WELL);
  const tighten = toTighten(prepared, scope).slice(0, TIGHTEN);
  const attained =
    outcome?.quota && outcome.quota.minor > 0 ? divide(toRational(outcome.credited), toRational(outcome.quota)) : null;
  const questions = [...tighten.flatMap(({ ask }) => ask ?? []), ...(training?.questions ?? [])].slice(0, 4);
  return {
    headline: `${attained ? `${formatRatio(attained, locale)} of quota so far: p` : "P"}reparation for your 1:1 with ${subject.name}, ${label}.`,
    body: [
      ...(risk
        ? [
            `The chance of quota is ${percent(risk.chance, locale)}${risk.withAll - risk.chance >= 0.05 ? `; with everything as usual here it would be ${percent(risk.withAll, locale)}` : ""}.`,
          ]
        : []),
      ...(well.length < WELL || tighten.length < TIGHTEN
        ? ["I say only what the data carries, so the lists are short."]
        : []),
    ].join(" "),
    figures: [
      ...(attained ? [figure("attainment", "Attainment", { kind: "ratio", ratio: attained })] : []),
      ...(risk ? [figure("chance_quota", "Chance of quota", chanceValue(risk.chance))] : []),
    ],
    tables: [
      ...commitmentTable(prepared.commitments, scope.today, locale),
      ...pointsTable("Going well", well),
      ...pointsTable("To tighten", tighten),
      ...(training
        ? [
            {
              title: `One exercise: ${training.title}`,
              columns: [{ label: "Why" }, { label: "What to do" }],
              rows: [[text(flat(training.remember)), text(flat(training.exercise))]],
            },
          ]
        : []),
      ...(questions.length > 0
        ? [
            {
              title: "Questions to ask",
              columns: [{ label: "Question" }],
              rows: questions.map((question) => [text(question)]),
            },
          ]
        : []),
      ...noteTable(prepared.notes, "Your notes", locale),
    ],
    notes: [
      `To keep something from the talk, write “action item for ${subject.name}: … by Friday” or “note on ${subject.name}: …”. Notes are yours alone until you share them.`,
      peers > 0
        ? `Peers are ${peers} people with the same title, counted as one group.`
        : "There are fewer than five people with the same title, so figures stand beside the period before.",
      "This is a start for a talk, from deals, quota and plan alone. It says nothing about a person, and is no basis for decisions on pay or employment.",
    ],
    actions: [
      ...doneButton(prepared.commitments, subject.key),
      ...prepared.notes
        .filter(({ sharedAt }) => sharedAt === null)
        .slice(0, 1)
        .map(({ id }) => action("Share my newest note", "coach", { person: subject.key, share: id })),
      action(`${subject.name}'s KPIs`, "kpi", { ...sameQuestion(scope), metric: null }),
      action("Open deals", "pipeline", { person: sameQuestion(scope).person, period: null }),
      action("Who else needs help?", "team_risk", { team: null, period: null }),
    ],
    dataAsOf,
  };
}

const flat = (text: string): string => text.replaceAll(/\s*\n\s*/g, " ");

function goingWell({ better, won, risk, currency, next }: Preparation, { locale, period }: Scope): Point[] {
  const [largest] = won;
  return [
    ...better.slice(0, 2).map((gap) => ({ what: gap.kpi.label, evidence: gapText(gap, currency, locale) })),
    ...(largest?.credited && largest.closedOn
      ? [
          {
            what: `Won ${largest.name}`,
            evidence: `${formatMoney(largest.credited, locale)} on ${formatDate(largest.closedOn, locale)}, the largest of ${won.length} won`,
          },
        ]
      : []),
    ...(risk && risk.chance >= 0.7
      ? [{ what: "On the way to quota", evidence: `${percent(risk.chance, locale)} chance` }]
      : []),
    ...better.slice(2).map((gap) => ({ what: gap.kpi.label, evidence: gapText(gap, currency, locale) })),
    ...next.levers
      .filter(({ chanceGain }) => (chanceGain ?? 0) >= 0.1)
      .slice(0, 1)
      .map((lever) => ({
        what: "A deal within reach that matters",
        evidence: `${leverText(lever, period, locale)}: the chance of quota would rise by ${percent(lever.chanceGain ?? 0, locale)}`,
      })),
  ];
}

function toTighten({ worse, overdue, risk, currency }: Preparation, { locale }: Scope): Point[] {
  const [first] = overdue;
  const causes = (risk?.causes ?? []).filter(({ effect }) => effect >= 0.05);
  return [
    ...causes.slice(0, 1).map((cause) => ({
      what: CAUSE_WORDS[cause.cause].label,
      evidence: `${causeText(cause, currency, locale)}; takes ${percent(cause.effect, locale)} of the chance of quota`,
      ask: CAUSE_WORDS[cause.cause].ask,
    })),
    ...worse
      .filter(({ comparison }) => comparison.clear)
      .map((gap) => ({ what: gap.kpi.label, evidence: gapText(gap, currency, locale) })),
    ...(first
      ? [
          {
            what: `${overdue.length} open ${overdue.length === 1 ? "deal is" : "deals are"} past the expected day`,
            evidence: `${first.name} the longest, since ${formatDate(first.expectedCloseOn ?? "", locale)}`,
            ask: `What would ${first.name} need to be decided, and by when?`,
          },
        ]
      : []),
    ...causes.slice(1).map((cause) => ({
      what: CAUSE_WORDS[cause.cause].label,
      evidence: causeText(cause, currency, locale),
      ask: CAUSE_WORDS[cause.cause].ask,
    })),
    ...worse
      .filter(({ comparison }) => !comparison.clear)
      .map((gap) => ({ what: gap.kpi.label, evidence: gapText(gap, currency, locale) })),
  ];
}

const pointsTable = (title: string, points: readonly Point[]): Table[] =>
  points.length === 0
    ? []
    : [
        {
          title,
          columns: [{ label: "What" }, { label: "Evidence" }],
          rows: points.map(({ what, evidence }) => [text(what), text(evidence)]),
        },
      ];
