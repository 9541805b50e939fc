import { listed, type PlanWords } from "../plan-words.js";
import { ZERO } from "../rational.js";
import { percentText } from "../wording.js";
import type { ClawbackTerms, DrawTerms, ReleaseTerms, SettlementTerms } from "./terms.js";

/** When and how earnings are paid, in sentences. */
export function describeSettlement(terms: SettlementTerms, words: PlanWords): string[] {
  const { release, clawback, draw, minimumPayment, belowZero } = terms;
  return [
    ...(release ? releaseText(release) : []),
    ...(clawback ? clawbackText(clawback, words) : []),
    ...(draw ? drawText(draw, words) : []),
    ...BELOW_ZERO[belowZero],
    ...(minimumPayment ? [`A payment below ${words.amount(minimumPayment)} waits and is added to the next one.`] : []),
  ];
}

/** Owed is the usual, and is what the statement shows. */
const BELOW_ZERO: Readonly<Record<SettlementTerms["belowZero"], readonly string[]>> = {
  owed: [],
  carried: ["Pay below zero is taken from the next payments."],
  forgiven: ["Pay below zero counts as nothing, and nothing of it is owed."],
};

function releaseText(release: ReleaseTerms): string[] {
  const named = ({ share, on, days, months }: ReleaseTerms[number]) => {
    const when = {
      booked: "when the deal is booked",
      invoiced: "when it is invoiced",
      collected: "as the customer pays",
      fully_collected: "once the customer has paid all of it",
      days_after_booking: `${days ?? 0} days after it is booked`,
      months_after_booking: `${months ?? 0} months after it is booked`,
    }[on];
    return `${percentText(share)} ${when}`;
  };
  const ends = release.flatMap((part) => {
    const end = [
      ...(part.expires_after_days ? [`within ${part.expires_after_days} days of booking`] : []),
      ...(part.employed === "required" ? ["while you are employed"] : []),
    ];
    return end.length > 0 ? [`The part of ${named(part)} is only released ${listed(end)}.`] : [];
  });
  return [`What a deal earns is paid ${listed(release.map(named))}; the rate stays the one of the booking.`, ...ends];
}

function clawbackText(terms: ClawbackTerms, words: PlanWords): string[] {
  const { takes, term_months, within_days, unpaid_after_days, limit, ages } = terms;
  const what = {
    negative_transaction: "its amount counts below zero on that day, so attainment falls too",
    commission: "what it earned is taken back, kickers included",
    unserved_part: `what it earned for the months not served is taken back${term_months ? ` (of ${term_months} months, unless the deal says otherwise)` : ""}`,
    by_age: `part of what it earned is taken back: ${listed((ages ?? []).map(({ up_to_days, share }) => `${percentText(share)} up to ${up_to_days} days after booking`))}, nothing later`,
  }[takes];
  return [
    `When a deal is cancelled${within_days ? ` within ${within_days} days` : ""}, ${what}.`,
    ...(unpaid_after_days
      ? [
          `What the customer has not paid ${unpaid_after_days} days after the deal closed counts as cancelled on that day.`,
        ]
      : []),
    ...(limit ? [limitText(limit, words)] : []),
  ];
}

function limitText(
  { share, amount, final_share, excess }: NonNullable<ClawbackTerms["limit"]>,
  words: PlanWords,
): string {
  const most = share ? `${percentText(share)} of it` : words.amount(amount ?? ZERO);
  const final = final_share ? `, and your last one ${percentText(final_share)} of it` : "";
  const rest = excess === "carried" ? "the rest waits for later payments" : "the rest is not taken back";
  return `One payment gives back ${most} at most${final}; ${rest}.`;
}

function drawText(draw: DrawTerms, words: PlanWords): string[] {
  const { kind, of, from, through, tenure, part_months } = draw;
  const amount = draw.of_target
    ? `${percentText(draw.of_target)} of your target incentive`
    : `${words.amount(draw.amount ?? ZERO)} a ${draw.per}`;
  const after = through ? `After ${through}` : "After these months";
  const later =
    through || tenure
      ? ` ${after} ${percentText(draw.recovers ?? ZERO)} of what you earn pays back what is still owed.`
      : "";
  const pay = of ? `What ${listed(of.map(words.component))} ${of.length === 1 ? "pays" : "pay"} you` : "Your pay";
  const said = {
    guarantee: `${pay} is raised to ${amount} where you earn less, and that is never paid back.`,
    recoverable: `${pay} is raised to ${amount} where you earn less; what is added is owed and paid back from earnings above it.${later}`,
    advance: `${amount} are paid in advance; the payment at the end is what your earnings leave after the advance and what is owed.`,
    on_top: `${amount} are paid on top of what you earn.${later}`,
    fixed: `${amount} are paid in place of whatever you earn${of ? ` by ${listed(of.map(words.component))}` : ""}.`,
  }[kind];
  const days = [...(from ? [`from ${from}`] : []), ...(through ? [`through ${through}`] : [])];
  return [
    `${said}${days.length > 0 ? ` This holds ${listed(days)}.` : ""}`,
    ...(tenure
      ? [
          `Of the amount ${listed(tenure.map((share) => percentText(share)))} count in your first ${tenure.length} months, and nothing after.`,
        ]
      : []),
    ...(part_months === "by_days" ? ["A month that is drawn in part counts by its days."] : []),
    ...recoveryText(draw, words),
    ...(draw.forgiven ? [forgivenText(draw.forgiven, words)] : []),
  ];
}

function recoveryText(draw: DrawTerms, words: PlanWords): string[] {
  const { recovery_from, recovery_through, recovers_at_most, owed_at_most, at_leaving } = draw;
  const leaving = {
    forgiven: "What is still owed when you leave is forgiven.",
    deducted: "What is still owed when you leave is deducted from your last pay, as far as that reaches.",
  };
  return [
    ...(recovery_from ? [`Paying back begins on ${recovery_from}.`] : []),
    ...(recovery_through ? [`Paying back ends on ${recovery_through}.`] : []),
    ...(recovers_at_most ? [`One payment pays back ${words.amount(recovers_at_most)} at most.`] : []),
    ...(owed_at_most ? [`You never owe more than ${words.amount(owed_at_most)}.`] : []),
    ...(at_leaving ? [leaving[at_leaving]] : []),
  ];
}

function forgivenText({ measure, at_least, on }: NonNullable<DrawTerms["forgiven"]>, words: PlanWords): string {
  if (measure === undefined) return `What is still owed on ${on} is forgiven.`;
  return `The debt ends when your ${words.measure(measure)} reaches ${percentText(at_least ?? ZERO)} of quota.`;
}
