/**
 * What a difference in pay is made of. slice: what a supposed deal earns in the tier the payee stands in. higher_tier: what it
 * earns in tiers not reached before. earlier_deals: what deals already closed earn more or less because of it, such as a
 * retroactive tier. kicker, multiplier, gate, cap, review (large deals), split (of commission), override, true_up: by those rules. bonus: pay of no single
 * deal. draw, held, clawback, ledger, minimum: on the way from earned to payable. Source: plan mechanics, section 20.
 */
export type PartKind =
  | "slice"
  | "higher_tier"
  | "earlier_deals"
  | "kicker"
  | "multiplier"
  | "gate"
  | "cap"
  | "review"
  | "split"
  | "override"
  | "true_up"
  | "bonus"
  | "draw"
  | "held"
  | "clawback"
  | "ledger"
  | "minimum";
