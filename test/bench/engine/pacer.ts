import { readFileSync } from "node:fs";
import type { Company, DealColumns } from "../../../src/core/bulk/company.js";
import type { CompanyStatements } from "../../../src/core/bulk/company-statements.js";
import { computeCompany } from "../../../src/core/bulk/compute-company.js";
import { addDays, daysBetween } from "../../../src/core/calendar.js";
import { creditsOf } from "../../../src/core/crediting.js";
import type { Credit, PayeeFacts } from "../../../src/core/facts.js";
import { money } from "../../../src/core/money.js";
import { type Period, parsePeriodKey } from "../../../src/core/period.js";
import type { Plan } from "../../../src/core/plan.js";
import { multiply, ONE, rational, roundToInteger } from "../../../src/core/rational.js";
import { readPlan } from "../../../src/plans/plan-file.js";
import type { Outcome } from "./checksum.js";
import type { Engine } from "./engine.js";
import { QUARTER, type Workload } from "./workload.js";

export const benchPlan = (): Plan => readPlan(readFileSync(new URL("./plan.yaml", import.meta.url), "utf8"));
export const benchPeriod = parsePeriodKey("2026-Q3") as Period;

const START = daysBetween("1970-01-01", QUARTER.start);
const SHARES = [rational(3, 5), rational(2, 5)];
const dealKey = (row: number): string => `D${String(row).padStart(7, "0")}`;

/** The workload in the engine's own columns. */
export function companyFrom(workload: Workload): Company {
  const { reps, deals, quota, owner, partner, day, cents } = workload;
  const split = new Uint16Array(deals);
  const firstPayee = new Int32Array(deals);
  const payee: number[] = [];
  for (let i = 0; i < deals; i++) {
    firstPayee[i] = payee.length;
    payee.push(owner[i] as number);
    if (partner[i] === -1) continue;
    split[i] = 1;
    payee.push(partner[i] as number);
  }
  const columns: DealColumns = {
    count: deals,
    day: day.map((ofQuarter) => START + ofQuarter),
    amount: cents,
    split,
    splits: [[ONE], SHARES],
    firstPayee,
    payee: Int32Array.from(payee),
    dealOf: null,
  };
  return {
    deals: columns,
    payees: {
      count: reps,
      quota: new Map([["bookings", quota]]),
      targetIncentive: new Float64Array(reps).fill(Number.NaN),
      apart: new Uint8Array(reps),
    },
    asOf: addDays(QUARTER.end, -1),
    fiscalYearStartMonth: 1,
    dealAt: (row) => ({ dealKey: dealKey(row), dealName: dealKey(row), attributes: {} }),
    factsOf: (rep) => factsOf(workload, rep),
  };
}

/** One rep's facts as a store would give them. */
function factsOf({ quota, deals, owner, partner, day, cents }: Workload, rep: number): PayeeFacts {
  const credits: Credit[] = [];
  for (let i = 0; i < deals; i++) {
    if (owner[i] !== rep && partner[i] !== rep) continue;
    const splits = [owner[i], partner[i]].filter((who) => who !== -1);
    const deal = {
      key: dealKey(i),
      name: dealKey(i),
      closedOn: addDays(QUARTER.start, day[i] as number),
      ownerKey: String(owner[i]),
      splits: splits.length === 1 ? [] : splits.map((who, at) => ({ payeeKey: String(who), share: SHARES[at] ?? ONE })),
      amount: money(cents[i] as number, "USD"),
      attributes: {},
      lines: [],
    };
    credits.push(...(creditsOf(deal).get(String(rep)) ?? []));
  }
  return {
    payee: { key: String(rep), name: `Rep ${rep}` },
    targetIncentive: null,
    quotas: [{ measure: "bookings", ...QUARTER, amount: money(quota[rep] as number, "USD"), setOn: QUARTER.start }],
    credits,
    ledger: [],
    leaves: [],
    fxRates: [],
    asOf: addDays(QUARTER.end, -1),
    fiscalYearStartMonth: 1,
  };
}

const BONUS = 5;
const CAP = 6;

/** Reads the pass's columns as the workload names its lines. */
function outcomeOf({ measures, components, planLimits, payable, lines, rules }: CompanyStatements): Outcome {
  const kinds = rules.map(({ component }, i) =>
    component === "commission" ? i + 1 : component === "quota_bonus" ? BONUS : CAP,
  );
  const rates = rules.map(({ rate }) => (rate ? Number(roundToInteger(multiply(rate, rational(10_000)))) : 0));
  const earned = (key: string) => components.find(({ component }) => component === key)?.earned ?? new Float64Array();
  const [commission, bonus, taken] = [earned("commission"), earned("quota_bonus"), earned("plan_cap")];
  const bookings = measures.get("bookings");
  return {
    eachLine(visit) {
      for (let rep = 0; rep + 1 < lines.from.length; rep++)
        for (let i = lines.from[rep] as number; i < (lines.from[rep + 1] as number); i++) {
          const rule = lines.rule[i] as number;
          visit(
            rep,
            lines.deal[i] as number,
            kinds[rule] as number,
            lines.base[i] as number,
            rates[rule] as number,
            lines.amount[i] as number,
          );
        }
    },
    eachStatement(visit) {
      for (let rep = 0; rep < payable.length; rep++) {
        const quota = bookings?.quota[rep] as number;
        const total = bookings?.credited[rep] as number;
        const own = { commission: commission[rep] as number, bonus: bonus[rep] as number };
        visit({
          rep,
          quota,
          credits: bookings?.credits[rep] as number,
          total,
          attainment: Number(roundToInteger(rational(BigInt(total) * 10_000n, BigInt(quota)))),
          ...own,
          gross: own.commission + own.bonus,
          cap: planLimits?.[rep] as number,
          payout: own.commission + own.bonus + (taken[rep] as number),
        });
      }
    },
  };
}

/** Pacer itself: the plan document, compiled and run over columns. */
export const pacer: Engine = {
  name: "Pacer, plan from its document",
  load(workload) {
    const plan = benchPlan();
    const company = companyFrom(workload);
    let last: CompanyStatements | null = null;
    return {
      run() {
        last = computeCompany(plan, company, benchPeriod);
      },
      outcome: () => outcomeOf(last as unknown as CompanyStatements),
      close() {},
    };
  },
};
