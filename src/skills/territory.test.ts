import { expect, test } from "vitest";
import { askSkill, figuresOf } from "../../test/ask-skill.js";
import { buildDeal, type Desk, halfway } from "../../test/fake-store.js";
import { formatValue } from "../answer/format.js";
import { money } from "../core/money.js";

const usd = (thousands: number) => ({
  amount: money(thousands * 1_000_00, "USD"),
  credited: money(thousands * 1_000_00, "USD"),
});
const held = (name: string, start: string, end: string | null = null) => ({
  key: name.toLowerCase(),
  name,
  region: "West",
  start,
  end,
});
const desk: Desk = {
  ...halfway,
  territories: [held("Oregon", "2025-01-01", "2026-07-01"), held("Nevada", "2026-07-01")],
  deals: [
    buildDeal("A1", { account: "Acme", ...usd(50), attributes: { territory: "Nevada" } }),
    buildDeal("A2", {
      account: "Acme",
      status: "won",
      closedOn: "2026-10-12",
      ...usd(20),
      attributes: { territory: "Nevada" },
    }),
    buildDeal("B1", {
      account: "Borealis",
      status: "lost",
      closedOn: "2026-09-12",
      ...usd(9),
      attributes: { territory: "Nevada" },
    }),
    buildDeal("C1", { account: "Cirrus", ...usd(70), attributes: { territory: "Oregon" } }),
    buildDeal("D1", {
      account: "Delta",
      status: "won",
      closedOn: "2025-12-01",
      ...usd(5),
      attributes: { territory: "Oregon" },
    }),
    buildDeal("E1", { account: null, ...usd(10) }),
  ],
};
const ask = (input = {}, own: Desk = desk) => askSkill("territory", input, { desk: own });
const table = async (title: string, own: Desk = desk) =>
  (await ask({}, own)).tables
    ?.find((one) => one.title === title)
    ?.rows.map((row) => row.map((value) => formatValue(value, "en-US")));

test("accounts with what is open and what was won, the largest first", async () => {
  const answer = await ask();
  expect(answer.headline).toBe("You look after 3 accounts in Nevada.");
  expect(figuresOf(answer)).toEqual({ accounts: "3", without_open: "1", open: "130000.00", won: "20000.00" });
  expect(await table("Accounts")).toEqual([
    ["Cirrus", "1", "$70,000.00", "–"],
    ["Acme", "1", "$50,000.00", "$20,000.00"],
    ["Borealis", "0", "–", "–"],
  ]);
});

test("what is outside, former or without an account is said", async () => {
  const notes = (await ask()).notes?.join(" ");
  expect(notes).toContain("1 account lies outside of your territories: Cirrus.");
  expect(notes).toContain("1 account of earlier deals in other territories is not counted.");
  expect(notes).toContain("1 open deal names no account");
});

test("territories with their days", async () => {
  expect(await table("Territories")).toEqual([
    ["Oregon", "West", "Jan 1, 2025", "Jun 30, 2026"],
    ["Nevada", "West", "Jul 1, 2026", "today"],
  ]);
});

test("neither territory nor account is an answer", async () => {
  expect((await ask({}, { ...halfway, deals: [] })).headline).toBe("No territory and no account is recorded for you.");
});

test("a deal in another currency is not added to the others", async () => {
  const euro = buildDeal("F1", {
    account: "Acme",
    amount: money(7_000_00, "EUR"),
    credited: money(7_000_00, "EUR"),
    attributes: { territory: "Nevada" },
  });
  const answer = await ask({}, { ...desk, deals: [...(desk.deals ?? []), euro] });
  expect(figuresOf(answer)).toMatchObject({ open_usd: "130000.00", open_eur: "7000.00" });
});
