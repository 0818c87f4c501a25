// A browser as a test of a page uses it.
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

export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** Violations that axe finds by these rules, or by those with these tags. */
export async function violations(page, source, runOnly) {
  await page.evaluate(readFileSync(needs(source).resolve("axe-core/axe.min.js"), "utf8"));
  return (await page.evaluate((only) => window.axe.run(document, { runOnly: only }), runOnly)).violations;
}
