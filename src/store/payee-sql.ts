import { dealAttributesSql } from "./deal-attributes.js";
import { personColumns } from "./people.js";

/**
 * Everything about payees within a span, one row each, in one round trip: $1 organisation, $2 person ids, $3 start and
 * $4 end (excluded) of the span, $5 as-of day. Every list is found through an index that begins with the payee, so a
 * question reads that payee's rows and nobody else's; test/store/payee-file-plan.test.ts holds it to that. Team, manager and
 * territories are those of the span's last day that is known: the as-of day, or the day before the span's end.
 *
 * `attributes` are what plans filter on. Ledger entries of draws reach back to their beginning, because what is owed does.
 */
export const payeeSql = `
select ${personColumns},
  (select t.name from team_membership m join team t on t.id = m.team_id
    where m.person_id = p.id and m.valid_from <= day.known order by m.valid_from desc limit 1) as team,
  (select boss.name from reporting_line l join person boss on boss.id = l.manager_id
    where l.person_id = p.id and l.valid_from <= day.known and (l.valid_to is null or l.valid_to > day.known)
    order by l.valid_from desc limit 1) as "managerName",
  coalesce((select json_agg(t.name order by t.name) from territory_assignment a join territory t on t.id = a.territory_id
    where a.person_id = p.id and a.valid_from <= day.known and (a.valid_to is null or a.valid_to > day.known)), '[]') as territories,
  coalesce((select json_agg(json_build_object(
      'key', plan.key, 'version', plan.version, 'name', plan.name, 'document', plan.document,
      'validFrom', greatest(a.valid_from, plan.valid_from), 'validTo', least(a.valid_to, plan.valid_to),
      'targetMinor', a.target_incentive_minor) order by a.valid_from)
    from plan_assignment a join plan on plan.id = a.plan_id
    where a.person_id = p.id and a.valid_from < $4::date and (a.valid_to is null or a.valid_to > $3::date)
      and plan.valid_from < $4::date and (plan.valid_to is null or plan.valid_to > $3::date)
      and (a.valid_to is null or a.valid_to > plan.valid_from) and (plan.valid_to is null or plan.valid_to > a.valid_from)), '[]') as plans,
  coalesce((select json_agg(json_build_object(
      'dealKey', d.key, 'dealName', d.name, 'creditedOn', c.credited_on, 'minor', c.amount_minor, 'currency', c.currency,
      'share', c.share::text, 'amountMinor', d.amount_minor, 'costMinor', d.cost_minor, 'dealCurrency', d.currency,
      'attributes', ${dealAttributesSql}) order by c.credited_on, d.key)
    from credit c join deal d on d.id = c.deal_id
      left join product pr on pr.id = d.product_id
      left join account ac on ac.id = d.account_id
      left join territory te on te.id = d.territory_id
    where c.org_id = $1::uuid and c.person_id = p.id
      and c.credited_on >= $3::date and c.credited_on < $4::date and c.credited_on <= $5::date), '[]') as credits,
  coalesce((select json_agg(json_build_object(
      'measure', q.measure, 'start', q.period_start, 'end', q.period_end, 'setOn', q.set_on,
      'minor', q.amount_minor, 'currency', q.currency, 'reason', q.reason) order by q.set_on, q.period_start)
    from quota q
    where q.org_id = $1::uuid and q.person_id = p.id
      and q.period_start < $4::date and q.period_end > $3::date and q.set_on <= $5::date), '[]') as quotas,
  coalesce((select json_agg(json_build_object(
      'key', e.key, 'postedOn', e.posted_on, 'kind', e.kind, 'minor', e.amount_minor, 'currency', e.currency,
      'reason', e.reason, 'dealName', d.name) order by e.posted_on, e.key)
    from ledger_entry e left join deal d on d.id = e.deal_id
    where e.org_id = $1::uuid and e.person_id = p.id and e.posted_on < $4::date and e.posted_on <= $5::date
      and (e.posted_on >= $3::date or e.kind in ('draw_advance', 'draw_recovery'))), '[]') as ledger,
  coalesce((select json_agg(json_build_object('start', v.valid_from, 'end', v.valid_to) order by v.valid_from)
    from leave v
    where v.person_id = p.id and v.valid_from < $4::date and (v.valid_to is null or v.valid_to > $3::date)), '[]') as leaves
from person p, (select least($5::date, $4::date - 1) as known) day
where p.org_id = $1::uuid and p.id = any($2::uuid[])`;

/** Rates in force at some time in the span and known on the as-of day, and when data last came in. Parameters as above. */
export const organisationSql = `
select
  (select max(finished_at) from import_run where org_id = $1::uuid) as "dataAsOf",
  coalesce((select json_agg(json_build_object(
      'kind', kind, 'from', from_currency, 'to', to_currency, 'validFrom', valid_from, 'rate', rate::text)
      order by kind, from_currency, to_currency, valid_from)
    from (
      select *, lead(valid_from) over (partition by kind, from_currency, to_currency order by valid_from) as valid_to
        from fx_rate where org_id = $1::uuid and valid_from < $3::date and valid_from <= $4::date
    ) rates where valid_to is null or valid_to > $2::date), '[]') as "fxRates"`;
