import { DateTime } from "luxon";
import type { Answer } from "../answer/answer.js";
import { addDays } from "../core/calendar.js";
import { readAmount } from "../language/read-amount.js";
import type { Ask } from "../question.js";
import type { Store } from "../store/store.js";

/** Who fills a form in: settled by the surface from a verified identity. */
export interface FormAsker {
  readonly orgId: string;
  readonly personId: string;
  readonly now: Date;
}

export interface WhatIfFields {
  /** Key of an open deal, or null. */
  readonly deal: string | null;
  /** As typed. */
  readonly amount: string;
}

export type WhatIfResult =
  /** Nothing chosen and nothing typed yet. */
  | { readonly kind: "empty" }
  | { readonly kind: "wrong"; readonly errors: { readonly deal?: string; readonly amount?: string } }
  | { readonly kind: "answer"; readonly answer: Answer };

/** "What if I close this deal, for that much": the same question as in words, with its fields apart. */
export interface WhatIfForm {
  /** Own open deals that can be chosen, the next to close first. */
  deals(asker: FormAsker): Promise<readonly { readonly key: string; readonly name: string }[]>;
  /** Own deals, open or not, whose names stand in a text that anybody may have written. */
  dealsIn(asker: FormAsker, text: string): Promise<readonly { readonly key: string; readonly name: string }[]>;
  result(asker: FormAsker, fields: WhatIfFields): Promise<WhatIfResult>;
}

/** A name of fewer letters is found in any text. */
const SHORTEST_NAME = 3;

export function createWhatIf({ store, ask }: { store: Store; ask: Ask }): WhatIfForm {
  const around = async ({ orgId, personId, now }: FormAsker) => {
    const organisation = (await store.listOrganisations()).find(({ id }) => id === orgId);
    if (!organisation) throw new Error("no such organisation");
    const org = store.forOrganisation(organisation);
    const today = DateTime.fromJSDate(now, { zone: organisation.timeZone }).toISODate() ?? "";
    return { org, today, asker: await org.findPerson(personId) };
  };
  return {
    async deals(asker) {
      const { org, today } = await around(asker);
      const rows = await org.listDeals(asker.personId, { start: today, end: addDays(today, 1) });
      return rows
        .filter(({ status }) => status === "open")
        .sort((a, b) => ((a.expectedCloseOn ?? "9999") < (b.expectedCloseOn ?? "9999") ? -1 : 1))
        .map(({ key, name }) => ({ key, name }));
    },
    async dealsIn(asker, text) {
      const { org, today } = await around(asker);
      const names = await org.listDealNames(asker.personId, { start: addDays(today, -400), end: addDays(today, 1) });
      const said = ` ${plainWords(text)} `;
      return names
        .filter(({ name }) => plainWords(name).length >= SHORTEST_NAME && said.includes(` ${plainWords(name)} `))
        .sort((a, b) => b.name.length - a.name.length);
    },
    async result(asker, { deal, amount }) {
      if (deal === null && amount.trim() === "") return { kind: "empty" };
      const { asker: person } = await around(asker);
      const named = amount.trim() === "" ? null : readAmount(amount, person?.locale ?? "en-US");
      if (amount.trim() !== "" && !named)
        return { kind: "wrong", errors: { amount: "That is not an amount I can read. Write it like 50,000 or 50k." } };
      if (named?.unit === "percent" && deal !== null)
        return { kind: "wrong", errors: { amount: "With a deal, give its amount; a percentage is of quota." } };
      const { shown } = await ask({
        orgId: asker.orgId,
        askerId: asker.personId,
        text: "",
        pressed: { skill: "what_if", input: { person: null, period: null, deal, amount: named } },
        channel: "dm",
        now: asker.now,
      });
      if (shown.outcome !== "error") return { kind: "answer", answer: shown };
      const sentence = [shown.headline, shown.body].filter(Boolean).join(" ");
      return { kind: "wrong", errors: deal !== null && named === null ? { deal: sentence } : { amount: sentence } };
    },
  };
}

/** Letters and digits alone, so that "Harborview!" is Harborview and "Harborviews" is not. */
const plainWords = (text: string): string =>
  text
    .slice(0, 4_000)
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
