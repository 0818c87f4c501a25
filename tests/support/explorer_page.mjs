// The explorer's page as a browser test meets it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** What did not hold is told, and counted. */
export function checks() {
  let failures = 0;
  return {
    check(holds, what) {
      if (holds) return;
      failures += 1;
      console.log(what);
    },
    end() {
      console.log(failures > 0 ? `${failures} failed` : "OK");
      process.exit(failures > 0 ? 1 : 0);
    },
  };
}

export const needs = (source) => createRequire(join(source, "app/page/package.json"));

export const launch = (source, executablePath) => needs(source)("playwright-core").chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** A page in a window of its own; whatever it complains of is a failure. */
export async function openPage(browser, address, view, check) {
  const page = await (await browser.newContext({ ...view, acceptDownloads: true })).newPage();
  page.on("console", (message) => check(false, `console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => check(false, error.message));
  await page.goto(address);
  await page.waitForFunction(() => document.querySelector("#series svg") && document.querySelector("#loops .factor"), null, { timeout: 60_000 });
  return page;
}

export const tab = (page, name) => page.getByRole("tab", { name }).click();
export const reach = (page, month) => page.waitForFunction((least) => Number(/\d+/.exec(document.querySelector("output.month").textContent)[0]) >= least, month, { timeout: 120_000 });

export async function downloaded(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

/** Violations that axe finds by these rules, or by those with these tags. */
export async function violations(page, source, runOnly) {
  await page.evaluate(readFileSync(needs(source).resolve("axe-core/axe.min.js"), "utf8"));
  return (await page.evaluate((only) => window.axe.run(document, { runOnly: only }), runOnly)).violations;
}
