import { z } from "zod";
import { count, type Figure, type Table, text } from "../answer/answer.js";
import { formatMoment } from "../answer/format.js";
import { WEEKLY_CATCH_UP, weeklyRule } from "../digests/rules.js";
import { decide } from "../permission.js";
import { action, figure } from "../skills/words.js";
import type { AnnouncementRow } from "../store/written/announcements.js";
import { defineMessage, type MessageScope } from "./define-message.js";

const DAY_MS = 86_400_000;
/** Data that is older wants to be looked at. */
const OLD_DATA_DAYS = 2;
const IMPORTS = 5;

/** How the organisation's Pacer is doing: data, delivery and what waits, for its admins. */
export const adminDigest = defineMessage({
  name: "admin_digest",
  description: "For admins, weekly: how fresh the data is, imports, delivery, and what waits for somebody",
  class: "routine",
  topic: "digest",
  schedule: { wantedBy: ({ role }) => role === "admin", rule: weeklyRule, catchUpMinutes: WEEKLY_CATCH_UP },
  recipe: z.object({}),
  async render(_recipe, scope) {
    const { store, recipient, today } = scope;
    if (!decide(recipient, { kind: "organisation" }, today).allow) return null;
    const [imports, outbox, disputes, declined, announcements, people] = await Promise.all([
      store.listImports(IMPORTS),
      store.countOutbox(),
      store.listDisputes({ undecided: true }),
      store.listDeclinedPlans(today),
      store.listAnnouncements(),
      store.listPeople(),
    ]);
    const here = people.filter(({ leftOn }) => leftOn === null || leftOn > today).map(({ id }) => id);
    const unacknowledged = await store.countUnacknowledged(here, today);
    const running = announcements.filter(isRunning(scope.now));
    return wordsOf(
      { imports, outbox, disputes: disputes.length, declined: declined.length, running, unacknowledged },
      scope,
    );
  },
  example: async ({ recipient, today }) => (decide(recipient, { kind: "organisation" }, today).allow ? {} : null),
});

const isRunning =
  (now: Date) =>
  ({ cancelledAt, sendAt, recipients, sent, undelivered }: AnnouncementRow): boolean =>
    !cancelledAt && sendAt <= now && sent + undelivered < recipients;

interface State {
  readonly imports: Awaited<ReturnType<MessageScope["store"]["listImports"]>>;
  readonly outbox: Awaited<ReturnType<MessageScope["store"]["countOutbox"]>>;
  readonly disputes: number;
  readonly declined: number;
  readonly running: readonly AnnouncementRow[];
  readonly unacknowledged: number;
}

function wordsOf(state: State, { now, locale }: MessageScope) {
  const { imports, outbox, disputes, declined, running, unacknowledged } = state;
  const [newest] = imports;
  const days = newest ? Math.max(0, Math.floor((now.getTime() - newest.finishedAt.getTime()) / DAY_MS)) : null;
  const inState = (...states: string[]) =>
    outbox.filter((row) => states.includes(row.state)).reduce((sum, { messages }) => sum + Number(messages), 0);
  const [sent, stuck, waiting] = [
    inState("sent"),
    inState("dead", "failed"),
    inState("pending", "sending", "ambiguous"),
  ];
  const rejected = newest?.rejected ?? 0;
  const looks = [
    ...(days === null ? ["no data was imported yet"] : days >= OLD_DATA_DAYS ? [`data is ${days} days old`] : []),
    ...(rejected > 0 ? [`the last import left ${rejected} ${rejected === 1 ? "row" : "rows"} out`] : []),
    ...(inState("dead") > 0
      ? [`${inState("dead")} ${inState("dead") === 1 ? "message was" : "messages were"} given up`]
      : []),
    ...(disputes > 0 ? [`${disputes} ${disputes === 1 ? "dispute is" : "disputes are"} undecided`] : []),
    ...(declined > 0 ? [`${declined} ${declined === 1 ? "person" : "people"} declined a plan with a question`] : []),
  ];
  return {
    headline:
      looks.length === 0
        ? "All is well: nothing wants your attention."
        : `${looks.length} ${looks.length === 1 ? "thing wants" : "things want"} your attention.`,
    ...(looks.length > 0
      ? { body: `${looks.map((one, i) => (i === 0 ? one.charAt(0).toUpperCase() + one.slice(1) : one)).join("; ")}.` }
      : {}),
    figures: [
      ...(newest && days !== null
        ? [
            figure("data_age", "Age of the data", count(days, days === 1 ? "day" : "days")),
            figure("rejected", "Rows left out by the last import", count(rejected, "")),
          ]
        : []),
      figure("sent", "Messages sent so far", count(sent, "")),
      figure("waiting", "Messages waiting", count(waiting, "")),
      figure("not_sent", "Messages not sent", count(stuck, "")),
      figure("disputes", "Disputes undecided", count(disputes, "")),
      figure("unacknowledged", "People with a plan to answer", count(unacknowledged, "")),
      ...running.map(progressOf),
    ],
    tables: imports.length > 0 ? [importTable(imports, locale)] : [],
    notes: stuck > 0 ? ["Who, and why: pacer deliveries list"] : [],
    actions: [
      action("What is waiting for me?", "approvals"),
      action("How fresh is the data?", "admin_ops", { text: "data status" }),
      action("Show announcements", "announce", { text: "show announcements" }),
    ],
    dataAsOf: newest?.finishedAt ?? null,
  };
}

const progressOf = ({ id, sent, recipients }: AnnouncementRow): Figure =>
  figure(`announcement_${id}`, "An announcement is running", count(sent, `of ${recipients} sent`));

const importTable = (imports: State["imports"], locale: string): Table => ({
  title: "Newest imports",
  columns: [
    { label: "When" },
    { label: "From" },
    { label: "New", align: "right" },
    { label: "Changed", align: "right" },
    { label: "Left out", align: "right" },
  ],
  rows: imports.map(({ finishedAt, source, added, changed, rejected }) => [
    text(formatMoment(finishedAt, locale)),
    text(source),
    ...[added, changed, rejected].map((n) => count(n, "")),
  ]),
});
