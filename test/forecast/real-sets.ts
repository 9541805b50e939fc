import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { readTable } from "../../src/connectors/forecast-files/fields.js";
import { readOrigins } from "../../src/connectors/forecast-files/origins.js";
import { readSnapshot } from "../../src/connectors/forecast-files/snapshot.js";
import type { ForecastDeal } from "../../src/core/forecast/deal-columns.js";
import { addMonths, dayOf, type Question, rollingOrigins } from "./rolling-origin.js";

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

const every = (months: 1 | 3, first: string, count: number, step: number = months): string[] =>
  Array.from({ length: count }, (_, i) => addMonths(first, i * step));

/** Northwind's orders, net of discounts. */
export function northwind(data: string, months: 1 | 3): Question[] {
  const nets = new Map<string, number>();
  for (const line of readTable(join(data, "northwind/order_details.csv"), ["deal_id", "net"]))
    nets.set(line.text("deal_id"), (nets.get(line.text("deal_id")) ?? 0) + line.number("net"));
  const deals = readTable(join(data, "northwind/orders.csv"), ["deal_id", "rep_id", "created"]).map((row) =>
    order(row.text("deal_id"), row.text("rep_id"), row.date("created"), nets.get(row.text("deal_id")) ?? 0),
  );
  const asked = months === 3 ? every(3, "1997-01-01", 5) : every(1, "1997-03-01", 7, 2);
  return rollingOrigins(months === 3 ? "northwind-quarter" : "northwind-month", deals, months, "1996-07-01", asked);
}

/** AdventureWorks' reseller orders, summed over their lines. */
export function adventureWorks(data: string, months: 1 | 3): Question[] {
  const lines: Record<string, string>[] = parse(readFileSync(join(data, "adventureworks/pbi_Sales.psv"), "utf8"), {
    columns: true,
    delimiter: "|",
    quote: false,
  });
  const orders = new Map<string, { rep: string; date: string; amount: number }>();
  for (const { SalesOrderNumber = "", EmployeeKey = "", OrderDate = "", Sales } of lines) {
    const found = orders.get(SalesOrderNumber);
    const amount = (found?.amount ?? 0) + Number(Sales);
    orders.set(SalesOrderNumber, { rep: EmployeeKey, date: OrderDate.replaceAll("/", "-"), amount });
  }
  const deals = [...orders].map(([key, { rep, date, amount }]) => order(key, rep, date, amount));
  const asked = months === 3 ? every(3, "2018-07-01", 7) : every(1, "2018-08-01", 7, 3);
  return rollingOrigins(
    months === 3 ? "adventureworks-quarter" : "adventureworks-month",
    deals,
    months,
    "2017-07-01",
    asked,
  );
}

/** The prepared snapshots of Maven's pipeline, by month and by quarter. */
export function maven(data: string): Question[] {
  const folder = join(data, "forecast");
  const truth = new Map(
    readTable(join(folder, "truth.csv"), ["origin_id", "rep_id", "actual"]).map((row) => [
      `${row.text("origin_id")}|${row.text("rep_id")}`,
      row.number("actual"),
    ]),
  );
  return readOrigins(join(folder, "rows.csv")).map((origin) => ({
    origin,
    deals: readSnapshot(join(folder, "snapshots", `${origin.id}.csv.gz`), origin.asOf),
    actuals: origin.asked.map(({ rep }) => truth.get(`${origin.id}|${rep}`) ?? Number.NaN),
  }));
}
