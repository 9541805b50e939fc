import sparticuz from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/**
 * A real Chromium that comes with npm alone. Without the package's own arguments, which are for cloud functions: one process
 * for all (closing a page ends the browser) and no web security. The sandbox needs privileges that containers lack.
 */
export const launch = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await sparticuz.executablePath(), args: ["--no-sandbox"], headless: true });

const DESKTOP = { width: 1280, height: 860 };
export const PHONE = { width: 390, height: 844 };

/** A page on `url` in a context of its own: no storage of another test's, and its errors kept. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport: DESKTOP, timezoneId: "UTC", locale: "en-US", ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(url);
  return { page, errors };
}

export const answers = (page: Page) => page.getByRole("article", { name: "Pacer answered" });

/** Asks in words and waits for the answer. */
export async function ask(page: Page, question: string): Promise<void> {
  const before = await answers(page).count();
  await page.getByLabel("Your question").fill(question);
  await page.getByRole("button", { name: "Send" }).click();
  await answers(page).nth(before).waitFor();
}
