/** behind: the chance is below 40 %, or fell by 15 points within a week. watch: below 70 %. */
export type RiskLevel = "behind" | "watch" | "on_track";

const BEHIND = 0.4;
const WATCH = 0.7;
const FALL = 0.15;

/** `weekAgo` null = not known. Source: KPI definitions, 15. */
export function riskLevel(chance: number, weekAgo: number | null): RiskLevel {
  if (chance < BEHIND || (weekAgo !== null && weekAgo - chance >= FALL)) return "behind";
  return chance < WATCH ? "watch" : "on_track";
}

/** Share of a full pace by months since somebody began, a quarter more each month. Source: KPI definitions, 11. */
export function rampShare(monthsHere: number | null): number {
  if (monthsHere === null || monthsHere >= 4) return 1;
  return Math.max(0.25, Math.floor(monthsHere) * 0.25);
}
