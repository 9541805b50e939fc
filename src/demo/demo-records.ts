import type { RecordBatch } from "../store/records.js";
import { accountRecords, productRecords, territoryRecords } from "./catalogue.js";
import { dealHistory } from "./deal-history.js";
import { usualDeals } from "./deals.js";
import { type DemoCalendar, NEXT_QUARTER, offsetsTo } from "./demo-calendar.js";
import { fxRateRecords } from "./fx.js";
import { handMadeDeals } from "./hand-made-deals.js";
import { withLeaders } from "./leader-credit.js";
import { ledgerRecords } from "./ledger.js";
import { meetings } from "./meetings.js";
import { seenOn } from "./opportunity.js";
import {
  leaveRecords,
  membershipRecords,
  peopleRecords,
  reportingLineRecords,
  teamRecords,
  territoryAssignmentRecords,
} from "./people.js";
import { planAssignmentRecords, planRecords } from "./plans.js";
import { quotaRecords } from "./quotas.js";

/** The whole company as it is known on the calendar's day: the same day always gives the same records. */
export function demoRecords(calendar: DemoCalendar): RecordBatch[] {
  const quarters = offsetsTo(NEXT_QUARTER);
  const opportunities = [
    ...handMadeDeals(calendar),
    ...usualDeals(calendar, quarters),
    ...meetings(calendar, quarters),
  ];
  const deals = opportunities
    .map((opportunity) => seenOn(withLeaders(opportunity, calendar), calendar))
    .filter((seen) => seen !== null);
  return [
    { kind: "people", records: peopleRecords(calendar) },
    { kind: "teams", records: teamRecords() },
    { kind: "memberships", records: membershipRecords(calendar) },
    { kind: "reportingLines", records: reportingLineRecords(calendar) },
    { kind: "leaves", records: leaveRecords(calendar) },
    { kind: "accounts", records: accountRecords() },
    { kind: "products", records: productRecords() },
    { kind: "territories", records: territoryRecords() },
    { kind: "territoryAssignments", records: territoryAssignmentRecords(calendar) },
    { kind: "deals", records: deals.map(({ deal }) => deal) },
    { kind: "dealSplits", records: deals.flatMap(({ splits }) => splits) },
    { kind: "stageChanges", records: deals.flatMap(({ stageChanges }) => stageChanges) },
    { kind: "dealChanges", records: opportunities.flatMap((opportunity) => dealHistory(opportunity, calendar)) },
    { kind: "quotas", records: quotaRecords(calendar) },
    { kind: "fxRates", records: fxRateRecords(calendar) },
    { kind: "plans", records: planRecords(calendar) },
    { kind: "planAssignments", records: planAssignmentRecords(calendar) },
    { kind: "ledger", records: ledgerRecords(calendar) },
  ];
}
