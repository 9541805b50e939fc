import type { IsoDate } from "../core/calendar.js";
import type { Credit, FxKind, FxRate, LedgerEntry, LedgerKind, PayeeFacts, Quota } from "../core/facts.js";
import { money } from "../core/money.js";
import { parseDecimal } from "../core/rational.js";
import { type DealAttributesRow, dealAttributes } from "./deal-attributes.js";
import type { Organisation, PayeeFile, Person, PlanInForce } from "./store.js";

/** A row of `payeeSql`: one payee, everything else as JSON lists. */
export interface PayeeRow extends Person {
  readonly team: string | null;
  readonly managerName: string | null;
  readonly territories: readonly string[];
  readonly plans: readonly (PlanInForce & { readonly targetMinor: number | null })[];
  readonly credits: readonly CreditRow[];
  readonly quotas: readonly QuotaRow[];
  readonly ledger: readonly LedgerRow[];
  readonly leaves: readonly { readonly start: IsoDate; readonly end: IsoDate | null }[];
}

interface CreditRow extends DealAttributesRow {
  readonly dealKey: string;
  readonly dealName: string;
  readonly creditedOn: IsoDate;
  readonly minor: number;
  readonly currency: string;
  readonly share: string;
}

interface QuotaRow {
  readonly measure: string;
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly setOn: IsoDate;
  readonly minor: number;
  readonly currency: string;
  readonly reason: string | null;
}

interface LedgerRow {
  readonly key: string;
  readonly postedOn: IsoDate;
  readonly kind: LedgerKind;
  readonly minor: number;
  readonly currency: string;
  readonly reason: string;
  readonly dealName: string | null;
}

/** What is the same for every payee of the organisation: rates of exchange, and when data last came in. */
export interface OrganisationRow {
  readonly dataAsOf: Date | null;
  readonly fxRates: readonly { kind: FxKind; from: string; to: string; validFrom: IsoDate; rate: string }[];
}

/** The plan's own currency, from its top-level `currency:` line; a plan without one pays in the organisation's. */
export const planCurrency = (document: string, organisation: Pick<Organisation, "currency">): string =>
  /^currency:\s*["']?([A-Z]{3})\b/m.exec(document)?.[1] ?? organisation.currency;

const toCredit = (row: CreditRow): Credit => ({
  dealKey: row.dealKey,
  dealName: row.dealName,
  creditedOn: row.creditedOn,
  amount: money(row.minor, row.currency),
  share: parseDecimal(row.share),
  attributes: dealAttributes(row),
});

const toQuota = ({ minor, currency, reason, ...quota }: QuotaRow): Quota => ({
  ...quota,
  amount: money(minor, currency),
  ...(reason === null ? {} : { reason }),
});

const toLedgerEntry = ({ minor, currency, dealName, ...entry }: LedgerRow): LedgerEntry => ({
  ...entry,
  amount: money(minor, currency),
  ...(dealName === null ? {} : { dealName }),
});

/** Of each measure and window the row that was set last; `history` is ordered by the day it was set. */
function inForce(history: readonly Quota[]): Quota[] {
  const newest = new Map<string, Quota>();
  for (const quota of history) newest.set(`${quota.measure} ${quota.start} ${quota.end}`, quota);
  return [...newest.values()].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

const toFxRate = ({ rate, ...row }: OrganisationRow["fxRates"][number]): FxRate => ({
  ...row,
  rate: parseDecimal(rate),
});

export function toPayeeFile(
  row: PayeeRow,
  { fxRates, dataAsOf }: OrganisationRow,
  organisation: Organisation,
  asOf: IsoDate,
): PayeeFile {
  const { team, managerName, territories, plans, credits, quotas, ledger, leaves, ...person } = row;
  const quotaHistory = quotas.map(toQuota);
  const newestPlan = plans.at(-1);
  const facts: PayeeFacts = {
    payee: {
      key: person.key,
      name: person.name,
      ...(person.hiredOn === null ? {} : { hiredOn: person.hiredOn }),
      ...(person.leftOn === null ? {} : { leftOn: person.leftOn }),
    },
    targetIncentive:
      newestPlan === undefined || newestPlan.targetMinor === null
        ? null
        : money(newestPlan.targetMinor, planCurrency(newestPlan.document, organisation)),
    quotas: inForce(quotaHistory),
    credits: credits.map(toCredit),
    ledger: ledger.map(toLedgerEntry),
    leaves,
    fxRates: fxRates.map(toFxRate),
    asOf,
    fiscalYearStartMonth: organisation.fiscalYearStartMonth,
  };
  return {
    person,
    team,
    managerName,
    territories,
    plans: plans.map(({ targetMinor: _, ...plan }) => plan),
    facts,
    quotaHistory,
    dataAsOf,
  };
}
