import { expect, test } from "vitest";
import { maya } from "../../test/ask-skill.js";
import { buildCredit, type Desk, fakeStore, halfway, organisation } from "../../test/fake-store.js";
import { dealCredited } from "./deal-credited.js";
import { renderMessage } from "./render-message.js";

const NOW = new Date("2026-11-23T09:00:00Z");

/** What Maya is told of deals that her desk has, half way to quota before them. */
const told = async (minors: readonly number[], recipe: object, desk: Partial<Desk> = {}) => {
  const credits = minors.map((minor, i) => buildCredit(`New ${i + 1}`, "2026-11-20", minor));
  const store = fakeStore({
    people: [maya],
    desks: { "Maya Chen": { ...halfway, ...desk, credits: [...(halfway.credits ?? []), ...credits] } },
  }).forOrganisation(organisation);
  return renderMessage(dealCredited, { ...recipe }, { store, recipientId: maya.id, now: NOW });
};
const about = (...deals: string[]) => ({ deals, creditedOn: "2026-11-20" });
const wordsOf = (written: Awaited<ReturnType<typeof told>>) =>
  written.kind === "answer" ? `${written.answer.headline}\n${written.answer.body ?? ""}` : written.reason;

test("says what counts, where it takes her, what it earns and what is next", async () => {
  expect(wordsOf(await told([10_000_00], about("new 1")))).toMatchInlineSnapshot(`
    "+$10,000.00 credited: New 1. You are at 55.6% of quota in Q4 2026.
    It adds $800.00 to what you have earned. $80,000.00 more and you reach Accelerator (from $180,000.00)."
  `);
});
test("speaks of several deals at once", async () => {
  expect(wordsOf(await told([10_000_00, 5_000_00], about("new 1", "new 2")))).toMatchInlineSnapshot(`
    "+$15,000.00 credited: 2 deals. You are at 58.3% of quota in Q4 2026.
    It adds $1,200.00 to what you have earned. $75,000.00 more and you reach Accelerator (from $180,000.00)."
  `);
});
test("leaves it to the celebration where this is what reached quota", async () => {
  expect(wordsOf(await told([95_000_00], about("new 1")))).toBe("nothing_to_say");
});
test("is not sent when the deal is no longer credited", async () => {
  expect(wordsOf(await told([], about("new 1")))).toBe("nothing_to_say");
});
test("is for her alone", async () => {
  const written = await told([10_000_00], about("new 1"));
  expect(written.kind === "answer" && written.answer.confidential).toBe(true);
});
