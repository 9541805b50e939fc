import type { Command } from "commander";

/** `pacer demo`: the invented company that a fresh Pacer comes with. */
export function register(program: Command): void {
  const demo = program
    .command("demo")
    .description("The demo company: who works there, and building it anew")
    .addHelpText(
      "after",
      `
Examples:
  $ npm run pacer -- demo people
  $ npm run pacer -- demo stories
  $ npm run pacer -- demo reset
  $ npm run pacer -- demo --from company.json --now 2026-11-18
  $ npm run ask -- --as grace@quillmere.example "how is my team doing?"`,
    );

  demo
    .option("--from <file>", "load the organisation that a JSON file describes: today, people, teams, deals")
    .option("--now <day>", "the day of the load (the file's own today)")
    .option("--org <slug>", "what to call it (the file's name)")
    .action(async (options: { from?: string; now?: string; org?: string }) => {
      if (options.from === undefined) return demo.help();
      await loadFile(options.from, options);
    });

  demo
    .command("people")
    .description("list who you can ask as: name, e-mail, role, title, team, and what is special about them")
    .action(async () => {
      const { demoPeople } = await import("../../demo/index.js");
      const rows = demoPeople.map(({ name, email, role, title, team }) => [name, email, role, title, team ?? "-"]);
      const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
      for (const [index, row] of rows.entries()) {
        const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
        const special = demoPeople[index]?.special;
        process.stdout.write(`${`${cells}  ${special ?? ""}`.trimEnd()}\n`);
      }
    });

  demo
    .command("stories")
    .description("list the stories that the playground plays: who asks what on which day of the quarter")
    .action(async () => {
      const [{ commandConfig }, { demoStories }] = await Promise.all([
        import("../command-config.js"),
        import("../../demo/stories.js"),
      ]);
      for (const { title, about, steps } of demoStories(commandConfig().now ?? new Date())) {
        process.stdout.write(`${title}\n  ${about}\n`);
        for (const { day, person, say } of steps) process.stdout.write(`  ${day}  ${person.padEnd(26)}  ${say}\n`);
        process.stdout.write("\n");
      }
      process.stdout.write("Play them in the playground (npm start), or ask a line with --as and --now.\n");
    });

  demo
    .command("reset")
    .description("throw the demo company's data away and build it anew, dated relative to today")
    .action(async () => {
      const [{ commandConfig }, { createLog }, { openStore }, { rebuildDemo }] = await Promise.all([
        import("../command-config.js"),
        import("../../log.js"),
        import("../../store/open-store.js"),
        import("../../demo/index.js"),
      ]);
      const config = commandConfig();
      const store = await openStore({
        databaseUrl: config.databaseUrl,
        dataDir: config.dataDir,
        log: createLog(config.logLevel),
      });
      try {
        await rebuildDemo(store, config.now ?? new Date());
        process.stdout.write('The demo company is built anew. Try: npm run ask -- "how close am I to quota?"\n');
      } finally {
        await store.close();
      }
    });
}

async function loadFile(path: string, options: { now?: string; org?: string }): Promise<void> {
  const [
    { readFileSync },
    { basename },
    { commandConfig },
    { createLog },
    { openStore },
    demo,
    { readOrganisationFile },
  ] = await Promise.all([
    import("node:fs"),
    import("node:path"),
    import("../command-config.js"),
    import("../../log.js"),
    import("../../store/open-store.js"),
    import("../../demo/index.js"),
    import("../../demo/organisation-file.js"),
  ]);
  const file = readOrganisationFile(readFileSync(path, "utf8"), path);
  const slug = options.org ?? basename(path).replace(/\.[^.]*$/, "");
  const now = new Date(options.now ?? `${file.today}T12:00:00Z`);
  if (Number.isNaN(now.getTime())) throw new Error(`--now must be a day such as 2026-11-18, not "${options.now}"`);
  const config = commandConfig();
  const store = await openStore({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    log: createLog(config.logLevel),
  });
  try {
    await demo.loadOrganisationFile(store, slug, file, now);
  } finally {
    await store.close();
  }
  const [first] = file.people;
  process.stdout.write(
    `Loaded ${file.people.length} people and ${file.deals.length} deals as "${slug}". Try: npm run ask -- --org ${slug} --now ${file.today}T12:00:00Z --as "${first?.name}" "what is my quota?"\n`,
  );
}
