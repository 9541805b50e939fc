import type { RadarFinding } from "../core/radar/radar.js";

/** What `pacer radar` prints: each finding as a question, with what was seen and where. */
export function radarText(people: number, findings: readonly RadarFinding[]): string {
  if (people === 0) return "There is nobody on a plan to look at.";
  const looked = `${people} ${people === 1 ? "person" : "people"} looked at`;
  if (findings.length === 0) return `${looked}: nothing looks worth a question.`;
  const told = findings.map(({ plan, question, evidence, people: where }) =>
    [plan, `  ${question}`, `  Seen: ${evidence}`, ...(where.length > 0 ? [`  Where: ${where.join(", ")}`] : [])].join(
      "\n",
    ),
  );
  return [
    `${looked}: ${findings.length} ${findings.length === 1 ? "question" : "questions"}.`,
    ...told,
    "Questions about plans, not about people: a pattern has many reasons.",
  ].join("\n\n");
}
