import { defineSection, figuresOf } from "../section.js";

/** What the quarter has earned so far, by component. */
export const pay = defineSection({
  key: "pay",
  isFor: ({ isAdmin }) => !isAdmin,
  async load(viewer) {
    const answer = await viewer.ask("payout");
    if (answer.outcome !== "answer" || answer.figures.length === 0) return null;
    const [table] = answer.tables ?? [];
    return {
      key: "pay",
      title: "Your pay",
      lines: [answer.headline],
      figures: figuresOf(answer, ["earned", "adjustments", "held", "payable", "draw_balance"]),
      ...(table ? { table } : {}),
      actions: (answer.actions ?? []).filter(({ ask }) => ask.skill === "payout_explain"),
    };
  },
});
