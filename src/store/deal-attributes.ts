import { money, toDecimal } from "../core/money.js";

/** What plans filter deals on, as JSON, from `d` (deal), `pr` (product), `ac` (account) and `te` (territory). */
export const dealAttributesSql = `json_build_object(
        'type', d.type, 'stage', d.stage, 'units', trim_scale(d.units)::text,
        'product', pr.name, 'product_key', pr.key, 'product_family', pr.family,
        'account', ac.name, 'account_key', ac.key, 'industry', ac.industry, 'country', ac.country,
        'territory', te.name, 'territory_key', te.key, 'region', te.region
      )`;

export interface DealAttributesRow {
  readonly attributes: Readonly<Record<string, string | null>>;
  readonly amountMinor: number | null;
  readonly costMinor: number | null;
  readonly dealCurrency: string;
}

/** A deal's attributes as a plan reads them: those that are set, and the whole deal's amount, cost and margin in major units. */
export function dealAttributes({
  attributes,
  amountMinor,
  costMinor,
  dealCurrency,
}: DealAttributesRow): Record<string, string> {
  const inMajor = (minor: number) => toDecimal(money(minor, dealCurrency));
  return {
    ...Object.fromEntries(Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== null)),
    ...(amountMinor === null ? {} : { deal_amount: inMajor(amountMinor) }),
    ...(costMinor === null ? {} : { cost: inMajor(costMinor) }),
    ...(amountMinor === null || costMinor === null ? {} : { margin: inMajor(amountMinor - costMinor) }),
  };
}
