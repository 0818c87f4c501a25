// The explorer's page as a browser test meets it.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A page in a window of its own, drawn unless it is not to be waited for; whatever it complains of is a failure. `before`
 *  is called with the page before it is loaded. */
export async function openPage(browser, address, view, check, { before = () => {}, drawn = true } = {}) {
  const page = await (await browser.newContext({ ...view, acceptDownloads: true })).newPage();
  page.on("console", (message) => check(false, `console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => check(false, error.message));
  before(page);
  await page.goto(address);
  if (drawn) {
    await page.waitForFunction(() => {
      const canvas = document.querySelector("#network canvas");
      return canvas && canvas.width > 0 && /Network in month/.test(canvas.getAttribute("aria-label")) && document.querySelector("#loops .factor") && document.querySelector("#series svg");
    }, null, { timeout: 60_000 });
  }
  return page;
}

/** Takes pictures into this folder, if there is one. */
export const camera = (folder, more = {}) => async (page, name) => folder && page.screenshot({ path: join(folder, `${name}.png`), ...more });

export const tab = (page, name) => page.getByRole("tab", { name }).click();
export const monthOf = async (page) => Number(/\d+/.exec(await page.locator("output.month").textContent())[0]);
export const reach = (page, month) => page.waitForFunction((least) => Number(/\d+/.exec(document.querySelector("output.month").textContent)[0]) >= least, month, { timeout: 120_000 });
/** Nothing is being set up any more. */
export const settled = (page) => page.waitForFunction(() => document.querySelector(".status").textContent === "", null, { timeout: 60_000 });
export const warning = (page) => page.locator("p.warning[role=alert]").first().textContent();
export const history = (page) => page.locator("ol.history li").allTextContents();

export async function downloaded(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

/** The months as a table; Share is shown then. */
export async function monthsOf(page) {
  await tab(page, "Share");
  return (await downloaded(page, page.getByRole("button", { name: "Months as CSV" }))).text;
}
