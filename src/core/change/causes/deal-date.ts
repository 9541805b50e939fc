import { fieldCause } from "../edited-deals.js";

/** A deal's day of credit moved, perhaps into or out of the period. */
export const dealDate = fieldCause(
  "deal_date",
  () => ["creditedOn"],
  ({ was, is }) => ({ label: `Date of ${is.dealName} moved`, detail: `${was.creditedOn} → ${is.creditedOn}` }),
);
