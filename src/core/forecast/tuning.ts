/** Constants of the method. None depends on a data set: each was chosen on all of them together (docs/forecasting.md). */
export interface Tuning {
  draws: number;
  places: number;
  shareWins: number;
  sharePeriods: number;
  ratePeriods: number;
  halfLife: number;
  ratePrior: number;
  teamShape: number;
  spread: number;
  spreadFloor: number;
  ownSizes: number;
  hazardDays: number;
  hazardPrior: number;
  repDeals: number;
  calendarCloses: number;
  calendarParts: number;
  shock: number;
  creationDays: number;
  creationDeals: number;
  weightPrior: number;
  weightEta: number;
  conformalPrior: number;
  backPeriods: number;
  busyParts: number;
  busyDeals: number;
  logit: number;
  trust: number;
  driftPrior: number;
  varPrior: number;
  sizeDays: number;
}
export const TUNING: Tuning = {
  draws: 300, places: 4, shareWins: 10, sharePeriods: 6, ratePeriods: 4, halfLife: 100, ratePrior: 0, teamShape: 40, spread: 0.1, spreadFloor: 0.02,
  ownSizes: 5, hazardDays: 730, hazardPrior: 20, repDeals: 40, calendarCloses: 20, calendarParts: 3, shock: 0.12, creationDays: 90, creationDeals: 3,
  weightPrior: 0.5, weightEta: 60, conformalPrior: 120, backPeriods: 10, busyParts: 2, busyDeals: 30, logit: 1, trust: 30, driftPrior: 1e9, varPrior: 1e9, sizeDays: 370,
};
