import { beforeAll, describe, expect, test } from "vitest";
import { company } from "../../test/evals/company.js";
import { heldOutCases } from "../../test/evals/held-out.js";
import { scoreCase } from "../../test/evals/score.js";
import { readPhrases } from "./phrases.js";
import { understand } from "./understand.js";

type Scored = Awaited<ReturnType<typeof scoreCase>>;

const share = (list: readonly Scored[], holds: (one: Scored) => boolean) => list.filter(holds).length / list.length;
const misses = (list: readonly Scored[], holds: (one: Scored) => boolean) =>
  list
    .filter((one) => !holds(one))
    .map(({ of, skill, wrongSlots }) => `${of.text}: ${skill} ${wrongSlots.join(", ")}`)
    .join("\n");

describe("questions in wordings that no phrase file holds", () => {
  let scored: Scored[];
  beforeAll(async () => {
    scored = [];
    for (const of of heldOutCases()) scored.push(await scoreCase(of, company));
  });
  const isRight = (one: Scored) => one.right;

  test("the right question is found for at least nine in ten", () => {
    expect(share(scored, isRight), misses(scored, isRight)).toBeGreaterThanOrEqual(0.93);
  });

  test("its slots for nearly all", () => {
    const noneWrong = (one: Scored) => one.wrongSlots.length === 0;
    expect(share(scored, noneWrong), misses(scored, noneWrong)).toBeGreaterThanOrEqual(0.97);
  });

  test("follow-ups and corrections go on with what was asked", () => {
    const following = scored.filter(({ of }) => of.after.length > 0);
    expect(share(following, isRight), misses(following, isRight)).toBeGreaterThanOrEqual(0.88);
  });

  test("messages with several questions are taken apart, stories with one are not", () => {
    const several = scored.filter(({ of }) => of.all.length > 0);
    const found = (one: Scored) => one.allFound;
    expect(share(several, found), misses(several, found)).toBeGreaterThanOrEqual(0.85);
  });

  test("what is clear is not asked back", () => {
    const clear = scored.filter(({ of }) => !of.intents.includes("clarify"));
    expect(share(clear, ({ skill }) => skill !== "clarify")).toBeGreaterThanOrEqual(0.97);
  });

  test("no phrase file holds them", () => {
    const plain = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, " ")
        .trim();
    const phrases = new Set(readPhrases().map(({ text }) => plain(text)));
    expect(heldOutCases().filter(({ text, after }) => after.length === 0 && phrases.has(plain(text)))).toEqual([]);
  });
});

describe("people", () => {
  const person = async (text: string) =>
    (await understand(text, { ...company("Lena Ortiz"), previous: null })).slots.person;

  test.each(["sam's attainment", "how is sam doing", "payout for Sam"])("%s: two bear the name", async (text) => {
    expect(await person(text)).toMatchObject({ kind: "several", said: expect.stringMatching(/^sam$/i) });
  });

  test.each([
    ["how is mia novak doing", "Mia Novak"],
    ["mias attainment", "Mia Novak"],
    ["@kai.brandt attainment", "Kai Brandt"],
    ["attainment of Brandt please", "Kai Brandt"],
    ["how is hgo lambert doing", "Hugo Lambert"],
  ])("%s: %s", async (text, name) => {
    expect(await person(text)).toMatchObject({ kind: "one", item: { name } });
  });

  test.each([
    ["what is Jessica's payout", "Jessica"],
    ["assign the plan to new hire Petra Lindqvist from monday", "Petra Lindqvist"],
  ])("%s: nobody bears the name %s", async (text, said) => {
    expect(await person(text)).toEqual({ kind: "unknown", said });
  });
});
