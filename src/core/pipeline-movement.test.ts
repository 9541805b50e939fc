import fc from "fast-check";
import { expect, test } from "vitest";
import { usd } from "../../test/facts.js";
import { money } from "./money.js";
import { type DealState, type PipelineMovement, pipelineMovements } from "./pipeline-movement.js";

const Q4 = { start: "2026-10-01", end: "2027-01-01" };
const state = (dealKey: string, changedOn: string, more: Partial<DealState> = {}): DealState => ({
  dealKey,
  changedOn,
  stage: "Discovery",
  status: "open",
  amount: usd(100),
  expectedCloseOn: "2026-11-30",
  ...more,
});
/** Steps that anything happened in: "opened 1 $100". */
const told = (movement: PipelineMovement | undefined): string[] =>
  Object.entries(movement ?? {}).flatMap(([step, moved]) =>
    typeof moved === "string" || moved.deals === 0 ? [] : [`${step} ${moved.deals} ${moved.amount.minor / 100}`],
  );

test.each<{ why: string; states: DealState[]; steps: string[] }>([
  { why: "nothing happens", states: [state("a", "2026-09-01")], steps: ["start 1 100", "end 1 100"] },
  { why: "opened", states: [state("a", "2026-10-05")], steps: ["opened 1 100", "end 1 100"] },
  {
    why: "raised, then won at another amount: it leaves with what it was said to bring",
    states: [
      state("a", "2026-09-01"),
      state("a", "2026-10-05", { amount: usd(130) }),
      state("a", "2026-10-20", { status: "won", amount: usd(90) }),
    ],
    steps: ["start 1 100", "raised 1 30", "won 1 130"],
  },
  {
    why: "lowered and pushed out of the span",
    states: [state("a", "2026-09-01"), state("a", "2026-12-20", { amount: usd(80), expectedCloseOn: "2027-01-15" })],
    steps: ["start 1 100", "lowered 1 20", "end 1 80", "pushed 1 80", "pushedOut 1 80"],
  },
  {
    why: "a day later in the same month is no push",
    states: [state("a", "2026-09-01"), state("a", "2026-10-20", { expectedCloseOn: "2026-11-02" })],
    steps: ["start 1 100", "end 1 100"],
  },
  {
    why: "pulled in",
    states: [
      state("a", "2026-09-01", { expectedCloseOn: "2027-02-01" }),
      state("a", "2026-10-20", { expectedCloseOn: "2026-11-02" }),
    ],
    steps: ["start 1 100", "end 1 100", "pulledIn 1 100"],
  },
  {
    why: "advanced, though later it goes back",
    states: [state("a", "2026-09-01"), state("a", "2026-10-20", { stage: "Proposal" }), state("a", "2026-11-20")],
    steps: ["start 1 100", "end 1 100", "advanced 1 100"],
  },
  {
    why: "back to an earlier stage is no advance",
    states: [state("a", "2026-08-01"), state("a", "2026-09-01", { stage: "Proposal" }), state("a", "2026-10-20")],
    steps: ["start 1 100", "end 1 100"],
  },
  {
    why: "lost, and opened again in the span",
    states: [state("a", "2026-09-01"), state("a", "2026-10-02", { status: "lost" }), state("a", "2026-10-09")],
    steps: ["start 1 100", "reopened 1 100", "lost 1 100", "end 1 100"],
  },
  { why: "closed before", states: [state("a", "2026-09-01", { status: "won" })], steps: [] },
  { why: "changed after", states: [state("a", "2027-01-01")], steps: [] },
])("$why", ({ states, steps }) => {
  expect(told(pipelineMovements(states, Q4)[0])).toEqual(steps);
});

test("currencies are apart, the largest pipeline first", () => {
  const movements = pipelineMovements(
    [state("a", "2026-09-01"), state("b", "2026-09-01", { amount: money(900_00, "EUR") })],
    Q4,
  );
  expect(movements.map(({ currency }) => currency)).toEqual(["EUR", "USD"]);
});

test("the bridge holds to the cent, whatever happens in whatever order", () => {
  const someState = fc.record({
    dealKey: fc.constantFrom("a", "b", "c"),
    changedOn: fc
      .integer({ min: 1, max: 28 })
      .map((day) => `2026-${day % 2 ? "09" : "11"}-${String(day).padStart(2, "0")}`),
    stage: fc.constantFrom("Discovery", "Proposal"),
    status: fc.constantFrom("open" as const, "open" as const, "won" as const, "lost" as const),
    amount: fc.option(fc.integer({ min: 0, max: 1e9 }).map((minor) => money(minor, "USD"))),
    expectedCloseOn: fc.constantFrom("2026-11-30", "2027-02-01", null),
  });
  fc.assert(
    fc.property(fc.uniqueArray(someState, { selector: (s) => `${s.dealKey} ${s.changedOn}` }), (states) => {
      for (const m of pipelineMovements(states, Q4)) {
        const inflow = m.start.amount.minor + m.opened.amount.minor + m.reopened.amount.minor + m.raised.amount.minor;
        expect(inflow - m.lowered.amount.minor - m.won.amount.minor - m.lost.amount.minor).toBe(m.end.amount.minor);
        expect(m.start.deals + m.opened.deals + m.reopened.deals - m.won.deals - m.lost.deals).toBe(m.end.deals);
      }
    }),
  );
});
