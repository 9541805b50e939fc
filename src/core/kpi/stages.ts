import type { IsoDate } from "../calendar.js";
import type { KpiDeal } from "./deal.js";

/** The stay of a deal in one stage. `until` null = still there. */
export interface Stay {
  readonly stage: string;
  readonly from: IsoDate;
  readonly until: IsoDate | null;
}

/**
 * The deal's stays in stages of open deals, in order. A stage entered on the day it was left again counts with no days; the closing
 * stage, entered on the day the deal closed, is none.
 */
export function staysOf(deal: KpiDeal): Stay[] {
  const entries = deal.stages.filter(({ enteredOn }) => deal.closedOn === null || enteredOn < deal.closedOn);
  return entries.map(({ stage, enteredOn }, i) => ({
    stage,
    from: enteredOn,
    until: entries[i + 1]?.enteredOn ?? deal.closedOn,
  }));
}

/** Stages of open deals in the order deals usually pass them: each by how many others it usually comes before. Ties by name. */
export function stageOrder(deals: readonly KpiDeal[]): string[] {
  const before = new Map<string, Map<string, number>>();
  const note = (a: string, b: string): void => {
    const row = before.get(a) ?? new Map<string, number>();
    row.set(b, (row.get(b) ?? 0) + 1);
    before.set(a, row);
  };
  const names = new Set<string>();
  for (const deal of deals) {
    const passed = staysOf(deal).map(({ stage }) => stage);
    for (const [i, stage] of passed.entries()) {
      names.add(stage);
      for (const later of passed.slice(i + 1)) if (later !== stage) note(stage, later);
    }
  }
  const count = (a: string, b: string): number => before.get(a)?.get(b) ?? 0;
  const wins = (stage: string): number =>
    [...names].filter((other) => other !== stage && count(stage, other) > count(other, stage)).length;
  return [...names].sort((a, b) => wins(b) - wins(a) || (a < b ? -1 : 1));
}
