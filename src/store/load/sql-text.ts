import { minorDigits } from "../../core/money.js";

const unusual = new Map<number, string[]>();
for (const currency of Intl.supportedValuesOf("currency")) {
  const digits = minorDigits(currency);
  if (digits !== 2) unusual.set(digits, [...(unusual.get(digits) ?? []), `'${currency}'`]);
}

/** SQL for the minor units that one major unit of `currency` (an SQL expression) has, as core counts them. */
export const scaleOf = (currency: string): string =>
  `(CASE ${[...unusual].map(([digits, list]) => `WHEN ${currency} IN (${list.join(", ")}) THEN ${10 ** digits}`).join(" ")} ELSE 100 END)`;
