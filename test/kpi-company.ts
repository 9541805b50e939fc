import type { KpiDeal } from "../src/core/kpi/deal.js";
import { lena, maya } from "./ask-skill.js";
import { buildCredit, buildPerson, buildQuota, type Desk, halfway } from "./fake-store.js";
import { lost, open, won } from "./kpi-deals.js";

const day = (month: number, date: number): string =>
  `2026-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;

/** Deals of one person in this quarter and the one before: `wins` and `losses` in each, and what is open. */
function dealsOf(name: string, wins: number, losses: number, opened: number, size = 20_000): KpiDeal[] {
  const owner = `id-${name.toLowerCase().replaceAll(" ", "-")}`;
  return [8, 10]
    .flatMap((month) => [
      ...Array.from({ length: wins }, (_, i) =>
        won(day(month - 1, 5), day(month, 3 + i), size, { owner, key: `${owner} w${month}.${i}` }),
      ),
      ...Array.from({ length: losses }, (_, i) =>
        lost(day(month - 1, 5), day(month, 3 + i), size, { owner, key: `${owner} l${month}.${i}` }),
      ),
    ])
    .concat(
      Array.from({ length: opened }, (_, i) =>
        open(day(11, 2 + i), size, { owner, key: `${owner} o${i}`, expectedCloseOn: "2026-12-15" }),
      ),
    );
}

/** 20,000 twice a month for two years, with KPIs to match. */
const steady = (name: string, wins: number, losses: number, opened: number, quota: number): Desk => ({
  ...halfway,
  quotas: [buildQuota("2026-10-01", "2027-01-01", quota)],
  credits: Array.from({ length: 23 }, (_, i) => {
    const month = `${2025 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`;
    return [
      buildCredit(`${name}a${i}`, `${month}-05`, 20_000_00),
      buildCredit(`${name}b${i}`, `${month}-19`, 20_000_00),
    ];
  }).flat(),
  kpiDeals: dealsOf(name, wins, losses, opened),
});

const colleagues = ["Ann Reed", "Ben Cole", "Cara Diaz", "Dov Katz", "Eve Moss"].map((name) => buildPerson(name));

/** Maya, who wins little and has little open, five colleagues like each other, and Lena who leads them all. */
export const kpiCompany = {
  people: [maya, lena, ...colleagues],
  lines: [maya, ...colleagues].map(({ name }) => ({ manager: "Lena Boss", person: name })),
  desks: {
    "Maya Chen": steady("Maya Chen", 4, 24, 2, 150_000_00),
    ...Object.fromEntries(colleagues.map(({ name }) => [name, steady(name, 12, 12, 8, 110_000_00)])),
  } as Record<string, Desk>,
};
