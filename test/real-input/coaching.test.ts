import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import { formatValue } from "../../src/answer/format.js";
import { createAsk } from "../../src/ask.js";
import { importFiles } from "../../src/connectors/csv/import-files.js";
import { createLog } from "../../src/log.js";
import type { Organisation, OrgStore, Person } from "../../src/store/store.js";
import { openTestStore, type TestStore } from "../store/test-store.js";
import { DATA, describeWithData } from "./real-data.js";

/** What is drawn by chance, seeded with ids that are new in each database: left open, so that the snapshot holds what is certain. */
const DRAWN = new Set(["Expected to add"]);
const withoutDrawn = (text: string): string => text.replaceAll(/\b\d+\.0%/g, "n%");

/** An answer as people read it, plainly. */
function readable(answer: Answer): string {
  const shown = (value: Parameters<typeof formatValue>[0]) => formatValue(value, answer.locale);
  return [
    answer.headline,
    answer.body,
    ...answer.figures.map(({ label, value }) => `${label}: ${DRAWN.has(label) ? "n" : shown(value)}`),
    ...(answer.tables ?? []).flatMap(({ title, columns, rows }) => [
      `[${title ?? ""}] ${columns.map(({ label }) => label).join(" | ")}`,
      ...rows.map(
        (row) => `  ${row.map((value, i) => (DRAWN.has(columns[i]?.label ?? "") ? "n" : shown(value))).join(" | ")}`,
      ),
    ]),
    ...(answer.notes ?? []).map((note) => `Note: ${note}`),
    `Next: ${(answer.actions ?? []).map(({ label }) => label).join(" · ")}`,
  ]
    .filter(Boolean)
    .join("\n");
}

// Names and keys are of a data set that is not part of the project: the snapshot holds none of them.
describeWithData("maven_crm", () => {
  let opened: TestStore;
  let organisation: Organisation;
  let org: OrgStore;
  let manager: Person;
  let reps: readonly Person[];
  const masks: (readonly [string, string])[] = [];

  beforeAll(async () => {
    opened = await openTestStore();
    ({ organisation } = await importFiles(opened.store, {
      path: join(DATA, "maven_crm"),
      mappingFile: "test/real-input/maven.yaml",
      defaultOrgSlug: "none",
      options: { actor: "test", now: new Date("2017-11-20T00:00:00Z") },
    }));
    org = opened.store.forOrganisation(organisation);
    const everybody = await org.listPeople();
    manager = everybody.filter(({ role }) => role === "manager")[0] as Person;
    reps = (await org.listReports(manager.id, "2017-11-20")).map(({ person }) => person);
    const number = (people: readonly Person[], word: string) =>
      masks.push(...people.map(({ name }, i) => [name, `${word} ${i + 1}`] as const));
    number(reps, "Rep");
    number([manager], "Manager");
    for (const [i, { name }] of (
      await org.listDealNames(reps[0]?.id ?? "", { start: "2017-10-01", end: "2018-01-01" })
    ).entries())
      masks.push([name, `Deal ${i + 1}`]);
    const products = await opened.sql.query<{ name: string }>("select name from product order by name desc");
    for (const [i, { name }] of products.entries()) masks.push([name, `Product ${i + 1}`]);
    // The longest first: a deal's name holds that of its product.
    masks.sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
  });
  afterAll(() => opened.close());

  const say = async (who: Person, text: string, now = "2017-11-20T12:00:00Z"): Promise<string> => {
    const ask = createAsk({ store: opened.store, log: createLog("silent") });
    const { shown } = await ask({ orgId: organisation.id, askerId: who.id, text, channel: "dm", now: new Date(now) });
    const masked = withoutDrawn(masks.reduce((all, [name, mask]) => all.replaceAll(name, mask), readable(shown)));
    return `> ${masks.reduce((all, [name, mask]) => all.replaceAll(name, mask), text)}\n${masked}\n`;
  };

  test("a 1:1 preparation and who needs help, as a sales manager reads them", async () => {
    const first = reps[0] as Person;
    const texts = [await say(manager, `prepare my 1:1 with ${first.name}`), await say(manager, "who needs help?")];
    await expect(texts.join("\n")).toMatchFileSnapshot("snapshots/coaching-manager.txt");
  });

  test("ten conversations of a rep", async () => {
    const rep = reps[0] as Person;
    const texts: string[] = [];
    for (const text of [
      "what should I focus on?",
      "what is my win rate?",
      "how long does it take me to close a deal?",
      "average deal size",
      "show me my kpis",
      "what is my pipeline coverage?",
      "my velocity",
      "week in review",
      "win rate last quarter",
      `what is ${reps[1]?.name}'s win rate?`,
    ])
      texts.push(await say(rep, text));
    await expect(texts.join("\n")).toMatchFileSnapshot("snapshots/coaching-rep.txt");
    for (const other of reps.slice(1)) expect(texts.slice(0, -1).join("\n")).not.toContain(other.name);
  });
});
