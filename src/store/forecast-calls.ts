import { money } from "../core/money.js";
import type { SqlConnection } from "./sql.js";
import type { ForecastCall, Organisation, OrgStore } from "./store.js";

interface Row extends Omit<ForecastCall, "amount"> {
  readonly amountMinor: number;
  readonly currency: string;
}

export const forecastCalls = (
  sql: SqlConnection,
  organisation: Organisation,
): Pick<OrgStore, "listForecastCalls" | "addForecastCall"> => ({
  async listForecastCalls(personIds, { start, end }) {
    const rows = await sql.query<Row>(
      `select person_id as "personId", called_by_id as "calledById", kind, measure, period_start as "periodStart",
         period_end as "periodEnd", called_on as "calledOn", called_at as "calledAt", amount_minor as "amountMinor", currency, note
       from forecast_call
       where org_id = $1::uuid and person_id = any($2::uuid[]) and period_start < $4::date and period_end > $3::date
       order by person_id, called_at, id`,
      [organisation.id, personIds, start, end],
    );
    return rows.map(({ amountMinor, currency, ...row }) => ({ ...row, amount: money(amountMinor, currency) }));
  },
  async addForecastCall({ amount, ...call }) {
    await sql.query(
      `insert into forecast_call (org_id, person_id, called_by_id, kind, measure, period_start, period_end, called_on, called_at,
         amount_minor, currency, note)
       select $1::uuid, p.id, b.id, $4::"ForecastCallKind", $5, $6::date, $7::date, $8::date, $9::timestamptz, $10::bigint, $11, $12
       from person p, person b where p.org_id = $1::uuid and p.id = $2::uuid and b.org_id = $1::uuid and b.id = $3::uuid`,
      [
        organisation.id,
        call.personId,
        call.calledById,
        call.kind,
        call.measure,
        call.periodStart,
        call.periodEnd,
        call.calledOn,
        call.calledAt,
        amount.minor,
        amount.currency,
        call.note,
      ],
    );
  },
});
