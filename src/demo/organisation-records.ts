import { addDays, addMonths, type IsoDate, yearOf } from "../core/calendar.js";
import type { DealRecord, LedgerRecord, RecordBatch } from "../store/records.js";
import type { OrganisationFile } from "./organisation-file.js";

/** Everybody sells on the same terms, so that a month's payout fixes what was sold in it. */
const RATE_PERCENT = 10;
/** What deals are worth of which the file does not say it, and everybody's quota, in major units. */
const USUAL_AMOUNT = 60_000;
const QUARTERLY_QUOTA = 240_000;
/** Records begin here, well before any question. */
const monthsBack = 24;

const PAYOUT = /^payout_(\d{4})_(\d{2})$/;
const LEFT = /deactivated (\d{4}-\d{2}-\d{2})/;
const REPORTED = /reported to ([^;]+?) until (\d{4}-\d{2}-\d{2})/;
const CLAWBACK = /clawback -?(\d+(?:\.\d{1,2})?)/;

type Person = OrganisationFile["people"][number];
type Deal = OrganisationFile["deals"][number];

const keyOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
const minorOf = (amount: number): number => Math.round(amount * 100);
const decimal = (minor: number): string => `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;

/**
 * The records of an organisation file. People without a role are left out: nobody has imported them. Deals that are won and not
 * held back share what the owner's latest stated payout takes; the rest of a payout is one deal without a story.
 */
export function organisationRecords(file: OrganisationFile): RecordBatch[] {
  const people = file.people.filter(({ role }) => role !== "none");
  const from = addMonths(`${file.today.slice(0, 7)}-01`, -monthsBack);
  const teams = [...new Set(people.flatMap(({ team }) => (team && team !== "ALL" ? [team] : [])))];
  const sellers = people.filter(({ role }) => role !== "admin");
  const years = [yearOf(file.today) - 1, yearOf(file.today)];
  const sold = sellers.flatMap((person) => salesOf(person, file));
  return [
    {
      kind: "people",
      records: people.map(({ name, title, role, status }) => ({
        key: keyOf(name),
        name,
        email: `${keyOf(name).replaceAll("-", ".")}@organisation.example`,
        title: title ?? null,
        role: role === "none" ? "rep" : role,
        hiredOn: from,
        leftOn: LEFT.exec(status)?.[1] ?? null,
      })),
    },
    { kind: "teams", records: teams.map((name) => ({ key: keyOf(name), name })) },
    {
      kind: "memberships",
      records: people.flatMap(({ name, team }) =>
        team && team !== "ALL" ? [{ personKey: keyOf(name), teamKey: keyOf(team), validFrom: from }] : [],
      ),
    },
    { kind: "reportingLines", records: people.flatMap((person) => linesOf(person, from)) },
    {
      kind: "deals",
      records: [...sold, ...file.deals.filter(isOpen).map((deal) => openDeal(deal, file))],
    },
    { kind: "dealSplits", records: file.deals.flatMap(splitsOf) },
    {
      kind: "quotas",
      records: sellers.flatMap(({ name }) =>
        years.flatMap((year) =>
          [1, 4, 7, 10].map((month) => {
            const start = `${year}-${String(month).padStart(2, "0")}-01`;
            return {
              personKey: keyOf(name),
              measure: "bookings",
              periodStart: start,
              periodEnd: addMonths(start, 3),
              setOn: start,
              amount: `${QUARTERLY_QUOTA}.00`,
              currency: file.currency,
            };
          }),
        ),
      ),
    },
    {
      kind: "plans",
      records: file.plans.map((name) => ({
        key: keyOf(name),
        version: `${yearOf(file.today)}.1`,
        name: `${name} plan`,
        document: planDocument(name, file, from),
        validFrom: from,
      })),
    },
    {
      kind: "planAssignments",
      records: sellers.map((person) => ({
        personKey: keyOf(person.name),
        planKey: keyOf(planFor(person, file.plans)),
        planVersion: `${yearOf(file.today)}.1`,
        targetIncentive: `${(QUARTERLY_QUOTA * 4 * RATE_PERCENT) / 100}.00`,
        validFrom: from,
      })),
    },
    { kind: "ledger", records: file.deals.flatMap((deal) => clawbackOf(deal, file)) },
  ];
}

/** The plan named like the team or the title; the first one where none is. */
function planFor({ team, title }: Person, plans: readonly string[]): string {
  const named = plans.find((plan) => plan === team || plan === title?.split(" ")[0]);
  return named ?? plans[0] ?? "AE";
}

const planDocument = (
  name: string,
  { today, currency }: OrganisationFile,
  from: IsoDate,
): string => `name: ${JSON.stringify(`${name} plan`)}
version: "${yearOf(today)}.1"
effective: { from: ${from} }
currency: ${currency}
quota_period: quarter
payout_period: month
measures:
  bookings: { of: amount }
components:
  commission: { label: Commission on bookings, type: flat_rate, measure: bookings, rate: ${RATE_PERCENT}% }
`;

function linesOf({ name, manager, status }: Person, from: IsoDate) {
  const earlier = REPORTED.exec(status);
  const [, before, until] = earlier ?? [];
  const change = until ? addDays(until, 1) : from;
  return [
    ...(before && until
      ? [{ personKey: keyOf(name), managerKey: keyOf(before), validFrom: from, validTo: change }]
      : []),
    ...(manager ? [{ personKey: keyOf(name), managerKey: keyOf(manager), validFrom: change }] : []),
  ];
}

const isOpen = ({ stage }: Deal): boolean => stage != null;
const isCancelled = ({ status }: Deal): boolean => status != null && /cancel/.test(status);
/** Won, but not in the payout that the file states. */
const isMissing = ({ status }: Deal): boolean => status != null && /missing/.test(status);

function openDeal(deal: Deal, { today, currency }: OrganisationFile): DealRecord {
  return {
    key: keyOf(deal.name),
    name: deal.name,
    ownerKey: keyOf(deal.owner),
    stage: deal.stage ?? "open",
    status: "open",
    amount: decimal(minorOf(deal.amount ?? USUAL_AMOUNT)),
    currency,
    openedOn: addDays(today, -45),
    expectedCloseOn: addDays(today, 12),
  };
}

/** The month of the latest payout that is stated of a person, and the amount in minor units; null without one. */
function statedPayout(person: Person): { month: string; minor: number } | null {
  const [latest] = Object.entries(person)
    .flatMap(([field, value]) => {
      const named = PAYOUT.exec(field);
      return named && typeof value === "number" ? [{ month: `${named[1]}-${named[2]}`, minor: minorOf(value) }] : [];
    })
    .sort((a, b) => (a.month < b.month ? 1 : -1));
  return latest ?? null;
}

/** Won deals of one person: those of the month with a stated payout come to that payout, the others stand beside it. */
function salesOf(person: Person, file: OrganisationFile): DealRecord[] {
  const own = file.deals.filter((deal) => deal.owner === person.name && !isOpen(deal));
  const stated = statedPayout(person);
  const won = (deal: { key: string; name: string }, closedOn: IsoDate, minor: number): DealRecord => ({
    ...deal,
    ownerKey: keyOf(person.name),
    stage: "Closed won",
    status: "won",
    amount: decimal(minor),
    currency: file.currency,
    closedOn,
  });
  const named = ({ name }: Deal) => ({ key: keyOf(name), name });
  const usual = (deal: Deal) => minorOf(deal.amount ?? USUAL_AMOUNT);
  if (!stated) return own.map((deal) => won(named(deal), addMonths(file.today, -2), usual(deal)));
  const month = `${stated.month}-01`;
  const beside = own.filter((deal) => isCancelled(deal) || isMissing(deal) || deal.split_with != null);
  const within = own.filter((deal) => !beside.includes(deal));
  const taken = own
    .flatMap((deal) => clawbackOf(deal, file))
    .reduce((sum, { amount }) => sum + minorOf(-Number(amount)), 0);
  const total = ((stated.minor + taken) * 100) / RATE_PERCENT;
  const shares = Math.max(1, within.length);
  const each = Math.floor(total / shares / 100) * 100;
  const booked =
    within.length > 0
      ? within.map(named)
      : [{ key: `booking-${keyOf(person.name)}`, name: `Booking of ${person.name}` }];
  return [
    ...booked.map((deal, i) => won(deal, addDays(month, 9 + i), i === 0 ? total - each * (shares - 1) : each)),
    ...beside.map((deal) =>
      won(named(deal), isMissing(deal) ? addMonths(month, 1) : addMonths(month, -1), usual(deal)),
    ),
  ];
}

const splitsOf = ({ name, owner, split_with, split }: Deal) =>
  split_with == null
    ? []
    : [owner, split_with].map((person, i) => ({
        dealKey: keyOf(name),
        personKey: keyOf(person),
        share: String((split?.[i] ?? 50) / 100),
      }));

/** A cancelled deal's commission, taken back in the month that the owner's payout is stated for. */
function clawbackOf(deal: Deal, file: OrganisationFile): LedgerRecord[] {
  const amount = CLAWBACK.exec(deal.status ?? "")?.[1];
  const owner = file.people.find(({ name }) => name === deal.owner);
  const month = owner ? statedPayout(owner)?.month : undefined;
  if (amount === undefined || month === undefined) return [];
  return [
    {
      key: `clawback-${keyOf(deal.name)}`,
      personKey: keyOf(deal.owner),
      postedOn: `${month}-20`,
      kind: "clawback",
      amount: `-${decimal(minorOf(Number(amount)))}`,
      currency: file.currency,
      reason: `${deal.name} was cancelled`,
      dealKey: keyOf(deal.name),
    },
  ];
}
