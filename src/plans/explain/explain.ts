import { FactsError } from "../../core/errors.js";
import type { Plan } from "../../core/plan.js";
import { planWords } from "../../core/plan-words.js";
import { labelOf } from "../../core/wording.js";
import { payoutCells } from "../payout/cells.js";
import { type PayoutOptions, payoutTable, settingText } from "../payout/table.js";
import { type Block, heading, list, paragraph, prose } from "./blocks.js";
import { componentSentences } from "./component-sentences.js";
import { measureSentences } from "./measure-sentences.js";
import { planSentences } from "./plan-sentences.js";
import { exampleBlocks } from "./worked-examples.js";

/**
 * A plan in plain words for those it pays: what its author says, what each component's terms say (every sentence comes from the
 * terms that pay), what it comes to, and the worked examples. Nothing here calculates a second time.
 */
export function explanation(plan: Plan, options: PayoutOptions = {}): Block[] {
  return [
    heading(1, plan.name),
    paragraph(`Version ${plan.version}${effectiveText(plan)}.`),
    ...prose(plan.description ?? ""),
    ...body(plan, options),
  ];
}

/** The document that one person signs: the explanation, the author's terms in their order, and lines to sign on. */
export function signingDocument(plan: Plan, name: string, options: PayoutOptions = {}): Block[] {
  return [
    heading(1, plan.name),
    paragraph(`For ${name}. Version ${plan.version}${effectiveText(plan)}.`),
    ...prose(plan.description ?? ""),
    ...body(plan, options),
    ...plan.terms.flatMap(({ title, text }) => [heading(2, title), ...prose(text)]),
    heading(2, "Signatures"),
    paragraph(`By signing, ${name} confirms having read this plan, version ${plan.version}.`),
    { kind: "signatures", names: [name, "For the company"] },
  ];
}

const effectiveText = ({ effective }: Plan): string =>
  effective
    ? `, in force from ${effective.from}${effective.through ? ` through ${effective.through}` : " until it is replaced"}`
    : "";

function body(plan: Plan, options: PayoutOptions): Block[] {
  const words = planWords(plan);
  const examples = exampleBlocks(plan);
  return [
    heading(2, "What counts"),
    list([...measureSentences(plan, words), ...planSentences(plan, words)]),
    heading(2, "What you earn"),
    ...plan.components.flatMap((component) => [
      heading(3, component.label ?? labelOf(component.key)),
      ...prose(component.about ?? ""),
      list(componentSentences(plan, component, words)),
    ]),
    ...tableBlocks(plan, options),
    ...(examples.length > 0 ? [heading(2, "Worked examples"), ...examples] : []),
  ];
}

/** Left out where a plan cannot be put against attainment, such as one of scored goals alone. */
function tableBlocks(plan: Plan, options: PayoutOptions): Block[] {
  try {
    const table = payoutTable(plan, options);
    const [header = [], ...rows] = payoutCells(table);
    const setting = settingText(table);
    return [heading(2, "What it comes to"), ...(setting ? [paragraph(setting)] : []), { kind: "table", header, rows }];
  } catch (error) {
    if (error instanceof FactsError || (error instanceof RangeError && options.measure === undefined)) return [];
    throw error;
  }
}
