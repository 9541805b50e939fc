import type { Command } from "commander";

/** `pacer deliveries`: what Pacer sends on its own, how far each message is, and what to do about those that are stuck. */
export function register(program: Command): void {
  const deliveries = program
    .command("deliveries")
    .description("messages that Pacer sends on its own: how far they are, and those that somebody must look at")
    .addHelpText(
      "after",
      `
A message is pending, sending, sent, failed (it says why), ambiguous (the platform may have it: it is looked for before anything is
sent again), or dead (given up after too many attempts).

Examples:
  $ pacer deliveries                      how many are in each state, and those to look at
  $ pacer deliveries list --state sent    the latest that were sent
  $ pacer deliveries retry 7F3K2M         try again what failed or was given up
  $ pacer deliveries drop 7F3K2M          take back what has not been sent`,
    );
  const org = ["--org <slug>", "organisation (default: the configured one)"] as const;
  deliveries
    .command("list", { isDefault: true })
    .description("count messages by state and list some")
    .option("--state <state>", "pending, sending, ambiguous, sent, failed or dead (default: those to look at)")
    .option("--limit <n>", "how many to list", "20")
    .option(...org)
    .action(async (options: { state?: string; limit: string; org?: string }) => {
      const { STATES, deliveriesText } = await import("../deliveries-text.js");
      const known = STATES.find((state) => state === options.state);
      if (options.state !== undefined && !known)
        deliveries.error(`error: --state must be one of ${STATES.join(", ")}`, { exitCode: 2 });
      if (!/^[1-9]\d{0,3}$/.test(options.limit))
        deliveries.error("error: --limit must be a whole number from 1", { exitCode: 2 });
      const { openOrganisation } = await import("../open-organisation.js");
      const opened = await openOrganisation(options.org);
      try {
        const states = known ? [known] : (["dead", "ambiguous", "failed"] as const);
        const [counts, rows] = await Promise.all([
          opened.org.countOutbox(),
          opened.org.listOutbox({ states, limit: Number(options.limit) }),
        ]);
        process.stdout.write(`${deliveriesText(counts, rows)}\n`);
      } finally {
        await opened.close();
      }
    });

  const change = (name: "retry" | "drop", description: string, done: string) =>
    deliveries
      .command(name)
      .description(description)
      .argument("<reference...>", "as `pacer deliveries` lists them")
      .option(...org)
      .action(async (references: string[], options: { org?: string }) => {
        const { openOrganisation } = await import("../open-organisation.js");
        const opened = await openOrganisation(options.org);
        try {
          const by = { actor: "pacer deliveries", now: opened.now };
          const all = references.map((reference) => reference.toUpperCase());
          const changed = await (name === "retry" ? opened.org.retryOutbox(all, by) : opened.org.dropOutbox(all, by));
          process.stdout.write(`${changed} of ${all.length} ${done}\n`);
          if (changed < all.length) process.exitCode = 1;
        } finally {
          await opened.close();
        }
      });
  change("retry", "try again what failed, was given up or stayed in doubt, unless it is stale", "will be tried again.");
  change("drop", "take back what has not been sent", "taken back.");
}
