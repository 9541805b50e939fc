import type { FxKind } from "../core/facts.js";
import type { RecordFault } from "./store.js";

/**
 * What every source of data is turned into before it reaches the store: flat records with natural keys, dates as ISO days,
 * amounts as decimal numerals in major units (exact text, never a float). References name the other record's key. `line`
 * is where the record came from, for errors. Fields that are absent are left as they are stored; null empties them.
 */
export interface Origin {
  readonly file: string;
  readonly line: number;
}

interface Keyed {
  readonly key: string;
  readonly origin?: Origin;
}

export interface PersonRecord extends Keyed {
  readonly name: string;
  readonly email?: string | null;
  readonly title?: string | null;
  readonly role?: "rep" | "manager" | "admin";
  readonly timeZone?: string | null;
  readonly locale?: string | null;
  readonly hiredOn?: string | null;
  readonly leftOn?: string | null;
}
export interface TeamRecord extends Keyed {
  readonly name: string;
  readonly parentKey?: string | null;
}
interface Dated {
  readonly origin?: Origin;
  readonly validFrom: string;
  readonly validTo?: string | null;
}
export interface MembershipRecord extends Dated {
  readonly personKey: string;
  readonly teamKey: string;
}
export interface ReportingLineRecord extends Dated {
  readonly personKey: string;
  readonly managerKey: string;
}
export interface LeaveRecord extends Dated {
  readonly personKey: string;
  readonly reason?: string | null;
}
export interface AccountRecord extends Keyed {
  readonly name: string;
  readonly industry?: string | null;
  readonly country?: string | null;
}
export interface ProductRecord extends Keyed {
  readonly name: string;
  readonly family?: string | null;
  readonly listPrice?: string | null;
  readonly currency?: string | null;
}
export interface TerritoryRecord extends Keyed {
  readonly name: string;
  readonly region?: string | null;
}
export interface TerritoryAssignmentRecord extends Dated {
  readonly personKey: string;
  readonly territoryKey: string;
}
export interface DealRecord extends Keyed {
  readonly name: string;
  readonly ownerKey?: string | null;
  readonly accountKey?: string | null;
  readonly productKey?: string | null;
  readonly territoryKey?: string | null;
  readonly type?: string | null;
  readonly stage: string;
  readonly status: "open" | "won" | "lost";
  /** Absent when the deal's order lines carry the amounts: then it is their sum. */
  readonly amount?: string | null;
  readonly cost?: string | null;
  readonly currency: string;
  readonly units?: string | null;
  readonly openedOn?: string | null;
  readonly expectedCloseOn?: string | null;
  readonly closedOn?: string | null;
}
export interface DealLineRecord extends Keyed {
  readonly dealKey: string;
  readonly productKey?: string | null;
  readonly quantity?: string | null;
  readonly amount: string;
  readonly cost?: string | null;
}
export interface DealSplitRecord {
  readonly origin?: Origin;
  readonly dealKey: string;
  readonly personKey: string;
  /** "0.5" = half. */
  readonly share: string;
}
export interface StageChangeRecord {
  readonly origin?: Origin;
  readonly dealKey: string;
  readonly stage: string;
  readonly enteredOn: string;
}
/** How a deal stood from a day on, from the source's own history of it. */
export interface DealChangeRecord {
  readonly origin?: Origin;
  readonly dealKey: string;
  readonly changedOn: string;
  readonly stage: string;
  readonly status?: "open" | "won" | "lost";
  readonly ownerKey?: string | null;
  /** In the deal's currency. */
  readonly amount?: string | null;
  readonly expectedCloseOn?: string | null;
}
export interface QuotaRecord {
  readonly origin?: Origin;
  readonly personKey: string;
  readonly measure: string;
  readonly periodStart: string;
  /** First day after the window. */
  readonly periodEnd: string;
  readonly setOn: string;
  readonly amount: string;
  readonly currency: string;
  readonly reason?: string | null;
}
export interface FxRateRecord {
  readonly origin?: Origin;
  readonly kind: FxKind;
  readonly fromCurrency: string;
  readonly toCurrency: string;
  readonly validFrom: string;
  readonly rate: string;
}
export interface PlanRecord extends Keyed {
  readonly version: string;
  readonly name: string;
  /** The plan document, YAML as written. */
  readonly document: string;
  readonly validFrom: string;
  readonly validTo?: string | null;
}
export interface PlanAssignmentRecord extends Dated {
  readonly personKey: string;
  readonly planKey: string;
  readonly planVersion: string;
  /** A year's pay at exactly 100 %, in the plan's currency. */
  readonly targetIncentive?: string | null;
}
export interface LedgerRecord extends Keyed {
  readonly personKey: string;
  readonly postedOn: string;
  readonly kind: "clawback" | "draw_advance" | "draw_recovery" | "adjustment";
  readonly amount: string;
  readonly currency: string;
  readonly reason: string;
  readonly dealKey?: string | null;
}

/** Every kind of record, in the order they are loaded: what is referred to comes before what refers to it. */
export interface Records {
  people: PersonRecord;
  teams: TeamRecord;
  memberships: MembershipRecord;
  reportingLines: ReportingLineRecord;
  leaves: LeaveRecord;
  accounts: AccountRecord;
  products: ProductRecord;
  territories: TerritoryRecord;
  territoryAssignments: TerritoryAssignmentRecord;
  deals: DealRecord;
  dealLines: DealLineRecord;
  dealSplits: DealSplitRecord;
  stageChanges: StageChangeRecord;
  dealChanges: DealChangeRecord;
  quotas: QuotaRecord;
  fxRates: FxRateRecord;
  plans: PlanRecord;
  planAssignments: PlanAssignmentRecord;
  ledger: LedgerRecord;
}
export type RecordKind = keyof Records;

interface BatchNotes {
  /** The source says one thing in many rows (an order on each of its lines): equal records of a key are one, differing ones a fault. */
  readonly repeats?: boolean;
  /** What the source itself could not read. Refuses the load, or is left out with `skipBad`, like what the store cannot take. */
  readonly faults?: readonly RecordFault[];
}

/** A batch of one kind. Sources yield batches of a few thousand records, so that a file of any size streams through. */
export type RecordBatch = {
  [K in RecordKind]: BatchNotes & { readonly kind: K; readonly records: readonly Records[K][] };
}[RecordKind];
