import { z } from "zod";
import type { AnyNudgeRule } from "../nudges/define-rule.js";
import { occasionsOf } from "../nudges/find.js";
import { nudgeKindOf } from "../nudges/kind-name.js";
import { loadDesks } from "../nudges/load-desks.js";
import { templateOf } from "../nudges/template.js";
import { wordsOf } from "../nudges/words.js";
import { defineMessage } from "./define-message.js";

/** The message of a kind of nudge. Its reason is looked for anew at the moment of sending: where it is gone, nothing is sent. */
export const nudgeMessage = (rule: AnyNudgeRule) =>
  defineMessage({
    name: nudgeKindOf(rule.name),
    description: templateOf(rule).description,
    class: "routine",
    topic: "nudges",
    recipe: z.object({
      /** Id of the decision, that the buttons are about; null in a preview. */
      nudge: z.string().nullable(),
      /** What it is about within its rule. */
      subject: z.string(),
      /** The deal, where it is about one. */
      deal: z.string().nullable(),
    }),
    async render({ nudge, subject, deal }, { store, recipient, today, locale }) {
      const desk = (await loadDesks(store, [recipient.id], today)).get(recipient.id);
      const occasion =
        desk && occasionsOf(rule, desk).find((each) => each.subject === subject && (each.memory.deal ?? null) === deal);
      return occasion ? wordsOf(rule, occasion, desk, { locale, nudge }) : null;
    },
    async example({ store, recipient, today }) {
      const desk = (await loadDesks(store, [recipient.id], today)).get(recipient.id);
      const [first] = desk ? occasionsOf(rule, desk) : [];
      return first ? { nudge: null, subject: first.subject, deal: first.memory.deal ?? null } : null;
    },
  });
