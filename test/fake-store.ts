import type { IsoDate } from "../src/core/calendar.js";
import type { Credit, LedgerEntry, PayeeFacts, Quota } from "../src/core/facts.js";
import type { DealPart } from "../src/core/forecast/deal-parts.js";
import type { KpiDeal } from "../src/core/kpi/deal.js";
import { money } from "../src/core/money.js";
import { rational } from "../src/core/rational.js";
import type {
  ClosedStatement,
  ConversationTurn,
  DealChangeRow,
  DealRow,
  ForecastCall,
  ModelAllowance,
  ModelMode,
  ModelUsage,
  Organisation,
  OrgStore,
  PayeeFile,
  Person,
  PlanInForce,
  ReportingLine,
  Store,
  TerritoryHeld,
} from "../src/store/store.js";
import type { Written } from "../src/store/written/index.js";

/** Nobody has written anything yet, and only previews can be: changes are tested on a real store. */
const nothingWritten = (unused: () => Promise<never>): Written => ({
  getChosenPreferences: async () => ({ own: {}, defaults: {} }),
  listChosenPreferences: async (ids) => new Map(ids.map((id) => [id, { own: {}, defaults: {} }])),
  listPlansToAcknowledge: async () => [],
  countUnacknowledged: async () => 0,
  listDeclinedPlans: async () => [],
  listClosedPeriodsOn: async () => [],
  listImports: async () => [],
  listPlanVersions: async () => [],
  listRegions: async () => [],
  listAudience: async () => [],
  listAnnouncements: async () => [],
  findAnnouncement: async () => null,
  listAnnouncementRecipients: async () => [],
  listDueRecipients: async () => [],
  listUnanswered: async () => [],
  findDispute: async () => null,
  listDisputes: async () => [],
  findGoal: async () => null,
  listIdentities: async () => [],
  listWorkspaces: async () => [],
  listGoals: async () => [],
  listNudges: async () => [],
  listNudgesToJudge: async () => [],
  countNudges: async () => [],
  findNudge: async () => null,
  hasNudgeRun: async () => false,
  findCommitment: async () => null,
  listCommitments: async () => [],
  findCoachingNote: async () => null,
  listCoachingNotes: async () => [],
  findProposal: async () => null,
  findLatestProposal: async () => null,
  addProposal: async () => "proposal",
  cancelProposal: unused,
  write: unused,
});

/** A small company in memory, for tests of what is asked and answered. Real stores have tests of their own. */
export const organisation: Organisation = {
  id: "org-1",
  slug: "acme",
  name: "Acme",
  currency: "USD",
  timeZone: "UTC",
  fiscalYearStartMonth: 1,
};

/** 8% of bookings to quota, 12% above: round numbers that can be worked out in the head. */
export const PLAN = `
name: AE plan
version: "2026.1"
currency: USD
quota_period: quarter
measures:
  bookings: { of: amount }
components:
  commission:
    type: rate_table
    measure: bookings
    axis: attainment
    retroactive: false
    tiers:
      - { from: 0%, rate: 8% }
      - { from: 100%, rate: 12%, label: Accelerator }
`;

export const buildPerson = (name: string, overrides: Partial<Person> = {}): Person => {
  const key = name.toLowerCase().replaceAll(" ", "-");
  return {
    id: `id-${key}`,
    key,
    name,
    email: `${key.replaceAll("-", ".")}@acme.example`,
    title: null,
    role: "rep",
    timeZone: null,
    locale: null,
    hiredOn: "2024-01-01",
    leftOn: null,
    ...overrides,
  };
};

export const buildCredit = (
  dealName: string,
  creditedOn: IsoDate,
  minor: number,
  overrides: Partial<Credit> = {},
): Credit => ({
  dealKey: dealName.toLowerCase(),
  dealName,
  creditedOn,
  amount: money(minor, "USD"),
  share: rational(1),
  attributes: {},
  ...overrides,
});

export const buildQuota = (start: IsoDate, end: IsoDate, minor: number, overrides: Partial<Quota> = {}): Quota => ({
  measure: "bookings",
  start,
  end,
  amount: money(minor, "USD"),
  setOn: "2025-12-15",
  ...overrides,
});

export const buildDeal = (name: string, overrides: Partial<DealRow> = {}): DealRow => ({
  key: name.toLowerCase(),
  name,
  account: null,
  product: null,
  ownerId: null,
  stage: "Negotiation",
  status: "open",
  amount: money(50_000_00, "USD"),
  credited: money(50_000_00, "USD"),
  share: "1",
  openedOn: "2026-09-01",
  expectedCloseOn: "2026-12-10",
  closedOn: null,
  stageSince: "2026-11-01",
  attributes: {},
  ...overrides,
});

/** What the store knows of one person beyond who they are. */
export interface Desk {
  readonly plans?: readonly PlanInForce[];
  readonly quotas?: readonly Quota[];
  readonly credits?: readonly Credit[];
  readonly ledger?: readonly LedgerEntry[];
  readonly deals?: readonly DealRow[];
  readonly changes?: readonly DealChangeRow[];
  readonly leaves?: PayeeFacts["leaves"];
  readonly territories?: readonly TerritoryHeld[];
  readonly closed?: readonly ClosedStatement[];
  readonly kpiDeals?: readonly KpiDeal[];
}

interface Line {
  readonly manager: string;
  readonly person: string;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

export interface Company {
  readonly people: readonly Person[];
  /** By name. */
  readonly lines?: readonly Line[];
  /** By name. */
  readonly desks?: Readonly<Record<string, Desk>>;
  readonly teams?: Readonly<Record<string, readonly string[]>>;
}

export const planInForce = (document = PLAN, overrides: Partial<PlanInForce> = {}): PlanInForce => ({
  key: "ae",
  version: "2026.1",
  name: "AE plan",
  document,
  validFrom: "2026-01-01",
  validTo: null,
  ...overrides,
});

/** 180,000 quota in Q4 2026 with 90,000 credited: 50% attainment and 7,200 earned. And 200,000 of 160,000 in Q3. */
export const halfway: Desk = {
  plans: [planInForce()],
  quotas: [buildQuota("2026-10-01", "2027-01-01", 180_000_00), buildQuota("2026-07-01", "2026-10-01", 160_000_00)],
  credits: [
    buildCredit("Bluefin", "2026-10-12", 60_000_00),
    buildCredit("Cobalt", "2026-11-05", 30_000_00),
    buildCredit("Dunmore", "2026-08-20", 200_000_00),
  ],
  deals: [
    buildDeal("Harborview"),
    buildDeal("Bluefin", {
      status: "won",
      closedOn: "2026-10-12",
      amount: money(60_000_00, "USD"),
      credited: money(60_000_00, "USD"),
    }),
  ],
};

export interface FakeStore extends Store {
  /** Names of the reads that were made, to show what a question touches. */
  readonly reads: string[];
  /** What calls to a language model came to, one entry a report. */
  readonly usage: readonly (ModelUsage & { readonly personId: string })[];
}

/** Every store's data is its own, so that nothing kept for one is taken for another's. */
let stores = 0;

function partsOf(personId: string, { credits = [], deals = [] }: Desk, since: IsoDate, asOf: IsoDate): DealPart[] {
  const about = { personId, advancedOn: null, firstSaid: null, share: rational(1), attributes: {} };
  const won = credits.filter(({ creditedOn }) => creditedOn >= since && creditedOn <= asOf);
  return [
    ...won.map(
      ({ dealKey, creditedOn, amount }): DealPart => ({
        ...about,
        dealKey,
        status: "won",
        openedOn: creditedOn,
        closedOn: creditedOn,
        amount,
      }),
    ),
    ...deals
      .filter(({ status }) => status === "open")
      .map(
        ({ key, openedOn, credited }): DealPart => ({
          ...about,
          dealKey: key,
          status: "open",
          openedOn,
          closedOn: null,
          amount: credited,
        }),
      ),
  ];
}

export function fakeStore({ people, lines = [], desks = {}, teams = {} }: Company): FakeStore {
  const reads: string[] = [];
  const version = ++stores;
  const calls: ForecastCall[] = [];
  const turns = new Map<string, ConversationTurn>();
  const usage: (ModelUsage & { personId: string })[] = [];
  let modelMode: ModelMode = "full";
  const byId = (id: string) => people.find((person) => person.id === id);
  const named = (name: string) => people.find((person) => person.name === name);
  const overlaps = (line: Line, start: IsoDate, end: IsoDate) =>
    (line.from ?? "2000-01-01") < end && (line.to ?? "9999-01-01") > start;
  const next = (day: IsoDate) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  const below = (manager: string, start: IsoDate, end: IsoDate, depth = 1): { person: Person; depth: number }[] =>
    lines
      .filter((line) => line.manager === manager && overlaps(line, start, end))
      .flatMap((line) => {
        const person = named(line.person);
        return person ? [{ person, depth }, ...below(line.person, start, end, depth + 1)] : [];
      });

  const linesOf = (manager: string, start: IsoDate, end: IsoDate) =>
    lines
      .filter((line) => line.manager === manager && overlaps(line, start, end))
      .map(({ person, from = "2000-01-01", to = null }) => ({
        person,
        found: { managerId: named(manager)?.id ?? "", personId: named(person)?.id ?? "", start: from, end: to },
      }));

  const payeeFile = (id: string, asOf: IsoDate): PayeeFile => {
    const person = byId(id);
    if (!person) throw new Error("no such person");
    reads.push(`payee ${person.name}`);
    const desk = desks[person.name] ?? {};
    return {
      person,
      team: null,
      managerName: null,
      territories: [],
      plans: desk.plans ?? [],
      facts: {
        payee: { key: person.key, name: person.name },
        targetIncentive: money(60_000_00, "USD"),
        quotas: desk.quotas ?? [],
        credits: (desk.credits ?? []).filter(({ creditedOn }) => creditedOn <= asOf),
        ledger: desk.ledger ?? [],
        leaves: desk.leaves ?? [],
        fxRates: [],
        asOf,
        fiscalYearStartMonth: 1,
      },
      quotaHistory: desk.quotas ?? [],
      dataAsOf: new Date("2026-11-23T06:00:00Z"),
    };
  };

  const unused = async (): Promise<never> => {
    throw new Error("not part of this test's store");
  };
  const org: OrgStore = {
    organisation,
    findPerson: async (id) => byId(id) ?? null,
    findPersonByEmailOrName: async (wanted) =>
      people.find(({ email, name }) => email === wanted.toLowerCase() || name === wanted) ?? null,
    listPeople: async () => people,
    listTeams: async () => Object.keys(teams).map((name) => ({ id: name, name, parentId: null })),
    listTeamMembers: async (teamId) => (teams[teamId] ?? []).flatMap((name) => named(name) ?? []),
    listReports: async (managerId, on) => below(byId(managerId)?.name ?? "", on, next(on)),
    managesWithin: async (managerId, personId, { start, end }) =>
      below(byId(managerId)?.name ?? "", start, end).some(({ person }) => person.id === personId),
    listLinesBelow: async (managerIds, levels, { start, end }) => {
      reads.push("lines below");
      const down = (name: string, left: number): ReportingLine[] =>
        left === 0 ? [] : linesOf(name, start, end).flatMap((line) => [line.found, ...down(line.person, left - 1)]);
      return managerIds.flatMap((id) => down(byId(id)?.name ?? "", levels));
    },
    listParticipants: async (planKeys, { start, end }) => {
      reads.push("participants");
      return planKeys.flatMap((planKey) =>
        people
          .filter(({ name }) => desks[name]?.plans?.some(({ key }) => key === planKey))
          .map(({ id, name }) => ({
            planKey,
            personId: id,
            managers: lines
              .filter((line) => line.person === name && overlaps(line, start, end))
              .map((line) => ({
                key: named(line.manager)?.key ?? "",
                start: line.from ?? "2000-01-01",
                end: line.to ?? null,
              })),
          })),
      );
    },
    getPayeeFile: async (id, _span, asOf) => payeeFile(id, asOf),
    listPayeeFiles: async (ids, _span, asOf) => ids.map((id) => payeeFile(id, asOf)),
    listDeals: async (id) => {
      reads.push(`deals ${byId(id)?.name}`);
      return desks[byId(id)?.name ?? ""]?.deals ?? [];
    },
    listDealNames: async (id) => {
      reads.push(`deals ${byId(id)?.name}`);
      return desks[byId(id)?.name ?? ""]?.deals ?? [];
    },
    findLargestOpenDeal: async (id) => {
      reads.push(`deals ${byId(id)?.name}`);
      const value = ({ credited }: DealRow) => credited?.minor ?? 0;
      const open = (desks[byId(id)?.name ?? ""]?.deals ?? []).filter(
        (deal) => deal.status === "open" && value(deal) > 0,
      );
      return open.sort((a, b) => value(b) - value(a))[0] ?? null;
    },
    listForecastCalls: async (ids) => calls.filter(({ personId }) => ids.includes(personId)),
    addForecastCall: async (call) => void calls.push(call),
    getDataVersion: async () => version,
    listDealParts: async (ids, since, asOf) => {
      reads.push("deal parts");
      return ids.flatMap((id) => partsOf(id, desks[byId(id)?.name ?? ""] ?? {}, since, asOf));
    },
    listDealChanges: async (ids) =>
      (ids ?? people.map(({ id }) => id)).flatMap((id) => desks[byId(id)?.name ?? ""]?.changes ?? []),
    listTeamsOf: async (personId) =>
      Object.keys(teams)
        .filter((name) => teams[name]?.some((member) => named(member)?.id === personId))
        .map((name) => ({ id: name, name })),
    listTerritories: async (personId) => desks[byId(personId)?.name ?? ""]?.territories ?? [],
    findClosedStatement: async (personId, period) =>
      (desks[byId(personId)?.name ?? ""]?.closed ?? []).find(
        ({ periodStart, periodEnd }) => periodStart === period.start && periodEnd === period.end,
      ) ?? null,
    listKpiDeals: async (ids) => {
      reads.push(`kpi deals of ${ids.length}`);
      return ids.flatMap((id) => desks[byId(id)?.name ?? ""]?.kpiDeals ?? []);
    },
    listClosedStatements: unused,
    addClosedStatements: unused,
    findConversation: async (personId, key) => turns.get(`${personId} ${key}`) ?? null,
    findLatestTurn: async (personId) =>
      [...turns.entries()]
        .filter(([key]) => key.startsWith(`${personId} `))
        .map(([, turn]) => turn)
        .sort((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null,
    forgetConversation: async (personId, key) => void turns.delete(`${personId} ${key}`),
    saveConversation: async (personId, key, turn) => {
      turns.set(`${personId} ${key}`, turn);
    },
    getModelAllowance: async (personId): Promise<ModelAllowance> => {
      const own = usage.filter((row) => row.personId === personId);
      const sum = (rows: typeof usage, of: (row: ModelUsage) => number) => rows.reduce((n, row) => n + of(row), 0);
      return {
        mode: modelMode,
        personCalls: sum(own, ({ calls }) => calls),
        personTokens: sum(own, ({ tokensIn, tokensOut }) => tokensIn + tokensOut),
        personCostMicros: sum(own, ({ costMicros }) => costMicros),
        orgCostMicros: sum(usage, ({ costMicros }) => costMicros),
      };
    },
    addModelUsage: async (personId, _day, used) => {
      usage.push({ ...used, personId });
    },
    getModelMode: async () => modelMode,
    setModelMode: async (mode) => {
      modelMode = mode;
    },
    enqueue: async (messages) => messages.map(({ periodKey }) => periodKey),
    listOutbox: unused,
    countOutbox: async () => [],
    retryOutbox: unused,
    dropOutbox: unused,
    saveSchedule: unused,
    removeSchedule: unused,
    listSchedules: unused,
    listSchedulesOf: unused,
    listHolidays: unused,
    saveHolidays: unused,
    listModelUsage: async () => [],
    saveFeedback: unused,
    countFeedback: async () => [],
    listUnhelpful: async () => [],
    getDataStanding: async () => ({ imports: [] }),
    ...nothingWritten(unused),
  };
  return {
    reads,
    usage,
    listOrganisations: async () => [organisation],
    findOrganisation: async () => organisation,
    createOrganisation: unused,
    forOrganisation: () => org,
    loadRecords: unused,
    findWorkspace: unused,
    linkWorkspace: unused,
    findIdentity: unused,
    linkIdentity: unused,
    teamsReferences: { find: unused, save: unused, forget: unused },
    listLinkedUsers: unused,
    relinkIdentity: unused,
    listWorkspaces: unused,
    unlinkWorkspace: unused,
    slackInstallations: {
      find: unused,
      list: unused,
      save: unused,
      leaseRotation: unused,
      replaceTokens: unused,
      remove: unused,
    },
    slackHomes: { opened: unused, claimOutdated: unused, listOfPerson: unused },
    shortStates: { save: unused, find: unused, take: unused },
    findAccount: unused,
    listWorkspaceIds: unused,
    outbox: {
      claim: unused,
      renew: unused,
      begin: unused,
      settle: unused,
      sweep: unused,
      listPauses: unused,
      pause: unused,
    },
    schedules: { advanceDue: unused },
    takeEvent: unused,
    dateEvent: unused,
    ping: async () => {},
    close: async () => {},
  };
}
