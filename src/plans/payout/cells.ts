import { planWords } from "../../core/plan-words.js";
import { labelOf, moneyText, percentText } from "../../core/wording.js";
import { ofAtQuota, type PayoutRow, type PayoutTable } from "./table.js";

/** Names of components that earn anything in the table; with one alone there is nothing to tell apart. */
const parts = ({ rows, plan }: PayoutTable): string[] => {
  const earning = plan.components
    .map(({ key }) => key)
    .filter((key) => rows.some(({ components }) => (components.get(key)?.minor ?? 0) !== 0));
  return earning.length > 1 ? earning : [];
};

const attainmentText = ({ attainment, place }: PayoutRow): string => {
  const text = percentText(attainment, 2);
  if (percentText(attainment, 12) === text) return text;
  return place === "below" ? `< ${text}` : place === "above" ? `> ${text}` : text;
};

/** The table's rows as cells, header first. */
export function payoutCells(table: PayoutTable): string[][] {
  const { plan, measure, rows } = table;
  const words = planWords(plan);
  const keys = parts(table);
  const labels = keys.map((key) => plan.components.find((component) => component.key === key)?.label ?? labelOf(key));
  const header = [
    "Attainment",
    plan.measures.get(measure)?.label ?? labelOf(measure),
    ...labels,
    "Earned",
    "Of pay at 100%",
  ];
  return [
    header,
    ...rows.map((row) => {
      const share = ofAtQuota(table, row);
      return [
        attainmentText(row),
        words.counted(row.position, measure),
        ...keys.map((key) => {
          const earned = row.components.get(key);
          return earned ? moneyText(earned) : "";
        }),
        moneyText(row.earned),
        share ? percentText(share, 1) : "",
      ];
    }),
  ];
}
