import { creditsOf, type Split, type WonDeal } from "../core/crediting.js";
import type { Credit } from "../core/facts.js";
import { compare, divide, isZero, ONE, type Rational, rational, toDecimalString, total } from "../core/rational.js";
import { percentText } from "../core/wording.js";
import type { FactsContext } from "./facts-context.js";
import { DEAL_NUMBERS, DEAL_WORDS, type DealDocument } from "./facts-schema.js";

/** What every payee is credited for the deals of the file. */
export function creditsFrom(context: FactsContext): ReadonlyMap<string, readonly Credit[]> {
  const credits = new Map<string, Credit[]>();
  const seen = new Set<string>();
  for (const [i, deal] of context.document.deals.entries()) {
    const won = dealFrom(context, deal, i);
    if (!won) continue;
    if (seen.has(won.key)) context.say(`deals[${i}].key`, `"${won.key}" stands for two deals: keys must differ`);
    seen.add(won.key);
    for (const [payee, own] of creditsOf(won)) credits.set(payee, [...(credits.get(payee) ?? []), ...own]);
  }
  return credits;
}

function dealFrom(context: FactsContext, deal: DealDocument, i: number): WonDeal | null {
  const path = `deals[${i}]`;
  const currency = deal.currency ?? context.plan.currency;
  const splits = splitsFrom(context, deal, path);
  const owner = splits.length > 0 && deal.owner === undefined ? "" : context.whose(deal.owner, `${path}.owner`);
  if (deal.amount === undefined && deal.lines.length === 0 && deal.units === undefined)
    context.say(`${path}.amount`, "is missing: give the deal an amount, units or lines");
  if (deal.amount !== undefined && deal.lines.length > 0)
    context.say(`${path}.amount`, "stands beside lines, whose amounts make up the deal: keep one of them");
  if (owner === null) return null;
  const key = deal.key ?? `deal-${String(i + 1).padStart(4, "0")}`;
  return {
    key,
    name: deal.name ?? deal.account ?? deal.key ?? `Deal ${i + 1}`,
    closedOn: deal.closed_on ?? context.lastDay(context.period),
    ownerKey: owner,
    splits,
    ...afterClosing(context, deal, path),
    amount: context.money(deal.amount ?? rational(0), currency, `${path}.amount`),
    attributes: {
      ...attributesOf(deal),
      ...(deal.amount === undefined ? {} : { deal_amount: toDecimalString(deal.amount, 20) }),
    },
    lines: deal.lines.map((line, j) => ({
      key: line.key ?? `line ${String(j + 1).padStart(3, "0")}`,
      amount: context.money(line.amount, currency, `${path}.lines[${j}].amount`),
      attributes: attributesOf(line),
    })),
  };
}

/** What happened to a deal after it closed, as shares of it. */
function afterClosing(
  context: FactsContext,
  deal: DealDocument,
  path: string,
): Pick<WonDeal, "invoicedOn" | "collected" | "cancelled"> {
  const { invoiced_on, collected_on, collected, cancelled_on, cancelled_amount } = deal;
  const whole = deal.amount ?? total(deal.lines.map(({ amount }) => amount));
  const shareOf = (amount: Rational) => (isZero(whole) ? ONE : divide(amount, whole));
  if (collected_on && collected)
    context.say(`${path}.collected`, "and collected_on both say when the customer paid: keep one of them");
  if (cancelled_amount && !cancelled_on)
    context.say(`${path}.cancelled_on`, "is missing: say on which day the amount was cancelled");
  const paid = collected
    ? collected.map(({ on, amount }) => ({ on, share: shareOf(amount) }))
    : collected_on
      ? [{ on: collected_on, share: ONE }]
      : null;
  return {
    ...(invoiced_on ? { invoicedOn: invoiced_on } : {}),
    ...(paid ? { collected: paid } : {}),
    ...(cancelled_on
      ? { cancelled: { on: cancelled_on, share: cancelled_amount ? shareOf(cancelled_amount) : ONE } }
      : {}),
  };
}

function splitsFrom(context: FactsContext, { splits }: DealDocument, path: string): WonDeal["splits"] {
  if (!splits) return [];
  const listed: readonly SplitDocument[] = Array.isArray(splits)
    ? splits
    : Object.entries(splits).map(([payee, share]) => ({ payee, share }));
  checkTotal(context, listed, path);
  return listed.flatMap(({ payee, share, quota_share, role }): Split[] => {
    const payeeKey = context.whose(payee, `${path}.splits`);
    if (payeeKey === null) return [];
    return [{ payeeKey, share, ...(quota_share ? { quotaShare: quota_share } : {}), ...(role ? { role } : {}) }];
  });
}

interface SplitDocument {
  readonly payee: string;
  readonly share: Rational;
  readonly quota_share?: Rational | undefined;
  readonly role?: string | undefined;
}

/** Where the plan says so, shares of one deal add up to 100% or no more; those with a role (overlays) stand beside it. */
function checkTotal(context: FactsContext, splits: readonly SplitDocument[], path: string): void {
  const { plan } = context;
  const sum = total(splits.filter(({ role }) => role === undefined).map(({ share }) => share));
  const side = compare(sum, ONE);
  if (plan.splitsTotal === "any" || side === 0 || (plan.splitsTotal === "at_most_100%" && side < 0)) return;
  const must = plan.splitsTotal === "exactly_100%" ? "100%" : "100% or less";
  context.say(
    `${path}.splits`,
    `add up to ${percentText(sum)}, and the plan asks for ${must}: give whoever stands beside them a role, such as overlay`,
  );
}

type DealAttributes = Pick<DealDocument, (typeof DEAL_WORDS)[number] | (typeof DEAL_NUMBERS)[number] | "attributes">;

function attributesOf(deal: DealAttributes): Record<string, string> {
  const attributes: Record<string, string> = { ...deal.attributes };
  for (const name of DEAL_WORDS) if (deal[name] !== undefined) attributes[name] = deal[name];
  for (const name of DEAL_NUMBERS) {
    const value = deal[name];
    if (value !== undefined) attributes[name] = toDecimalString(value, 20);
  }
  return attributes;
}
