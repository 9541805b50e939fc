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
  const periods = findPeriods(words, model.tables, TODAY, language).map(({ value }) => value);
  return { periods, amounts: findAmounts(words, model.tables, language).map(({ value }) => value) };
}

describe("periods", () => {
  test.each([
    ["attainment last quarter", "last_quarter"],
    ["what closes tomorrow", "2026-11-24"],
    ["deals I signed on friday", "2026-11-20"],
    ["what closes on friday", "2026-11-27"],
    ["what closes by friday", "2026-11-23..2026-11-27"],
    ["was schließt am Freitag", "2026-11-27"],
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
    ["my oct '25 payout", "2025-10"],
    ["payout for Dec ’24", "2024-12"],
    ["Q3 of last year", "Q3_last_year"],
    ["last year's Q3 numbers", "Q3_last_year"],
    ["payout last year in march", "march_last_year"],
    ["H1 last year attainment", "H1_last_year"],
    ["second half of 2025", "2025-H2"],
    ["earnings in fiscal 2025", "2025"],
    ["FY 26 quota", "2026"],
    ["deals in the next 30 days", "next_30_days"],
    ["what closes in the next two weeks", "next_2_weeks"],
    ["deals from 3 weeks ago", "3_weeks_ago"],
    ["two months ago payout", "2_months_ago"],
    ["what did I close a week ago", "last_week"],
    ["deals since last month", "since_last_month"],
    ["earned since the start of the year", "this_year"],
    ["bookings since monday", "since_2026-11-23"],
    ["deals between oct 1 and oct 15", "2026-10-01..2026-10-15"],
    ["deals from the 5th to the 20th of november", "2026-11-05..2026-11-20"],
    ["what closed on the 12th of november", "2026-11-12"],
    ["attainment last december", "december_last_year"],
    ["attainment last october", "october"],
    ["quota next january", "january_next_year"],
    ["payout of the last half year", "last_half"],
    ["comisión del mes de octubre", "october"],
    ["ventas de octubre de 2025", "2025-10"],
    ["cuota del tercer trimestre del año pasado", "Q3_last_year"],
    ["mi comisión de T2 2025", "2025-Q2"],
    ["comisiones de los últimos tres meses", "last_3_months"],
    ["qué vendí hace dos semanas", "2_weeks_ago"],
    ["ventas desde el mes pasado", "since_last_month"],
    ["ventas del 1 al 15 de octubre", "2026-10-01..2026-10-15"],
    ["qué cerré el 12 de noviembre", "2026-11-12"],
    ["qué cierra en los próximos 30 días", "next_30_days"],
    ["comisión del segundo semestre", "second_half"],
    ["ventas desde enero", "since_january"],
    ["provision im monat oktober", "october"],
    ["provision im oktober letzten jahres", "october"],
    ["provision in Q3 letztes jahr", "Q3_last_year"],
    ["letztes jahr im oktober", "october_last_year"],
    ["abschlüsse der letzten drei monate", "last_3_months"],
    ["abschlüsse vor zwei wochen", "2_weeks_ago"],
    ["abschlüsse seit anfang des jahres", "this_year"],
    ["was wurde am 12. oktober abgeschlossen", "2026-10-12"],
    ["abschlüsse vom 1. bis 15. oktober", "2026-10-01..2026-10-15"],
    ["deals am 05.10.2026", "2026-10-05"],
    ["provision im dritten quartal 2025", "2025-Q3"],
    ["zielerreichung GJ 2025", "2025"],
    ["provision zweites halbjahr", "second_half"],
    ["was kommt in den nächsten zwei wochen", "next_2_weeks"],
    ["clôture le mois d'août", "august"],
    ["ma commission d'octobre 2025", "2025-10"],
    ["T3 de l'année dernière", "Q3_last_year"],
    ["mes ventes il y a deux mois", "2_months_ago"],
    ["mes ventes depuis avril", "since_april"],
    ["mes ventes depuis le début du trimestre", "this_quarter"],
    ["signé le 1er octobre", "2026-10-01"],
    ["ventes du 1er au 15 octobre", "2026-10-01..2026-10-15"],
    ["ma prime du S1", "first_half"],
    ["ce qui tombe dans les 30 prochains jours", "next_30_days"],
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
    ["half a million deal", { value: "500000", unit: "money", currency: null }],
    ["half million euros more", { value: "500000", unit: "money", currency: "EUR" }],
    ["sell a million and a half", { value: "1500000", unit: "money", currency: null }],
    ["a hundred thousand more", { value: "100000", unit: "money", currency: null }],
    ["two hundred fifty grand", { value: "250000", unit: "money", currency: null }],
    ["cierro cien mil", { value: "100000", unit: "money", currency: null }],
    ["doscientos cincuenta mil euros", { value: "250000", unit: "money", currency: "EUR" }],
    ["medio millón de euros", { value: "500000", unit: "money", currency: "EUR" }],
    ["un millón y medio", { value: "1500000", unit: "money", currency: null }],
    ["mil euros más", { value: "1000", unit: "money", currency: "EUR" }],
    ["treinta y cinco mil dólares", { value: "35000", unit: "money", currency: "USD" }],
    ["los tres mejores vendedores", { value: "3", unit: "count", currency: null }],
    ["el ciento veinte por ciento", { value: "120", unit: "percent", currency: null }],
    ["eine halbe Million", { value: "500000", unit: "money", currency: null }],
    ["fünfundzwanzigtausend Euro", { value: "25000", unit: "money", currency: "EUR" }],
    ["noch zweihundertfünfzigtausend", { value: "250000", unit: "money", currency: null }],
    ["hunderttausend mehr", { value: "100000", unit: "money", currency: null }],
    ["vierzig tausend euro", { value: "40000", unit: "money", currency: "EUR" }],
    ["hundertzwanzig prozent", { value: "120", unit: "percent", currency: null }],
    ["die besten fünf", { value: "5", unit: "count", currency: null }],
    ["un demi-million", { value: "500000", unit: "money", currency: null }],
    ["quatre-vingt-dix mille euros", { value: "90000", unit: "money", currency: "EUR" }],
    ["deux cent cinquante mille", { value: "250000", unit: "money", currency: null }],
    ["cent mille de plus", { value: "100000", unit: "money", currency: null }],
    ["mille euros de prime", { value: "1000", unit: "money", currency: "EUR" }],
    ["les cinq premiers", { value: "5", unit: "count", currency: null }],
    ["soixante-quinze pour cent", { value: "75", unit: "percent", currency: null }],
    ["1,2 Mio. €", { value: "1200000", unit: "money", currency: "EUR" }],
    ["85k€ de plus", { value: "85000", unit: "money", currency: "EUR" }],
  ])("%s", (text, amount) => {
    expect(slotsOf(text).amounts).toEqual([amount]);
  });

  test.each(["mil gracias", "the second half was fine", "ich meine das ernst", "un autre deal", "once again"])(
    "%s: no amount",
    (text) => {
      expect(slotsOf(text).amounts).toEqual([]);
    },
  );

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
