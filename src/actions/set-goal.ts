import { z } from "zod";
import { isIsoDate } from "../core/calendar.js";
import { periodSpanning } from "../core/period.js";
import { AskError } from "../errors.js";
import { goalKinds } from "../skills/goals/index.js";
import { goalStandings } from "../skills/goals/progress.js";
import { figure } from "../skills/words.js";
import type { NewGoal } from "../store/written/goals.js";
import { type ActionScope, defineAction, personOf } from "./define-action.js";
import { goalText, showGoals } from "./goal-of.js";

const Day = z.string().refine(isIsoDate, "a day");
/** A goal for oneself is in force at once; for somebody else it is a suggestion until they take it up. */
export const setGoal = defineAction({
  name: "set_goal",
  description: "Set a personal goal, or suggest one to a person who reports to the asker.",
  input: z.object({
    person: z.string().max(200).nullable(),
    kind: z.string().refine((kind) => goalKinds.has(kind), "a kind of goal"),
    target: z
      .string()
      .regex(/^\d{1,12}(\.\d{1,6})?$/)
      .nullable(),
    currency: z.string().length(3).nullable(),
    what: z.string().max(80).nullable(),
    start: Day,
    end: Day,
  }),
  audience: "self_or_manager",
  about: personOf,
  async load({ person: _person, ...terms }, scope) {
    const { store, subject, asker, today } = scope;
    if (terms.end <= today) throw new AskError("Those days are over.", "A goal is for days to come: name a later one.");
    const state = subject.id === asker.id ? ("active" as const) : ("suggested" as const);
    const goal: NewGoal = { ...terms, personId: subject.id, setById: asker.id, state };
    const others = await store.listGoals(subject.id, today);
    const same = others.find(
      (other) =>
        other.state === state &&
        other.kind === goal.kind &&
        other.what === goal.what &&
        other.end === goal.end &&
        other.start === goal.start,
    );
    return { goal, same: same ?? null, standing: await standingOf(goal, scope) };
  },
  preview({ goal, same, standing }, scope) {
    const { subject, asker } = scope;
    const own = subject.id === asker.id;
    const title = goalText(asStored(goal), scope);
    return {
      headline: own ? `Your goal: ${title}` : `A suggestion for ${subject.name}: ${title}`,
      body: own
        ? same
          ? `It takes the place of ${goalText(same, scope)}.`
          : "I will show how far you are whenever you ask. It is yours: your manager is not told."
        : `${subject.name} sees it as your suggestion, and takes it up or not.`,
      ...(own && standing ? { figures: standing } : {}),
      confirm: own ? "Set the goal" : "Suggest it",
    };
  },
  async perform({ goal, same }, writes, scope) {
    const { now, subject, asker } = scope;
    if (same) await writes.changeGoal(same.id, [same.state], { state: "dropped" }, now);
    const id = await writes.addGoal(goal, now);
    const own = subject.id === asker.id;
    return {
      said: {
        headline: own
          ? `Your goal is set: ${goalText(asStored(goal), scope)}.`
          : `Suggested to ${subject.name}: ${goalText(asStored(goal), scope)}.`,
        ...(own ? { actions: [showGoals] } : {}),
      },
      audit: { entity: "goal", entityKey: id, before: same, after: goal },
    };
  },
});

/** A goal as it will read, before it has an id. */
const asStored = (goal: NewGoal) => ({ ...goal, id: "", setByName: "", createdAt: new Date(0) });

/** How far the person is already, where the data counts it. */
async function standingOf(goal: NewGoal, scope: ActionScope) {
  const period = periodSpanning(goal, scope.store.organisation.fiscalYearStartMonth);
  if (period.start > scope.today) return null;
  const [standing] = await goalStandings([asStored(goal)], { ...scope, period, group: NOBODY });
  const kind = goalKinds.get(goal.kind);
  if (!standing?.progress || !kind) return null;
  const { reached, left } = standing.progress;
  return [
    figure("reached", "So far", kind.value(reached, standing.terms)),
    figure("left", "To go", kind.value(left, standing.terms)),
  ];
}

const NOBODY = { name: "", members: [], leaders: new Set<string>() };
