import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { openApp } from "../../src/app.js";
import { readConfig } from "../../src/config.js";
import { roster } from "../../src/demo/roster.js";
import { createLog } from "../../src/log.js";
import { ask, launch, openPage, PHONE } from "./browser.js";
import { servePlayground } from "./serve.js";

/** Pictures of the playground for the README, of the demo company on a fixed day: `npm run screenshots`. */
const OUT = "docs/images";
const NOW = "2026-11-18T15:00:00Z";

interface Picture extends BrowserContextOptions {
  readonly look: "Slack" | "Teams";
  /** Words that find one person. */
  readonly person: string;
  readonly questions: readonly string[];
  readonly channel?: string;
}

const REP = roster.find(({ role }) => role === "rep")?.name ?? "";
const MANAGER = roster.find(({ key }) => key === roster[0]?.managerKey)?.name ?? "";

const PICTURES: Readonly<Record<string, Picture>> = {
  slack: { look: "Slack", person: REP, questions: ["How close am I to quota?"] },
  teams: { look: "Teams", person: REP, questions: ["How close am I to quota?"], colorScheme: "dark" },
  explain: { look: "Teams", person: REP, questions: ["Why is my payout what it is?"] },
  team: { look: "Slack", person: MANAGER, questions: ["How is my team doing?"] },
  channel: { look: "Slack", person: REP, questions: ["How close am I to quota?"], channel: "public" },
  phone: {
    look: "Teams",
    person: REP,
    questions: ["How close am I to quota?"],
    viewport: PHONE,
    isMobile: true,
    hasTouch: true,
  },
};

async function take(browser: Browser, url: string, name: string, picture: Picture): Promise<void> {
  const { look, person, questions, channel, ...options } = picture;
  const { page, errors } = await openPage(browser, url, { viewport: { width: 1200, height: 900 }, ...options });
  const isNarrow = options.viewport === PHONE;
  await page.getByRole("region", { name: "Suggested questions" }).waitFor();
  if (isNarrow) await page.locator(".as").click();
  await page.getByRole("radio", { name: look }).check();
  if (channel) await page.getByLabel("Asked in").selectOption(channel);
  await page.getByLabel("Ask as").fill(person);
  await page.keyboard.press("Enter");
  if (!isNarrow) await page.getByLabel("Ask as").fill("");
  for (const question of questions) await ask(page, question);
  await page.screenshot({ path: `${OUT}/playground-${name}.png` });
  await page.context().close();
  if (errors.length > 0) throw new Error(`The page for ${name} reported: ${errors.join("; ")}`);
  process.stdout.write(`${OUT}/playground-${name}.png\n`);
}

/** The first question of a process reads code and plans; the pictures show what every later one takes. */
async function warmUp(): Promise<void> {
  const { page } = await openPage(browser, served.url);
  await ask(page, "How close am I to quota?");
  await page.context().close();
}

const dataDir = mkdtempSync(path.join(tmpdir(), "pacer-screenshots-"));
mkdirSync(OUT, { recursive: true });
const app = await openApp(readConfig({ PACER_DATA_DIR: dataDir, PACER_NOW: NOW }), createLog("warn"));
const served = await servePlayground({ ask: app.ask, store: app.store, now: app.now });
const browser = await launch();
try {
  await warmUp();
  for (const [name, picture] of Object.entries(PICTURES)) await take(browser, served.url, name, picture);
} finally {
  await browser.close();
  await served.close();
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
}
