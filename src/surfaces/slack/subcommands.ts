import type { SlackAsk } from "./parse.js";

/** A word after `/pacer` that stands for a question or opens something. Everything else is a question in own words. */
export interface Subcommand {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly about: string;
  readonly does:
    | { readonly kind: "ask"; readonly skill: string; readonly input: Readonly<Record<string, unknown>> }
    /** Opens the form of that name. */
    | { readonly kind: "form"; readonly form: string }
    | { readonly kind: "what_if" }
    | { readonly kind: "home" };
}

const ask = (skill: string, input: Readonly<Record<string, unknown>> = {}) => ({ kind: "ask", skill, input }) as const;

const subcommands: readonly Subcommand[] = [
  { name: "pace", aliases: ["quota", "attainment"], about: "how close you are to quota", does: ask("attainment") },
  { name: "pay", aliases: ["payout", "earnings"], about: "what you have earned", does: ask("payout") },
  { name: "why", aliases: ["explain"], about: "how your payout comes about", does: ask("payout_explain") },
  { name: "deals", aliases: [], about: "which deals counted", does: ask("deals", { status: "won" }) },
  { name: "pipeline", aliases: ["open"], about: "your open deals", does: ask("pipeline") },
  { name: "team", aliases: [], about: "how your team is doing", does: ask("team_summary") },
  { name: "what-if", aliases: ["whatif"], about: "try out a deal", does: { kind: "what_if" } },
  { name: "goal", aliases: ["goals"], about: "set a goal", does: { kind: "form", form: "goal_form" } },
  { name: "dispute", aliases: [], about: "say that a figure is wrong", does: { kind: "form", form: "dispute_form" } },
  { name: "settings", aliases: [], about: "how I write to you", does: { kind: "form", form: "settings_form" } },
  {
    name: "announce",
    aliases: [],
    about: "for admins: tell many at once",
    does: { kind: "form", form: "announcement_form" },
  },
  { name: "home", aliases: ["dashboard"], about: "draw your Home tab anew", does: { kind: "home" } },
  { name: "help", aliases: ["?"], about: "everything you can ask", does: ask("help") },
];

/** The subcommand that a command is, where it is one word and nothing else. */
export function subcommandOf({ markup }: Pick<SlackAsk, "markup">): Subcommand | null {
  const word = markup.trim().toLowerCase() || "help";
  return subcommands.find(({ name, aliases }) => name === word || aliases.includes(word)) ?? null;
}

export const usage = (): string =>
  `Commands: ${subcommands.map(({ name, about }) => `/pacer ${name} (${about})`).join(" · ")}. Or ask in your own words: /pacer what if I close a 50k deal?`;
