import { sameMeaning } from "../../canonical.js";
import type { PayeeFacts } from "../../facts.js";
import { labelOf } from "../../wording.js";
import { type CauseKind, type Moment, withFacts } from "../moment.js";

const words = (field: string): string => labelOf(field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

/** Fields of the facts that no other kind answers for, such as opening balances: each is a cause of its own. */
export const otherFacts = (kinds: readonly CauseKind[]): CauseKind => {
  const known = new Set<string>(["asOf", ...kinds.flatMap(({ fields = [] }) => fields)]);
  return {
    kind: "other_facts",
    find(before: Moment, after: Moment) {
      const fields = [...new Set([...Object.keys(before.facts), ...Object.keys(after.facts)])].sort();
      return (fields as (keyof PayeeFacts)[])
        .filter((field) => !known.has(field) && !sameMeaning(before.facts[field], after.facts[field]))
        .map((field) => ({
          key: field,
          label: `${words(field)} changed`,
          apply: (moment: Moment) => withFacts(moment, { [field]: after.facts[field] }),
        }));
    },
  };
};
