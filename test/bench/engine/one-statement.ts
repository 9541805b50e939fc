import { statementOf } from "../../../src/core/statement-of.js";
import { benchPeriod, benchPlan, companyFrom } from "./pacer.js";
import { workloadOf } from "./workload.js";

const LIMIT_MS = 0.5;

/** One rep's statement with every line and formula, by the path that answers take. */
export function benchStatement(print: (line: string) => void): void {
  const plan = benchPlan();
  const company = companyFrom(workloadOf(10, 1_000));
  const all = Array.from({ length: 10 }, (_, rep) => company.factsOf(rep));
  const reps = all
    .filter(({ credits }) => credits.length >= 100)
    .map((facts) => ({ ...facts, credits: facts.credits.slice(0, 100) }));
  const took: number[] = [];
  for (let i = 0; i < 1_000; i++) {
    const facts = reps[i % reps.length];
    if (!facts) return;
    const start = performance.now();
    statementOf(plan, facts, benchPeriod);
    if (i >= 500) took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  const [p50 = 0, p99 = 0] = [took[Math.floor(took.length / 2)], took[Math.floor(took.length * 0.99)]];
  print(
    `  one rep's statement of 100 credits, explained: p50 ${p50.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms (at most ${LIMIT_MS} ms: ${p50 <= LIMIT_MS ? "kept" : "MISSED"})`,
  );
}
