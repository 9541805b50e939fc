import type { SqlConnection } from "./sql.js";
import type { ConversationTurn, Organisation, OrgStore } from "./store.js";

/** What was last asked in a conversation. Read and written with every question, so in plain SQL. */
export function conversations(
  sql: SqlConnection,
  organisation: Organisation,
): Pick<OrgStore, "findConversation" | "findLatestTurn" | "saveConversation" | "forgetConversation"> {
  return {
    async findConversation(personId, key) {
      const [turn] = await sql.query<ConversationTurn>(
        "select skill, input, at from conversation where org_id = $1 and person_id = $2 and key = $3",
        [organisation.id, personId, key],
        { often: true },
      );
      return turn ?? null;
    },
    async findLatestTurn(personId) {
      const [turn] = await sql.query<ConversationTurn>(
        "select skill, input, at from conversation where org_id = $1 and person_id = $2 order by at desc limit 1",
        [organisation.id, personId],
      );
      return turn ?? null;
    },
    async saveConversation(personId, key, { skill, input, at }) {
      // The person is looked up within the organisation, so that a foreign id can write nothing. No answer waits for the
      // disk: what a crash of the server could lose here is the last half second of what a follow-up follows.
      await sql.query(
        `with unhurried as (select set_config('synchronous_commit', 'off', true))
         insert into conversation (org_id, person_id, key, skill, input, at)
         select org_id, id, $3, $4, $5::jsonb, $6::timestamptz from unhurried, person where org_id = $1 and id = $2
         on conflict (person_id, key) do update set skill = excluded.skill, input = excluded.input, at = excluded.at`,
        [organisation.id, personId, key, skill, input, at],
        { often: true },
      );
    },
    async forgetConversation(personId, key) {
      await sql.query("delete from conversation where org_id = $1 and person_id = $2 and key = $3", [
        organisation.id,
        personId,
        key,
      ]);
    },
  };
}
