import { date, type Table, text } from "../../answer/answer.js";
import { formatDate, formatMoment } from "../../answer/format.js";
import { periodLabel } from "../../answer/period-label.js";
import { periodSpanning } from "../../core/period.js";
import type { Dispute, DisputeEntry } from "../../store/written/disputes.js";
import type { Rendered, Scope } from "../define-skill.js";
import { action } from "../words.js";

const REASON_WORDS: Readonly<Record<string, string>> = {
  missing_credit: "a credit is missing",
  wrong_amount: "an amount is wrong",
  wrong_split: "a split is wrong",
  quota: "a quota is wrong",
  payout: "a payout is wrong",
  other: "something is wrong",
};

const about = ({ dealName, reason }: Dispute): string =>
  `${dealName ? `${dealName}: ` : ""}${REASON_WORDS[reason] ?? reason}`;
const STATE_WORDS = (dispute: Dispute): string =>
  dispute.state === "open"
    ? dispute.assigneeName
      ? `waiting for ${dispute.assigneeName}`
      : "waiting for an admin"
    : dispute.state === "answered"
      ? "answered, not decided"
      : dispute.state;

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** Disputes as a table; `whose` = with a column of who opened them. */
export function disputeTable(disputes: readonly Dispute[], whose: boolean): Table {
  return {
    columns: [
      { label: "#" },
      ...(whose ? [{ label: "Who" }] : []),
      { label: "About" },
      { label: "Opened" },
      { label: "State" },
    ],
    rows: disputes
      .slice(0, SHOWN)
      .map((dispute) => [
        text(`#${dispute.number}`),
        ...(whose ? [text(dispute.personName)] : []),
        text(about(dispute)),
        date(dayOf(dispute.openedAt)),
        text(STATE_WORDS(dispute)),
      ]),
    ...(disputes.length > SHOWN ? { more: disputes.length - SHOWN } : {}),
  };
}
const SHOWN = 20;

/** One dispute with everything that was said. */
export function disputeDetail(dispute: Dispute & { entries: readonly DisputeEntry[] }, scope: Scope): Rendered {
  const { locale, store, asker } = scope;
  const period = periodSpanning(dispute, store.organisation.fiscalYearStartMonth);
  const mine = dispute.personId === asker.id;
  const undecided = dispute.state === "open" || dispute.state === "answered";
  const last = dispute.entries.at(-1);
  return {
    headline: `Dispute #${dispute.number}${mine ? "" : ` of ${dispute.personName}`}: ${STATE_WORDS(dispute)}.`,
    body: `${about(dispute)}, in ${periodLabel(period, locale)}. Opened on ${formatDate(dayOf(dispute.openedAt), locale)}.${
      last && !undecided && last.text ? ` The reason given: ${last.text}` : ""
    }`,
    tables: [
      {
        columns: [{ label: "When" }, { label: "Who" }, { label: "" }, { label: "What was said" }],
        rows: dispute.entries.map(({ at, author, kind, text: said }) => [
          text(formatMoment(at, locale)),
          text(author),
          text(kind === "open" ? "opened" : kind),
          text(said),
        ]),
      },
    ],
    confidential: true,
    ...(undecided && mine
      ? {
          notes: [`To add to it, write “dispute #${dispute.number}: …”.`],
          actions: [action("Withdraw it", "dispute", { text: `withdraw dispute #${dispute.number}` })],
        }
      : {}),
    ...(undecided && !mine
      ? {
          notes: [
            `To answer, write “dispute #${dispute.number}: …”. Admins decide with “accept dispute #${dispute.number} because …” or “reject …”.`,
          ],
        }
      : {}),
  };
}
