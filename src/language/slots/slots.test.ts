import { describe, expect, test } from "vitest";
import { languageModel, languageOf, spelled } from "../model.js";
import { cleanText, tokenise } from "../text.js";
import { type Amount, findAmounts, inThousands } from "./amounts.js";
import { findPeriods } from "./periods.js";

const TODAY = "2026-11-23";

function slotsOf(text: string): { periods: string[]; amounts: Amount[] } {
  const model = languageModel();
  const tokens = tokenise(cleanText(text));
  const language = languageOf(tokens, model);
  const words = spelled(tokens, model.tables, language);
  const periods = findPeriods(words, model.tables, TODAY).map(({ value }) => value);
  return { periods, amounts: findAmounts(words, model.tables, language).map(({ value }) => value) };
}

describe("periods", () => {
  test.each([
    ["attainment last quarter", "last_quarter"],
    ["how did I do in Q3", "Q3"],
    ["my q3 2025 payout", "2025-Q3"],
    ["Q3'25 numbers", "2025-Q3"],
    ["2025 Q2 earnings", "2025-Q2"],
    ["third quarter payout", "Q3"],
    ["q1 last year", "Q1_last_year"],
    ["what did I earn ytd", "this_year"],
    ["QTD please", "this_quarter"],
    ["commission this month", "this_month"],
    ["my oct commission", "october"],
    ["payout for October 2025", "2025-10"],
    ["earnings in 2025", "2025"],
    ["fy26 attainment", "2026"],
    ["deals of the last 3 months", "last_3_months"],
    ["the past two quarters", "last_2_quarters"],
    ["what closed since april", "since_april"],
    ["sales from march to may", "march..may"],
    ["how was H1", "first_half"],
    ["second half payout", "second_half"],
    ["what closed on Nov 12", "2026-11-12"],
    ["deals on 2026-10-05", "2026-10-05"],
    ["deals in 2026-10", "2026-10"],
    ["how was it in may", "may"],
    ["commission this month so far", "this_month"],
    ["trailing 12 months", "last_12_months"],
    ["attainment for the month of october", "october"],
    ["deals since jan 15", "since_2026-01-15"],
    ["deals since december 15", "since_2025-12-15"],
    ["what can I earn before christmas", "before_2026-12-25"],
    ["payout prev month", "last_month"],
    ["last fy attainment", "last_year"],
    ["2nd half", "second_half"],
    ["rest of the year", "this_year"],
    ["meine provision seit Jahresbeginn", "this_year"],
    ["les 3 derniers mois", "last_3_months"],
    ["el trimestre pasado", "last_quarter"],
    ["comisión de octubre", "october"],
    ["provision im letzten quartal", "last_quarter"],
    ["ziel für dieses jahr", "this_year"],
    ["ma commission le mois dernier", "last_month"],
    ["ventes cette année", "this_year"],
  ])("%s: %s", (text, token) => {
    expect(slotsOf(text).periods).toEqual([token]);
  });

  test.each([
    "may I see my attainment",
    "mark this as done",
    "how close am I to quota",
    "is 2026 dollars a lot? no: $2026",
  ])("%s: none that is not meant", (text) => {
    expect(slotsOf(text).periods.filter((token) => token !== "2026")).toEqual([]);
  });
});

describe("amounts", () => {
  test.each([
    ["close $50k", { value: "50000", unit: "money", currency: "USD" }],
    ["a 1.2m deal", { value: "1200000", unit: "money", currency: null }],
    ["earn $1,250.50", { value: "1250.50", unit: "money", currency: "USD" }],
    ["€30,000 more", { value: "30000", unit: "money", currency: "EUR" }],
    ["noch 30.000 € verkaufen", { value: "30000", unit: "money", currency: "EUR" }],
    ["vendo otros 85 mil", { value: "85000", unit: "money", currency: null }],
    ["close 1.5 mil more", { value: "1500000", unit: "money", currency: null }],
    ["earn five grand", { value: "5000", unit: "money", currency: null }],
    ["USD 75,000 deal", { value: "75000", unit: "money", currency: "USD" }],
    ["75000 dollars", { value: "75000", unit: "money", currency: "USD" }],
    ["get to 110%", { value: "110", unit: "percent", currency: null }],
    ["at 90 percent", { value: "90", unit: "percent", currency: null }],
    ["bei 95,5 prozent", { value: "95.5", unit: "percent", currency: null }],
    ["close 3 deals", { value: "3", unit: "count", currency: null }],
    ["my top 5", { value: "5", unit: "plain", currency: null }],
    ["0.5k", { value: "500", unit: "money", currency: null }],
    ["€30.000 deal", { value: "30000", unit: "money", currency: "EUR" }],
    ["12 500 € more", { value: "12500", unit: "money", currency: "EUR" }],
    ["another 50 000", { value: "50000", unit: "money", currency: null }],
    ["sell twenty five thousand more", { value: "25000", unit: "money", currency: null }],
    ["a hundred and twenty percent", { value: "120", unit: "percent", currency: null }],
    ["earn a million dollars", { value: "1000000", unit: "money", currency: "USD" }],
    ["2 lakh more", { value: "200000", unit: "money", currency: null }],
    ["close three deals", { value: "3", unit: "count", currency: null }],
    ["the bottom three", { value: "3", unit: "count", currency: null }],
    ["trois ventes de plus", { value: "3", unit: "count", currency: null }],
    ["noch zwanzig tausend verkaufen", { value: "20000", unit: "money", currency: null }],
  ])("%s", (text, amount) => {
    expect(slotsOf(text).amounts).toEqual([amount]);
  });

  test("a number word that counts nothing is no amount", () => {
    expect(slotsOf("the first one is fine, show me one more").amounts).toEqual([]);
  });

  test.each([
    ["45", "40000", "45000"],
    ["6.4", "6412.50", "6400"],
    ["3", "40", null],
    ["45", "250", null],
    ["45000", "40000", null],
  ])("%s after %s: thousands left out make %s", (said, before, value) => {
    const plain: Amount = { value: said, unit: "plain", currency: null };
    expect(inThousands(plain, { value: before, unit: "money", currency: "USD" })?.value ?? null).toBe(value);
  });

  test("numbers that belong to a period are no amounts", () => {
    expect(slotsOf("attainment for the last 3 months and Q3 2025").amounts).toEqual([]);
  });
});

describe("what is read", () => {
  test("hidden characters, look-alike letters and stretched words are undone", () => {
    expect(cleanText("pay\u200Bout\u202E of \u{E0041}Priya")).toBe("payout of Priya");
    expect(cleanText("Рriya")).toBe("Priya");
    expect(tokenise(cleanText("Quotaaaaa"))[0]?.text).toBe("quota");
  });

  test("messages are cut off, so that a long one costs no more", () => {
    expect(cleanText("a".repeat(100_000))).toHaveLength(2_000);
  });
});
