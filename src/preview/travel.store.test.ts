import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../test/store/test-store.js";
import { previewClose } from "./close.js";
import { previewMessages } from "./messages.js";
import { previewReceipt } from "./receipt.js";
import { createTravel, type Travel, type World } from "./travel.js";

/** The demo company of one quarter, on three of its days and the first one after it. */
let opened: TestStore;
let travel: Travel;

beforeAll(async () => {
  opened = await openTestStore();
  travel = createTravel({
    log: pino({ level: "silent" }),
    now: () => new Date("2026-11-18T15:00:00Z"),
    openStore: async () => opened.store,
  });
});
afterAll(() => travel.close());

const MAYA = "maya@quillmere.example";
async function mayaIn({ store, organisation }: World) {
  const org = store.forOrganisation(organisation);
  const maya = await org.findPersonByEmailOrName(MAYA);
  if (!maya) throw new Error("the demo company has no Maya");
  return { org, maya };
}
async function ask(world: World, text: string) {
  const { maya } = await mayaIn(world);
  const { organisation, now } = world;
  const conversation = "playground:test";
  return (await world.ask({ orgId: organisation.id, askerId: maya.id, text, channel: "dm", now, conversation })).shown;
}
const attainmentOf = async (world: World) =>
  (await ask(world, "How close am I to quota?")).figures.find(({ key }) => key === "attainment")?.value;

test("days pass, deals close, what was done stays, and the quarter can be closed after its end", async () => {
  const before = await travel.to("one", "2026-11-18");
  expect(travel.dayOf("one")).toBe("2026-11-18");
  const { maya, org } = await mayaIn(before);
  const early = await previewMessages({ store: org, recipientId: maya.id, now: before.now });
  expect(await ask(before, "my goal is 110% of quota this quarter")).toMatchObject({ outcome: "confirm" });
  expect(await ask(before, "confirm")).toMatchObject({ outcome: "answer" });

  const attainment = await attainmentOf(before);

  const later = await travel.to("one", "2026-12-20");
  expect(later.organisation.id).toBe(before.organisation.id);
  expect(await attainmentOf(later)).not.toEqual(attainment);
  expect((await ask(later, "What are my goals?")).headline).not.toContain("no goals");
  const late = await previewMessages({ store: org, recipientId: maya.id, now: later.now });
  expect(late.find(({ name }) => name === "deal_credited")?.answer?.headline).toContain("credited");
  expect(late.find(({ name }) => name === "deal_credited")?.occasion).not.toBe(
    early.find(({ name }) => name === "deal_credited")?.occasion,
  );

  expect(await previewClose(org, "2026-12-20", later.now)).toBeNull();
  const after = await travel.to("one", "2027-01-01");
  const close = await previewClose(org, "2027-01-01", after.now);
  expect(close?.headline).toMatch(/^Q4 2026 is over: \d+ statements are ready to close\.$/);
  expect(await org.listClosedStatements(null)).toEqual([]);

  const when = { today: "2027-01-01", now: after.now };
  const proof = await previewReceipt(org, maya, { person: null, period: "2026-Q4" }, when);
  expect(proof.headline).toContain("Verified");
  const others = await previewReceipt(org, maya, { person: "dana", period: "2026-Q4" }, when);
  expect(others).toMatchObject({ outcome: "denied", figures: [] });
});

test("a day before the quarter or long after it is refused, and nothing moves", async () => {
  await expect(travel.to("one", "2026-09-30")).rejects.toThrow("The clock can be set from 2026-10-01");
  await expect(travel.to("one", "2027-06-01")).rejects.toThrow("The clock can be set");
  expect(travel.dayOf("one")).toBe("2027-01-01");
});

test("another session has another company", async () => {
  const [mine, theirs] = [await travel.to("one", "2027-01-01"), await travel.to("two", "2026-11-18")];
  expect(theirs.organisation.id).not.toBe(mine.organisation.id);
  expect((await ask(theirs, "What are my goals?")).headline).toContain("no goals");
});
