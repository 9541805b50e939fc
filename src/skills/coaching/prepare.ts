import { addDays, daysBetween } from "../../core/calendar.js";
import { type Gap, gapsOf } from "../../core/coaching/evidence.js";
import type { KpiInput } from "../../core/kpi/define-kpi.js";
import { kpis } from "../../core/kpi/index.js";
import { toNumber } from "../../core/kpi/measured.js";
import { peersOf } from "../../core/kpi/peers.js";
import { NO_CURRENCY } from "../../core/money.js";
import { type LeverDeal, type NextBestActions, nextBestActions } from "../../core/next-best-action/levers.js";
import { contains } from "../../core/period.js";
import type { DealRow } from "../../store/store.js";
import type { CoachingNote, Commitment } from "../../store/written/coaching.js";
import type { Scope } from "../define-skill.js";
import { currencyOf, type KpiFacts, kpiInputOf, loadKpiFacts } from "../kpi-facts.js";
import { loadOutcome, type Outcome, type Risk, riskOf } from "../risk-facts.js";
import { type Training, trainingFor, trainings } from "./library.js";

/** KPIs that coaching speaks of: what a person can do something about. */
const COACHED = [
  "win_rate",
  "deal_size",
  "sales_cycle",
  "creation",
  "velocity",
  "slippage",
  "discount",
  "stage_conversion",
];

export interface CoachFacts {
  readonly own: KpiFacts;
  readonly peers: KpiFacts | null;
  readonly outcome: Outcome | null;
  readonly deals: readonly DealRow[];
  readonly commitments: readonly Commitment[];
  readonly notes: readonly CoachingNote[];
}

/** Everything a talk is prepared from: deals, quota, forecast and the plan. Nothing about the person beyond title and time here. */
export interface Preparation {
  readonly outcome: Outcome | null;
  readonly risk: Risk | null;
  readonly better: readonly Gap[];
  readonly worse: readonly Gap[];
  readonly next: NextBestActions;
  /** Open and past their expected day, the longest first. */
  readonly overdue: readonly DealRow[];
  /** Won in the period, the largest first. */
  readonly won: readonly DealRow[];
  readonly open: readonly DealRow[];
  readonly training: Training | null;
  readonly peers: number;
  /** Open, and ended within four weeks. */
  readonly commitments: readonly Commitment[];
  /** The asker's own about somebody, or those shared with the asker. */
  readonly notes: readonly CoachingNote[];
  readonly currency: string;
  readonly dataAsOf: Date | null;
}

/** Days for which an ended commitment is still spoken of. */
const RECENT = 28;

export async function loadCoachFacts(scope: Scope): Promise<CoachFacts> {
  const { store, subject, asker, today, period } = scope;
  const colleagues = peersOf(subject, await store.listPeople(), today);
  const [own, peers, deals, commitments, notes] = await Promise.all([
    loadKpiFacts(scope, [subject]),
    colleagues.length === 0 ? null : loadKpiFacts(scope, colleagues),
    store.listDeals(subject.id, period),
    commitmentsFor(scope),
    store.listCoachingNotes(subject.id, asker.id),
  ]);
  const [file] = own.files;
  return { own, peers, deals, commitments, notes, outcome: file ? await loadOutcome(file, scope) : null };
}

/** Of the person, for themselves, whoever they report to today, and admins: who led them once has no part in what was agreed since. */
async function commitmentsFor({ store, asker, subject, today }: Scope): Promise<readonly Commitment[]> {
  const day = { start: today, end: addDays(today, 1) };
  const may =
    asker.id === subject.id || asker.role === "admin" || (await store.managesWithin(asker.id, subject.id, day));
  return may ? store.listCommitments(subject.id, new Date(`${addDays(today, -RECENT)}T00:00:00Z`)) : [];
}

export function prepare({ own, peers, outcome, deals, commitments, notes }: CoachFacts, scope: Scope): Preparation {
  const { period, today, store } = scope;
  const currency = currencyOf(own.files[0], period, today, store.organisation.currency);
  const now = kpiInputOf(own, { currency, today });
  const before = kpiInputOf(own, { currency, today, which: "before" });
  const others = peers && kpiInputOf(peers, { currency, today });
  const readings = COACHED.flatMap((name) => kpis.filter((kpi) => kpi.name === name)).map((kpi) => ({
    kpi,
    own: kpi.measure(now),
    peers: others && !kpi.grows ? kpi.measure(others) : null,
    before: kpi.measure(before),
  }));
  const { better, worse } = gapsOf(readings);
  const risk = outcome && others ? riskOf(outcome, now, others) : null;
  const open = deals.filter(({ status }) => status === "open");
  const focus = worse[0]?.kpi.name ?? FOR_CAUSE[risk?.causes[0]?.cause ?? "ramp"] ?? "velocity";
  return {
    outcome,
    risk,
    better,
    worse,
    next:
      outcome && contains(period, today)
        ? actionsFor(outcome, open, others ?? now, scope)
        : { levers: [], waiting: [] },
    overdue: open
      .filter(({ expectedCloseOn }) => expectedCloseOn !== null && expectedCloseOn < today)
      .sort((a, b) => ((a.expectedCloseOn ?? "") < (b.expectedCloseOn ?? "") ? -1 : 1)),
    won: deals
      .filter(
        ({ status, closedOn }) =>
          status === "won" && closedOn !== null && contains(period, closedOn) && closedOn <= today,
      )
      .sort((a, b) => (b.credited?.minor ?? 0) - (a.credited?.minor ?? 0)),
    open,
    training: trainingFor(trainings(store.organisation.slug), focus, usualStage(open)),
    peers: peers?.files.length ?? 0,
    commitments,
    notes,
    currency,
    dataAsOf: own.dataAsOf,
  };
}

/** The KPI to practise for where a cause is all there is to go by. */
const FOR_CAUSE: Readonly<Record<string, string>> = {
  coverage: "coverage",
  creation: "creation",
  conversion: "win_rate",
  slip: "slippage",
  deal_size: "deal_size",
};

/** The stage in which most of the open deals stand. */
function usualStage(open: readonly DealRow[]): string | null {
  const counts = new Map<string, number>();
  for (const { stage } of open) counts.set(stage, (counts.get(stage) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}

/** Deals of the payee's own currency: an amount in another one is not added to the draws of the forecast. */
function actionsFor(
  outcome: Outcome,
  open: readonly DealRow[],
  usual: KpiInput,
  { period, today }: Scope,
): NextBestActions {
  const { payee, credited, forecast, quota } = outcome;
  if (credited.currency === NO_CURRENCY) return { levers: [], waiting: [] };
  const own = open.flatMap((deal) =>
    deal.credited && deal.credited.currency === credited.currency && deal.credited.minor > 0
      ? [{ ...deal, credited: deal.credited }]
      : [],
  );
  const value = own.reduce((sum, deal) => sum + deal.credited.minor, 0);
  const chance = value === 0 ? 0 : Math.min(0.95, Math.max(0.02, forecast.fromOpen / value));
  const weeks = weeksLeft(usual);
  const levers = own
    .map(
      (deal): LeverDeal => ({
        key: deal.key,
        name: deal.name,
        credited: deal.credited,
        attributes: deal.attributes,
        expectedCloseOn: deal.expectedCloseOn,
        chance,
        effortWeeks: weeks(deal.stage, deal.stageSince === null ? 0 : daysBetween(deal.stageSince, addDays(today, 1))),
      }),
    )
    .sort((a, b) => b.credited.minor - a.credited.minor)
    .slice(0, 12);
  return nextBestActions(
    { plans: payee.history, facts: payee.facts, period, credited, forecast, goal: quota?.minor ?? null },
    levers,
  );
}

/** Weeks that a deal usually still takes: the median stay in its stage less what it has been there, and those in later ones. */
function weeksLeft(input: KpiInput): (stage: string, daysInStage: number) => number | null {
  const measured = kpis.find(({ name }) => name === "time_in_stage")?.measure(input);
  const medians = new Map(measured?.parts.map(({ key, value }) => [key, toNumber(value)]));
  return (stage, daysInStage) => {
    const place = input.stages.indexOf(stage);
    if (place < 0 || !medians.has(stage)) return null;
    const later = input.stages.slice(place + 1).reduce((sum, next) => sum + (medians.get(next) ?? 0), 0);
    return Math.max(3, (medians.get(stage) ?? 0) - daysInStage + later) / 7;
  };
}
