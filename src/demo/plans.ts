import { readFileSync } from "node:fs";
import { yearOf } from "../core/calendar.js";
import type { PlanAssignmentRecord, PlanRecord } from "../store/records.js";
import { type DemoCalendar, later, OLDEST_QUARTER } from "./demo-calendar.js";
import { hiredOn } from "./people.js";
import { fullQuota } from "./quota-plan.js";
import { type Member, roster } from "./roster.js";

const PLANS = [
  { key: "ae", name: "Account Executive" },
  { key: "sdr", name: "Sales Development" },
  { key: "am", name: "Account Manager" },
  { key: "manager", name: "Sales Leadership" },
  { key: "sdr-manager", name: "Sales Development Leadership" },
] as const;

/** The year the plan files are written for; every year of the demo company has its own version of the same text. */
const WRITTEN_FOR = "2026";

const written = new Map<string, string>();
function documentFor(planKey: string, year: number): string {
  const text = written.get(planKey) ?? readFileSync(new URL(`./plans/${planKey}.yaml`, import.meta.url), "utf8");
  written.set(planKey, text);
  return text.replaceAll(WRITTEN_FOR, `${year}`);
}

function planYears(calendar: DemoCalendar): number[] {
  const first = yearOf(calendar.quarter(OLDEST_QUARTER).start);
  const last = yearOf(calendar.quarter(0).start);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const versionIn = (year: number): string => `${year}.1`;

/** The last version has no end yet: it holds until the next one is published. */
const endOf = (year: number, years: readonly number[]): string | null =>
  year === years.at(-1) ? null : `${year + 1}-01-01`;

export const planRecords = (calendar: DemoCalendar): PlanRecord[] => {
  const years = planYears(calendar);
  return PLANS.flatMap(({ key, name }) =>
    years.map((year) => ({
      key,
      version: versionIn(year),
      name: `${name} ${year}`,
      document: documentFor(key, year),
      validFrom: `${year}-01-01`,
      validTo: endOf(year, years),
    })),
  );
};

/** A year's pay at exactly 100 %. */
const LEADER_TARGET = { manager: "72000.00", director: "96000.00", vp: "140000.00" } as const;

function targetIncentive(person: Member): string {
  switch (person.job) {
    case "ae":
      // The rates of the plan come to 10 % of bookings at exactly 100 %.
      return `${(fullQuota(person) * 4) / 10}.00`;
    case "am":
      return "44000.00";
    case "sdr":
      return "24000.00";
    default:
      return LEADER_TARGET[person.job as keyof typeof LEADER_TARGET];
  }
}

const planOf = ({ job, role, team }: Member): string =>
  role === "rep" ? job : team === "sdr" ? "sdr-manager" : "manager";

export const planAssignmentRecords = (calendar: DemoCalendar): PlanAssignmentRecord[] => {
  const years = planYears(calendar);
  return roster
    .filter(({ role }) => role !== "admin")
    .flatMap((person) => {
      const hired = hiredOn(calendar, person);
      return years
        .filter((year) => hired < `${year + 1}-01-01`)
        .map((year) => ({
          personKey: person.key,
          planKey: planOf(person),
          planVersion: versionIn(year),
          targetIncentive: targetIncentive(person),
          validFrom: later(hired, `${year}-01-01`),
          validTo: endOf(year, years),
        }));
    });
};
