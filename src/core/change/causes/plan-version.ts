import type { CauseKind } from "../moment.js";

/** Another plan, or another version of it. Two readings of the same document are the same plan. */
export const planVersion: CauseKind = {
  kind: "plan",
  find(before, after) {
    const [was, is] = [before.plan, after.plan];
    if (was === is) return [];
    return [
      {
        key: "plan",
        label: was.name === is.name ? "Plan version changed" : "Plan changed",
        detail: `${was.name} ${was.version} → ${is.name} ${is.version}`,
        apply: (moment) => ({ ...moment, plan: is }),
      },
    ];
  },
};
