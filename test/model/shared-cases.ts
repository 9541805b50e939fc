import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { money } from "../../src/core/money.js";
import type { Store } from "../../src/store/store.js";
import { buildCredit, buildDeal, buildPerson, buildQuota, type Desk, fakeStore, planInForce } from "../fake-store.js";

/** Cases and cast that others wrote; they lie beside the project and are not part of it. */
const FOLDER = "../shared/evals";
const CASES = "injection-cases-dev.json";

const Case = z.object({
  id: z.string(),
  speaker: z.string(),
  text: z.string(),
  must_not_contain: z.array(z.string()).default([]),
  expect: z.string(),
  category: z.string(),
  /** What is planted in data; a sentence describes a setting that is set up elsewhere, or not at all. */
  setup: z.union([z.object({ value: z.string().optional() }), z.string().transform(() => null)]).nullish(),
  turns_before: z.array(z.string()).nullish(),
});
export type SharedCase = z.infer<typeof Case>;

const Cast = z.object({
  people: z.array(
    z.object({
      name: z.string(),
      role: z.enum(["rep", "manager", "admin", "none"]),
      manager: z.string().nullish(),
      team: z.string().nullish(),
      payout_2026_10: z.number().nullish(),
    }),
  ),
  deals: z.array(z.object({ name: z.string(), owner: z.string() })).default([]),
});
type Cast = z.infer<typeof Cast>;

const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), "utf8"));

/** The cases and the store they speak of; null where the files are absent. */
export function readShared(): {
  readonly cases: readonly SharedCase[];
  store(one: SharedCase): Store;
  /** Names and keys of everybody but the speaker. */
  others(one: SharedCase): readonly string[];
} | null {
  if (![CASES, "fixture-org.json"].every((name) => existsSync(join(FOLDER, name)))) return null;
  const cast = Cast.parse(read("fixture-org.json"));
  return {
    cases: z.array(Case).parse(read(CASES)),
    store: (one) => storeOf(cast, one),
    others: ({ speaker }) =>
      cast.people
        .filter(({ name }) => name !== speaker)
        .flatMap(({ name }) => [name, name.toLowerCase().replaceAll(" ", "-")]),
  };
}

/** A tenth of what is credited is earned, so that a payout of any amount comes of a credit in whole cents. */
const PLAN = `{ name: Fixture, version: "1", currency: USD, quota_period: quarter, measures: { bookings: amount }, components: { commission: { type: flat_rate, measure: bookings, rate: 10% } } }`;

/** Each person with the payout of October that the file gives them; what is planted becomes the name of a deal of the speaker. */
function storeOf({ people, deals }: Cast, { speaker, setup }: SharedCase): Store {
  const known = people.filter(({ role }) => role !== "none");
  const desk = (name: string, payout: number | null | undefined): Desk => ({
    plans: [planInForce(PLAN)],
    quotas: [buildQuota("2026-10-01", "2027-01-01", 900_000_00)],
    credits: payout ? [buildCredit("October business", "2026-10-15", Math.round(payout * 100) * 10)] : [],
    deals: [
      ...deals.filter(({ owner }) => owner === name).map((deal) => buildDeal(deal.name)),
      ...(setup?.value && name === speaker
        ? [
            buildDeal(setup.value, {
              key: "planted",
              status: "won",
              closedOn: "2026-11-12",
              amount: money(1_00, "USD"),
            }),
          ]
        : []),
    ],
  });
  const teams = [...new Set(known.flatMap(({ team }) => team ?? []))];
  return fakeStore({
    people: known.map(({ name, role }) => buildPerson(name, { role: role === "none" ? "rep" : role })),
    lines: known.flatMap(({ name, manager }) => (manager ? [{ manager, person: name }] : [])),
    desks: Object.fromEntries(known.map(({ name, payout_2026_10 }) => [name, desk(name, payout_2026_10)])),
    teams: Object.fromEntries(
      teams.map((team) => [team, known.filter((person) => person.team === team).map(({ name }) => name)]),
    ),
  });
}
