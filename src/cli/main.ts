import { Command } from "commander";
import { commands } from "./commands/index.js";

const program = new Command("pacer")
  .description("Pacer tells every seller their pace: attainment, earnings and what the next deal is worth.")
  .showHelpAfterError("(add --help to see how the command is used)")
  .configureHelp({ sortSubcommands: true })
  .exitOverride((error) => {
    // Bad usage is 2 for every command, so that scripts can tell it from a failure.
    process.exit(error.exitCode === 0 ? 0 : 2);
  });
for (const register of commands) register(program);
for (const command of program.commands) command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
