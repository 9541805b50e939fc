import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { openApp } from "../../src/app.js";
import { readConfig } from "../../src/config.js";
import { roster } from "../../src/demo/roster.js";
import { demoStories } from "../../src/demo/stories.js";
import { createLog } from "../../src/log.js";
import { createTravel } from "../../src/preview/travel.js";
import { answers, ask, launch, openPage, PHONE } from "./browser.js";
import { servePlayground } from "./serve.js";

/** Pictures of the playground for the README, of the demo company on a fixed day: `npm run screenshots`. */
const OUT = "docs/images";
const NOW = "2026-11-18T15:00:00Z";

interface Picture extends BrowserContextOptions {
  readonly look: "Slack" | "Teams" | "Both";
  /** Words that find one person. */
  readonly person: string;
  readonly questions: readonly string[];
  readonly channel?: string;
  /** What is done after the questions, before the picture is taken. */
  readonly after?: (page: Page) => Promise<void>;
}

const REP = roster.find(({ role }) => role === "rep")?.name ?? "";
const MANAGER = roster.find(({ key }) => key === roster[0]?.managerKey)?.name ?? "";

const PICTURES: Readonly<Record<string, Picture>> = {
  slack: { look: "Slack", person: REP, questions: ["How close am I to quota?"] },
  teams: { look: "Teams", person: REP, questions: ["How close am I to quota?"], colorScheme: "dark" },
  explain: { look: "Teams", person: REP, questions: ["Why is my payout what it is?"] },
  team: { look: "Slack", person: MANAGER, questions: ["How is my team doing?"] },
  channel: { look: "Slack", person: REP, questions: ["How close am I to quota?"], channel: "public" },
  both: { look: "Both", person: REP, questions: ["What if I close Zorvik?"], viewport: { width: 1500, height: 900 } },
  welcome: { look: "Slack", person: REP, questions: [] },
  inspector: {
    look: "Slack",
    person: REP,
    questions: ["Why is my payout what it is?"],
    viewport: { width: 1200, height: 1250 },
    after: async (page) => {
      await page.getByRole("button", { name: "Inspect" }).click();
      await page.getByRole("button", { name: "Verify" }).click();
      await page.getByText("Verified:").waitFor();
      await page.getByRole("region", { name: "Inspector" }).evaluate("(it) => it.scrollIntoView()");
    },
  },
  home: {
    look: "Slack",
    person: REP,
    questions: [],
    viewport: { width: 1200, height: 1300 },
    after: (page) => openTab(page, "Home", `Home of ${REP}`),
  },
  "home-manager": {
    look: "Slack",
    person: MANAGER,
    questions: [],
    colorScheme: "dark",
    viewport: { width: 1200, height: 1300 },
    after: (page) => openTab(page, "Home", `Home of ${MANAGER}`),
  },
  messages: {
    look: "Both",
    person: REP,
    questions: [],
    viewport: { width: 1500, height: 900 },
    after: (page) => openTab(page, "Messages", "Pacer answered"),
  },
  confirm: { look: "Teams", person: REP, questions: ["I want to dispute the credit for Ravelston Grid"] },
  story: {
    look: "Slack",
    person: REP,
    questions: [],
    after: async (page) => {
      await page.getByRole("button", { name: /last two weeks/ }).click();
      for (let step = 1; step <= 2; step++) {
        await page.getByText(`· ${step} of`).waitFor({ timeout: 120_000 });
        await answers(page)
          .nth(step - 1)
          .waitFor({ timeout: 120_000 });
        if (step < 2) await page.getByRole("button", { name: "Next", exact: true }).click();
      }
    },
  },
  days: {
    look: "Slack",
    person: REP,
    questions: [],
    after: async (page) => {
      await page.getByLabel("Day", { exact: true }).fill("2026-12-28");
      await page.getByRole("heading", { name: /Dec 28/ }).waitFor({ timeout: 120_000 });
      await page.getByRole("button", { name: "Next week" }).click();
      await page.getByRole("heading", { name: /Jan 4/ }).waitFor({ timeout: 240_000 });
      await page.getByRole("region", { name: /Jan 1/ }).evaluate("(it) => it.scrollIntoView()");
    },
  },
  phone: {
    look: "Teams",
    person: REP,
    questions: ["How close am I to quota?"],
    viewport: PHONE,
    isMobile: true,
    hasTouch: true,
  },
};

async function openTab(page: Page, tab: string, article: string): Promise<void> {
  await page.getByRole("tab", { name: tab }).click();
  await page.getByRole("article", { name: article }).first().waitFor();
}

async function take(browser: Browser, url: string, name: string, picture: Picture): Promise<void> {
  const { look, person, questions, channel, after, ...options } = picture;
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
  await after?.(page);
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
const travel = createTravel({ log: createLog("warn"), now: app.now });
const stories = () => demoStories(app.now());
const served = await servePlayground({ ask: app.ask, store: app.store, home: app.home, now: app.now, travel, stories });
const browser = await launch();
try {
  await warmUp();
  // All of them, or those that are named.
  const named = new Set(process.argv.slice(2));
  for (const [name, picture] of Object.entries(PICTURES))
    if (named.size === 0 || named.has(name)) await take(browser, served.url, name, picture);
} finally {
  await browser.close();
  await served.close();
  await travel.close();
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
}
