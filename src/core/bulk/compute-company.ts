import { daysBetween, type IsoDate } from "../calendar.js";
import { PLAN_CAP } from "../components-of.js";
import { FactsError } from "../errors.js";
import type { Period } from "../period.js";
import type { Plan } from "../plan.js";
import type { Statement } from "../statement.js";
import { statementOf } from "../statement-of.js";
import type { Company } from "./company.js";
import type { CompanyStatements, MeasureColumns } from "./company-statements.js";
import { type CreditColumns, creditColumns } from "./crediting.js";
import { product } from "./exact.js";
import { filtered, filterMask } from "./filters.js";
import { LineBuffer, type PayeeView } from "./kernel.js";
import { LineWriter } from "./lines.js";
import { type ComponentProgram, type Program, programFor, type ThresholdProgram } from "./program.js";
import { LineRounding } from "./rounding.js";
import { earnFromTotals } from "./totals.js";

/**
 * Every statement of a company for one period in one pass over columns, to the same minor unit as `statementOf` gives each of
 * them. Plans, and payees, that columns do not cover or whose numbers outgrow them are calculated by `statementOf` itself.
 */
export function computeCompany(plan: Plan, company: Company, period: Period): CompanyStatements {
  const program = programFor(plan, company, period);
  const pass = new Pass(plan, company, period, program);
  for (let payee = 0; payee < company.payees.count; payee++) pass.payee(payee);
  return pass.result();
}

interface MeasureInPass extends MeasureColumns {
  readonly rows: CreditColumns;
  /** Sums of magnitudes. */
  readonly most: Float64Array;
}

interface ComponentInPass {
  readonly program: ComponentProgram;
  readonly measure: MeasureInPass;
  readonly view: PayeeView;
  readonly earned: Float64Array;
}

class Pass {
  readonly #measures: Map<string, MeasureInPass>;
  readonly #components: readonly ComponentInPass[];
  readonly #lines: LineWriter;
  readonly #buffer: LineBuffer;
  readonly #rounding: LineRounding;
  readonly #earned: Float64Array;
  readonly #payable: Float64Array;
  /** Every component of the plan, and its cap. */
  readonly #earnedByComponent: ReadonlyMap<string, Float64Array>;
  readonly #capTaken: Float64Array;
  readonly #apart = new Map<number, Statement>();
  readonly #problems = new Map<number, FactsError>();

  constructor(
    readonly plan: Plan,
    readonly company: Company,
    readonly period: Period,
    readonly program: Program | null,
  ) {
    const { count } = company.payees;
    const days = program
      ? { from: dayNumber(period.start), before: Math.min(dayNumber(period.end), dayNumber(company.asOf) + 1) }
      : { from: 0, before: 0 };
    const credits = creditColumns(company.deals, count, days);
    this.#measures = new Map(
      [...plan.measures].map(([key, { where }]) => {
        const rows = where ? filtered(credits, filterMask(where, company, credits, plan.currency)) : credits;
        return [key, totalled(rows, company.payees.quota.get(key) ?? new Float64Array(count).fill(Number.NaN))];
      }),
    );
    const keys = [...plan.components.map(({ key }) => key), ...(plan.cap ? [PLAN_CAP] : [])];
    this.#earnedByComponent = new Map(keys.map((key) => [key, new Float64Array(count)]));
    this.#components = (program?.components ?? []).map((part) => {
      const measure = this.#measures.get(part.component.measure) as MeasureInPass;
      const earned = this.#earnedByComponent.get(part.component.key) as Float64Array;
      return { program: part, measure, view: viewOf(part, measure, company, plan), earned };
    });
    this.#capTaken = this.#earnedByComponent.get(PLAN_CAP) ?? new Float64Array(0);
    const kernels = this.#components.flatMap(({ program: { form } }) => (form === "totals" ? [] : [form]));
    const mostLines = Math.max(1, ...kernels.map(({ linesPerCredit }) => linesPerCredit));
    const capacity = (longest(credits.from) + 1) * mostLines;
    this.#buffer = new LineBuffer(capacity);
    this.#rounding = new LineRounding(plan.rounding, capacity, company.deals.dealOf);
    this.#lines = new LineWriter(count, credits.deal.length * kernels.length + count);
    this.#earned = new Float64Array(count);
    this.#payable = new Float64Array(count);
  }

  payee(payee: number): void {
    if (!this.program || this.company.payees.apart[payee] === 1 || !this.#inColumns(payee, this.program)) {
      this.#lines.dropFrom(payee);
      this.#oneByOne(payee);
    }
    this.#lines.end(payee);
  }

  /** False when the payee has to be calculated one by one. */
  #inColumns(payee: number, program: Program): boolean {
    let earned = 0;
    let counting = 0;
    for (const part of this.#components) {
      const amount = this.#component(payee, part);
      if (Number.isNaN(amount)) return false;
      part.earned[payee] = amount;
      earned += amount;
      if (part.program.countsForPlanCap) counting += amount;
    }
    if (program.planLimits) {
      const limit = program.planLimits[payee] as number;
      if (Number.isNaN(limit)) return false;
      const taken = counting > limit ? limit - counting : 0;
      if (taken !== 0) this.#lines.add(-1, program.planCapRule, counting, taken);
      this.#capTaken[payee] = taken;
      earned += taken;
    }
    this.#earned[payee] = earned;
    this.#payable[payee] = earned;
    return Number.isSafeInteger(earned);
  }

  /** What one component earns, its lines written; NaN when columns cannot tell. */
  #component(payee: number, { program, measure, view }: ComponentInPass): number {
    const { component, form, threshold } = program;
    const quota = measure.quota[payee] as number;
    // Magnitudes beyond what doubles add up exactly, and quotas that turn comparisons round.
    if (!((measure.most[payee] as number) <= Number.MAX_SAFE_INTEGER) || quota < 0) return Number.NaN;
    if (component.needsQuota && !(quota > 0))
      return component.without_quota !== "first_tier" ? this.#capped(payee, program, 0) : Number.NaN;
    if (threshold) {
      const reached = this.#reaches(payee, threshold);
      if (reached !== true) return reached === false ? this.#capped(payee, program, 0) : Number.NaN;
    }
    if (form === "totals") return this.#fromTotals(payee, program);
    view.first = measure.rows.from[payee] as number;
    view.after = measure.rows.from[payee + 1] as number;
    view.credited = measure.credited[payee] as number;
    view.most = measure.most[payee] as number;
    view.quota = quota;
    view.target = program.targets.whole[payee] as number;
    if (!form.earn(view, this.#buffer)) return Number.NaN;
    const amount = this.#rounding.settle(this.#buffer);
    this.#lines.append(this.#buffer, this.#rounding.amount, program.firstRule);
    return this.#capped(payee, program, amount);
  }

  /** Null when that is not exact in doubles. */
  #reaches(payee: number, { measure, bound, percent, reachedAt }: ThresholdProgram): boolean | null {
    const { credited, quota, most } = this.#measures.get(measure) as MeasureInPass;
    const set = quota[payee] as number;
    if (!((most[payee] as number) <= Number.MAX_SAFE_INTEGER) || set < 0) return null;
    const noAttainment = percent && !(set > 0);
    const stands = noAttainment ? 0 : product(credited[payee] as number, bound.d);
    const needed = percent && !noAttainment ? product(bound.n, set) : bound.n;
    if (Number.isNaN(stands) || Number.isNaN(needed)) return null;
    return reachedAt ? stands >= needed : stands > needed;
  }

  #fromTotals(payee: number, program: ComponentProgram): number {
    try {
      const { component, targets } = program;
      const { amount, lines } = earnFromTotals(
        this.plan,
        this.company,
        this.period,
        this.#measures,
        component,
        targets,
        payee,
      );
      for (const line of lines)
        if (line.amount.minor !== 0) this.#lines.add(-1, program.firstRule, line.base?.minor ?? 0, line.amount.minor);
      return this.#capped(payee, program, amount.minor);
    } catch (error) {
      if (error instanceof FactsError) return Number.NaN;
      throw error;
    }
  }

  #capped(payee: number, { limits, capRule }: ComponentProgram, amount: number): number {
    if (!limits) return amount;
    const limit = limits[payee] as number;
    if (amount > limit) this.#lines.add(-1, capRule, amount, limit - amount);
    return amount > limit || Number.isNaN(limit) ? limit : amount;
  }

  #oneByOne(payee: number): void {
    try {
      const statement = statementOf(this.plan, this.company.factsOf(payee), this.period);
      this.#apart.set(payee, statement);
      this.#record(payee, statement);
    } catch (error) {
      if (!(error instanceof FactsError)) throw error;
      this.#problems.set(payee, error);
      this.#record(payee, null);
    }
  }

  /** Writes a statement's figures to the columns; null = nobody knows them. */
  #record(payee: number, statement: Statement | null): void {
    const figure = (minor: number | undefined, otherwise = 0) => (statement ? (minor ?? otherwise) : Number.NaN);
    for (const [key, { credits, credited, quota }] of this.#measures) {
      const measure = statement?.measures.find((own) => own.measure === key);
      credits[payee] = measure?.credits ?? 0;
      credited[payee] = figure(measure?.credited.minor);
      quota[payee] = figure(measure?.quota?.minor, Number.NaN);
    }
    const earnedOf = (key: string) => figure(statement?.components.find((own) => own.component === key)?.earned.minor);
    for (const [key, earned] of this.#earnedByComponent) earned[payee] = earnedOf(key);
    this.#earned[payee] = figure(statement?.earned.minor);
    this.#payable[payee] = figure(statement?.payable.minor);
  }

  result(): CompanyStatements {
    return {
      measures: this.#measures,
      components: [...this.#earnedByComponent].map(([component, earned]) => ({ component, earned })),
      earned: this.#earned,
      payable: this.#payable,
      planLimits: this.program?.planLimits ?? null,
      lines: this.#lines.finish(),
      rules: this.program?.rules ?? [],
      apart: this.#apart,
      problems: this.#problems,
    };
  }
}

const dayNumber = (day: IsoDate): number => daysBetween("1970-01-01", day);

const longest = (from: Int32Array): number => {
  let most = 0;
  for (let p = 0; p + 1 < from.length; p++) most = Math.max(most, (from[p + 1] as number) - (from[p] as number));
  return most;
};

/** A measure's credits with what they come to for each payee. */
function totalled(rows: CreditColumns, quota: Float64Array): MeasureInPass {
  const payees = quota.length;
  const credits = new Int32Array(payees);
  const credited = new Float64Array(payees);
  const most = new Float64Array(payees);
  const { from, amount } = rows;
  for (let p = 0; p < payees; p++) {
    let sum = 0;
    let magnitudes = 0;
    for (let i = from[p] as number; i < (from[p + 1] as number); i++) {
      sum += amount[i] as number;
      magnitudes += Math.abs(amount[i] as number);
    }
    credits[p] = (from[p + 1] as number) - (from[p] as number);
    credited[p] = sum;
    most[p] = magnitudes;
  }
  return { rows, credits, credited, quota: quota.slice(), most };
}

const viewOf = (
  { component, targets }: ComponentProgram,
  { rows }: MeasureInPass,
  company: Company,
  { currency }: Plan,
): PayeeView => ({
  credits: rows,
  first: 0,
  after: 0,
  paid: component.where ? filterMask(component.where, company, rows, currency) : null,
  dealOf: company.deals.dealOf,
  credited: 0,
  most: 0,
  quota: Number.NaN,
  target: Number.NaN,
  targetTimes: targets.times,
});
