import type { DealRow } from "../store/store.js";

export type Chosen =
  | { readonly kind: "one"; readonly deal: DealRow }
  | { readonly kind: "none"; readonly said: string };

/** The deal with this key or exact name; of several with the same name the open one. */
export function chooseDeal(deals: readonly DealRow[], said: string): Chosen {
  const lower = said.toLowerCase();
  const named = deals.filter(({ name }) => name.toLowerCase() === lower);
  const deal = deals.find(({ key }) => key === said) ?? named.find(({ status }) => status === "open") ?? named[0];
  return deal ? { kind: "one", deal } : { kind: "none", said };
}
