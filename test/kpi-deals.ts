import type { KpiDeal } from "../src/core/kpi/deal.js";
import type { KpiInput, KpiPerson } from "../src/core/kpi/define-kpi.js";
import { kpiNamed } from "../src/core/kpi/index.js";
import { toNumber } from "../src/core/kpi/measured.js";
import { money } from "../src/core/money.js";

/** A deal with nothing said about it but what the test says. */
export const kpiDeal = (given: Partial<KpiDeal> = {}): KpiDeal => ({
  key: "d",
  name: given.key ?? "d",
  owner: "maya",
  product: null,
  amount: null,
  list: null,
  status: "open",
  stage: "",
  openedOn: null,
  closedOn: null,
  expectedCloseOn: null,
  stages: [],
  expected: [],
  lines: [],
  ...given,
});

export const dollars = (amount: number) => money(amount * 100, "USD");

export const won = (openedOn: string, closedOn: string, amount: number, more: Partial<KpiDeal> = {}): KpiDeal =>
  kpiDeal({ status: "won", openedOn, closedOn, amount: dollars(amount), ...more });
export const lost = (openedOn: string, closedOn: string, amount = 0, more: Partial<KpiDeal> = {}): KpiDeal =>
  kpiDeal({ status: "lost", openedOn, closedOn, amount: dollars(amount), ...more });
export const open = (openedOn: string, amount = 0, more: Partial<KpiDeal> = {}): KpiDeal =>
  kpiDeal({ openedOn, amount: dollars(amount), ...more });

export const kpiPerson = (key: string, more: Partial<KpiPerson> = {}): KpiPerson => ({
  key,
  hiredOn: null,
  leftOn: null,
  leaves: [],
  quota: null,
  credited: null,
  ...more,
});

/** The fourth quarter of 2026 on its last day, unless said otherwise. */
export const kpiInput = (deals: readonly KpiDeal[], more: Partial<KpiInput> = {}): KpiInput => ({
  deals,
  people: [kpiPerson("maya")],
  span: { start: "2026-10-01", end: "2027-01-01" },
  asOf: "2026-12-31",
  historyStart: "2026-01-01",
  earlier: [],
  currency: "USD",
  stages: [],
  ...more,
});

/** A KPI's figures by name: its own as `value`, its parts by their keys, and on how many it stands. */
export function kpiFigures(name: string, input: KpiInput): Record<string, number> {
  const measured = kpiNamed(name)?.measure(input);
  if (!measured) throw new Error(`no KPI ${name}`);
  return {
    n: measured.n,
    ...(measured.ok ? { value: toNumber(measured.value) } : {}),
    ...Object.fromEntries(measured.parts.map(({ key, value }) => [key, toNumber(value)])),
  };
}
