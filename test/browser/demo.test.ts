import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatValue } from "../../src/answer/format.js";
import { type App, openApp } from "../../src/app.js";
import { readConfig } from "../../src/config.js";
import { firstRepEmail } from "../../src/demo/index.js";
import { createLog } from "../../src/log.js";
import type { Person } from "../../src/store/store.js";
import { plain } from "../../src/surfaces/plain.js";
import { answers, ask, launch, openPage } from "./browser.js";
import { type Served, servePlayground } from "./serve.js";

/** The demo company as a newcomer has it: embedded store, real answers, a real browser. */
const dataDir = mkdtempSync(path.join(tmpdir(), "pacer-browser-"));
let app: App;
let browser: Browser;
let served: Served;
let rep: Person;

beforeAll(async () => {
  app = await openApp(readConfig({ PACER_DATA_DIR: dataDir, PACER_NOW: "2026-11-18T15:00:00Z" }), createLog("silent"));
  served = await servePlayground({ ask: app.ask, store: app.store, now: app.now });
  browser = await launch();
  const organisation = await app.store.findOrganisation("demo");
  const found = organisation && (await app.store.forOrganisation(organisation).findPersonByEmailOrName(firstRepEmail));
  if (!found) throw new Error("the demo company has no first rep");
  rep = found;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await served?.close();
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
