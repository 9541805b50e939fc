import type { RecordKind, Records } from "../../store/records.js";

/** How a cell becomes a field: text as it stands, a day, or a decimal numeral. */
export type Reading = "text" | "day" | "number";

type FieldsOf<K extends RecordKind> = Exclude<keyof Records[K], "origin"> & string;
interface KindFields<K extends RecordKind> {
  readonly fields: { readonly [F in FieldsOf<K>]-?: Reading };
  /** Fields a mapping must say where to take from. Quotas may give `period` in place of the two ends. */
  readonly required: readonly FieldsOf<K>[];
}

const dated = { validFrom: "day", validTo: "day" } as const;

/** What a mapping can fill, kind by kind. */
export const recordFields: { readonly [K in RecordKind]: KindFields<K> } = {
  people: {
    fields: {
      key: "text",
      name: "text",
      email: "text",
      title: "text",
      role: "text",
      timeZone: "text",
      locale: "text",
      hiredOn: "day",
      leftOn: "day",
    },
    required: ["key", "name"],
  },
  teams: { fields: { key: "text", name: "text", parentKey: "text" }, required: ["key", "name"] },
  memberships: {
    fields: { personKey: "text", teamKey: "text", ...dated },
    required: ["personKey", "teamKey", "validFrom"],
  },
  reportingLines: {
    fields: { personKey: "text", managerKey: "text", ...dated },
    required: ["personKey", "managerKey", "validFrom"],
  },
  leaves: { fields: { personKey: "text", reason: "text", ...dated }, required: ["personKey", "validFrom"] },
  accounts: {
    fields: { key: "text", name: "text", industry: "text", country: "text" },
    required: ["key", "name"],
  },
  products: {
    fields: { key: "text", name: "text", family: "text", listPrice: "number", currency: "text" },
    required: ["key", "name"],
  },
  territories: { fields: { key: "text", name: "text", region: "text" }, required: ["key", "name"] },
  territoryAssignments: {
    fields: { personKey: "text", territoryKey: "text", ...dated },
    required: ["personKey", "territoryKey", "validFrom"],
  },
  deals: {
    fields: {
      key: "text",
      name: "text",
      ownerKey: "text",
      accountKey: "text",
      productKey: "text",
      territoryKey: "text",
      type: "text",
      stage: "text",
      status: "text",
      amount: "number",
      cost: "number",
      currency: "text",
      units: "number",
      openedOn: "day",
      expectedCloseOn: "day",
      closedOn: "day",
    },
    required: ["key", "name", "stage", "status"],
  },
  dealLines: {
    fields: { key: "text", dealKey: "text", productKey: "text", quantity: "number", amount: "number", cost: "number" },
    required: ["key", "dealKey", "amount"],
  },
  dealSplits: {
    fields: { dealKey: "text", personKey: "text", share: "number" },
    required: ["dealKey", "personKey", "share"],
  },
  stageChanges: {
    fields: { dealKey: "text", stage: "text", enteredOn: "day" },
    required: ["dealKey", "stage", "enteredOn"],
  },
  dealChanges: {
    fields: {
      dealKey: "text",
      changedOn: "day",
      stage: "text",
      status: "text",
      ownerKey: "text",
      amount: "number",
      expectedCloseOn: "day",
    },
    required: ["dealKey", "changedOn", "stage"],
  },
  quotas: {
    fields: {
      personKey: "text",
      measure: "text",
      periodStart: "day",
      periodEnd: "day",
      setOn: "day",
      amount: "number",
      currency: "text",
      reason: "text",
    },
    required: ["personKey", "measure", "periodStart", "periodEnd", "amount"],
  },
  fxRates: {
    fields: { kind: "text", fromCurrency: "text", toCurrency: "text", validFrom: "day", rate: "number" },
    required: ["kind", "fromCurrency", "toCurrency", "validFrom", "rate"],
  },
  plans: {
    fields: { key: "text", version: "text", name: "text", document: "text", ...dated },
    required: ["key", "version", "name", "document", "validFrom"],
  },
  planAssignments: {
    fields: { personKey: "text", planKey: "text", planVersion: "text", targetIncentive: "number", ...dated },
    required: ["personKey", "planKey", "planVersion", "validFrom"],
  },
  ledger: {
    fields: {
      key: "text",
      personKey: "text",
      postedOn: "day",
      kind: "text",
      amount: "number",
      currency: "text",
      reason: "text",
      dealKey: "text",
    },
    required: ["key", "personKey", "postedOn", "kind", "amount", "reason"],
  },
};

export const recordKinds = Object.keys(recordFields) as [RecordKind, ...RecordKind[]];

/** Kinds whose records without a currency are in the organisation's. */
export const currencyDefaults: ReadonlySet<RecordKind> = new Set(["products", "deals", "quotas", "ledger"]);
