import { runKills } from "../kills.js";
import { bySize, type Scenario, type Size } from "../scenario.js";

/** As many kills as were asked for, where somebody asked. */
let asked: { readonly kills: number; readonly seed: number } | null = null;
export const askFor = (kills: number, seed: number): void => {
  asked = { kills, seed };
};

export const killScenarios: readonly Scenario[] = [
  {
    id: "F01-F03",
    fault: "kill -9 before Slack takes the message, after it did, after it answered; answers cut and wrong besides",
    pass: "0 duplicates, 0 lost; the aim is the next message within 5 s (p95), told and not judged: it is the machine's time too",
    // Half a minute of processes coming and going: npm run faults has it in every size.
    notQuick: true,
    async run(size: Size) {
      const kills = asked?.kills ?? bySize(size, 2, 50, 500);
      const report = await runKills({ kills, seed: asked?.seed ?? 1 });
      const { hit, duplicates, lost, due, resumeP95 } = report;
      const where = `${hit.before} before, ${hit.taken} after, ${hit.answered} after the answer`;
      const seconds = (resumeP95 / 1000).toFixed(1);
      return {
        ok: duplicates === 0 && lost === 0 && report.kills >= kills,
        measured: `${report.kills} kills (${where}), ${report.badAnswers} bad answers: ${duplicates} duplicates, ${lost} lost of ${due}; resumes in ${seconds} s (p95)`,
      };
    },
  },
];
