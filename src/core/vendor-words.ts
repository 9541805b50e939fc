/** What other systems call something that plans here have under another name. */
export interface VendorWord {
  readonly vendor: string;
  readonly word: string;
  /** Ours, as it is written in a plan. */
  readonly here: string;
}

const MARGINAL = "rate_table with retroactive: false";
const RETROACTIVE = "rate_table with retroactive: true";

/**
 * The names collide: NetSuite's Linear is what SAP calls Straight, and Cumulative is marginal with one vendor and retroactive with
 * another. So a plan written in a vendor's words is refused with ours. Source: plan mechanics, sections 1, 4 to 10 and 15.
 */
export const VENDOR_WORDS: readonly VendorWord[] = [
  { vendor: "SAP", word: "Step", here: MARGINAL },
  { vendor: "SAP", word: "Straight", here: RETROACTIVE },
  { vendor: "SAP", word: "Lookup table", here: "deal_grid" },
  { vendor: "SAP", word: "Indirect credit", here: "credits_of, on a measure" },
  { vendor: "SAP", word: "Deposit", here: "release" },
  { vendor: "Oracle", word: "Split", here: MARGINAL },
  { vendor: "Oracle", word: "Not split", here: RETROACTIVE },
  { vendor: "Oracle", word: "Proportional split", here: "amount_table" },
  { vendor: "Oracle", word: "Rate dimension", here: "deal_grid, with rows and columns" },
  { vendor: "Oracle", word: "Payment plan", here: "draw" },
  { vendor: "Oracle", word: "Interval to date", here: "measured: cumulative" },
  { vendor: "Xactly", word: "Rate table", here: MARGINAL },
  { vendor: "Xactly", word: "Highest rate", here: RETROACTIVE },
  { vendor: "Xactly", word: "Payment curve", here: "pay_curve" },
  { vendor: "Xactly", word: "Hold", here: "release" },
  { vendor: "SimplyComp", word: "Apply highest rate", here: RETROACTIVE },
  { vendor: "NetSuite", word: "Marginal", here: MARGINAL },
  { vendor: "NetSuite", word: "Linear", here: RETROACTIVE },
  { vendor: "NetSuite", word: "Payout only", here: "rate_table with straddling_deal: higher" },
  { vendor: "Salesforce Spiff", word: "mamount", here: `${MARGINAL}, boundaries as amounts` },
  { vendor: "Salesforce Spiff", word: "mpercent", here: `${MARGINAL}, boundaries as percentages` },
  { vendor: "Salesforce Spiff", word: "tier_payout", here: `${RETROACTIVE} and edge: lower` },
  { vendor: "Salesforce Spiff", word: "tiebreak_below", here: "edge" },
  { vendor: "Sales Cookie", word: "Cumulative", here: MARGINAL },
  { vendor: "Sales Cookie", word: "Non-cumulative", here: RETROACTIVE },
  { vendor: "Bentega", word: "Incremental cumulative", here: MARGINAL },
  { vendor: "Bentega", word: "Simple cumulative", here: RETROACTIVE },
  { vendor: "Odoo (OCA)", word: "By sections", here: RETROACTIVE },
  { vendor: "Odoo", word: "Achievement plan", here: "flat_rate" },
  { vendor: "Odoo", word: "Target plan", here: "pay_curve with between: steps and above: capped" },
  { vendor: "Siebel", word: "Quota credit allocation", here: "credit, on a measure" },
  { vendor: "Spire", word: "Quota absorption", here: "credit, on a measure" },
  { vendor: "Odoo (OCA)", word: "Product criteria", here: "rate_rules" },
  { vendor: "iDynamics", word: "Priority", here: "rate_rules with wins: first" },
  { vendor: "SalesDash", word: "Competition", here: "contest" },
  { vendor: "CORE", word: "Commission within a commission", here: "override with of: pay" },
  { vendor: "Many", word: "Commission", here: "flat_rate, or rate_table where the rate has tiers" },
  { vendor: "Many", word: "Accelerator", here: "rate_table with a tier from: 100%" },
  { vendor: "Many", word: "Graduated", here: MARGINAL },
  { vendor: "Many", word: "Dollar one", here: RETROACTIVE },
  { vendor: "Many", word: "Bonus", here: "step_bonus" },
  { vendor: "Many", word: "Milestone", here: "step_bonus with pays: additive" },
  { vendor: "Many", word: "Matrix", here: "performance_matrix (two attainments) or deal_grid (attributes of a deal)" },
  { vendor: "Many", word: "KSO", here: "mbo" },
  { vendor: "Many", word: "SPIF", here: "spiff" },
  { vendor: "Many", word: "Team override", here: "override, or any component on a measure with credits_of: team" },
  { vendor: "Many", word: "Hurdle", here: "gates, on the component" },
  { vendor: "Many", word: "Modifier", here: "multipliers, on the component" },
  { vendor: "Many", word: "Bluebird", here: "windfall, on the component" },
  { vendor: "Many", word: "Leaderboard", here: "contest" },
  { vendor: "Many", word: "Bonus pool", here: "pool" },
  { vendor: "Many", word: "Rule priority", here: "rate_rules with wins: first" },
  { vendor: "Many", word: "Recoverable draw", here: "draw with kind: recoverable" },
  { vendor: "Many", word: "Non-recoverable draw", here: "draw with kind: guarantee" },
  { vendor: "Many", word: "Holdback", here: "release" },
  { vendor: "Many", word: "Chargeback", here: "clawback" },
  { vendor: "Many", word: "Guarantee", here: "draw with kind: guarantee" },
];

const plain = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]+/g, "");

/** "SAP calls it Straight; here it is a rate_table with retroactive: true"; null for a word that is nobody's. */
export function vendorHint(word: string): string | null {
  const known = VENDOR_WORDS.filter((candidate) => plain(candidate.word) === plain(word));
  if (known.length === 0) return null;
  return known
    .map(({ vendor, word: theirs, here }) =>
      vendor === "Many"
        ? `"${word}" is common talk; here it is ${articled(here)}`
        : `${vendor} calls it ${theirs}; here it is ${articled(here)}`,
    )
    .join(". ");
}

const articled = (here: string): string =>
  /^(rate_table|flat_rate|step_bonus|pay_curve|deal_grid|performance_matrix|spiff|contest|pool|draw|release|clawback)\b/.test(
    here,
  )
    ? `a ${here}`
    : /^(amount_table|mbo|override)\b/.test(here)
      ? `an ${here}`
      : here;
