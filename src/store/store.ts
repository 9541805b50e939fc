import type { IsoDate } from "../core/calendar.js";
import type { PayeeFacts } from "../core/facts.js";
import type { DealPart } from "../core/forecast/deal-parts.js";
import type { KpiDeal } from "../core/kpi/deal.js";
import type { Money } from "../core/money.js";
import type { FeedbackStore } from "./answer-feedback.js";
import type { DataStanding } from "./import-runs.js";
import type { NewMessage } from "./outbox.js";
import type { OutboxAdmin } from "./outbox-admin.js";
import type { Outbox } from "./outbox-work.js";
import type { RecordBatch, RecordKind } from "./records.js";
import type { OrgSchedules, Schedules } from "./schedules.js";
import type { ShortStates } from "./short-states.js";
import type { SlackHomes } from "./slack-homes.js";
import type { SlackInstallations } from "./slack-installations.js";
import type { TeamsReferences } from "./teams-references.js";
import type { Written } from "./written/index.js";

export type Role = "rep" | "manager" | "admin";
export type Platform = "slack" | "teams";

export interface Organisation {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly fiscalYearStartMonth: number;
}

export interface Person {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly email: string | null;
  readonly title: string | null;
  readonly role: Role;
  readonly timeZone: string | null;
  readonly locale: string | null;
  readonly hiredOn: IsoDate | null;
  /** First day the person no longer works here. */
  readonly leftOn: IsoDate | null;
}

export interface PlanInForce {
  readonly key: string;
  readonly version: string;
  readonly name: string;
  /** YAML as written. */
  readonly document: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
}

/** One payee's rows of a span and nobody else's: what a statement, an attainment answer or a what-if is computed from. */
export interface PayeeFile {
  readonly person: Person;
  readonly team: string | null;
  readonly managerName: string | null;
  readonly territories: readonly string[];
  /** Plan versions assigned to the payee in the span, oldest first; empty when the person is on no plan. */
  readonly plans: readonly PlanInForce[];
  readonly facts: PayeeFacts;
  /** Every quota row that was ever set for the span, newest last, for "when and why did it change". */
  readonly quotaHistory: PayeeFacts["quotas"];
  readonly dataAsOf: Date | null;
}

export interface DealRow {
  readonly key: string;
  readonly name: string;
  readonly account: string | null;
  readonly product: string | null;
  readonly ownerId: string | null;
  readonly stage: string;
  readonly status: "open" | "won" | "lost";
  readonly amount: Money | null;
  /** What the asked person is or would be credited; equal to `amount` without a split. */
  readonly credited: Money | null;
  /** The asked person's share as a decimal numeral, "1" without a split. */
  readonly share: string;
  readonly openedOn: IsoDate | null;
  readonly expectedCloseOn: IsoDate | null;
  readonly closedOn: IsoDate | null;
  readonly stageSince: IsoDate | null;
  /** What plans filter on, as on a credit. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What somebody said the period would come to, for a person or, by a leader, for the people below. */
export interface ForecastCall {
  readonly personId: string;
  readonly calledById: string;
  /** commit: what they stand by. best_case: what could come. */
  readonly kind: "commit" | "best_case";
  readonly measure: string;
  readonly periodStart: IsoDate;
  /** First day after the period. */
  readonly periodEnd: IsoDate;
  readonly calledOn: IsoDate;
  readonly calledAt: Date;
  /** Total of the period, not what is still to come. */
  readonly amount: Money;
  readonly note: string | null;
}

/** How a deal stood from `changedOn` on, until its next row. */
export interface DealChangeRow {
  readonly dealKey: string;
  readonly dealName: string;
  readonly openedOn: IsoDate | null;
  readonly changedOn: IsoDate;
  readonly ownerId: string | null;
  readonly stage: string;
  readonly status: "open" | "won" | "lost";
  readonly amount: Money | null;
  readonly expectedCloseOn: IsoDate | null;
  /** Noticed by an import, so that what is null was empty; in a row the source told, it may only not have been told. */
  readonly noticed: boolean;
}

export interface ConversationTurn {
  readonly skill: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** A payee's statement of a period that is closed, under every plan version that was in force in it. */
export interface NewClosedStatement {
  readonly personId: string;
  readonly periodKey: string;
  readonly periodStart: IsoDate;
  readonly periodEnd: IsoDate;
  /** The newest of the period. */
  readonly planName: string;
  readonly planVersion: string;
  readonly engineVersion: string;
  readonly payable: Money;
  /** Everything it was computed from and its figures, as written; `hash` is its SHA-256. */
  readonly receipt: string;
  readonly hash: string;
}

export interface ClosedStatement extends NewClosedStatement {
  readonly personKey: string;
  readonly personName: string;
  readonly closedAt: Date;
  /** E-mail of the person, or the command, that closed it. */
  readonly closedBy: string;
}

/** What a language model may do: nothing; choose which question was meant; choose it and word the answer. */
export type ModelMode = "off" | "choose" | "full";

/** What an organisation lets a model do, and what one person and everybody in it used of it on one day. */
export interface ModelAllowance {
  readonly mode: ModelMode;
  readonly personCalls: number;
  readonly personTokens: number;
  readonly personCostMicros: number;
  readonly orgCostMicros: number;
}

/** What one or more calls to a model came to. Cost is in millionths of the currency that prices are set in. */
export interface ModelUsage {
  readonly calls: number;
  readonly failures: number;
  /** Wordings dropped because they held something that core did not produce. */
  readonly dropped: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly costMicros: number;
}

export interface ModelUsageRow extends ModelUsage {
  readonly day: IsoDate;
  readonly person: string;
}

/** Who reported to whom, from `start` to before `end` (null = still). */
export interface ReportingLine {
  readonly managerId: string;
  readonly personId: string;
  readonly start: IsoDate;
  readonly end: IsoDate | null;
}

/** Somebody assigned to a plan, with whom they report to. */
export interface PlanParticipant {
  readonly planKey: string;
  readonly personId: string;
  readonly managers: readonly { readonly key: string; readonly start: IsoDate; readonly end: IsoDate | null }[];
}

/** A territory that is or was a person's, from `start` to before `end` (null = still). */
export interface TerritoryHeld {
  readonly key: string;
  readonly name: string;
  readonly region: string | null;
  readonly start: IsoDate;
  readonly end: IsoDate | null;
}

/** The store bound to one organisation: nothing reached through it belongs to another. */
export interface OrgStore extends FeedbackStore, OutboxAdmin, OrgSchedules, Written {
  readonly organisation: Organisation;
  findPerson(id: string): Promise<Person | null>;
  /** By e-mail (any case) or exact name; a name that several bear finds nobody. */
  findPersonByEmailOrName(emailOrName: string): Promise<Person | null>;
  /** Everybody, for recognising names in a question. Kept in memory until data changes. */
  listPeople(): Promise<readonly Person[]>;
  listTeams(): Promise<readonly { readonly id: string; readonly name: string; readonly parentId: string | null }[]>;
  /** Members of the team and of the teams below it on `on`, by name; nobody when there is no such team. */
  listTeamMembers(teamId: string, on: IsoDate): Promise<readonly Person[]>;
  /** Teams that count the person among theirs on `on`: their own first, then those it is part of. */
  listTeamsOf(personId: string, on: IsoDate): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Every territory that was ever the person's, oldest first. */
  listTerritories(personId: string): Promise<readonly TerritoryHeld[]>;
  /** People below `managerId` in the reporting tree on `on`, nearest first; `depth` 1 = direct reports. */
  listReports(managerId: string, on: IsoDate): Promise<readonly { readonly person: Person; readonly depth: number }[]>;
  /** True when `managerId` stands above `personId` in the reporting tree on at least one day of the span. */
  managesWithin(managerId: string, personId: string, span: { start: IsoDate; end: IsoDate }): Promise<boolean>;
  /** Lines that overlap the span below any of `managerIds`, down to `levels` of them (Infinity = all), each once. */
  listLinesBelow(
    managerIds: readonly string[],
    levels: number,
    span: { start: IsoDate; end: IsoDate },
  ): Promise<readonly ReportingLine[]>;
  /** Everybody who is on one of the plans, whichever version, on a day of the span; by plan and person. */
  listParticipants(
    planKeys: readonly string[],
    span: { start: IsoDate; end: IsoDate },
  ): Promise<readonly PlanParticipant[]>;
  /** Rows whose dates overlap the span; credits and ledger entries after `asOf` are left out. Throws when the person does not exist. */
  getPayeeFile(personId: string, span: { start: IsoDate; end: IsoDate }, asOf: IsoDate): Promise<PayeeFile>;
  /** The same for many in a handful of queries. */
  listPayeeFiles(
    personIds: readonly string[],
    span: { start: IsoDate; end: IsoDate },
    asOf: IsoDate,
  ): Promise<readonly PayeeFile[]>;
  /** The person's own and shared deals: open ones, and those closed within the span. */
  listDeals(personId: string, span: { start: IsoDate; end: IsoDate }): Promise<readonly DealRow[]>;
  /** Key and name of the same deals, for recognising them in a question. */
  listDealNames(
    personId: string,
    span: { start: IsoDate; end: IsoDate },
  ): Promise<readonly { readonly key: string; readonly name: string }[]>;
  /** The open deal with the largest part for the person, amounts of different currencies compared as they stand; null without one. */
  findLargestOpenDeal(personId: string): Promise<{ readonly key: string; readonly name: string } | null>;
  /**
   * Deals owned by the people that were open at some time of the span and opened by `asOf`, with everything KPIs look at; each in its
   * own currency, as it stands today.
   */
  listKpiDeals(
    ownerIds: readonly string[],
    span: { start: IsoDate; end: IsoDate },
    asOf: IsoDate,
  ): Promise<readonly KpiDeal[]>;
  /**
   * History of deals that are, or at a row's time were, owned by one of the people (null = anybody): rows of the span and of each
   * deal the newest before it, by deal, then day. A deal that was closed when it was first seen has no history.
   */
  listDealChanges(
    personIds: readonly string[] | null,
    span: { start: IsoDate; end: IsoDate },
  ): Promise<readonly DealChangeRow[]>;
  /** Calls about these people for periods that overlap the span, by person, then moment. */
  listForecastCalls(
    personIds: readonly string[],
    span: { start: IsoDate; end: IsoDate },
  ): Promise<readonly ForecastCall[]>;
  /** Adds a call beside the earlier ones; both people are of the organisation, or nothing is added. */
  addForecastCall(call: ForecastCall): Promise<void>;
  /** Rises whenever data comes in. */
  getDataVersion(): Promise<number>;
  /**
   * Parts that the people have in deals opened by `asOf` and still open then, or closed from `since` on: theirs by credit where won,
   * by split or as the owner where not. `attributes` only where wanted: they are most of the cost.
   */
  listDealParts(
    personIds: readonly string[],
    since: IsoDate,
    asOf: IsoDate,
    attributes: boolean,
  ): Promise<readonly DealPart[]>;
  /** By period, then person; all periods when `span` is null. */
  listClosedStatements(span: { start: IsoDate; end: IsoDate } | null): Promise<readonly ClosedStatement[]>;
  /** One payee's statement of exactly this period; null while it is open. */
  findClosedStatement(personId: string, period: { start: IsoDate; end: IsoDate }): Promise<ClosedStatement | null>;
  /** Adds, in one transaction, those whose person and period are not closed yet; the others stay as they are. Gives how many. */
  addClosedStatements(
    statements: readonly NewClosedStatement[],
    by: { readonly closedAt: Date; readonly closedBy: string },
  ): Promise<number>;
  findConversation(personId: string, key: string): Promise<ConversationTurn | null>;
  /** What the person asked last, in whichever conversation. */
  findLatestTurn(personId: string): Promise<ConversationTurn | null>;
  saveConversation(personId: string, key: string, turn: ConversationTurn): Promise<void>;
  /** Deletes what is remembered of the person's conversation; nothing to forget is no error. */
  forgetConversation(personId: string, key: string): Promise<void>;
  /** Read anew each time, so that switching the model off counts from the next question on. */
  getModelAllowance(personId: string, day: IsoDate): Promise<ModelAllowance>;
  /** Adds to what the person used on that day. */
  addModelUsage(personId: string, day: IsoDate, usage: ModelUsage): Promise<void>;
  getModelMode(): Promise<ModelMode>;
  setModelMode(mode: ModelMode): Promise<void>;
  /** From a day on, newest first. */
  listModelUsage(from: IsoDate): Promise<readonly ModelUsageRow[]>;
  /** How fresh the data is and what the last imports brought, newest first. */
  getDataStanding(imports: number): Promise<DataStanding>;
  /** Puts messages in the outbox where nothing else is written with them; `enqueue` in `outbox.ts` is for within a transaction. */
  enqueue(messages: readonly NewMessage[]): Promise<readonly string[]>;
}

export interface ImportCounts {
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** A record that the store could not take, and what to do about it. */
export interface RecordFault {
  readonly kind: RecordKind;
  readonly file: string | null;
  readonly line: number | null;
  readonly field: string;
  readonly value: string;
  /** What is wrong and what to do. */
  readonly message: string;
  /** Key of the record, where it is known: what refers to it is left out as well, without being called a fault of its own. */
  readonly key?: string;
}

export interface LoadOptions {
  readonly actor: string;
  readonly source: string;
  readonly now: Date;
  /** Writes nothing; faults and counts are as they would be. */
  readonly dryRun?: boolean;
  /** Leaves bad records out instead of refusing the load. */
  readonly skipBad?: boolean;
  /** Creates the organisation, under the id it comes with, in the same transaction when there is none with its slug. */
  readonly createOrganisation?: boolean;
  /**
   * Asked once, when the load has its turn among the loads of the organisation: merge (the usual), replace (what the
   * organisation holds goes first, so that only this load remains), or nothing (everything stays as it is, `committed` false).
   * It is told when this source was last loaded.
   */
  readonly mode?: (lastLoaded: Date | null) => "merge" | "replace" | "nothing";
  readonly onProgress?: (kind: RecordKind, records: number) => void;
}

export interface LoadResult {
  readonly counts: Readonly<Partial<Record<RecordKind, ImportCounts>>>;
  readonly faults: readonly RecordFault[];
  /** False when faults (without `skipBad`) or a dry run left the store as it was. */
  readonly committed: boolean;
}

export interface Store {
  listOrganisations(): Promise<readonly Organisation[]>;
  findOrganisation(slug: string): Promise<Organisation | null>;
  createOrganisation(organisation: Omit<Organisation, "id">): Promise<Organisation>;
  forOrganisation(organisation: Organisation): OrgStore;
  /**
   * Merges batches into one organisation in one transaction: new keys are added, changed ones updated and audited, equal ones
   * left alone. Batches come in the order of `Records`. All of it or nothing, unless `skipBad`.
   */
  loadRecords(
    organisation: Organisation,
    batches: AsyncIterable<RecordBatch>,
    options: LoadOptions,
  ): Promise<LoadResult>;
  /** The organisation a platform workspace speaks for. */
  findWorkspace(platform: Platform, externalId: string): Promise<Organisation | null>;
  linkWorkspace(platform: Platform, externalId: string, orgId: string): Promise<void>;
  findIdentity(
    platform: Platform,
    workspaceId: string,
    userId: string,
  ): Promise<{ orgId: string; personId: string } | null>;
  /** Links once; a platform user already linked stays linked to the same person. */
  linkIdentity(identity: {
    platform: Platform;
    workspaceId: string;
    userId: string;
    orgId: string;
    personId: string;
    now: Date;
  }): Promise<void>;
  readonly teamsReferences: TeamsReferences;
  /** Who is linked to a person in a workspace, oldest link first. */
  listLinkedUsers(platform: Platform, workspaceId: string, personId: string): Promise<readonly { userId: string }[]>;
  /**
   * Links a person to another user of the workspace and to nobody else there, with an entry in the audit trail. Gives the users
   * that were linked before.
   */
  relinkIdentity(identity: {
    platform: Platform;
    workspaceId: string;
    userId: string;
    orgId: string;
    personId: string;
    now: Date;
    /** E-mail of the person, or the command, that decided it. */
    actor: string;
  }): Promise<readonly { userId: string }[]>;
  /** Workspaces that speak for an organisation. */
  listWorkspaces(platform: Platform): Promise<readonly { externalId: string; slug: string }[]>;
  /** Nobody in it gets an answer from then on, until it is connected anew. */
  unlinkWorkspace(platform: Platform, externalId: string): Promise<void>;
  readonly slackInstallations: SlackInstallations;
  readonly slackHomes: SlackHomes;
  readonly shortStates: ShortStates;
  /** The account by which a person was linked last on a platform; null when they never spoke to Pacer there. */
  findAccount(
    platform: Platform,
    orgId: string,
    personId: string,
  ): Promise<{ readonly workspaceId: string; readonly userId: string } | null>;
  /** Workspaces that speak for an organisation, by id. */
  listWorkspaceIds(platform: Platform, orgId: string): Promise<readonly string[]>;
  /**
   * True the first time a platform event is seen, false for a redelivery. Where a platform gives a redelivery a new id, `likeness` is
   * what stays the same of it, and two within its time count as one.
   */
  takeEvent(key: string, now: Date, likeness?: { readonly key: string; readonly withinMs: number }): Promise<boolean>;
  /** A taken event counts as having come at another moment. */
  dateEvent(key: string, at: Date): Promise<void>;
  /** What senders do with everybody's messages. */
  readonly outbox: Outbox;
  /** What comes again by the calendar. */
  readonly schedules: Schedules;
  /** Answers when the database does. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
