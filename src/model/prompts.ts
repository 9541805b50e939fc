import { readFileSync } from "node:fs";
import { Eta } from "eta";
import { parse } from "yaml";
import { z } from "zod";

const Header = z.strictObject({
  /** What the prompt is for. */
  purpose: z.string().min(1),
  /** Raised with every change of the text, so that results of evals can be compared. */
  version: z.int().positive(),
  /** Names of the values it is rendered with. */
  inputs: z.array(z.string()),
});

export interface Prompt {
  readonly name: string;
  readonly version: number;
  /** Throws when an input is missing or unknown. */
  render(inputs?: Readonly<Record<string, unknown>>): string;
}

// Prompts are text for a model and no HTML, so nothing is escaped; whoever passes people's words delimits them first.
const eta = new Eta({ autoEscape: false, autoTrim: [false, "nl"] });
const PARTS = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;
const known = new Map<string, Prompt>();

/** A prompt of `prompts/model/`, read once. */
export function prompt(name: string): Prompt {
  const found = known.get(name) ?? readPrompt(name);
  known.set(name, found);
  return found;
}

function readPrompt(name: string): Prompt {
  const source = readFileSync(new URL(`../../prompts/model/${name}.md`, import.meta.url), "utf8");
  const [, head = "", body = ""] = PARTS.exec(source) ?? [];
  const { inputs, version } = Header.parse(parse(head));
  const template = eta.compile(body);
  return {
    name,
    version,
    render(given = {}) {
      const wrong = [
        ...inputs.filter((input) => !(input in given)).map((input) => `${input} is missing`),
        ...Object.keys(given)
          .filter((input) => !inputs.includes(input))
          .map((input) => `${input} is not one of its inputs`),
      ];
      if (wrong.length > 0) throw new Error(`the prompt ${name} cannot be rendered: ${wrong.join(", ")}`);
      return eta.render(template, given).trim();
    },
  };
}
