import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import type { ForecastDeal } from "../../src/core/forecast/deal-columns.js";
import { dayOf, type Origin, rollingOrigins } from "./rolling-origin.js";

const table = (text: string, delimiter = ","): Record<string, string>[] =>
  parse(text, { columns: true, delimiter, relax_column_count: true, quote: delimiter === "," ? '"' : false });

/** Orders as deals that are created and won on one day. */
const order = (key: string, rep: string, date: string, amount: number): ForecastDeal => ({
  key,
  rep,
  created: dayOf(date),
  closed: dayOf(date),
  won: true,
  amountWon: amount,
  amountOpen: null,
  advanced: null,
});

export function northwind(folder: string, kind: "month" | "quarter"): Origin[] {
  const nets = new Map<string, number>();
  for (const line of table(readFileSync(`${folder}/northwind/order_details.csv`, "utf8")))
    nets.set(line.deal_id ?? "", (nets.get(line.deal_id ?? "") ?? 0) + Number(line.net));
  const deals = table(readFileSync(`${folder}/northwind/orders.csv`, "utf8")).map((row) =>
    order(row.deal_id ?? "", row.rep_id ?? "", row.created ?? "", nets.get(row.deal_id ?? "") ?? 0),
  );
  const periods =
    kind === "quarter"
      ? ["1997-01-01", "1997-04-01", "1997-07-01", "1997-10-01", "1998-01-01"]
      : ["1997-03-01", "1997-05-01", "1997-07-01", "1997-09-01", "1997-11-01", "1998-01-01", "1998-03-01"];
  return rollingOrigins(`northwind-${kind}`, deals, kind, kind === "quarter" ? "1996-07-01" : "1996-07-01", periods);
}

export function adventureWorks(folder: string, kind: "month" | "quarter"): Origin[] {
  const orders = new Map<string, { rep: string; date: string; amount: number }>();
  for (const row of table(readFileSync(`${folder}/adventureworks/pbi_Sales.psv`, "utf8"), "|")) {
    const key = row.SalesOrderNumber ?? "";
    const found = orders.get(key) ?? {
      rep: row.EmployeeKey ?? "",
      date: (row.OrderDate ?? "").replaceAll("/", "-"),
      amount: 0,
    };
    found.amount += Number(row.Sales);
    orders.set(key, found);
  }
  const deals = [...orders].map(([key, { rep, date, amount }]) => order(key, rep, date, amount));
  const periods =
    kind === "quarter"
      ? ["2018-07-01", "2018-10-01", "2019-01-01", "2019-04-01", "2019-07-01", "2019-10-01", "2020-01-01"]
      : ["2018-08-01", "2018-11-01", "2019-02-01", "2019-05-01", "2019-08-01", "2019-11-01", "2020-02-01"];
  return rollingOrigins(`adventureworks-${kind}`, deals, kind, "2017-07-01", periods);
}

export function maven(folder: string): Origin[] {
  const base = `${folder}/forecast`;
  if (!existsSync(base)) return [];
  const truth = new Map(
    table(readFileSync(`${base}/truth.csv`, "utf8")).map((row) => [
      `${row.origin_id}|${row.rep_id}`,
      Number(row.actual),
    ]),
  );
  const rows = table(readFileSync(`${base}/rows.csv`, "utf8"));
  return readdirSync(`${base}/snapshots`)
    .sort()
    .flatMap((file) => {
      const id = file.replace(".csv.gz", "");
      const own = rows.filter(({ origin_id }) => origin_id === id);
      const first = own[0];
      if (!first) return [];
      const deals = table(gunzipSync(readFileSync(`${base}/snapshots/${file}`)).toString("utf8")).map(
        (row): ForecastDeal => ({
          key: row.deal_id ?? "",
          rep: row.rep_id ?? "",
          created: dayOf(row.created ?? ""),
          closed: row.closed ? dayOf(row.closed) : null,
          won: row.status === "won",
          amountWon: Number(row.amount_won || 0),
          amountOpen: row.amount_open ? Number(row.amount_open) : null,
          advanced: row.stage2_date ? dayOf(row.stage2_date) : null,
        }),
      );
      const kind = first.period?.includes("Q") ? "quarter" : "month";
      const fp = first.first_full_period ?? "";
      const firstFull =
        kind === "month"
          ? `${fp}-01`
          : `${fp.slice(0, 4)}-${String((Number(fp.slice(5)) - 1) * 3 + 1).padStart(2, "0")}-01`;
      return [
        {
          set: first.dataset ?? "",
          id,
          deals,
          kind,
          historyStart: first.hist_start ?? "",
          firstFull,
          start: first.period_start ?? "",
          end: first.period_end ?? "",
          asOf: first.asof ?? "",
          asked: own.map((row) => ({
            rep: row.rep_id ?? "",
            qtd: Number(row.qtd_won),
            quota: Number(row.quota),
            actual: truth.get(`${id}|${row.rep_id}`) ?? Number.NaN,
          })),
        } as Origin,
      ];
    });
}
