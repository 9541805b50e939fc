import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatValue } from "../../src/answer/format.js";
import { type App, openApp } from "../../src/app.js";
import { readConfig } from "../../src/config.js";
import { firstRepEmail } from "../../src/demo/index.js";
import { demoStories } from "../../src/demo/stories.js";
import { createLog } from "../../src/log.js";
import { createTravel, type Travel } from "../../src/preview/travel.js";
import type { Person } from "../../src/store/store.js";
import { plain } from "../../src/surfaces/plain.js";
import { openTestStore, type TestStore } from "../store/test-store.js";
import { answers, ask, launch, openPage } from "./browser.js";
import { type Served, servePlayground } from "./serve.js";

/** The demo company as a newcomer has it: embedded store, real answers, a real browser. */
const dataDir = mkdtempSync(path.join(tmpdir(), "pacer-browser-"));
let app: App;
let browser: Browser;
let served: Served;
let rep: Person;
let copies: TestStore;
let travel: Travel;

beforeAll(async () => {
  app = await openApp(readConfig({ PACER_DATA_DIR: dataDir, PACER_NOW: "2026-11-18T15:00:00Z" }), createLog("silent"));
  copies = await openTestStore();
  travel = createTravel({ log: app.log, now: app.now, openStore: async () => copies.store });
  const stories = () => demoStories(app.now());
  const { ask: asking, store, home, now } = app;
  served = await servePlayground({ ask: asking, store, home, now, travel, stories });
  browser = await launch();
  const organisation = await app.store.findOrganisation("demo");
  const found = organisation && (await app.store.forOrganisation(organisation).findPersonByEmailOrName(firstRepEmail));
  if (!found) throw new Error("the demo company has no first rep");
  rep = found;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await travel?.close();
  await app?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test.each(["Slack", "Teams"])(
  "%s: the figures on the screen are those of the answer, and its buttons lead on",
  async (look) => {
    const organisation = await app.store.findOrganisation("demo");
    const text = "How close am I to quota?";
    const { shown } = await app.ask({
      orgId: organisation?.id ?? "",
      askerId: rep.id,
      text,
      channel: "dm",
      now: app.now(),
    });
    expect(shown.figures.length).toBeGreaterThan(5);

    const { page, errors } = await openPage(browser, served.url);
    await page.getByRole("radio", { name: look }).check();
    await page.getByLabel("Ask as").fill(rep.name);
    await page.keyboard.press("Enter");
    await ask(page, text);
    const seen = (await answers(page).last().innerText()).replace(/\s+/g, " ");
    for (const { label, value } of shown.figures) {
      expect(seen).toContain(plain(label));
      expect(seen).toContain(plain(formatValue(value, shown.locale)));
    }
    await answers(page).last().getByRole("button", { name: "Why this payout?" }).click();
    await answers(page).nth(1).waitFor();
    const payout = shown.figures.find(({ key }) => key === "payout");
    expect(await answers(page).last().innerText()).toContain(
      payout ? formatValue(payout.value, shown.locale) : "a payout",
    );
    expect(errors).toEqual([]);
    await page.context().close();
  },
);

test("a change is previewed, confirmed by its button, and done once", async () => {
  const { page, errors } = await openPage(browser, served.url);
  await ask(page, "I want to dispute the credit for Ravelston Grid");
  const preview = answers(page).first();
  await preview.getByRole("button", { name: "Open the dispute" }).click();
  await answers(page).nth(1).waitFor();
  const done = await answers(page).last().innerText();
  await preview.getByRole("button", { name: "Cancel" }).click();
  await answers(page).nth(2).waitFor();
  expect(await answers(page).last().innerText()).toContain("That is already done");
  expect(done).not.toContain("Nothing has changed yet");
  await answers(page).first().getByRole("button", { name: "Inspect" }).click();
  expect(await page.getByRole("region", { name: "Understood" }).innerText()).toContain("dispute");
  expect(errors).toEqual([]);
  await page.context().close();
});

test("a story sets the clock and asks, the statement behind an answer is verified, and today is one press away", async () => {
  const { page, errors } = await openPage(browser, served.url);
  await page.getByRole("button", { name: /The last two weeks of a quarter/ }).click();
  await answers(page).filter({ hasText: "of quota" }).last().waitFor({ timeout: 60_000 });
  expect(await page.getByLabel("Day", { exact: true }).inputValue()).toBe("2026-12-18");
  expect(await page.getByRole("region", { name: /^Story/ }).innerText()).toContain("1 of 7");
  // What Pacer would have written on the way comes first.
  expect(await answers(page).first().innerText()).toContain("Would be sent to");
  await answers(page).last().getByRole("button", { name: "Inspect" }).click();
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText("Verified: computed again").waitFor();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("button", { name: "Back to today" }).click();
  expect(await page.getByLabel("Day", { exact: true }).inputValue()).toBe("2026-11-18");
  expect(errors).toEqual([]);
  await page.context().close();
});
