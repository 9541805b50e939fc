import { FX_KINDS } from "../../core/facts.js";
import type { RecordKind } from "../records.js";
import type { Field, LoadTable, Rule } from "./table.js";

const text = (column: string) => ({ type: "text", column }) as const;
const date = (column: string) => ({ type: "date", column }) as const;
const required = <F extends Field>(field: F) => ({ ...field, required: true }) as const;
const to = (kind: RecordKind, column: string) => ({ type: "reference", to: kind, column }) as const;
const key = required(text("key"));

const validFrom = required(date("valid_from"));
const validTo = date("valid_to");
type DatedKind = "memberships" | "reportingLines" | "leaves" | "territoryAssignments" | "planAssignments" | "plans";
const endsAfterStart = <K extends DatedKind>(): Rule<K> => ({
  field: "validTo" as Rule<K>["field"],
  broken: ({ validFrom, validTo }) =>
    validTo && validTo <= validFrom
      ? `ends before it starts on ${validFrom}. The end is the first day after the span, so it lies after the start.`
      : null,
});

const isEmail = (value: string) =>
  /^[^\s@]+@[^\s@]+$/.test(value) ? null : "is not an e-mail address. Write it like maya@example.com.";

const isTimeZone = (value: string) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return null;
  } catch {
    return "is not a time zone. Write it like America/New_York.";
  }
};

const tables: { readonly [K in RecordKind]: LoadTable<K> } = {
  people: {
    kind: "people",
    table: "person",
    noun: "person",
    identity: ["key"],
    fields: {
      key,
      name: required(text("name")),
      email: { type: "text", column: "email", check: isEmail, unique: true },
      title: text("title"),
      role: { type: "choice", column: "role", among: ["rep", "manager", "admin"], sqlType: '"Role"' },
      timeZone: { type: "text", column: "time_zone", check: isTimeZone },
      locale: text("locale"),
      hiredOn: date("hired_on"),
      leftOn: date("left_on"),
    },
    rules: [
      {
        field: "leftOn",
        broken: ({ hiredOn, leftOn }) =>
          hiredOn && leftOn && leftOn < hiredOn ? `is before the first day, ${hiredOn}. Correct one of the two.` : null,
      },
    ],
  },
  teams: {
    kind: "teams",
    table: "team",
    noun: "team",
    identity: ["key"],
    fields: { key, name: required(text("name")), parentKey: to("teams", "parent_id") },
    rules: [
      {
        field: "parentKey",
        broken: (team) =>
          team.parentKey === team.key ? "is the team itself. Name the team above it, or leave it empty." : null,
      },
    ],
  },
  memberships: {
    kind: "memberships",
    table: "team_membership",
    noun: "team membership",
    identity: ["personKey", "validFrom"],
    follows: ["personKey"],
    fields: {
      personKey: required(to("people", "person_id")),
      teamKey: required(to("teams", "team_id")),
      validFrom,
      validTo,
    },
    rules: [endsAfterStart()],
  },
  reportingLines: {
    kind: "reportingLines",
    table: "reporting_line",
    noun: "reporting line",
    identity: ["personKey", "validFrom"],
    follows: ["personKey"],
    fields: {
      personKey: required(to("people", "person_id")),
      managerKey: required(to("people", "manager_id")),
      validFrom,
      validTo,
    },
    rules: [
      endsAfterStart(),
      {
        field: "managerKey",
        broken: (line) =>
          line.managerKey === line.personKey ? "would report to themselves. Name the manager, or drop the row." : null,
      },
    ],
  },
  leaves: {
    kind: "leaves",
    table: "leave",
    noun: "leave",
    identity: ["personKey", "validFrom"],
    follows: ["personKey"],
    fields: { personKey: required(to("people", "person_id")), reason: text("reason"), validFrom, validTo },
    rules: [endsAfterStart()],
  },
  accounts: {
    kind: "accounts",
    table: "account",
    noun: "account",
    identity: ["key"],
    fields: { key, name: required(text("name")), industry: text("industry"), country: text("country") },
  },
  products: {
    kind: "products",
    table: "product",
    noun: "product",
    identity: ["key"],
    fields: {
      key,
      name: required(text("name")),
      family: text("family"),
      listPrice: { type: "money", of: "record", column: "list_price_minor" },
      currency: { type: "currency", column: "currency" },
    },
    rules: [
      {
        field: "listPrice",
        broken: ({ listPrice, currency }) =>
          listPrice && !currency ? "has no currency. Give the price and its currency together." : null,
      },
    ],
  },
  territories: {
    kind: "territories",
    table: "territory",
    noun: "territory",
    identity: ["key"],
    fields: { key, name: required(text("name")), region: text("region") },
  },
  territoryAssignments: {
    kind: "territoryAssignments",
    table: "territory_assignment",
    noun: "territory assignment",
    identity: ["personKey", "territoryKey", "validFrom"],
    follows: ["personKey", "territoryKey"],
    fields: {
      personKey: required(to("people", "person_id")),
      territoryKey: required(to("territories", "territory_id")),
      validFrom,
      validTo,
    },
    rules: [endsAfterStart()],
  },
  deals: {
    kind: "deals",
    table: "deal",
    noun: "deal",
    identity: ["key"],
    fields: {
      key,
      name: required(text("name")),
      ownerKey: to("people", "owner_id"),
      accountKey: to("accounts", "account_id"),
      productKey: to("products", "product_id"),
      territoryKey: to("territories", "territory_id"),
      type: text("type"),
      stage: required(text("stage")),
      status: {
        type: "choice",
        column: "status",
        among: ["open", "won", "lost"],
        sqlType: '"DealStatus"',
        required: true,
      },
      currency: { type: "currency", column: "currency", required: true },
      amount: { type: "money", of: "record", column: "amount_minor" },
      cost: { type: "money", of: "record", column: "cost_minor" },
      units: { type: "decimal", wholeDigits: 14, places: 4, column: "units" },
      openedOn: date("opened_on"),
      expectedCloseOn: date("expected_close_on"),
      closedOn: date("closed_on"),
    },
    rules: [
      {
        field: "closedOn",
        broken: ({ status, closedOn }) =>
          status === "won" && !closedOn
            ? "is empty on a won deal. Give the day it was won: it decides the quarter it counts in."
            : null,
      },
      {
        field: "closedOn",
        broken: ({ openedOn, closedOn }) =>
          openedOn && closedOn && closedOn < openedOn
            ? `is before the deal was opened on ${openedOn}. Correct one of the two.`
            : null,
      },
    ],
  },
  dealLines: {
    kind: "dealLines",
    table: "deal_line",
    noun: "deal line",
    identity: ["dealKey", "key"],
    fields: {
      key,
      dealKey: required(to("deals", "deal_id")),
      productKey: to("products", "product_id"),
      quantity: { type: "decimal", wholeDigits: 14, places: 4, column: "quantity" },
      amount: { type: "money", of: "dealKey", column: "amount_minor", required: true },
      cost: { type: "money", of: "dealKey", column: "cost_minor" },
    },
  },
  dealSplits: {
    kind: "dealSplits",
    table: "deal_split",
    noun: "deal split",
    identity: ["dealKey", "personKey"],
    fields: {
      dealKey: required(to("deals", "deal_id")),
      personKey: required(to("people", "person_id")),
      share: { type: "decimal", wholeDigits: 2, places: 10, column: "share", required: true },
    },
    rules: [
      {
        field: "share",
        broken: ({ share }) =>
          Number(share) < 0 || Number(share) > 1
            ? "is not a share of a deal. Write a number above 0 and up to 1, such as 0.5 for half."
            : null,
      },
    ],
  },
  stageChanges: {
    kind: "stageChanges",
    table: "deal_stage_change",
    noun: "stage change",
    identity: ["dealKey", "enteredOn", "stage"],
    fields: {
      dealKey: required(to("deals", "deal_id")),
      stage: required(text("stage")),
      enteredOn: required(date("entered_on")),
    },
  },
  dealChanges: {
    kind: "dealChanges",
    table: "deal_change",
    noun: "change of a deal",
    identity: ["dealKey", "changedOn"],
    fields: {
      dealKey: required(to("deals", "deal_id")),
      changedOn: required(date("changed_on")),
      ownerKey: to("people", "owner_id"),
      stage: required(text("stage")),
      status: { type: "choice", column: "status", among: ["open", "won", "lost"], sqlType: '"DealStatus"' },
      amount: { type: "money", of: "dealKey", column: "amount_minor" },
      expectedCloseOn: date("expected_close_on"),
    },
  },
  quotas: {
    kind: "quotas",
    table: "quota",
    noun: "quota",
    identity: ["personKey", "measure", "periodStart", "periodEnd", "setOn"],
    fields: {
      personKey: required(to("people", "person_id")),
      measure: required(text("measure")),
      periodStart: required(date("period_start")),
      periodEnd: required(date("period_end")),
      setOn: required(date("set_on")),
      currency: { type: "currency", column: "currency", required: true },
      amount: { type: "money", of: "record", column: "amount_minor", required: true },
      reason: text("reason"),
    },
    rules: [
      {
        field: "periodEnd",
        broken: ({ periodStart, periodEnd }) =>
          periodEnd <= periodStart
            ? `is not after the window's start, ${periodStart}. The end is the first day after the window.`
            : null,
      },
      {
        field: "amount",
        broken: ({ amount }) => (amount.startsWith("-") ? "is below zero. A quota is zero or more." : null),
      },
    ],
  },
  fxRates: {
    kind: "fxRates",
    table: "fx_rate",
    noun: "rate of exchange",
    identity: ["kind", "fromCurrency", "toCurrency", "validFrom"],
    fields: {
      kind: {
        type: "choice",
        column: "kind",
        among: FX_KINDS,
        sqlType: '"FxKind"',
        required: true,
      },
      fromCurrency: { type: "currency", column: "from_currency", required: true },
      toCurrency: { type: "currency", column: "to_currency", required: true },
      validFrom,
      rate: { type: "decimal", wholeDigits: 10, places: 10, column: "rate", required: true },
    },
    rules: [
      {
        field: "rate",
        broken: ({ rate }) =>
          Number(rate) <= 0 ? "is not a rate of exchange. Write how many units one unit buys, above zero." : null,
      },
      {
        field: "toCurrency",
        broken: ({ fromCurrency, toCurrency }) =>
          fromCurrency === toCurrency ? "is the currency it is changed from. Name two currencies." : null,
      },
    ],
  },
  plans: {
    kind: "plans",
    table: "plan",
    noun: "plan",
    identity: ["key", "version"],
    fields: {
      key,
      version: required(text("version")),
      name: required(text("name")),
      document: required(text("document")),
      validFrom,
      validTo,
    },
    rules: [endsAfterStart()],
  },
  planAssignments: {
    kind: "planAssignments",
    table: "plan_assignment",
    noun: "plan assignment",
    identity: ["personKey", "validFrom"],
    follows: ["personKey"],
    fields: {
      personKey: required(to("people", "person_id")),
      planKey: { type: "reference", to: "plans", column: "plan_id", and: { planVersion: "version" }, required: true },
      planVersion: { type: "part", required: true },
      targetIncentive: { type: "money", of: "planKey", column: "target_incentive_minor" },
      validFrom,
      validTo,
    },
    rules: [endsAfterStart()],
  },
  ledger: {
    kind: "ledger",
    table: "ledger_entry",
    noun: "ledger entry",
    identity: ["key"],
    fields: {
      key,
      personKey: required(to("people", "person_id")),
      postedOn: required(date("posted_on")),
      kind: {
        type: "choice",
        column: "kind",
        among: ["clawback", "draw_advance", "draw_recovery", "adjustment"],
        sqlType: '"LedgerKind"',
        required: true,
      },
      currency: { type: "currency", column: "currency", required: true },
      amount: { type: "money", of: "record", column: "amount_minor", required: true },
      reason: required(text("reason")),
      dealKey: to("deals", "deal_id"),
    },
  },
};

/** Every kind in the order it is loaded: what is referred to comes before what refers to it. */
export const loadTables: readonly LoadTable[] = Object.values(tables) as unknown as LoadTable[];

export const tableOf = (kind: RecordKind): LoadTable => tables[kind] as unknown as LoadTable;
