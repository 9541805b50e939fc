import type { Action } from "../answer/answer.js";
import { announcementForm } from "./announcement.js";
import type { Form } from "./define-form.js";
import { disputeForm } from "./dispute.js";
import { goalForm } from "./goal.js";
import { settingsForm } from "./settings.js";

const all: readonly Form[] = [goalForm, disputeForm, settingsForm, announcementForm];

/** Every form that ends in the preview of a change, by its name. */
export const forms: ReadonlyMap<string, Form> = new Map(all.map((form) => [form.name, form]));

/** A button for each form that somebody has use for: admins keep the organisation's affairs, others their own. */
export const formActions = ({ isAdmin }: { readonly isAdmin: boolean }): Action[] =>
  all
    .filter(({ isFor }) => isFor !== (isAdmin ? "non_admins" : "admins"))
    .map(({ name, title }) => ({ label: title, ask: { skill: name, input: {} }, form: true }));
