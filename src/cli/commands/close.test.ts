import { expect, test } from "vitest";
import { usd } from "../../../test/facts.js";
import type { CloseOutcome } from "../../actions/close-period.js";
import { closeText } from "../close-text.js";
import { closedOutcome } from "../verify-receipts.js";

const outcome = (more: Partial<CloseOutcome> = {}): CloseOutcome => ({
  added: 1,
  unchanged: 2,
  corrections: [],
  without: 3,
  faults: [],
  ...more,
});

test("says what was closed, and what would differ by now with its causes", () => {
  expect(closeText("2026-Q3", outcome(), false)).toBe(
    "2026-Q3: 1 statement closed, 2 closed before and the same, 3 without a plan in it.",
  );
  const cause = { kind: "new_deal", key: "A", label: "New deal: Acme", amount: usd(50) };
  const correction = {
    person: "Maya",
    closed: usd(100),
    now: usd(150),
    difference: usd(50),
    causes: [{ ...cause, detail: "$500.00 credited on 2026-09-30" }],
  };
  expect(closeText("2026-Q3", outcome({ added: 0, corrections: [correction] }), true).split("\n")).toEqual([
    "2026-Q3: 0 statements would be closed, 2 closed before and the same, 3 without a plan in it.",
    "1 closed statement would come to another amount with the data of today. They stay as they were; post the differences as adjustments in an open period:",
    "  Maya: closed at $100.00, would now be $150.00: +$50.00",
    "    +$50.00  New deal: Acme ($500.00 credited on 2026-09-30)",
    "A dry run: nothing was written.",
  ]);
});

test("says why nothing was closed", () => {
  expect(closeText("2026-Q3", outcome({ faults: ["Maya (maya): There is no plan rate."] }), false)).toBe(
    "2026-Q3 is not closed: 1 statement cannot be computed.\n  Maya (maya): There is no plan rate.",
  );
});

test("names the closed statements that are not as closed, and ends with the worst of them", () => {
  const statement = { personName: "Maya", periodKey: "2026-Q3", closedAt: new Date("2026-10-02T08:00:00Z") };
  const tampered = { statement, found: { outcome: "tampered", changed: ["facts.credits"] } } as const;
  const unreadable = { statement, found: { outcome: "unreadable", why: "it is not JSON in UTF-8" } } as const;
  expect(closedOutcome([tampered])).toEqual({
    text: "1 closed statement: 1 not as closed.\nMaya, 2026-Q3: changed after it was written: facts.credits.",
    exitCode: 1,
  });
  expect(closedOutcome([tampered, unreadable]).exitCode).toBe(2);
  expect(closedOutcome([])).toEqual({ text: "No closed statements.", exitCode: 0 });
});
