/** Constants of the method. None depends on a data set: each was chosen on all of them together (docs/forecasting.md). */
export const TUNING = {
  /** Draws of a forecast, and of each forecast of an earlier period. */
  draws: 300,
  backDraws: 200,
  /** Earlier periods that the calibration looks at. */
  backPeriods: 10,
  /** The usual share of a period's wins: wins that the calendar share counts for, and periods looked at. */
  shareWins: 40,
  sharePeriods: 6,
  /** Past periods that a rep's pace is the mean of. */
  ratePeriods: 4,
  /** The team's common factor: a Gamma of this shape before the period begins. */
  teamShape: 40,
  /** Over-dispersion between a rep's periods: where fewer than five reps tell, and the least. */
  spread: 0.1,
  spreadFloor: 0.02,
  /** Deal sizes: team deals that stand beside the rep's own, and days looked back. */
  ownSizes: 5,
  sizeDays: 250,
  /** Hazards by age: days looked back, and deal days of the overall hazard that stand beside a bin's own. */
  hazardDays: 730,
  hazardPrior: 20,
  /** A rep's win rate: decided deals at the team's rate that stand beside the rep's own. */
  repDeals: 40,
  /** Busy parts of a period for closing and for creating: number of parts, and events of an even spread beside the seen. */
  closingParts: 3,
  closingPrior: 10,
  creatingParts: 2,
  creatingPrior: 15,
  /** Standard deviation of the logarithm of the common factor on all chances of open deals. */
  shock: 0.15,
  /** A rep's creation rate: days looked back, and deals at the team's rate beside the rep's own. */
  creationDays: 90,
  creationDeals: 3,
  /** Weight of the rate model without evidence, cases at which evidence has half the say, and how sharply the better one wins. */
  weightPrior: 0.5,
  weightCases: 30,
  weightSharpness: 60,
  /** Cases at which the rescaling of the outer points, and of the middle, has half the say. */
  rescaleCases: 120,
  middleCases: 400,
  /** Power on the odds of hitting quota. */
  oddsPower: 1.35,
} as const;
