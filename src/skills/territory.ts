import { z } from "zod";
import { amount, count, type Table, text, type Value } from "../answer/answer.js";
import { formatDate, formatMoney } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays, addMonths, earlierOf } from "../core/calendar.js";
import { type Money, plus } from "../core/money.js";
import { contains, type Period } from "../core/period.js";
import type { DealRow, TerritoryHeld } from "../store/store.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope } from "./define-skill.js";
import { action, figure, sameQuestion, speaking } from "./words.js";

/** Rows of the table; the figures count every account. */
const SHOWN = 15;
/** Deals closed longer ago no longer make an account somebody's. */
const MONTHS_BACK = 24;

interface AccountRow {
  readonly name: string;
  readonly open: readonly Money[];
  readonly openDeals: number;
  readonly won: readonly Money[];
  /** In one of the person's territories of today; true where the deals or the territories are not known. */
  readonly inside: boolean;
}

interface Patch {
  readonly held: readonly TerritoryHeld[];
  readonly accounts: readonly AccountRow[];
  /** Of earlier deals, in territories that are no longer the person's. */
  readonly former: number;
  /** Open deals that name no account. */
  readonly unnamed: number;
  readonly open: readonly Money[];
  readonly won: readonly Money[];
  readonly dataAsOf: Date | null;
}

export const territorySkill = defineSkill({
  name: "territory",
  description:
    "Which territories and accounts one person looks after, since when, with the open pipeline and what was won in the period account by account.",
  input: z.object({ person: PersonField, period: PeriodField }),
  audience: "self_or_reports",
  beyondPeriod: true,
  load: async (_input, { store, subject, period, today }) => {
    const from = earlierOf(period.start, addMonths(today, -MONTHS_BACK));
    const [held, deals, file] = await Promise.all([
      store.listTerritories(subject.id),
      store.listDeals(subject.id, { start: from, end: addDays(today, 1) }),
      store.getPayeeFile(subject.id, { start: today, end: addDays(today, 1) }, today),
    ]);
    return { held, deals, dataAsOf: file.dataAsOf };
  },
  compute: ({ held, deals, dataAsOf }, _input, { period, today }): Patch => {
    const now = held.filter(({ start, end }) => start <= today && (end === null || end > today));
    const names = new Set(now.flatMap(({ key, name }) => [key.toLowerCase(), name.toLowerCase()]));
    const all = accountsOf(deals, names, period);
    const accounts = all.filter(({ inside, openDeals, won }) => inside || openDeals > 0 || won.length > 0);
    return {
      held,
      accounts,
      former: all.length - accounts.length,
      unnamed: deals.filter(({ account, status }) => account === null && status === "open").length,
      open: totalOf(deals.filter(({ status }) => status === "open")),
      won: totalOf(deals.filter((deal) => wonIn(deal, period))),
      dataAsOf,
    };
  },
  render: answerOf,
});

const wonIn = ({ status, closedOn }: DealRow, period: Period): boolean =>
  status === "won" && closedOn !== null && contains(period, closedOn);

/** One row an account: those with the most open first, in the order of amounts as they stand. */
function accountsOf(deals: readonly DealRow[], territories: ReadonlySet<string>, period: Period): AccountRow[] {
  const byName = new Map<string, DealRow[]>();
  for (const deal of deals) {
    if (deal.account === null) continue;
    const known = byName.get(deal.account);
    if (known) known.push(deal);
    else byName.set(deal.account, [deal]);
  }
  const rows = [...byName].map(([name, own]): AccountRow => {
    const named = own.flatMap(({ attributes: { territory } }) => (territory ? [territory.toLowerCase()] : []));
    const open = own.filter(({ status }) => status === "open");
    return {
      name,
      open: totalOf(open),
      openDeals: open.length,
      won: totalOf(own.filter((deal) => wonIn(deal, period))),
      inside: territories.size === 0 || named.length === 0 || named.some((territory) => territories.has(territory)),
    };
  });
  const size = (totals: readonly Money[]) => totals.reduce((most, { minor }) => Math.max(most, minor), 0);
  return rows.sort((a, b) => size(b.open) - size(a.open) || size(b.won) - size(a.won) || (a.name < b.name ? -1 : 1));
}

/** The person's part of the deals, by currency. */
function totalOf(deals: readonly DealRow[]): Money[] {
  const totals = new Map<string, Money>();
  for (const { credited } of deals) {
    if (!credited) continue;
    const before = totals.get(credited.currency);
    totals.set(credited.currency, before ? plus(before, credited) : credited);
  }
  return [...totals.values()];
}

function answerOf({ held, accounts, former, unnamed, open, won, dataAsOf }: Patch, scope: Scope): Rendered {
  const { period, today, locale } = scope;
  const say = speaking(scope);
  const same = sameQuestion(scope);
  const label = periodLabel(period, locale);
  const now = held.filter(({ start, end }) => start <= today && (end === null || end > today));
  const outside = accounts.filter(({ inside }) => !inside);
  const actions = [
    action(say.self ? "How is my pipeline?" : "The pipeline", "pipeline", { person: same.person }),
    action("Which deals counted?", "deals", { ...same, status: "won" }),
  ];
  const where = now.length === 0 ? "" : ` in ${now.map(({ name }) => name).join(", ")}`;
  if (accounts.length === 0)
    return {
      headline:
        now.length === 0
          ? `No territory and no account is recorded for ${say.who}.`
          : `${say.Who} ${say.self ? "look" : "looks"} after ${now.map(({ name }) => name).join(", ")}.`,
      body: `An account counts as ${say.self ? "yours" : "theirs"} once a deal with it is; there is none in the last ${MONTHS_BACK} months.`,
      ...(held.length > 0 ? { tables: [territoryTable(held, scope)] } : {}),
      actions,
      dataAsOf,
    };
  const without = accounts.filter(({ openDeals }) => openDeals === 0).length;
  return {
    headline: `${say.Who} ${say.self ? "look" : "looks"} after ${accounts.length} ${accounts.length === 1 ? "account" : "accounts"}${where}.`,
    body: `${accounts.length - without} ${accounts.length - without === 1 ? "has" : "have"} an open deal${open.length > 0 ? ` (${listedMoney(open, locale)})` : ""}, ${without} ${without === 1 ? "has" : "have"} none.`,
    figures: [
      figure("accounts", "Accounts", count(accounts.length, accounts.length === 1 ? "account" : "accounts")),
      figure("without_open", "Without an open deal", count(without, without === 1 ? "account" : "accounts")),
      ...open.map((total) => figure(keyOf("open", open, total), `Open pipeline${inOf(open, total)}`, amount(total))),
      ...won.map((total) => figure(keyOf("won", won, total), `Won in ${label}${inOf(won, total)}`, amount(total))),
    ],
    tables: [...(held.length > 0 ? [territoryTable(held, scope)] : []), accountTable(accounts, label, locale)],
    notes: [
      ...(now.length === 0 ? [`No territory is recorded for ${say.who} today.`] : []),
      ...(outside.length > 0
        ? [
            `${outside.length} ${outside.length === 1 ? "account lies" : "accounts lie"} outside of ${say.your} territories: ${outside
              .slice(0, 5)
              .map(({ name }) => name)
              .join(", ")}${outside.length > 5 ? " …" : ""}.`,
          ]
        : []),
      ...(unnamed > 0
        ? [
            `${unnamed} open ${unnamed === 1 ? "deal names" : "deals name"} no account and ${unnamed === 1 ? "is" : "are"} in no row.`,
          ]
        : []),
      ...(former > 0
        ? [
            `${former} ${former === 1 ? "account" : "accounts"} of earlier deals in other territories ${former === 1 ? "is" : "are"} not counted.`,
          ]
        : []),
      `Accounts are those of ${say.your} deals of the last ${MONTHS_BACK} months: an account without a deal is nobody's in the data. Amounts are ${say.your} share.`,
    ],
    actions,
    dataAsOf,
  };
}

const keyOf = (name: string, all: readonly Money[], { currency }: Money): string =>
  all.length === 1 ? name : `${name}_${currency.toLowerCase()}`;
const inOf = (all: readonly Money[], { currency }: Money): string => (all.length === 1 ? "" : ` in ${currency}`);
const listedMoney = (totals: readonly Money[], locale: string): string =>
  totals.map((total) => formatMoney(total, locale)).join(" and ");

const territoryTable = (held: readonly TerritoryHeld[], { locale }: Scope): Table => ({
  title: "Territories",
  columns: [{ label: "Territory" }, { label: "Region" }, { label: "From" }, { label: "Through" }],
  rows: held.map(({ name, region, start, end }) => [
    text(name),
    text(region ?? "–"),
    text(formatDate(start, locale)),
    text(end === null ? "today" : formatDate(addDays(end, -1), locale)),
  ]),
});

function accountTable(accounts: readonly AccountRow[], label: string, locale: string): Table {
  const dash: Value = text("–");
  // Several currencies stand side by side, as text; one is an amount.
  const shownOf = (totals: readonly Money[]): Value =>
    totals.length === 1 && totals[0]
      ? amount(totals[0])
      : totals.length === 0
        ? dash
        : text(listedMoney(totals, locale));
  return {
    title: "Accounts",
    columns: [
      { label: "Account" },
      { label: "Open deals", align: "right" },
      { label: "Open pipeline", align: "right" },
      { label: `Won in ${label}`, align: "right" },
    ],
    rows: accounts
      .slice(0, SHOWN)
      .map(({ name, openDeals, open, won }) => [text(name), count(openDeals, ""), shownOf(open), shownOf(won)]),
    ...(accounts.length > SHOWN ? { more: accounts.length - SHOWN } : {}),
  };
}
