import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatValue } from "../../src/answer/format.js";
import { sampleAnswers } from "../builders.js";
import { answers, ask, launch, openPage, PHONE } from "./browser.js";
import { type Served, servePlayground } from "./serve.js";

const SHOTS = "test-output/screenshots";
let browser: Browser;
let served: Served;

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  [browser, served] = await Promise.all([launch(), servePlayground()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const shot = (page: Page, name: string) => page.screenshot({ path: `${SHOTS}/${name}.png` });

const lastAnswer = (page: Page) => answers(page).last();

/** Text as a reader sees it: pieces side by side are one line. */
const seen = async (page: Page): Promise<string> => (await lastAnswer(page).innerText()).replace(/\s+/g, " ");

describe.each(["Slack", "Teams"])("in the look of %s", (look) => {
  test.each(["light", "dark"] as const)(
    "a person is chosen, asks, and every figure is on the screen (%s)",
    async (colorScheme) => {
      const { page, errors } = await openPage(browser, served.url, { colorScheme });
      await page.getByRole("radio", { name: look }).check();
      await page.getByLabel("Ask as").fill("maya account");
      await page.keyboard.press("Enter");
      await ask(page, "How close am I to quota?");
      const text = await seen(page);
      const [attainment] = sampleAnswers;
      for (const { label, value } of attainment?.figures ?? []) {
        expect(text).toContain(label);
        expect(text).toContain(formatValue(value, "en-US"));
      }
      expect(text).toContain("of Q4 quota");
      expect(await page.getByRole("article", { name: "Maya Chen asked" }).innerText()).toContain(
        "How close am I to quota?",
      );
      await shot(page, `${look.toLowerCase()}-attainment-${colorScheme}`);
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );

  test("a button asks the question it carries, with its skill and input", async () => {
    const { page, errors } = await openPage(browser, served.url);
    await page.getByRole("radio", { name: look }).check();
    await ask(page, "How close am I to quota?");
    const sent = page.waitForRequest((request) => request.url().endsWith("/api/ask"));
    await lastAnswer(page).getByRole("button", { name: "Why this payout?" }).click();
    const body = (await sent).postDataJSON();
    expect(body.pressed).toEqual({ skill: "payout_explain", input: { period: "2026-Q4" } });
    expect(body.text).toBeUndefined();
    await page.getByText("$7,259.41").waitFor();
    expect(await seen(page)).toContain("Initech — 40 seats");
    await shot(page, `${look.toLowerCase()}-explanation`);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("a long table shows its first rows and lets one see the rest", async () => {
    const { page, errors } = await openPage(browser, served.url);
    await page.getByRole("radio", { name: look }).check();
    await ask(page, "Which deals counted?");
    expect(await seen(page)).toContain("Expansion 1 Globex Oct 1, 2026 $1,000.37");
    expect(await seen(page)).toContain(look === "Slack" ? "… and 14 more" : "… and 58 more");
    const later = page.getByText(look === "Slack" ? "Expansion 13" : "Expansion 40", { exact: true });
    expect(await later.isVisible()).toBe(false);
    await lastAnswer(page)
      .getByRole("button", { name: look === "Slack" ? "Next" : "Next page" })
      .click();
    await later.waitFor();
    await shot(page, `${look.toLowerCase()}-deals`);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("what people typed is drawn as it stands: no markup, link, image or script of theirs", async () => {
    const { page, errors } = await openPage(browser, served.url);
    await page.getByRole("radio", { name: look }).check();
    await ask(page, "hostile");
    const answer = lastAnswer(page);
    // Pictures of charts, and files to keep, are the page's own and hold what they are themselves.
    const own = 'img.chart[src^="data:image/svg+xml"]';
    const file = 'a[download][href^="data:text/"]';
    expect(await answer.locator(`a:not(${file}), img:not(${own}), script, em, del, code`).count()).toBe(0);
    expect(await answer.locator("strong, b").allInnerTexts()).not.toContain("Bold");
    expect(await seen(page)).toContain("‹!channel›");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("asked in a channel, the figures go to the person's own conversation", async () => {
    const { page } = await openPage(browser, served.url);
    await page.getByRole("radio", { name: look }).check();
    await page.getByLabel("Asked in").selectOption({ label: "#sales (public channel)" });
    await page.getByRole("button", { name: "How close am I to quota?" }).click();
    await page.getByText("only Aiko Tanaka sees this").waitFor();
    const [line, own] = await answers(page).allInnerTexts();
    expect(line).toContain("#sales");
    expect(line).not.toMatch(/\$|%/);
    expect(own).toContain("$412,056.00");
    await shot(page, `${look.toLowerCase()}-channel`);
    await page.context().close();
  });

  test("fits a phone: nothing wider than the screen, people and look one press away", async () => {
    const { page, errors } = await openPage(browser, served.url, { viewport: PHONE, isMobile: true, hasTouch: true });
    await page.getByRole("button", { name: "Aiko Tanaka" }).click();
    await page.getByRole("radio", { name: look }).check();
    await shot(page, `${look.toLowerCase()}-phone-people`);
    await page.getByRole("option", { name: "Grace Holm" }).click();
    await page.getByRole("button", { name: "How is my team doing?" }).click();
    await page.getByText("$417,000.00").waitFor();
    await shot(page, `${look.toLowerCase()}-phone`);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(PHONE.width);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe("the page", () => {
  test("inspects an answer: its figures, how they come about, and the payload of each platform", async () => {
    const { page, errors } = await openPage(browser, served.url);
    await ask(page, "Why is my payout what it is?");
    await page.getByRole("button", { name: "Inspect" }).click();
    const inspector = page.getByRole("region", { name: "Inspector" });
    const explained = inspector.getByRole("region", { name: "Explanation" });
    expect(await explained.getByText("Initech — 40 seats").isVisible()).toBe(false);
    await explained.locator("summary").nth(1).focus();
    await page.keyboard.press("Enter");
    expect(await explained.getByText("Initech — 40 seats").isVisible()).toBe(true);
    const payload = async () => JSON.parse(await page.locator(".payload pre").innerText());
    expect((await payload()).blocks.map((block: { type: string }) => block.type)).toContain("header");
    await inspector.getByRole("button", { name: "Teams" }).click();
    expect((await payload()).type).toBe("AdaptiveCard");
    expect(await page.locator(".payload").innerText()).toContain("Notification:");
    await shot(page, "inspector");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("draws one answer as both platforms do, side by side", async () => {
    const { page, errors } = await openPage(browser, served.url);
    await ask(page, "How close am I to quota?");
    await page.getByRole("radio", { name: "Both" }).check();
    for (const name of ["In Slack", "In Teams"])
      expect(await lastAnswer(page).getByRole("region", { name }).innerText()).toContain("$412,056.00");
    await shot(page, "both");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("shows the person's home and messages, by tabs that arrows move between", async () => {
    const { page, errors } = await openPage(browser, served.url);
    await page.getByRole("tab", { name: "Conversation", selected: true }).focus();
    await page.keyboard.press("ArrowRight");
    await page
      .getByRole("article", { name: /^Home of/ })
      .getByText("Hello, this is where you stand")
      .waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tab", { name: "Messages", selected: true }).waitFor();
    const message = page.getByRole("region", { name: "deal_credited" });
    expect(await message.innerText()).toContain("Not sent");
    expect(await message.innerText()).toContain("$412,056.00");
    // The clock is the demo company's alone.
    expect(await page.getByRole("region", { name: "Clock" }).count()).toBe(0);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("works by keyboard alone, and each control has a name", async () => {
    const { page } = await openPage(browser, served.url);
    await page.getByLabel("Ask as").focus();
    for (const key of ["ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    await page.getByRole("option", { name: "Maya Chen", selected: true }).waitFor();
    await page.getByRole("button", { name: "How close am I to quota?" }).focus();
    await page.keyboard.press("Enter");
    await lastAnswer(page).getByRole("button", { name: "Why this payout?" }).focus();
    await page.keyboard.press("Space");
    await page.getByText("$7,259.41").waitFor();
    const controls = page.locator("button:visible, input:visible, select:visible, textarea:visible");
    for (const control of await controls.all()) expect(await control.ariaSnapshot()).toMatch(/^- \w+ "[^"]+"/);
    await page.context().close();
  });

  test("says that Pacer is typing while it waits", async () => {
    const { page } = await openPage(browser, served.url);
    await page.getByLabel("Your question").fill("slow, how close am I");
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("Pacer is typing").waitFor();
    await lastAnswer(page).waitFor();
    expect(await page.getByText("Pacer is typing").count()).toBe(0);
    await page.context().close();
  });

  test("tells a failure with its reference, and asks again on request", async () => {
    const { page } = await openPage(browser, served.url);
    await page.getByLabel("Your question").fill("fail");
    await page.keyboard.press("Enter");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/P-[0-9A-Z]{7}/);
    expect(await alert.innerText()).not.toContain("planted");
    const again = page.waitForRequest((request) => request.url().endsWith("/api/ask"));
    await alert.getByRole("button", { name: "Ask again" }).click();
    expect((await again).postDataJSON().text).toBe("fail");
    await page.context().close();
  });

  test("keeps a conversation per person", async () => {
    const { page } = await openPage(browser, served.url);
    await ask(page, "What have I earned?");
    await page.getByRole("option", { name: "Tomás Ortega" }).click();
    await page.getByText("Ask as Tomás Ortega").waitFor();
    await page.getByRole("option", { name: "Aiko Tanaka" }).click();
    expect(await seen(page)).toContain("$5,250.00");
    await page.context().close();
  });

  test("says so when people cannot be loaded, and tries again on request", async () => {
    const broken = await servePlayground({ orgSlug: "nowhere" });
    const { page } = await openPage(browser, broken.url);
    await page.getByRole("alert").getByText('There is no organisation "nowhere".').waitFor();
    await shot(page, "people-failed");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("alert").waitFor();
    await page.context().close();
    await broken.close();
  });
});
