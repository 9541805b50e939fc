import { asHistory, inForceIn, newestIn, type PlanInForce } from "../../plan-history.js";
import type { CauseKind, Moment } from "../moment.js";

/** Another plan, another version of it, or another day from which one counts. Two readings of the same document are the same plan. */
export const planVersion: CauseKind = {
  kind: "plan",
  find(before, after) {
    const [was, is] = [asHistory(before.plans), asHistory(after.plans)];
    if (was.length === is.length && was.every((version, i) => sameVersion(version, is[i]))) return [];
    const [newest, newer] = [newestIn(before.plans, before.period), newestIn(after.plans, after.period)];
    const names = [namesOf(before, false), namesOf(after, false)];
    const [from, to] = names[0] === names[1] ? [namesOf(before, true), namesOf(after, true)] : names;
    return [
      {
        key: "plan",
        label: newest.name === newer.name ? "Plan version changed" : "Plan changed",
        ...(from === to ? {} : { detail: `${from} → ${to}` }),
        apply: (moment) => ({ ...moment, plans: after.plans }),
      },
    ];
  },
};

const sameVersion = (one: PlanInForce, other: PlanInForce | undefined): boolean =>
  one.plan === other?.plan && one.from === other.from;

/** The versions of the period in order, with the days they count from where these are what differs. */
const namesOf = ({ plans, period }: Moment, withDays: boolean): string =>
  inForceIn(asHistory(plans), period)
    .map(({ version: { plan }, part }) => `${plan.name} ${plan.version}${withDays ? ` from ${part.start}` : ""}`)
    .join(", then ");
