import { readFile } from "node:fs/promises";
import type { Sql } from "../../src/store/sql.js";

export interface BenchSize {
  readonly reps: number;
  readonly deals: number;
  /** First days of the quarters that the deals are spread over. */
  readonly quarters: readonly string[];
}

export const benchOrganisation = {
  slug: "bench",
  name: "Bench",
  currency: "USD",
  timeZone: "UTC",
  fiscalYearStartMonth: 1,
} as const;

const REPS_PER_MANAGER = 10;
const PRODUCTS = 40;

/**
 * A sales force made inside the database, so that a million deals take seconds: reps "rep-1".. with managers, quotas and the
 * account executives' plan, deals spread evenly over reps and quarters (8 of 10 won, one open, one lost; every twentieth
 * shared half and half with the next rep), accounts, products, stages and credits as an import derives them.
 */
export async function seedBench(sql: Sql, { reps, deals, quarters }: BenchSize): Promise<void> {
  const plan = await readFile(new URL("../../src/demo/plans/ae.yaml", import.meta.url), "utf8");
  const { slug, name, currency, timeZone } = benchOrganisation;
  const accounts = Math.ceil(deals / 20);
  const last = quarters.at(-1) ?? "";
  await sql.withTransaction(async (tx) => {
    const [org] = await tx.query<{ id: string }>(
      "insert into organisation (slug, name, currency, time_zone) values ($1, $2, $3, $4) returning id",
      [slug, name, currency, timeZone],
    );
    const id = `'${org?.id}'::uuid`;
    await tx.exec(`
      create temp table quarter on commit drop as
        select ordinality::int - 1 as i, day::date as first from unnest(array['${quarters.join("','")}']) with ordinality as q(day, ordinality);
      insert into person (org_id, key, name, email, role, hired_on)
        select ${id}, 'rep-' || i, 'Rep ' || initcap(translate(to_hex(i * 7919), '0123456789', 'ghijklmnop')) || ' No' || i,
          'rep-' || i || '@example.com', 'rep', '2020-01-01' from generate_series(1, ${reps}) i;
      insert into person (org_id, key, name, email, role)
        select ${id}, 'manager-' || i, 'Manager ' || initcap(translate(to_hex(i * 104729), '0123456789', 'qrstuvwxyz')) || ' No' || i,
          'manager-' || i || '@example.com', 'manager' from generate_series(0, ${Math.floor(reps / REPS_PER_MANAGER)}) i;
      create temp table rep on commit drop as
        select substr(key, 5)::int as i, id from person where org_id = ${id} and role = 'rep';
      create unique index on rep (i);
      insert into reporting_line (org_id, person_id, manager_id, valid_from)
        select ${id}, rep.id, m.id, '2020-01-01' from rep
          join person m on m.org_id = ${id} and m.key = 'manager-' || rep.i / ${REPS_PER_MANAGER};
      insert into product (org_id, key, name) select ${id}, 'product-' || i, 'Product ' || i from generate_series(0, ${PRODUCTS - 1}) i;
      insert into account (org_id, key, name) select ${id}, 'account-' || i, 'Account ' || i from generate_series(0, ${accounts - 1}) i;
      insert into quota (org_id, person_id, measure, period_start, period_end, set_on, amount_minor, currency)
        select ${id}, rep.id, 'bookings', first, (first + interval '3 months')::date, first, 50000000 + rep.i % 100 * 100000, '${currency}'
          from rep, quarter;
    `);
    await tx.query(
      `with plan as (
         insert into plan (org_id, key, version, name, document, valid_from) values ($1::uuid, 'ae', '1', 'AE', $2, '2020-01-01') returning id)
       insert into plan_assignment (org_id, person_id, plan_id, valid_from, target_incentive_minor)
         select $1::uuid, rep.id, plan.id, '2020-01-01', 7200000 from rep, plan`,
      [org?.id, plan],
    );
    await tx.exec(`
      insert into deal (org_id, key, name, owner_id, account_id, product_id, type, stage, status, amount_minor, cost_minor, currency,
          opened_on, expected_close_on, closed_on)
        select ${id}, 'D-' || n, 'Deal ' || n, rep.id, ac.id, pr.id, case when n % 3 = 0 then 'renewal' else 'new' end,
          case when turn < 8 then 'Closed Won' when turn = 8 then 'Negotiation' else 'Closed Lost' end,
          (case when turn < 8 then 'won' when turn = 8 then 'open' else 'lost' end)::"DealStatus",
          100000 + (n::bigint * 7919) % 9000000, 50000, '${currency}', first - 40,
          case when turn = 8 then '${last}'::date + 60 else first + n % 90 end,
          case when turn = 8 then null else first + n % 90 end
        from generate_series(1, ${deals}) n
          cross join lateral (select (n / ${reps} + n) % 10) turns(turn)
          join rep on rep.i = n % ${reps} + 1
          join quarter on quarter.i = n / ${reps} % ${quarters.length}
          join account ac on ac.org_id = ${id} and ac.key = 'account-' || n % ${accounts}
          join product pr on pr.org_id = ${id} and pr.key = 'product-' || n % ${PRODUCTS};
      insert into deal_split (org_id, deal_id, person_id, share)
        select ${id}, d.id, s.person_id, 0.5 from deal d
          join rep owner on owner.id = d.owner_id
          join rep next on next.i = owner.i % ${reps} + 1
          cross join lateral (values (owner.id), (next.id)) s(person_id)
        where d.org_id = ${id} and (substr(d.key, 3)::int / ${reps} + substr(d.key, 3)::int) % 20 = 0;
      insert into deal_stage_change (org_id, deal_id, stage, entered_on)
        select ${id}, id, stage, coalesce(closed_on, opened_on + 20) from deal where org_id = ${id};
      insert into credit (org_id, person_id, deal_id, credited_on, amount_minor, currency, share)
        select ${id}, coalesce(s.person_id, d.owner_id), d.id, d.closed_on, round(d.amount_minor * coalesce(s.share, 1)), d.currency, coalesce(s.share, 1)
          from deal d left join deal_split s on s.deal_id = d.id where d.org_id = ${id} and d.status = 'won';
      insert into import_run (org_id, source, finished_at, read, added, changed, rejected)
        values (${id}, 'bench', '${last}'::date + interval '40 days', ${deals}, ${deals}, 0, 0);
    `);
  });
  await sql.exec("analyze");
}
