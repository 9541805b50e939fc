import { csvText } from "../answer/csv-text.js";
import { type Group, LEAST, lift, type NudgeCounts, type Verdict, verdictOf } from "../nudges/effect.js";

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const points = (share: number): string => `${share < 0 ? "−" : "+"}${Math.abs(share * 100).toFixed(1)}`;
const shareOf = (judged: number, part: number): string => (judged === 0 ? "–" : percent(part / judged));

function stateText(counts: NudgeCounts, verdict: Verdict): string {
  if (verdict.state === "helps") return "helps";
  if (verdict.state === "retired")
    return verdict.why === "unwanted" ? "retired: most people do not want it" : "retired: it changes nothing";
  const missing = [
    [LEAST.nudged - counts.nudged.judged, "nudged"],
    [LEAST.heldBack - counts.heldBack.judged, "held back"],
  ] as const;
  const waits = missing.flatMap(([left, group]) => (left > 0 ? [`${left} more ${group}`] : []));
  return waits.length > 0 ? `measuring: ${waits.join(", ")} to judge` : "measuring: ahead, not clearly yet";
}

const group = (name: string, { decided, judged, acted, helped }: Group): string =>
  `  ${name.padEnd(10)} ${String(decided).padStart(6)} decided ${String(judged).padStart(6)} judged   acted ${shareOf(judged, acted).padStart(7)}   came true ${shareOf(judged, helped).padStart(7)}`;

/** Each kind with its verdict, both groups, the lift with its bounds (9 in 10 on either side) and what people said. */
export const nudgesText = (all: readonly NudgeCounts[]): string =>
  all
    .map((counts) => {
      const { rule, nudged, heldBack, delivered, useful, notUseful, stopped } = counts;
      const { difference, low, high } = lift(nudged, heldBack);
      const isJudged = nudged.judged > 0 && heldBack.judged > 0;
      return [
        `${rule}: ${stateText(counts, verdictOf(counts))}`,
        group("nudged", nudged),
        group("held back", heldBack),
        `  delivered ${delivered}   useful ${useful}, not useful ${notUseful}, stopped ${stopped}${
          isJudged ? `   lift ${points(difference)} points (${points(low)} to ${points(high)})` : ""
        }`,
      ].join("\n");
    })
    .join("\n\n");

/** The same as CSV, a line for each kind. */
export const nudgesCsv = (all: readonly NudgeCounts[]): string =>
  csvText([
    [
      ...["rule", "state", "delivered"],
      ...["nudged", "held_back"].flatMap((name) =>
        ["decided", "judged", "acted", "helped"].map((field) => `${name}_${field}`),
      ),
      ...["useful", "not_useful", "stopped"],
    ],
    ...all.map((counts) => [
      counts.rule,
      verdictOf(counts).state,
      String(counts.delivered),
      ...[counts.nudged, counts.heldBack].flatMap(({ decided, judged, acted, helped }) =>
        [decided, judged, acted, helped].map(String),
      ),
      ...[counts.useful, counts.notUseful, counts.stopped].map(String),
    ]),
  ]).trimEnd();
