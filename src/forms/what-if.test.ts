import { pino } from "pino";
import { expect, test } from "vitest";
import { buildDeal, buildPerson, fakeStore, halfway } from "../../test/fake-store.js";
import { createAsk } from "../ask.js";
import { createWhatIf } from "./what-if.js";

const maya = buildPerson("Maya Chen");
const store = fakeStore({
  people: [maya],
  desks: {
    "Maya Chen": {
      ...halfway,
      deals: [
        buildDeal("Harborview"),
        buildDeal("Northgate", { expectedCloseOn: "2026-11-30", amount: null, credited: null }),
        buildDeal("Ox", { expectedCloseOn: "2026-12-30" }),
        buildDeal("Bluefin", { status: "won" }),
      ],
    },
  },
});
const form = createWhatIf({ store, ask: createAsk({ store, log: pino({ enabled: false }) }) });
const asker = { orgId: "org-1", personId: maya.id, now: new Date("2026-11-23T09:00:00Z") };
const result = (deal: string | null, amount: string) => form.result(asker, { deal, amount });

test("open deals can be chosen, the next to close first", async () => {
  expect((await form.deals(asker)).map(({ name }) => name)).toEqual(["Northgate", "Harborview", "Ox"]);
});

test.each([
  ["We signed HARBORVIEW!!", ["Harborview"]],
  ["harborviews are nice, see https://evil.example/northgate-x", ["Northgate"]],
  ["Bluefin and Harborview", ["Harborview", "Bluefin"]],
  ["an ox is short", []],
  ["", []],
])("%j names %j", async (text, names) => {
  expect((await form.dealsIn(asker, text)).map(({ name }) => name)).toEqual(names);
});

test("a deal, an amount, or both give what the question gives", async () => {
  expect(await result("harborview", "")).toMatchObject({
    kind: "answer",
    answer: {
      skill: "what_if",
      headline: "Closing Harborview for $50,000.00 would add $4,000.00 to your payout for Q4 2026.",
    },
  });
  expect(await result("harborview", "100k")).toMatchObject({
    answer: { headline: expect.stringContaining("$8,400.00") },
  });
  expect(await result(null, "$10,000")).toMatchObject({ answer: { headline: expect.stringContaining("$800.00") } });
  expect(await result(null, "100%")).toMatchObject({ answer: { headline: expect.stringContaining("$7,200.00") } });
});

test("what is wrong is said of the field that it is wrong in", async () => {
  expect(await result(null, " ")).toEqual({ kind: "empty" });
  expect(await result("harborview", "a lot")).toMatchObject({ kind: "wrong", errors: { amount: expect.any(String) } });
  expect(await result(null, "-5")).toMatchObject({ kind: "wrong", errors: { amount: expect.any(String) } });
  expect(await result("harborview", "110%")).toMatchObject({ kind: "wrong", errors: { amount: expect.any(String) } });
  expect(await result("northgate", "")).toMatchObject({
    kind: "wrong",
    errors: { deal: expect.stringContaining("no amount") },
  });
});
