import { HyperFormula } from "hyperformula";
import type { LineVisitor, StatementFigures } from "./checksum.js";
import type { Engine } from "./engine.js";
import type { Workload } from "./workload.js";

const TIERS = [400, 800, 1200, 1600];
/** Columns of the sheet of credits. */
const AMOUNT = 4;
const FIRST_BASE = 9;
const BONUS = 17;

/** Rows of credits as somebody would paste them: already sorted by rep, day and deal, which is not counted here. */
function credits({ owner, partner, day }: Workload): { rep: number; deal: number; part: number }[] {
  const rows = Array.from(owner, (rep, deal) => ({ rep, deal, part: partner[deal] === -1 ? 0 : 1 }));
  for (const [deal, rep] of partner.entries()) if (rep !== -1) rows.push({ rep, deal, part: 2 });
  return rows.sort((a, b) => a.rep - b.rep || (day[a.deal] ?? 0) - (day[b.deal] ?? 0) || a.deal - b.deal);
}

function sheets(workload: Workload) {
  const rows = credits(workload);
  const all = (column: string) => `credits!$${column}$1:$${column}$${rows.length}`;
  const creditRows = rows.map(({ rep, deal, part }, i) => {
    const n = i + 1;
    const bounds = [null, `$F${n}/2`, `$F${n}`, `$F${n}*3/2`, null];
    const clamp = (value: string, from: string | null, to: string | null) => {
      const above = from === null ? value : `MAX(${value},${from})`;
      return to === null ? above : `MIN(${above},${to})`;
    };
    const bases = TIERS.map((_, k) => {
      const [from = null, to = null] = [bounds[k], bounds[k + 1]];
      return `=${clamp(`$H${n}`, from, to)}-${clamp(`$G${n}`, from, to)}`;
    });
    return [
      rep,
      deal,
      workload.cents[deal] ?? 0,
      part,
      `=IF(D${n}=0,C${n},IF(D${n}=1,ROUND(C${n}*60/100,0),C${n}-ROUND(C${n}*60/100,0)))`,
      `=INDEX(reps!$B$1:$B$${workload.reps},A${n}+1)`,
      i === 0 ? 0 : `=IF(A${n}=A${n - 1},H${n - 1},0)`,
      `=G${n}+E${n}`,
      `=INDEX(reps!$D$1:$D$${workload.reps},A${n}+1)`,
      ...bases,
      ...TIERS.map((rate, k) => `=ROUND(${"JKLM"[k]}${n}*${rate}/10000,0)`),
      `=IF(I${n}>=F${n},ROUND(E${n}*150/10000,0),0)`,
      `=SUM(N${n}:Q${n})`,
    ];
  });
  const repRows = Array.from(workload.quota, (quota, rep) => {
    const n = rep + 1;
    const sum = (column: string) => `=SUMIF(${all("A")},A${n},${all(column)})`;
    return [
      rep,
      quota,
      `=COUNTIF(${all("A")},A${n})`,
      sum("E"),
      `=ROUND(D${n}*10000/B${n},0)`,
      sum("S"),
      sum("R"),
      `=F${n}+G${n}`,
      `=3*ROUND(B${n}*600/10000,0)`,
      `=MIN(H${n},I${n})`,
    ];
  });
  return { credits: creditRows, reps: repRows };
}

/** The whole workbook calculated anew. */
export const hyperFormula: Engine = {
  name: "HyperFormula, a spreadsheet",
  load(workload) {
    const workbook = HyperFormula.buildFromSheets(sheets(workload), { licenseKey: "gpl-v3", maxRows: 2_000_000 });
    const values = (sheet: string) => workbook.getSheetValues(workbook.getSheetId(sheet) ?? 0) as number[][];
    return {
      run: () => workbook.rebuildAndRecalculate(),
      outcome: () => ({
        eachLine(visit: LineVisitor) {
          const reps = values("reps");
          for (const row of values("credits")) {
            const [rep = 0, deal = 0] = row;
            const amountOf = (column: number) => row[column] ?? 0;
            for (const [k, rate] of TIERS.entries()) {
              const base = amountOf(FIRST_BASE + k);
              if (base !== 0) visit(rep, deal, k + 1, base, rate, amountOf(FIRST_BASE + TIERS.length + k));
            }
            const [, quota = 0, , total = 0] = reps[rep] ?? [];
            if (total >= quota) visit(rep, deal, 5, amountOf(AMOUNT), 150, amountOf(BONUS));
          }
          for (const [rep = 0, , , , , , , gross = 0, cap = 0, payout = 0] of reps)
            if (gross > cap) visit(rep, -1, 6, gross, 0, payout - gross);
        },
        eachStatement(visit: (statement: StatementFigures) => void) {
          for (const row of values("reps")) {
            const [rep = 0, quota = 0, credits = 0, total = 0, attainment = 0, commission = 0, bonus = 0] = row;
            const [gross = 0, cap = 0, payout = 0] = row.slice(7);
            visit({ rep, quota, credits, total, attainment, commission, bonus, gross, cap, payout });
          }
        },
      }),
      close: () => workbook.destroy(),
    };
  },
};
