import { listed, type PlanWords } from "../plan-words.js";
import { ONE, ZERO } from "../rational.js";
import { percentText } from "../wording.js";
import type { ClawbackTerms, DrawTerms, ReleaseTerms, SettlementTerms } from "./terms.js";

/** When and how earnings are paid, in sentences. */
export function describeSettlement(terms: SettlementTerms, words: PlanWords): string[] {
  const { release, clawback, draw, minimumPayment } = terms;
  return [
    ...(release ? [releaseText(release)] : []),
    ...(clawback ? clawbackText(clawback) : []),
    ...(draw ? drawText(draw, words) : []),
    ...(minimumPayment ? [`A payment below ${words.amount(minimumPayment)} waits and is added to the next one.`] : []),
  ];
}

function releaseText(release: ReleaseTerms): string {
  const parts = release.map(({ share, on, days, months }) => {
    const when = {
      booked: "when the deal is booked",
      invoiced: "when it is invoiced",
      collected: "as the customer pays",
      fully_collected: "once the customer has paid all of it",
      days_after_booking: `${days ?? 0} days after it is booked`,
      months_after_booking: `${months ?? 0} months after it is booked`,
    }[on];
    return `${percentText(share)} ${when}`;
  });
  return `What a deal earns is paid ${listed(parts)}; the rate stays the one of the booking.`;
}

function clawbackText({ takes, term_months, within_days, ages }: ClawbackTerms): string[] {
  const what = {
    negative_transaction: "its amount counts below zero on that day, so attainment falls too",
    commission: "what it earned is taken back, kickers included",
    unserved_part: `what it earned for the months not served is taken back${term_months ? ` (of ${term_months} months, unless the deal says otherwise)` : ""}`,
    by_age: `part of what it earned is taken back: ${listed((ages ?? []).map(({ up_to_days, share }) => `${percentText(share)} up to ${up_to_days} days after booking`))}, nothing later`,
  }[takes];
  return [`When a deal is cancelled${within_days ? ` within ${within_days} days` : ""}, ${what}.`];
}

function drawText(draw: DrawTerms, words: PlanWords): string[] {
  const amount = draw.of_target
    ? `${percentText(draw.of_target)} of your target incentive`
    : `${words.amount(draw.amount ?? ZERO)} a ${draw.per}`;
  const later = draw.through
    ? ` After ${draw.through} ${percentText(draw.recovers ?? ONE)} of what you earn pays back what is still owed.`
    : "";
  const kind = {
    guarantee: `Your pay is raised to ${amount} where you earn less, and that is never paid back.`,
    recoverable: `Your pay is raised to ${amount} where you earn less; what is added is owed and paid back from earnings above it.${later}`,
    advance: `${amount} are paid in advance; the payment at the end is what your earnings leave after the advance and what is owed.`,
    on_top: `${amount} are paid on top of what you earn.${later}`,
    fixed: `${amount} are paid in place of whatever you earn.`,
  }[draw.kind];
  const days = [...(draw.from ? [`from ${draw.from}`] : []), ...(draw.through ? [`through ${draw.through}`] : [])];
  return [
    `${kind}${days.length > 0 ? ` This holds ${listed(days)}.` : ""}`,
    ...(draw.recovery_from ? [`Paying back begins on ${draw.recovery_from}.`] : []),
    ...(draw.forgiven ? [forgivenText(draw.forgiven, words)] : []),
  ];
}

function forgivenText({ measure, at_least, on }: NonNullable<DrawTerms["forgiven"]>, words: PlanWords): string {
  if (measure === undefined) return `What is still owed on ${on} is forgiven.`;
  return `The debt ends when your ${words.measure(measure)} reaches ${percentText(at_least ?? ZERO)} of quota.`;
}
