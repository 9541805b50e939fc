import { describe, expect, test } from "vitest";
import { askSkill, figuresOf, lena, maya, rowsOf } from "../../test/ask-skill.js";
import { buildCredit, buildPerson, buildQuota, type Desk, halfway } from "../../test/fake-store.js";

/** Quota 100,000 in Q4, and so many thousands credited on the days named. */
const sold = (...credits: readonly (readonly [day: string, thousands: number])[]): Desk => ({
  ...halfway,
  quotas: [buildQuota("2026-10-01", "2027-01-01", 100_000_00)],
  credits: credits.map(([day, thousands], i) => buildCredit(`D${i}`, day, thousands * 1_000_00)),
});
const names = ["Maya Chen", "Ann Ash", "Bea Birch", "Cal Cedar", "Dee Elm"];
const people = [maya, lena, ...names.slice(1).map((name) => buildPerson(name))];
const desks = {
  "Maya Chen": sold(["2026-10-10", 60], ["2026-11-20", 30]),
  "Ann Ash": sold(["2026-10-10", 130]),
  "Bea Birch": sold(["2026-10-10", 80]),
  "Cal Cedar": sold(["2026-10-10", 80]),
  "Dee Elm": sold(["2026-10-10", 10]),
};
const company = {
  people,
  desks,
  teams: { West: names },
  lines: names.map((person) => ({ manager: "Lena Boss", person })),
};
const asRep = (input = {}, more = {}) => askSkill("rank", input, { company: { ...company, ...more } });
const asLead = (input = {}) => askSkill("rank", input, { as: "Lena Boss", company });

describe("a rep", () => {
  test("learns the own place and how many stand where, and nobody's name or figure", async () => {
    const answer = await asRep();
    expect(answer.headline).toBe("You are 2nd of 5 in West for Q4 2026, at 90.0% of quota.");
    expect(rowsOf(answer).map(([band, count, you]) => `${band}: ${count} ${you}`.trim())).toEqual([
      "125% and more: 1",
      "100% to 125%: 0",
      "75% to 100%: 3 You are here",
      "50% to 75%: 0",
      "Below 50%: 1",
    ]);
    const all = JSON.stringify(answer, (_key, value) => (typeof value === "bigint" ? `${value}` : value));
    for (const name of names.slice(1)) expect(all).not.toContain(name);
    expect(all).not.toContain("USD");
    expect(figuresOf(answer)).toEqual({ place: "2", attainment: "0.9", people: "5" });
  });

  test("shares a place with whoever is level", async () => {
    const level = { ...desks, "Maya Chen": desks["Bea Birch"] };
    expect((await asRep({}, { desks: level })).headline).toContain("You share 2nd place of 5");
  });

  test("is told how the place moved", async () => {
    // A week ago the second deal had not closed: 60% was fourth.
    expect((await asRep({ comparison: "last_week" })).body).toContain("up from 4th a week ago");
  });

  test("gets no place among fewer than five with a quota", async () => {
    const few = { ...desks, "Dee Elm": { ...halfway, quotas: [] } };
    const answer = await asRep({}, { desks: few });
    expect(answer).toMatchObject({ outcome: "answer", figures: [] });
    expect(answer.headline).toContain("too few people");
  });

  test("is told when a month's place goes by the quarter to date", async () => {
    expect((await asRep({ period: "october" })).notes?.join(" ")).toContain("quota to date");
    expect((await asRep()).notes?.join(" ")).not.toContain("quota to date");
  });

  test("gets no order over days, which would tell single deals apart", async () => {
    expect((await asRep({ period: "today" })).headline).toBe("I rank whole months, quarters and years.");
  });

  test.each([
    { why: "another's place", input: { person: "ann-ash" } },
    { why: "an order by pay", input: { metric: "earned" } },
    { why: "a team that is not theirs", input: { team: "East" } },
    { why: "a name that is nobody's", input: { person: "Nobody Known" } },
  ])("is refused $why like anything else", async ({ input }) => {
    const refused = await asRep(input);
    const elsewhere = await askSkill("payout", { person: "lena-boss" }, { company });
    expect(refused).toMatchObject({ outcome: "denied", headline: elsewhere.headline, body: elsewhere.body });
  });
});

describe("whoever leads them", () => {
  test("sees everybody by name and attainment, never by pay", async () => {
    const answer = await asLead();
    expect(answer.headline).toBe("Ann Ash is first of 5 in your team for Q4 2026, at 130.0% of quota.");
    expect(rowsOf(answer)).toEqual([
      ["1", "Ann Ash", "130.0%"],
      ["2", "Maya Chen", "90.0%"],
      ["3", "Bea Birch", "80.0%"],
      ["3", "Cal Cedar", "80.0%"],
      ["5", "Dee Elm", "10.0%"],
    ]);
  });

  test("may ask for the last ones and for one person's place", async () => {
    const two = { value: "2", unit: "count", currency: null };
    expect(rowsOf(await asLead({ order: "bottom", amount: two })).map(([, name]) => name)).toEqual([
      "Dee Elm",
      "Cal Cedar",
    ]);
    expect((await asLead({ person: "dee-elm" })).headline).toBe(
      "Dee Elm is 5th of 5 in your team for Q4 2026, at 10.0% of quota.",
    );
  });

  test("asking by pay gets the order by attainment, and where pay stands", async () => {
    const answer = await asLead({ metric: "earned" });
    expect(rowsOf(answer)[0]).toEqual(["1", "Ann Ash", "130.0%"]);
    expect(answer.notes?.[0]).toBe("What everybody earned stands in the team summary.");
  });
});
