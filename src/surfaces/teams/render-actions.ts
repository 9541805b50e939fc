import type { Action, Answer } from "../../answer/answer.js";
import { clip, plain } from "../plain.js";
import type { CardAction, DialogData, Element, Execute, OpenDialog } from "./render-elements.js";
import { TEAMS_LIMITS as LIMITS } from "./render-limits.js";

/** Teams asks for the card anew when one of these people looks at it. */
export interface Refresh {
  readonly action: { readonly type: "Action.Execute"; readonly verb: "show"; readonly data: Execute["data"] };
  readonly userIds: readonly string[];
}

const bytesOf = (data: unknown): number => new TextEncoder().encode(JSON.stringify(data)).length;

/** A button for each question, but for those that are too much for one to carry. */
export const actionsOf = ({ actions = [] }: Answer, most: number): CardAction[] =>
  actions
    .filter((action) => bytesOf([action.ask, action.fields]) <= LIMITS.actionData)
    .slice(0, Math.min(most, LIMITS.actions))
    .map(({ label, ask, fields = [], form }) => {
      const title = clip(plain(label), LIMITS.actionTitle) || "Ask";
      if (form) return openDialog(title, { ...ask, form });
      return fields.length > 0 ? openDialog(title, { ...ask, fields }) : execute("ask", title, ask);
    });

/** Execute asks through a Universal Action; clients that have none fall back to Submit, with the same data. */
function execute(verb: Execute["verb"], title: string, data: Execute["data"]): Execute {
  return { type: "Action.Execute", verb, title, data, fallback: { type: "Action.Submit", title, data } };
}

const openDialog = (title: string, asked: Omit<DialogData, "title">): OpenDialog => ({
  type: "Action.Submit",
  title,
  data: { msteams: { type: "task/fetch" }, dialog: { title, ...asked } },
});

/** The question with its period as it was meant: a card looked at next quarter still shows this one's. */
function samePeriod({ skill, input, period }: Answer): Action["ask"] {
  const isMoving = "period" in input && period?.key !== undefined;
  return { skill, input: isMoving ? { ...input, period: period.key } : input };
}

/** Ways to the pages before and after this one, turned in the card itself. */
export function pageActions(answer: Answer, page: number, pages: number): Execute[] {
  const ask = samePeriod(answer);
  if (pages === 1 || bytesOf(ask) > LIMITS.actionData) return [];
  return [
    ...(page > 1 ? [execute("show", "Previous page", { ...ask, page: page - 1 })] : []),
    ...(page < pages ? [execute("show", "Next page", { ...ask, page: page + 1 })] : []),
  ];
}

/** Only of figures that still move: those of a period that is over are left as they were told. */
export function refreshOf(answer: Answer, viewer: string | undefined, page: number): Refresh | null {
  const { outcome, confidential, period, asOf, figures } = answer;
  const ask = samePeriod(answer);
  const moves = period !== undefined && period.start <= asOf && asOf < period.end;
  if (!viewer || outcome !== "answer" || !confidential || !moves || figures.length === 0) return null;
  if (bytesOf(ask) > LIMITS.actionData) return null;
  return {
    action: { type: "Action.Execute", verb: "show", data: { ...ask, ...(page > 1 ? { page } : {}) } },
    userIds: [viewer],
  };
}

/** More actions than a card draws in one row, a row at a time. */
export function actionSets(actions: readonly CardAction[]): Element[] {
  const rows = Array.from({ length: Math.ceil(actions.length / LIMITS.actionsInARow) }, (_, i) =>
    actions.slice(i * LIMITS.actionsInARow, (i + 1) * LIMITS.actionsInARow),
  );
  return rows.map((row) => ({ type: "ActionSet", spacing: "Small", actions: row }));
}
