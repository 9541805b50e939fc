import { answerFeedback } from "./answer-feedback.js";
import { closedStatements } from "./closed-statements.js";
import { conversations } from "./conversations.js";
import { dealHistory } from "./deal-history.js";
import { dealParts } from "./deal-parts.js";
import { deals } from "./deals.js";
import { forecastCalls } from "./forecast-calls.js";
import type { PrismaClient } from "./generated/client.js";
import { identities } from "./identities.js";
import { importRuns } from "./import-runs.js";
import { kpiDeals } from "./kpi-deals.js";
import { modelUsage } from "./model-usage.js";
import { organisations } from "./organisations.js";
import { enqueue } from "./outbox.js";
import { outboxAdmin } from "./outbox-admin.js";
import { outboxWork } from "./outbox-work.js";
import { patch } from "./patch.js";
import { payees } from "./payees.js";
import { type Directories, people } from "./people.js";
import { relinking } from "./relinking.js";
import { reporting } from "./reporting.js";
import { orgSchedules, schedules } from "./schedules.js";
import { shortStates } from "./short-states.js";
import { slackHomes } from "./slack-homes.js";
import { slackInstallations } from "./slack-installations.js";
import type { Sql } from "./sql.js";
import type { Organisation, OrgStore, Store } from "./store.js";
import { teamsReferences } from "./teams-references.js";
import { written } from "./written/index.js";

export interface Database {
  /** Single rows by key, and writes of one row. */
  readonly prisma: PrismaClient;
  /** What a question reads and an import writes. */
  readonly sql: Sql;
  close(): Promise<void>;
}

/** The store over an open, migrated database, whatever engine stands behind it. */
export function createStore({ prisma, sql, close }: Database): Store {
  const directories: Directories = new Map();
  return {
    ...organisations(prisma),
    ...identities(prisma, sql),
    outbox: outboxWork(sql),
    schedules: schedules(sql),
    teamsReferences: teamsReferences(prisma),
    ...relinking(sql),
    slackInstallations: slackInstallations(prisma),
    slackHomes: slackHomes(sql),
    shortStates: shortStates(prisma),
    forOrganisation: (organisation: Organisation): OrgStore => ({
      organisation,
      ...people(sql, organisation, directories),
      ...reporting(sql, organisation),
      ...patch(sql, organisation),
      ...payees(sql, organisation),
      ...deals(sql, organisation),
      ...kpiDeals(sql, organisation),
      ...dealHistory(sql, organisation),
      ...dealParts(sql, organisation),
      ...forecastCalls(sql, organisation),
      ...closedStatements(sql, organisation),
      ...conversations(sql, organisation),
      ...modelUsage(sql, organisation),
      ...answerFeedback(prisma, organisation),
      ...importRuns(sql, organisation),
      enqueue: (messages) => enqueue(sql, organisation.id, messages),
      ...outboxAdmin(sql, organisation),
      ...orgSchedules(sql, organisation),
      ...written(sql, organisation),
    }),
    async loadRecords(organisation, batches, options) {
      // Loaded when needed: a question never imports.
      const { loadRecords } = await import("./load/load-records.js");
      return loadRecords(sql, organisation, batches, options);
    },
    async ping() {
      await sql.query("select 1");
    },
    close,
  };
}
