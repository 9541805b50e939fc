import { fieldCause } from "../edited-deals.js";

/** A deal was invoiced or paid by the customer, which may release what was held back. */
export const dealPayment = fieldCause(
  "deal_payment",
  () => ["invoicedOn", "collected"],
  ({ is }) => ({ label: `Invoice or payment of ${is.dealName} recorded` }),
);
