import type { Command } from "commander";
import { type ActOptions, act, asPerson } from "../act.js";

const numberOf = (text: string): number => Number(text.replace(/^#/, ""));

/** `pacer disputes`: what was asked about pay, and what is decided. */
export function register(program: Command): void {
  const disputes = program.command("disputes").description("see, hand over and decide disputes");
  const add = (name: string, description: string) =>
    disputes
      .command(name)
      .description(description)
      .requiredOption("--as <email-or-name>", "who does it; what they may is looked up, as in chat")
      .option("--org <slug>", "organisation (default: the configured one)");

  const ask = (options: ActOptions, text: string) =>
    asPerson(options, async (context) => {
      const [{ runSkill }, { skills }] = await Promise.all([
        import("../../skills/run-skill.js"),
        import("../../skills/index.js"),
      ]);
      const skill = skills.get("dispute");
      if (!skill) throw new Error("no skill dispute");
      return { ...(await runSkill(skill, { text }, context)), actions: [] };
    });
  add("list", "what is undecided: all for an admin, one's own to answer for a manager").action((options: ActOptions) =>
    ask(options, "list disputes waiting"),
  );
  add("show <number>", "one dispute with everything that was said").action((number: string, options: ActOptions) =>
    ask(options, `show dispute #${numberOf(number)}`),
  );
  for (const [name, as] of [
    ["accept", "accepted"],
    ["reject", "rejected"],
  ] as const)
    add(`${name} <number>`, `${name} it, with a reason; pay changes by an adjustment of its own`)
      .requiredOption("--because <reason>", "what the person is told")
      .option("--yes", "decide; without, only show what it would do")
      .action((number: string, options: ActOptions & { because: string }) =>
        act(options, "resolve_dispute", () => ({ dispute: numberOf(number), as, reason: options.because })),
      );
  add("assign <number> <person>", "hand it to an admin, or to somebody the person reports to")
    .option("--yes", "hand it over; without, only show what it would do")
    .action((number: string, to: string, options: ActOptions) =>
      act(options, "assign_dispute", () => ({ dispute: numberOf(number), to })),
    );
}
