import { toDecimal } from "../../src/core/money.js";
import { parsePeriodKey } from "../../src/core/period.js";
import { type Rational, toDecimalString } from "../../src/core/rational.js";
import { statementOf } from "../../src/core/statement-of.js";
import { readPlan } from "../../src/plans/plan-file.js";
import type { OrgStore } from "../../src/store/store.js";

/** What the bot says of one person's quarter, next to what SQL says. */
export interface Figures {
  readonly person: string;
  readonly quarter: string;
  readonly credited: string;
  readonly quota: string | null;
  /** Credited / quota to twelve decimals; null without a quota. */
  readonly attainment: string | null;
}

export const ratioText = (ratio: Rational): string => toDecimalString(ratio, 12);

/** The figures of everybody on a plan for each quarter, by way of the stored rows, the plan and the statement. */
export async function figuresOf(store: OrgStore, quarters: readonly string[]): Promise<Figures[]> {
  const figures: Figures[] = [];
  const people = await store.listPeople();
  for (const quarter of quarters) {
    const period = parsePeriodKey(quarter, store.organisation.fiscalYearStartMonth);
    if (!period) throw new Error(`${quarter} is no period`);
    const files = await store.listPayeeFiles(
      people.map(({ id }) => id),
      period,
      "2021-12-31",
    );
    for (const { person, plans, facts } of files) {
      const [plan] = plans;
      if (!plan) continue;
      const [measure] = statementOf(readPlan(plan.document), facts, period).measures;
      if (!measure) throw new Error(`${plan.name} measures nothing`);
      figures.push({
        person: person.key,
        quarter,
        credited: toDecimal(measure.credited),
        quota: measure.quota ? toDecimal(measure.quota) : null,
        attainment: measure.attainment.ok ? ratioText(measure.attainment.ratio) : null,
      });
    }
  }
  return figures.sort(byPersonAndQuarter);
}

export const byPersonAndQuarter = (a: Figures, b: Figures): number =>
  `${a.person} ${a.quarter}` < `${b.person} ${b.quarter}` ? -1 : 1;
