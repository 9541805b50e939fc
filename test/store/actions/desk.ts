import { pino } from "pino";
import { propose as proposeAction } from "../../../src/actions/propose.js";
import type { Answer } from "../../../src/answer/answer.js";
import { createAsk } from "../../../src/ask.js";
import type { Question } from "../../../src/question.js";
import { PLAN } from "../../fake-store.js";
import { load } from "../company.js";
import { openTestStore } from "../test-store.js";

/** Monday, 10:00 in Berlin. */
export const NOW = new Date("2026-11-23T09:00:00Z");
const Q4 = { measure: "bookings", periodStart: "2026-10-01", periodEnd: "2027-01-01", setOn: "2025-12-15" };
const won = (key: string, name: string, closedOn: string, amount: string) => ({
  key,
  name,
  ownerKey: "maya",
  stage: "Won",
  status: "won" as const,
  amount,
  currency: "USD",
  closedOn,
});

/**
 * A company that acts: Lena leads Maya and Dana, Kurt led Maya until July, Ada and Abel are admins. Maya is half way to a quota of
 * 180,000 on a plan of 8% to quota and 12% above, and Bluefin is open.
 */
export async function openDesk() {
  const opened = await openTestStore();
  const organisation = await opened.store.createOrganisation({
    slug: "acting",
    name: "Acting",
    currency: "USD",
    timeZone: "Europe/Berlin",
    fiscalYearStartMonth: 1,
  });
  const person = (key: string, name: string, role: "rep" | "manager" | "admin") => ({
    key,
    name,
    role,
    email: `${key}@acting.example`,
  });
  await load(opened.store, organisation, {
    people: [
      person("maya", "Maya Chen", "rep"),
      person("dana", "Dana Fairbank", "rep"),
      person("lena", "Lena Boss", "manager"),
      person("kurt", "Kurt Former", "manager"),
      person("ada", "Ada Admin", "admin"),
      person("abel", "Abel Admin", "admin"),
    ],
    reportingLines: [
      { personKey: "maya", managerKey: "kurt", validFrom: "2026-01-01", validTo: "2026-07-01" },
      { personKey: "maya", managerKey: "lena", validFrom: "2026-07-01" },
      { personKey: "dana", managerKey: "lena", validFrom: "2026-01-01" },
    ],
    deals: [
      won("B1", "Cobalt", "2026-10-12", "60000"),
      won("B2", "Dunmore", "2026-11-05", "30000"),
      won("B3", "Elmwood", "2026-08-20", "200000"),
      {
        key: "B4",
        name: "Bluefin",
        ownerKey: "maya",
        stage: "Negotiation",
        status: "open",
        amount: "50000",
        currency: "USD",
        openedOn: "2026-09-01",
        expectedCloseOn: "2026-12-10",
      },
    ],
    quotas: [
      { ...Q4, personKey: "maya", amount: "180000", currency: "USD" },
      {
        ...Q4,
        personKey: "maya",
        amount: "160000",
        currency: "USD",
        periodStart: "2026-07-01",
        periodEnd: "2026-10-01",
      },
    ],
    plans: [
      { key: "ae", version: "2026.1", name: "AE plan", document: PLAN, validFrom: "2026-01-01" },
      {
        key: "ae",
        version: "2027.1",
        name: "AE plan",
        document: PLAN.replace("2026.1", "2027.1").replace("rate: 8%", "rate: 9%"),
        validFrom: "2027-01-01",
      },
    ],
    planAssignments: [
      { personKey: "maya", planKey: "ae", planVersion: "2026.1", validFrom: "2026-01-01", targetIncentive: "60000" },
      { personKey: "dana", planKey: "ae", planVersion: "2026.1", validFrom: "2026-01-01", targetIncentive: "60000" },
    ],
  });
  const org = opened.store.forOrganisation(organisation);
  const ask = createAsk({ store: opened.store, log: pino({ level: "silent" }) });
  let minutes = 0;
  const idOf = async (name: string) => (await org.findPersonByEmailOrName(name))?.id ?? "";
  /** Every message a minute after the one before, so that "yes" has something to follow. */
  const say = async (who: string, text: string, more: Partial<Question> = {}): Promise<Answer> => {
    const now = new Date(NOW.getTime() + minutes++ * 60_000);
    const { shown } = await ask({
      orgId: organisation.id,
      askerId: await idOf(who),
      text,
      channel: "dm",
      now,
      conversation: `test:${who}`,
      ...more,
    });
    return shown;
  };
  const press = (who: string, answer: Answer, label: string): Promise<Answer> => {
    const button = answer.actions?.find((action) => action.label.startsWith(label));
    if (!button)
      throw new Error(`no button ${label} among ${answer.actions?.map((action) => action.label).join(", ")}`);
    return say(who, "", { pressed: button.ask });
  };
  /** Asks for a change and confirms it. */
  const done = async (who: string, text: string, label: string): Promise<Answer> =>
    press(who, await say(who, text), label);
  /** A change asked for without words, as a modal or a command does. */
  const propose = async (who: string, action: string, input: Readonly<Record<string, unknown>>): Promise<Answer> => {
    const asker = await org.findPerson(await idOf(who));
    if (!asker) throw new Error(`no ${who}`);
    return proposeAction(
      { action, input },
      { store: org, asker, now: NOW, today: "2026-11-23", locale: "en-US", conversation: null },
    );
  };
  const audited = async (entity: string) =>
    (
      await opened.sql.query<{ line: string }>(
        "select actor || ' ' || action as line from audit_entry where entity = $1 order by id",
        [entity],
      )
    ).map(({ line }) => line);
  return { ...opened, organisation, org, idOf, say, press, done, propose, audited };
}
export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** Rows of the first table, as text where they are text. */
export const cells = (answer: Answer): string[][] =>
  (answer.tables?.[0]?.rows ?? []).map((row) => row.map((value) => (value.kind === "text" ? value.text : value.kind)));
