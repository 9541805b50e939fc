import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Store } from "../../src/store/store.js";
import type { PlatformAccount } from "../../src/surfaces/identity.js";
import {
  buildCredit,
  buildDeal,
  buildPerson,
  buildQuota,
  type Desk,
  fakeStore,
  organisation,
  planInForce,
} from "../fake-store.js";

const Case = z.strictObject({
  as: z.string(),
  text: z.string(),
  about: z.string(),
  where: z.enum(["dm", "public", "private", "group"]),
  expect: z.enum(["shown", "privately", "refused"]),
  why: z.string(),
  standing: z.enum(["guest", "outsider", "bot", "deactivated", "unconfirmed"]).optional(),
});
export type PermissionCase = z.infer<typeof Case>;

export const permissionCases = (): PermissionCase[] =>
  z.array(Case).parse(parse(readFileSync("test/contracts/permission-cases.yaml", "utf8")));

/** One plan for all: a tenth of what is credited. Each person's figures are like nobody else's, so that one of them tells whose it is. */
const PLAN = `{ name: Field, version: "1", currency: USD, quota_period: quarter, measures: { bookings: amount }, components: { commission: { type: flat_rate, measure: bookings, rate: 10% } } }`;
const CREDITED: Readonly<Record<string, number>> = {
  "Vera Quint": 211_377_10,
  "Max Hollis": 173_913_40,
  "Nora Brandt": 164_739_80,
  "Ana Alvarado": 91_237_60,
  "Cid Moreno": 82_619_30,
  "Ben Ode": 73_451_70,
  "Lee Gone": 64_873_90,
};

const deskOf = (name: string, minor: number): Desk => ({
  plans: [planInForce(PLAN)],
  quotas: ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01"]
    .slice(0, -1)
    .map((start, i, starts) => buildQuota(start, starts[i + 1] ?? "2027-01-01", 400_000_00)),
  credits: [
    buildCredit(`${name} spring`, "2026-02-10", minor - 1_000_00),
    buildCredit(`${name} autumn`, "2026-10-15", minor),
  ],
  deals: [
    buildDeal(`${name} autumn`, {
      status: "won",
      closedOn: "2026-10-15",
      amount: { minor, currency: "USD" },
      credited: { minor, currency: "USD" },
    }),
    buildDeal(`${name} open`, {
      amount: { minor: minor + 7_00, currency: "USD" },
      credited: { minor: minor + 7_00, currency: "USD" },
    }),
  ],
});

/** Vera leads Max and Nora; Max leads Ana, Cid, Lee until he left and Ben until July, then Nora does; Dot has a say, but no line. */
export function permissionStore(): Store {
  const identities = new Map<string, { orgId: string; personId: string }>();
  const events = new Set<string>();
  const store = fakeStore({
    people: [
      ...["Vera Quint", "Max Hollis", "Nora Brandt", "Dot Reyes"].map((name) => buildPerson(name, { role: "manager" })),
      ...["Ana Alvarado", "Cid Moreno", "Ben Ode"].map((name) => buildPerson(name)),
      buildPerson("Lee Gone", { leftOn: "2026-06-01" }),
      buildPerson("Ada Voss", { role: "admin" }),
    ],
    lines: [
      { manager: "Vera Quint", person: "Max Hollis" },
      { manager: "Vera Quint", person: "Nora Brandt" },
      { manager: "Max Hollis", person: "Ana Alvarado" },
      { manager: "Max Hollis", person: "Cid Moreno" },
      { manager: "Max Hollis", person: "Lee Gone", to: "2026-06-01" },
      { manager: "Max Hollis", person: "Ben Ode", to: "2026-07-01" },
      { manager: "Nora Brandt", person: "Ben Ode", from: "2026-07-01" },
    ],
    desks: Object.fromEntries(Object.entries(CREDITED).map(([name, minor]) => [name, deskOf(name, minor)])),
    teams: { West: ["Ana Alvarado", "Cid Moreno"] },
  });
  return {
    ...store,
    findWorkspace: async () => organisation,
    linkWorkspace: async () => undefined,
    findIdentity: async (platform, workspace, user) => identities.get(`${platform}:${workspace}:${user}`) ?? null,
    listLinkedUsers: async () => [],
    linkIdentity: async ({ platform, workspaceId, userId, orgId, personId }) => {
      identities.set(`${platform}:${workspaceId}:${userId}`, { orgId, personId });
    },
    takeEvent: async (key) => !events.has(key) && events.add(key) !== undefined,
  };
}

/** What the platform says of the account of a case. */
export const accountOf = ({ as, standing }: PermissionCase): PlatformAccount => ({
  standing: standing ?? "member",
  emails: [buildPerson(as).email ?? ""],
});

/** What would give a person's figures away, as people read them. */
export function tellsOf(name: string): string[] {
  const minor = CREDITED[name];
  if (minor === undefined) return [];
  const dollars = (value: number) => (value / 100).toLocaleString("en-US", { minimumFractionDigits: 2 });
  return [minor, minor - 1_000_00, minor + 7_00, minor / 10, (minor - 1_000_00) / 10].map(dollars);
}

export const everybodyWithFigures = Object.keys(CREDITED);
