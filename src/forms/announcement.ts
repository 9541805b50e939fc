import { DateTime } from "luxon";
import type { ActionContext } from "../actions/define-action.js";
import { clockChoices } from "./clock-choices.js";
import { defineForm, type Filled, fault, textOf } from "./define-form.js";

const NOBODY_IN_PARTICULAR = { planKey: null, teamId: null, region: null, role: null };
const ROLES = [
  { value: "role:rep", label: "All reps" },
  { value: "role:manager", label: "All managers" },
  { value: "role:admin", label: "All admins" },
];
/** As many as a list of a form holds; any other audience is named in words. */
const LISTED = 90;
/** When an announcement of a later day is sent, where no time is said. */
const MORNING = "09:00";

/** A message to many, at a moment of the organisation's day. */
export const announcementForm = defineForm({
  name: "announcement_form",
  title: "Announce",
  about: "You see who gets it and what it means for them before anything is sent.",
  action: "announce",
  isFor: "admins",
  async fields({ store, locale }) {
    const [teams, regions, versions] = await Promise.all([
      store.listTeams(),
      store.listRegions(),
      store.listPlanVersions(),
    ]);
    const plans = [...new Map(versions.map(({ key, name }) => [key, name]))];
    const audiences = [
      { value: "everybody", label: "Everybody" },
      ...ROLES,
      ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: `Team ${name}` })),
      ...regions.map((region) => ({ value: `region:${region}`, label: `Region ${region}` })),
      ...plans.map(([key, name]) => ({ value: `plan:${key}`, label: `On plan ${name}` })),
    ].slice(0, LISTED);
    const newest = versions.slice(0, LISTED);
    return [
      { key: "text", label: "What it says", kind: "text", required: true, maxChars: 2_000 },
      { key: "audience", label: "To whom", kind: "choice", required: true, choices: audiences },
      ...(newest.length > 0
        ? [
            {
              key: "plan",
              label: "Plan version to acknowledge",
              kind: "choice" as const,
              hint: "Leave it empty where nothing is to be signed.",
              choices: newest.map(({ key, name, version }) => ({
                value: `${key} ${version}`,
                label: `${name} ${version}`,
              })),
            },
          ]
        : []),
      { key: "day", label: "Send on", kind: "day", hint: "Left empty, it goes out in ten minutes." },
      { key: "at", label: "At", kind: "choice", choices: clockChoices(locale) },
    ];
  },
  async read(filled, context) {
    const said = textOf(filled, "text");
    if (said === null || said.length < 10) return fault("text", "Write at least ten characters.");
    const audience = audienceOf(textOf(filled, "audience"));
    if (!audience) return fault("audience", "Choose one of the list.");
    const version = textOf(filled, "plan");
    const versions = version === null ? [] : await context.store.listPlanVersions();
    const plan = versions.find((one) => `${one.key} ${one.version}` === version);
    if (version !== null && !plan) return fault("plan", "That version is not there any more.");
    const sendAt = sendAtOf(filled, context);
    if (sendAt !== null && new Date(sendAt) <= context.now)
      return fault("day", "That moment is past. Choose a later one.");
    return {
      ok: true,
      input: { text: said, audience, plan: plan ? { key: plan.key, version: plan.version } : null, sendAt },
    };
  },
  fieldOf: { sendAt: "day" },
});

function audienceOf(said: string | null) {
  if (said === "everybody") return NOBODY_IN_PARTICULAR;
  const [, what, which] = /^(role|team|region|plan):(.+)$/s.exec(said ?? "") ?? [];
  const field = { role: "role", team: "teamId", region: "region", plan: "planKey" }[what ?? ""];
  return field ? { ...NOBODY_IN_PARTICULAR, [field]: which } : null;
}

/** Null = soon. A time alone is of today. */
function sendAtOf(filled: Filled, { store, today }: ActionContext): string | null {
  const [day, at] = [textOf(filled, "day"), textOf(filled, "at")];
  if (day === null && at === null) return null;
  const zone = store.organisation.timeZone;
  return DateTime.fromISO(`${day ?? today}T${at ?? MORNING}`, { zone })
    .toUTC()
    .toISO({ suppressMilliseconds: true });
}
