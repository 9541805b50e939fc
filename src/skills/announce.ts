import { z } from "zod";
import { count, type Table, text } from "../answer/answer.js";
import { formatMoment, formatValue } from "../answer/format.js";
import type { AnnouncementRow, PlanVersionRow } from "../store/written/announcements.js";
import { defineSkill, type Rendered, type Scope, TeamField, TextField } from "./define-skill.js";
import { announcementRequest, namedIn } from "./requests/announcement.js";
import { action, formAction } from "./words.js";

export const announceSkill = defineSkill({
  name: "announce",
  description:
    "For admins: proposes an announcement to everybody, a plan, a team, a region or a role; shows announcements with who acknowledged; cancels one that is not sent yet.",
  input: z.object({
    team: TeamField,
    which: z.string().max(40).nullable().describe("Leave null: set by buttons"),
    text: TextField,
  }),
  audience: "admins",
  async load({ text: said, team }, { store }) {
    const request = announcementRequest(said ?? "show");
    const [announcements, versions, regions, teams] = await Promise.all([
      store.listAnnouncements(),
      store.listPlanVersions(),
      store.listRegions(),
      store.listTeams(),
    ]);
    const found = teams.find(
      ({ id, name }) => team !== null && (id === team || name.toLowerCase() === team.toLowerCase()),
    );
    return { request, announcements, versions, regions, team: found ?? null };
  },
  compute: (facts) => facts,
  render(facts, scope, { text: said, which }): Rendered {
    switch (facts.request.verb) {
      case "show":
        return listed(facts.announcements, scope);
      case "cancel":
        return cancelled(facts.announcements, which, scope);
      case "draft":
        return drafted(facts, said ?? "");
    }
  },
});

type Facts = Awaited<ReturnType<typeof announceSkill.load>>;

function drafted({ request, versions, regions, team }: Facts, said: string): Rendered {
  if (request.text === null)
    return {
      outcome: "clarify",
      headline: "What should it say, and to whom?",
      body: "For example: “announce to all reps: the accelerator changes on January 1”, “announce to Europe: …”, “announce plan Account Executive 2026.2: …”.",
    };
  const before = said.slice(0, said.length - request.text.length);
  const plan = planIn(before, versions) ?? planIn(request.text, versions);
  const region = team ? null : namedIn(before, regions);
  // Whoever is on the plan it is about, unless somebody else was named.
  const planKey = plan && !team && region === null && request.role === null ? plan.key : null;
  return {
    headline: "An announcement",
    proposes: {
      action: "announce",
      input: {
        text: request.text,
        audience: { planKey, teamId: team?.id ?? null, region, role: request.role },
        plan: plan && { key: plan.key, version: plan.version },
        sendAt: null,
      },
    },
  };
}

/** A plan that is named with its version, else the newest version of one that is named. */
function planIn(words: string, versions: readonly PlanVersionRow[]): PlanVersionRow | null {
  const name = namedIn(
    words,
    versions.flatMap((version) => [version.name, version.key]),
  );
  const of = versions.filter((version) => version.name === name || version.key === name);
  const version = namedIn(
    words,
    of.map((one) => one.version),
  );
  return of.find((one) => one.version === version) ?? of[0] ?? null;
}

const stateOf = (
  { cancelledAt, sendAt, sent, undelivered, recipients }: AnnouncementRow,
  { now, locale }: Scope,
): string => {
  if (cancelledAt) return "cancelled";
  if (sendAt > now) return `from ${formatMoment(sendAt, locale)}`;
  const left = recipients - sent - undelivered;
  if (left > 0) return `running, ${[sent, recipients].map((n) => formatValue(count(n, ""), locale)).join(" of ")}`;
  return undelivered > 0 ? `sent, ${undelivered} not reached` : "sent";
};

function listed(announcements: readonly AnnouncementRow[], scope: Scope): Rendered {
  const [newest] = announcements;
  if (!newest)
    return {
      headline: "Nothing was announced yet.",
      body: "“Announce to all reps: …” shows you a preview first.",
      actions: [ANNOUNCE],
    };
  const open = announcements.filter(({ cancelledAt, sendAt }) => !cancelledAt && sendAt > scope.now);
  return {
    headline: `${newest.acknowledged} of ${newest.recipients} have acknowledged the newest announcement.`,
    tables: [announcementTable(announcements, scope)],
    notes: ["Who saw and signed what, as a file: pacer announcements export NUMBER"],
    actions: [
      ANNOUNCE,
      ...open
        .slice(0, 3)
        .map(({ id, text: said }) =>
          action(`Cancel “${said.slice(0, 24)}…”`, "announce", { which: id, text: "cancel" }),
        ),
    ],
  };
}

const ANNOUNCE = formAction("Announce something", "announcement_form");

function announcementTable(announcements: readonly AnnouncementRow[], scope: Scope): Table {
  const right = { align: "right" as const };
  return {
    columns: [
      { label: "What" },
      { label: "State" },
      { label: "People", ...right },
      { label: "Sent", ...right },
      { label: "Acknowledged", ...right },
      { label: "Declined", ...right },
    ],
    rows: announcements
      .slice(0, 15)
      .map((row) => [
        text(row.text.length > 60 ? `${row.text.slice(0, 59)}…` : row.text),
        text(stateOf(row, scope)),
        ...[row.recipients, row.sent, row.acknowledged, row.declined].map((n) => count(n, "")),
      ]),
    ...(announcements.length > 15 ? { more: announcements.length - 15 } : {}),
  };
}

function cancelled(announcements: readonly AnnouncementRow[], which: string | null, { now }: Scope): Rendered {
  const open = announcements.filter(
    ({ id, cancelledAt, sendAt }) => !cancelledAt && sendAt > now && (which === null || id === which),
  );
  const [only] = open;
  if (!only)
    return {
      headline: "No announcement is waiting to be sent.",
      body: "What is sent already is corrected by another one.",
    };
  if (open.length > 1)
    return {
      outcome: "clarify",
      headline: "Which one do you mean?",
      actions: open
        .slice(0, 5)
        .map(({ id, text: said }) => action(said.slice(0, 60), "announce", { which: id, text: "cancel" })),
    };
  return { headline: "An announcement", proposes: { action: "cancel_announcement", input: { announcement: only.id } } };
}
