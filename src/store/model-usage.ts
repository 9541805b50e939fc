import type { SqlConnection } from "./sql.js";
import type { ModelAllowance, ModelMode, ModelUsageRow, Organisation, OrgStore } from "./store.js";

/** What the language model was used for: read before and written after each call to it. */
export function modelUsage(
  sql: SqlConnection,
  organisation: Organisation,
): Pick<OrgStore, "getModelAllowance" | "addModelUsage" | "getModelMode" | "setModelMode" | "listModelUsage"> {
  return {
    async getModelAllowance(personId, day) {
      const [found] = await sql.query<ModelAllowance>(
        `select o.model_mode::text as mode,
           coalesce(sum(u.calls) filter (where u.person_id = $2), 0)::int8 as "personCalls",
           coalesce(sum(u.tokens_in + u.tokens_out) filter (where u.person_id = $2), 0)::int8 as "personTokens",
           coalesce(sum(u.cost_micros) filter (where u.person_id = $2), 0)::int8 as "personCostMicros",
           coalesce(sum(u.cost_micros), 0)::int8 as "orgCostMicros"
         from organisation o left join model_usage u on u.org_id = o.id and u.day = $3::date
         where o.id = $1 group by o.id`,
        [organisation.id, personId, day],
        { often: true },
      );
      if (!found) throw new Error("no such organisation");
      return found;
    },
    async addModelUsage(personId, day, { calls, failures, dropped, tokensIn, tokensOut, costMicros }) {
      await sql.query(
        `with unhurried as (select set_config('synchronous_commit', 'off', true))
         insert into model_usage (org_id, person_id, day, calls, failures, dropped, tokens_in, tokens_out, cost_micros)
         select org_id, id, $3::date, $4::int, $5::int, $6::int, $7::int8, $8::int8, $9::int8
           from unhurried, person where org_id = $1 and id = $2
         on conflict (person_id, day) do update set calls = model_usage.calls + excluded.calls,
           failures = model_usage.failures + excluded.failures, dropped = model_usage.dropped + excluded.dropped,
           tokens_in = model_usage.tokens_in + excluded.tokens_in, tokens_out = model_usage.tokens_out + excluded.tokens_out,
           cost_micros = model_usage.cost_micros + excluded.cost_micros`,
        [organisation.id, personId, day, calls, failures, dropped, tokensIn, tokensOut, costMicros],
        { often: true },
      );
    },
    async getModelMode() {
      const [found] = await sql.query<{ mode: ModelMode }>(
        "select model_mode::text as mode from organisation where id = $1",
        [organisation.id],
      );
      if (!found) throw new Error("no such organisation");
      return found.mode;
    },
    async setModelMode(mode) {
      await sql.query(`update organisation set model_mode = $2::"ModelMode" where id = $1`, [organisation.id, mode]);
    },
    async listModelUsage(from) {
      return sql.query<ModelUsageRow>(
        `select u.day, p.name as person, u.calls, u.failures, u.dropped, u.tokens_in as "tokensIn",
           u.tokens_out as "tokensOut", u.cost_micros as "costMicros"
         from model_usage u join person p on p.id = u.person_id
         where u.org_id = $1 and u.day >= $2::date order by u.day desc, u.cost_micros desc, u.calls desc, p.name`,
        [organisation.id, from],
      );
    },
  };
}
