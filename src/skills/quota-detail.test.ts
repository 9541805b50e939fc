import { expect, test } from "vitest";
import { askSkill, figuresOf, rowsOf } from "../../test/ask-skill.js";
import { buildQuota, halfway } from "../../test/fake-store.js";

test("says what the quota is, when it changed and why", async () => {
  const first = buildQuota("2026-10-01", "2027-01-01", 200_000_00, { setOn: "2026-09-15" });
  const cut = buildQuota("2026-10-01", "2027-01-01", 180_000_00, { setOn: "2026-10-20", reason: "Territory change" });
  // The store gives what is in force as facts and every row as history; this desk has the newest alone in force.
  const answer = await askSkill("quota_detail", {}, { desk: { ...halfway, quotas: [first, cut] } });
  expect(answer.body).toBe("It was last changed on Oct 20, 2026: Territory change.");
  expect(rowsOf(answer).map((row) => row[2])).toEqual(["$200,000.00", "$180,000.00"]);
});

test("a month of a quarterly quota is answered for the quarter, and says so", async () => {
  const answer = await askSkill("quota_detail", { period: "october" });
  expect(figuresOf(answer).quota).toBe("180000.00");
  expect(answer.notes?.[0]).toBe(
    "The plan sets quota for Oct 1, 2026 to Dec 31, 2026; this is the quota of these days.",
  );
});

test("a quota of a period that has not begun is worth an answer", async () => {
  const quotas = [buildQuota("2027-01-01", "2027-04-01", 150_000_00)];
  expect((await askSkill("quota_detail", { period: "next_quarter" }, { desk: { ...halfway, quotas } })).headline).toBe(
    "Your quota for Q1 2027 is $150,000.00.",
  );
});

test("leave within the period is named", async () => {
  const answer = await askSkill(
    "quota_detail",
    {},
    { desk: { ...halfway, leaves: [{ start: "2026-10-05", end: "2026-10-19" }] } },
  );
  expect(answer.notes).toContain("You were on leave from Oct 5, 2026 to Oct 18, 2026.");
});

test("no quota is said kindly", async () => {
  expect((await askSkill("quota_detail", {}, { desk: { ...halfway, quotas: [] } })).headline).toBe(
    "No quota is set for you in Q4 2026.",
  );
});
