import type { Answer } from "../answer/answer.js";
import type { IsoDate } from "../core/calendar.js";
import { type Period, periodOf } from "../core/period.js";
import { skills } from "../skills/index.js";
import { type RunContext, runSkill } from "../skills/run-skill.js";
import type { OrgStore, Person } from "../store/store.js";

/** Somebody looking at their dashboard, with what decides which sections they have. */
export interface Viewer extends RunContext {
  /** The fiscal quarter that today is in. */
  readonly quarter: Period;
  /** People who report to the viewer, nearest first. */
  readonly reports: readonly Person[];
  readonly isAdmin: boolean;
  /** Answers a question as if the viewer had asked it, with the same checks. */
  ask(skill: string, input?: Readonly<Record<string, unknown>>): Promise<Answer>;
}

export async function viewerOf(store: OrgStore, asker: Person, today: IsoDate, now: Date): Promise<Viewer> {
  const context: RunContext = { store, asker, today, now, locale: asker.locale ?? "en-US" };
  const reports = (await store.listReports(asker.id, today)).map(({ person }) => person);
  return {
    ...context,
    quarter: periodOf("quarter", today, store.organisation.fiscalYearStartMonth),
    reports,
    isAdmin: asker.role === "admin",
    ask: async (name, input = {}) => {
      const skill = skills.get(name);
      if (!skill) throw new Error(`no skill ${name}`);
      return runSkill(skill, input, context);
    },
  };
}
