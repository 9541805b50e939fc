import type { Credit } from "../../facts.js";
import { fieldCause } from "../edited-deals.js";

const OTHERS: readonly (keyof Credit)[] = ["amount", "share", "creditedOn", "invoicedOn", "collected", "cancelled"];

/** Anything else about a deal that plans look at: product, type, units, margin. */
export const dealDetails = fieldCause(
  "deal_details",
  ({ was, is }) => {
    const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])] as (keyof Credit)[];
    return fields.filter((field) => !OTHERS.includes(field));
  },
  ({ was, is }) => {
    const names = [...new Set([...Object.keys(was.attributes), ...Object.keys(is.attributes)])].sort();
    const changed = names.filter((name) => was.attributes[name] !== is.attributes[name]);
    const detail = changed.map(
      (name) => `${name}: ${was.attributes[name] ?? "none"} → ${is.attributes[name] ?? "none"}`,
    );
    return { label: `Details of ${is.dealName} changed`, ...(detail.length > 0 ? { detail: detail.join(", ") } : {}) };
  },
);
