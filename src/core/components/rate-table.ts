import { z } from "zod";
import { type CommonTerms, type ComponentContext, defineComponent, type EarningLine, type Goal } from "../component.js";
import { Bool, fields, oneOf, Position, Text } from "../document.js";
import type { Problem } from "../errors.js";
import { checkRate, type RateTerms, rateTerms } from "../rate.js";
import { compare, isNegative, isZero, multiply, ONE, type Rational, ZERO } from "../rational.js";
import { percentText } from "../wording.js";
import { type Band, positionText, type Table } from "./rate-table-bands.js";
import { rateTableColumns } from "./rate-table-columns.js";
import { earnPerDeal } from "./rate-table-deal.js";
import { describeRateTable, type TableTerms } from "./rate-table-describe.js";
import { earnOverWindow } from "./rate-table-window.js";

const Tier = fields(
  {
    from: Position.optional(),
    up_to: Position.optional(),
    label: Text.optional(),
    retroactive: Bool.optional(),
    accelerator: Bool.optional(),
    ...rateTerms,
  },
  {
    to: "a tier ends at up_to, or where the next one starts",
    min: "a tier starts at from",
    max: "a tier ends at up_to, or where the next one starts",
    at: "a tier starts at from",
    threshold: "a tier starts at from",
    percent: "what a tier pays is its rate",
  },
);
type Tier = z.output<typeof Tier>;

const terms = {
  axis: oneOf(["amount", "units", "attainment"]).optional(),
  deals: oneOf(["accumulated", "each"]).optional(),
  straddling_deal: oneOf(["split", "lower", "higher"]).default("split"),
  retroactive: Bool.optional(),
  edge: oneOf(["lower", "upper"]).optional(),
  tiers: z
    .array(Tier, { error: "must be a list of tiers, each with from and a rate" })
    .min(1, "needs at least one tier"),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

/** Where each tier starts: its own `from`, or the `up_to` of the tier before. Null = nobody says. */
const startsOf = (tiers: readonly Tier[]): (Position | null)[] =>
  tiers.map((tier, i) => tier.from ?? (i === 0 ? null : (tiers[i - 1]?.up_to ?? null)));

const isRetroactive = (tier: Tier, all: Terms): boolean => tier.retroactive ?? all.retroactive ?? false;

/** A boundary is where a tier starts above zero; the first tier has none when it starts at nothing. */
const boundaries = (all: Terms) =>
  startsOf(all.tiers).flatMap((start, i) => (start && !isZero(start.value) ? [{ start, i }] : []));

function check(all: Terms): Problem[] {
  const problems: Problem[] = all.tiers.flatMap((tier, i) => checkRate(tier as RateTerms, `tiers[${i}]`));
  const starts = startsOf(all.tiers);
  const say = (path: string, message: string) => problems.push({ path, message });
  let previous: Rational = ZERO;
  for (const [i, tier] of all.tiers.entries()) {
    const start = starts[i];
    if (i > 0 && !start)
      say(`tiers[${i}].from`, "is missing: say where this tier starts, or give the tier before an up_to");
    if (start && isNegative(start.value)) say(`tiers[${i}].from`, "is below zero");
    if (i > 0 && start && compare(start.value, previous) <= 0)
      say(`tiers[${i}].from`, "must be above where the tier before starts: tiers go upwards");
    const next = all.tiers[i + 1]?.from;
    if (tier.up_to && next && compare(tier.up_to.value, next.value) !== 0)
      say(
        `tiers[${i}].up_to`,
        compare(tier.up_to.value, next.value) < 0
          ? "leaves a gap before the next tier: a tier ends exactly where the next one starts"
          : "overlaps the next tier: a tier ends exactly where the next one starts",
      );
    if (tier.up_to && i === all.tiers.length - 1)
      say(
        `tiers[${i}].up_to`,
        "closes the last tier, so nothing says what is paid above it: leave up_to out, or add a tier with rate 0%",
      );
    if (start) previous = start.value;
  }
  const written = [...all.tiers.flatMap((tier) => [tier.from, tier.up_to])].filter((p) => p && !isZero(p.value));
  const percents = written.filter((p) => p?.percent).length;
  if (percents > 0 && percents < written.length)
    say("tiers", "mix percentages of quota with amounts: write every boundary the same way");
  if (all.axis === "attainment" && written.length > 0 && percents === 0)
    say("tiers", "stand on attainment: write boundaries as percentages, such as 100%");
  if (all.axis && all.axis !== "attainment" && percents > 0)
    say("tiers", `stand on ${all.axis}: write boundaries as plain numbers, or set axis: attainment`);

  const edges = boundaries(all);
  const silent = edges.filter(({ i }) => all.tiers[i]?.retroactive === undefined);
  if (silent.length > 0 && all.retroactive === undefined)
    say(
      "retroactive",
      "is missing, and it changes pay: false pays each tier's rate on the part inside the tier (marginal), true pays the rate of the tier reached on everything from the first unit. Set it here for all tiers, or on a tier for its own boundary",
    );
  if (all.edge === undefined && edges.some(({ i }) => isRetroactive(all.tiers[i] as Tier, all)))
    say(
      "edge",
      'is missing, and with a retroactive tier it changes pay: upper = exactly at the boundary already earns the higher tier ("upon reaching 100%"), lower = it still earns the lower one ("above 100%")',
    );
  if (edges.length > 0 && percents === 0 && all.deals === undefined)
    say(
      "deals",
      "is missing, and it changes pay: accumulated = the credits of the window climb the tiers together, in order of closing date, each = every deal climbs the tiers alone, from zero",
    );
  if (all.deals === "each" && percents > 0)
    say("deals", "cannot be each when tiers stand on attainment: attainment is of the whole window");
  if (all.deals === "each" && all.straddling_deal !== "split")
    say("straddling_deal", "only counts when deals are accumulated: use retroactive for a single rate on each deal");
  if (all.straddling_deal !== "split" && edges.some(({ i }) => isRetroactive(all.tiers[i] as Tier, all)))
    say("straddling_deal", "has no meaning with a retroactive tier: everything is paid at the tier reached");
  if (all.threshold?.unlocks === "excess_only")
    say(
      "threshold.unlocks",
      "cannot be excess_only in a rate table: give it a first tier with rate 0% up to the threshold",
    );
  return problems;
}

/** The tiers with bounds on the measure itself. A table that starts above zero has an unpaid band below. */
function bandsOf(all: Terms, quota: Rational | null): Band[] {
  const starts = startsOf(all.tiers);
  const bands = all.tiers.map((tier, i): Band => {
    const start = starts[i] ?? { value: ZERO, percent: false };
    const value = start.percent ? multiply(start.value, quota ?? ZERO) : start.value;
    const where = isZero(start.value) ? "" : `from ${start.percent ? percentText(start.value) : ""}`;
    return {
      label: tier.label ?? (start.percent && where ? `Tier ${i + 1} (${where} of quota)` : `Tier ${i + 1}`),
      from: value,
      ratio: start.percent ? start.value : null,
      retroactive: !isZero(start.value) && isRetroactive(tier, all),
      accelerator: i > 0 && (tier.accelerator ?? (start.percent && compare(start.value, ONE) >= 0)),
      rate: tier as RateTerms,
      clause: `tiers[${i}]`,
    };
  });
  const first = bands[0];
  if (first && !isZero(first.from))
    bands.unshift({
      label: "Below the first tier",
      from: ZERO,
      ratio: first.ratio && ZERO,
      retroactive: false,
      accelerator: false,
      rate: { rate: ZERO },
      clause: "tiers",
    });
  return bands;
}

const tableFrom = (all: Terms, bands: readonly Band[]): Table => ({
  bands,
  edge: all.edge ?? "upper",
  straddling: all.straddling_deal,
});

function tableOf(all: Terms, context: ComponentContext): Table {
  const onAttainment = needsQuota(all);
  const bands = bandsOf(all, context.position.quota);
  const openEnded = onAttainment && context.position.attainment === null;
  const held = context.accelerators ? bands : bands.filter(({ accelerator }) => !accelerator);
  return tableFrom(all, openEnded ? bands.slice(0, 1) : held);
}

const needsQuota = (all: Terms): boolean => boundaries(all).some(({ start }) => start.percent);

/**
 * Rates by tier. Each boundary is marginal (the tier's rate counts on the slice inside it) or retroactive (reaching it puts
 * its rate on everything from the first unit; later marginal tiers continue from there). Bounds stand on an amount, on units
 * or on attainment, which needs a quota. Credit below zero is taken back at the first tier's rate. Deals accumulate in the
 * order credited, then deal key, or each walks the table alone. Source: plan mechanics, sections 1 and 2.
 */
export const rateTable = defineComponent({
  type: "rate_table",
  terms,
  paysRate: true,
  check: (all) => check(all),
  describe: (all, words) => describeRateTable(all as TableTerms, words),
  needsQuota: (all) => needsQuota(all) || all.tiers.some((tier) => tier.multiple !== undefined),
  earn(all, context): EarningLine[] {
    const table = tableOf(all, context);
    return all.deals === "each" ? earnPerDeal(table, context) : earnOverWindow(table, context);
  },
  columns: (all, minorDigits) =>
    rateTableColumns(tableFrom(all, bandsOf(all, null)), all.deals ?? "accumulated", minorDigits),
  goals(all, context): Goal[] {
    if (all.deals === "each") return [];
    const { bands, edge } = tableOf(all, context);
    return bands.slice(1).map((band) => ({
      label: `${band.label.includes("(") ? band.label : `${band.label} (from ${positionText(band.from, context)})`}`,
      at: band.from,
      reachedAt: !band.retroactive || edge === "upper",
    }));
  },
});
