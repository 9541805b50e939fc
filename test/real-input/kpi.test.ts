import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../src/core/calendar.js";
import { asKnown, type KpiDeal } from "../../src/core/kpi/deal.js";
import type { KpiInput } from "../../src/core/kpi/define-kpi.js";
import { kpiNamed } from "../../src/core/kpi/index.js";
import { kaplanMeier, medianAmongEndings } from "../../src/core/kpi/kaplan-meier.js";
import { toNumber } from "../../src/core/kpi/measured.js";
import { watchedDeals } from "../../src/core/kpi/sales-cycle.js";
import { bySegment } from "../../src/core/kpi/segment.js";
import { parseMoney, toRational } from "../../src/core/money.js";
import { multiply, ONE, parseDecimal } from "../../src/core/rational.js";
import { kpiDeal, kpiFigures, kpiPerson } from "../kpi-deals.js";
import { ENDINGS, type Judge, judge } from "./kpi-sql.js";
import { DATA, describeWithData } from "./real-data.js";

const read = (file: string, delimiter = ","): Record<string, string>[] =>
  parse(readFileSync(join(DATA, file), "utf8"), { columns: true, delimiter, relax_quotes: true });

/** Every figure that SQL states, to 1e-9 of its size. */
function expectSame(own: Record<string, number>, stated: Record<string, number>): void {
  for (const [key, value] of Object.entries(stated)) {
    expect(own[key], key).toBeDefined();
    expect(Math.abs((own[key] ?? Number.NaN) - value), `${key}: ${own[key]} and ${value}`).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(value)),
    );
  }
}

const quarter = { start: "2017-10-01", end: "2018-01-01" };
const earlier = [
  { start: "2017-04-01", end: "2017-07-01" },
  { start: "2017-07-01", end: "2017-10-01" },
];

describeWithData("maven_crm", () => {
  let sql: Judge;
  beforeAll(async () => {
    sql = await judge([
      `create table d as select p.*, replace(p.product, 'GTXPro', 'GTX Pro') as prod, l.sales_price as list
       from read_csv('${DATA}/maven_crm/sales_pipeline.csv', header = true) p
       left join read_csv('${DATA}/maven_crm/products.csv', header = true) l on l.product = replace(p.product, 'GTXPro', 'GTX Pro')`,
      "create table q4 as select * from d where close_date >= '2017-10-01' and close_date < '2018-01-01'",
      `create table w as select greatest(0, date_diff('day', engage_date, date '2017-10-01')) as entry,
         date_diff('day', engage_date, coalesce(close_date, date '2017-12-31')) as leaves, close_date is not null as happened, coalesce(deal_stage = 'Won', false) as wanted
       from d where engage_date is not null and (close_date is null or close_date >= '2017-10-01')`,
      `delete from w where entry <> 0 and leaves <= entry`,
    ]);
  });
  afterAll(() => sql.close());

  const price = new Map(read("maven_crm/products.csv").map((row) => [row.product, row.sales_price ?? "0"]));
  const deals = read("maven_crm/sales_pipeline.csv").map((row): KpiDeal => {
    const product = row.product === "GTXPro" ? "GTX Pro" : (row.product ?? "");
    const list = parseMoney(price.get(product) ?? "0", "USD");
    const status = row.deal_stage === "Won" ? "won" : row.deal_stage === "Lost" ? "lost" : "open";
    const amount = row.close_value ? parseMoney(row.close_value, "USD") : null;
    return kpiDeal({
      key: row.opportunity_id ?? "",
      owner: row.sales_agent ?? "",
      product,
      amount,
      list,
      status,
      openedOn: row.engage_date || null,
      closedOn: row.close_date || null,
      lines: amount && status === "won" ? [{ net: toRational(amount), list: toRational(list) }] : [],
    });
  });
  const agents = [...new Set(deals.map(({ owner }) => owner))];
  const input: KpiInput = {
    deals,
    people: agents.map((agent) => kpiPerson(agent)),
    span: quarter,
    asOf: "2017-12-31",
    historyStart: "2017-03-01",
    earlier,
    currency: "USD",
    stages: [],
  };

  test("win rates by count, by value and by cohort", async () => {
    expectSame(
      kpiFigures("win_rate", input),
      await sql.row("select avg((deal_stage = 'Won')::int) as value, count(*) as n from q4"),
    );
    expectSame(
      kpiFigures("win_rate_value", input),
      await sql.row("select sum(list) filter (deal_stage = 'Won') / sum(list)::double as value, count(*) as n from q4"),
    );
    const third = { ...input, span: { start: "2017-07-01", end: "2017-10-01" } };
    expectSame(
      kpiFigures("win_rate_cohort", third),
      await sql.row(`select avg(coalesce(deal_stage = 'Won' and date_diff('day', engage_date, close_date) <= 90, false)::int) filter (engage_date <= date '2017-12-31' - 90) as value,
         count(*) filter (engage_date <= date '2017-12-31' - 90) as n, count(*) as opened, count(*) filter (close_date is null) as still_open
       from d where engage_date >= '2017-07-01' and engage_date < '2017-10-01'`),
    );
  });

  test("deal size, velocity beside its formula, productivity and new deals a week", async () => {
    expectSame(
      kpiFigures("deal_size", input),
      await sql.row(
        "select avg(close_value) as value, median(close_value) as median, count(*) as n from q4 where deal_stage = 'Won'",
      ),
    );
    expectSame(
      kpiFigures("velocity", input),
      await sql.row(`with won as (select *, date_diff('day', engage_date, close_date) as age from q4 where deal_stage = 'Won'),
        lim as (select quantile_disc(age, 0.95) as lim from won),
        live as (select count(*) as live from d, lim where close_date is null and date_diff('day', engage_date, date '2017-12-31') <= lim)
        select sum(close_value) / 92.0::double as value, any_value(live) as live_deals,
          any_value(live) * (count(*) / (select count(*) from q4)::double) * avg(close_value) / avg(age) as formula from won, live`),
    );
    const days = agents.length * 92;
    expectSame(
      kpiFigures("productivity", input),
      await sql.row(
        `select sum(close_value) / (${days} * 16 / 487.0::double) as value from q4 where deal_stage = 'Won'`,
      ),
    );
    expectSame(
      kpiFigures("creation", input),
      await sql.row(
        `select count(*) * 7 / ${days}.0::double as value from d where engage_date >= '2017-10-01' and engage_date < '2018-01-01'`,
      ),
    );
  });

  test("the sales cycle: medians, mean, and the whole Kaplan-Meier curve", async () => {
    expectSame(
      kpiFigures("sales_cycle", input),
      await sql.row(`select median(a) filter (won) as won_median, avg(a) filter (won) as won_mean, median(a) filter (not won) as lost_median, count(*) filter (won) as n
        from (select date_diff('day', engage_date, close_date) as a, deal_stage = 'Won' as won from q4)`),
    );
    const [open, ended] = [kaplanMeier(watchedDeals(input)), medianAmongEndings(watchedDeals(input))];
    const stated = await sql.rows(ENDINGS);
    expect(open.steps.map(({ age }) => age)).toEqual(stated.map(({ age }) => age));
    for (const [i, { share_left = 0, share = 0 }] of stated.entries()) {
      expect(Math.abs(toNumber(open.steps[i]?.left ?? ONE) - share_left)).toBeLessThan(1e-9);
      expect(Math.abs(toNumber(ended?.steps[i]?.share ?? ONE) - share)).toBeLessThan(1e-9);
    }
    expect(open.median).toBe(stated.find(({ share_left = 1 }) => share_left <= 0.5)?.age ?? null);
    const all = stated.at(-1)?.share ?? 0;
    expect(kpiFigures("sales_cycle", input).value).toBe(stated.find(({ share = 0 }) => share >= all / 2)?.age);
  });

  test("coverage needed comes from the measured conversion of the pipeline that periods began with", async () => {
    // The price list stands for the open value; what is won of it counts by what it brought.
    expectSame(
      kpiFigures("coverage", input),
      await sql.row(`with p(s, e) as (values (date '2017-04-01', date '2017-07-01'), (date '2017-07-01', date '2017-10-01')),
        v as (select *, case when close_value > 0 then close_value else list end as v from d),
        o as (select v.*, s, e from v join p on engage_date < s and (close_date is null or close_date >= s)),
        won as (select v.*, s, e from v join p on deal_stage = 'Won' and close_date >= s and close_date < e)
        select sum(v) / (select sum(v) from o where deal_stage = 'Won' and close_date < e)::double as needed,
          (select sum(v) from o where deal_stage = 'Won' and close_date < e) / sum(v)::double as conversion,
          (select sum(v) filter (engage_date >= s) / sum(v)::double from won) as created_inside from o`),
    );
  });

  test("discount and price realisation against the price list", async () => {
    const stated = `select sum(close_value) / sum(list)::double as r, avg(1 - close_value / list::double) as line_mean,
      avg((close_value < list)::int) as lines_discounted, sum(list) - sum(close_value) as given, count(*) as n from q4 where deal_stage = 'Won'`;
    const { r = 0, ...rest } = await sql.row(stated);
    expectSame(kpiFigures("discount", input), { value: 1 - r, ...rest });
    expectSame(kpiFigures("price_realisation", input), { value: r });
  });

  test("every agent and every product for itself", async () => {
    const winRate = kpiNamed("win_rate");
    if (!winRate) throw new Error("no win rate");
    const stated = await sql.rows(
      "select avg((deal_stage = 'Won')::int) as v, count(*) as n from q4 group by sales_agent order by n, v",
    );
    const own = agents
      .map((agent) => winRate.measure({ ...input, deals: deals.filter(({ owner }) => owner === agent) }))
      .flatMap((measured) => (measured.ok ? [{ v: toNumber(measured.value), n: measured.n }] : []))
      .sort((a, b) => a.n - b.n || a.v - b.v);
    expect(own.length).toBe(stated.length);
    for (const [i, row] of own.entries()) expectSame(row, stated[i] ?? {});
    const whole = kpiFigures("win_rate", input).value ?? 0;
    const products = await sql.rows(
      "select count(*) filter (deal_stage = 'Won') as won, count(*) as n from q4 group by prod order by n desc",
    );
    const segments = bySegment(winRate, input, ({ product }) => product);
    expect(segments.map(({ measured }) => measured.n)).toEqual(products.map(({ n }) => n));
    for (const [i, { measured, shrunk }] of segments.entries()) {
      const { won = 0, n = 0 } = products[i] ?? {};
      expect(shrunk).toBe(n < 30);
      expectSame(
        { value: measured.ok ? toNumber(measured.value) : Number.NaN },
        { value: n < 30 ? (won + 40 * whole) / (n + 40) : won / n },
      );
    }
  });

  test("what came after the as-of day changes nothing", () => {
    const day = "2017-11-15";
    const spoilt = deals.map((deal): KpiDeal => {
      if (deal.openedOn !== null && deal.openedOn > day)
        return { ...deal, amount: parseMoney("9999999", "USD"), status: "won" };
      if (deal.closedOn === null || deal.closedOn <= day) return deal;
      return { ...deal, status: deal.status === "won" ? "lost" : "won", closedOn: addDays(deal.closedOn, 5) };
    });
    // The final amount of a deal that was open then is not known; only the list price is.
    const seen = (all: readonly KpiDeal[]) =>
      asKnown(all, day).map((deal) => (deal.status === "open" ? { ...deal, amount: null, lines: [] } : deal));
    for (const name of ["win_rate", "deal_size", "sales_cycle", "velocity", "coverage", "creation", "discount"]) {
      const at = { ...input, asOf: day };
      expect(kpiFigures(name, { ...at, deals: seen(spoilt) }), name).toEqual(
        kpiFigures(name, { ...at, deals: seen(deals) }),
      );
    }
  });
});

describeWithData("northwind", () => {
  test("revenue-weighted discount is not the mean of discounts", async () => {
    const sql = await judge([
      `create table o as select * from read_csv('${DATA}/northwind/order_details.csv', header = true, all_varchar = true)`,
    ]);
    // The file's net amounts bear the noise of doubles, so they are read to six decimals.
    const orders = new Map<string, KpiDeal>();
    for (const row of read("northwind/orders.csv"))
      orders.set(
        row.deal_id ?? "",
        kpiDeal({
          key: row.deal_id ?? "",
          owner: row.rep_id ?? "",
          status: "won",
          openedOn: row.created ?? "",
          closedOn: row.created ?? "",
        }),
      );
    for (const row of read("northwind/order_details.csv")) {
      const order = orders.get(row.deal_id ?? "");
      if (!order) throw new Error("a line without its order");
      const list = multiply(parseDecimal(row.price ?? "0"), parseDecimal(row.qty ?? "0"));
      orders.set(order.key, {
        ...order,
        lines: [...order.lines, { net: parseDecimal(Number(row.net).toFixed(6)), list }],
      });
    }
    const input: KpiInput = {
      deals: [...orders.values()],
      people: [],
      span: { start: "1996-07-01", end: "1998-07-01" },
      asOf: "1998-06-30",
      historyStart: "1996-07-01",
      earlier: [],
      currency: "USD",
      stages: [],
    };
    expectSame(
      kpiFigures("discount", input),
      await sql.row(`select 1 - sum(net::double) / sum(price::double * qty::double) as value, avg(1 - net::double / (price::double * qty::double)) as line_mean,
        avg((net::decimal(18, 6) < price::decimal(18, 6) * qty::decimal(18, 6))::int) as lines_discounted, count(*) as n from o`),
    );
    sql.close();
  });
});

describeWithData("adventureworks", () => {
  test("attainment: the team's ratio is the sum over the sum, with median and share at quota", async () => {
    const folder = `${DATA}/adventureworks`;
    const sql = await judge([
      `create table q as select EmployeeKey::varchar as rep, SalesAmountQuota::double as quota from read_csv('${folder}/dw_FactSalesQuota.csv', header = true) where sales_quarter_in_pbi_Sales = '2019Q3'`,
      `create table s as select EmployeeKey::varchar as rep, sum(replace(replace(replace(Sales, '$', ''), ',', ''), ' ', '')::decimal(18, 4)) as sales from read_csv('${folder}/pbi_Sales.psv', header = true, delim = '|', all_varchar = true)
        where OrderDate >= '2019/07/01' and OrderDate < '2019/10/01' group by 1`,
      "create table a as select q.rep, quota, coalesce(round(sales, 2), 0)::double as sales, coalesce(round(sales, 2), 0)::double / quota as r from q left join s on s.rep = q.rep",
    ]);
    const quotas = read("adventureworks/dw_FactSalesQuota.csv").filter(
      (row) => row.sales_quarter_in_pbi_Sales === "2019Q3",
    );
    const sold = new Map<string, number>();
    for (const row of read("adventureworks/pbi_Sales.psv", "|")) {
      const day = row.OrderDate ?? "";
      if (day < "2019/07/01" || day >= "2019/10/01") continue;
      const amount = parseDecimal((row.Sales ?? "0").replaceAll(/[$, ]/g, ""));
      const tenThousandths = Number((amount.n * 10_000n) / amount.d);
      sold.set(row.EmployeeKey ?? "", (sold.get(row.EmployeeKey ?? "") ?? 0) + tenThousandths);
    }
    const people = quotas.map((row) =>
      kpiPerson(row.EmployeeKey ?? "", {
        quota: parseMoney(Number(row.SalesAmountQuota).toFixed(2), "USD"),
        credited: { minor: Math.round((sold.get(row.EmployeeKey ?? "") ?? 0) / 100), currency: "USD" },
      }),
    );
    const input: KpiInput = {
      deals: [],
      people,
      span: { start: "2019-07-01", end: "2019-10-01" },
      asOf: "2019-09-30",
      historyStart: "2019-07-01",
      earlier: [],
      currency: "USD",
      stages: [],
    };
    expectSame(
      kpiFigures("attainment", input),
      await sql.row(`select sum(sales) / sum(quota) as value, median(r) as median, avg((r >= 1)::int) as at_quota, count(*) as n,
        count(*) filter (r < 0.5) as from_0, count(*) filter (r >= 0.5 and r < 0.8) as from_50, count(*) filter (r >= 0.8 and r < 1) as from_80,
        count(*) filter (r >= 1 and r < 1.2) as from_100, count(*) filter (r >= 1.2) as from_120 from a`),
    );
    sql.close();
  });
});
