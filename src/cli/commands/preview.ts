import type { Command } from "commander";

/** `pacer preview`: a message that Pacer sends on its own, as one person would get it. */
export function register(program: Command): void {
  program
    .command("preview")
    .description("show a message that Pacer sends on its own, as somebody would get it now; nothing is sent")
    .argument("[kind]", "which message; without it, the kinds there are")
    .option("--as <email-or-name>", "who would get it")
    .option("--org <slug>", "the organisation (the one PACER_ORG names, the demo company by default)")
    .addHelpText(
      "after",
      `
Examples:
  $ pacer preview
  $ pacer preview deal_credited --as maya.okafor@example.com`,
    )
    .action(async (kind: string | undefined, options: { as?: string; org?: string }) => {
      process.stdout.write(`${kind === undefined ? await kinds() : await preview(kind, options)}\n`);
    });
}

async function kinds(): Promise<string> {
  const { messageKinds } = await import("../../messages/index.js");
  const width = Math.max(...[...messageKinds.keys()].map((name) => name.length));
  return [...messageKinds.values()].map(({ name, description }) => `${name.padEnd(width)}  ${description}`).join("\n");
}

async function preview(name: string, { as, org: slug }: { as?: string; org?: string }): Promise<string> {
  const [{ messageKinds }, { exampleRecipe, renderMessage }, { openPerson }, { renderText }, { AskError }] =
    await Promise.all([
      import("../../messages/index.js"),
      import("../../messages/render-message.js"),
      import("../open-person.js"),
      import("../../surfaces/terminal/render.js"),
      import("../../errors.js"),
    ]);
  const kind = messageKinds.get(name);
  if (!kind) throw new AskError(`There is no message "${name}".`, "`pacer preview` lists them.");
  const { org, person, now, close } = await openPerson({ as, slug });
  try {
    const occasion = { store: org, recipientId: person.id, now };
    const recipe = await exampleRecipe(kind, occasion);
    if (!recipe) throw new AskError(`There is no occasion to send ${name} to ${person.name}.`);
    const written = await renderMessage(kind, recipe, occasion);
    if (written.kind === "nothing") throw new AskError(`${person.name} would get nothing: ${written.reason}.`);
    return renderText(written.answer);
  } finally {
    await close();
  }
}
