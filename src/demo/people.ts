import { addDays, type IsoDate } from "../core/calendar.js";
import type {
  LeaveRecord,
  MembershipRecord,
  PersonRecord,
  ReportingLineRecord,
  TeamRecord,
  TerritoryAssignmentRecord,
} from "../store/records.js";
import { type DemoCalendar, dayAt, OLDEST_QUARTER, workdayNear } from "./demo-calendar.js";
import { randomFor } from "./random.js";
import { emailOf, type Member, roster, teams } from "./roster.js";

/** The day the person started: years before the oldest quarter, or two weeks into the quarter they joined in. */
export function hiredOn(calendar: DemoCalendar, person: Member): IsoDate {
  if (person.joined !== undefined) {
    const quarter = calendar.quarter(person.joined);
    return workdayNear(addDays(quarter.start, 13), quarter);
  }
  const oldest = calendar.quarter(OLDEST_QUARTER);
  return workdayNear(addDays(oldest.start, -randomFor("hired", person.key).whole(60, 1900)), {
    ...oldest,
    start: "1900-01-01",
  });
}

/** Sam Lindqvist's move from Commercial to Enterprise. */
export const move = {
  personKey: "sam.lindqvist",
  from: { team: "commercial", managerKey: "grace", territory: "us-central" },
  on: (calendar: DemoCalendar): IsoDate => dayAt(calendar.quarter(-1), 0.5),
} as const;

/** Niamh Brannigan's leave: from the last month of last quarter into the next quarter. */
export const leave = {
  personKey: "niamh",
  start: (calendar: DemoCalendar): IsoDate => dayAt(calendar.quarter(-1), 0.68),
  end: (calendar: DemoCalendar): IsoDate => addDays(calendar.quarter(1).start, 11),
} as const;

export const peopleRecords = (calendar: DemoCalendar): PersonRecord[] =>
  roster.map((person) => ({
    key: person.key,
    name: person.name,
    email: emailOf(person.key),
    title: person.title,
    role: person.role,
    timeZone: person.timeZone,
    locale: person.locale,
    hiredOn: hiredOn(calendar, person),
    leftOn: null,
  }));

export const teamRecords = (): TeamRecord[] => teams.map(({ key, name, parentKey }) => ({ key, name, parentKey }));

/** The person's posts one after the other: one for everybody but the one who moved. */
function posts(calendar: DemoCalendar, person: Member) {
  const start = hiredOn(calendar, person);
  const present = {
    team: person.team as string | null,
    managerKey: person.managerKey,
    territories: person.territories,
    validFrom: start,
    validTo: null as IsoDate | null,
  };
  if (person.key !== move.personKey) return [present];
  const movedOn = move.on(calendar);
  const before = { ...present, ...move.from, territories: [move.from.territory], validTo: movedOn };
  return [before, { ...present, validFrom: movedOn }];
}

export const membershipRecords = (calendar: DemoCalendar): MembershipRecord[] =>
  roster.flatMap((person) =>
    posts(calendar, person).flatMap(({ team, validFrom, validTo }) =>
      team === null ? [] : [{ personKey: person.key, teamKey: team, validFrom, validTo }],
    ),
  );

export const reportingLineRecords = (calendar: DemoCalendar): ReportingLineRecord[] =>
  roster.flatMap((person) =>
    posts(calendar, person).flatMap(({ managerKey, validFrom, validTo }) =>
      managerKey === null ? [] : [{ personKey: person.key, managerKey, validFrom, validTo }],
    ),
  );

export const territoryAssignmentRecords = (calendar: DemoCalendar): TerritoryAssignmentRecord[] =>
  roster.flatMap((person) =>
    posts(calendar, person).flatMap(({ territories, validFrom, validTo }) =>
      territories.map((territoryKey) => ({ personKey: person.key, territoryKey, validFrom, validTo })),
    ),
  );

export const leaveRecords = (calendar: DemoCalendar): LeaveRecord[] => [
  {
    personKey: leave.personKey,
    validFrom: leave.start(calendar),
    validTo: leave.end(calendar),
    reason: "parental",
  },
];
