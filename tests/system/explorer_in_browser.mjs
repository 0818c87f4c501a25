// Called by explorer_in_browser.py: SOURCE_DIR, the browser, a folder for what is exported, the explorer's address, and
// perhaps a folder for screenshots.
import { checks, launch, needs, phone, violations } from "../support/browser.mjs";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { best, inWords, measure, openQuickly, within } from "../support/browser_time.mjs";
import { eventually } from "../support/eventually.mjs";
import { camera, downloaded, monthOf, monthsOf, openPage, reach, settled, tab, warning } from "../support/explorer_page.mjs";

const [source, browserPath, folder, address, shots] = process.argv.slice(2);
const { HtmlValidate } = needs(source)("html-validate");
const { check, end } = checks();
const views = {
  desk: { viewport: { width: 1440, height: 1000 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  phone,
  narrow: { ...phone, viewport: { width: 320, height: 640 } },
};
const browser = await launch(source, browserPath);
const shoot = camera(shots, { fullPage: true });

// Whatever the page asks for elsewhere is a failure as well.
async function open(view, hash = "") {
  const checkHere = (holds, what) => check(holds, `${view}: ${what}`);
  let measured;
  const page = await openPage(browser, address + hash, views[view], checkHere, { before: (opened) => {
    opened.on("request", (request) => {
      const asked = request.url();
      if (!asked.startsWith("data:") && !asked.startsWith("blob:") && asked.split("#")[0] !== address) checkHere(false, `asks for ${asked}`);
    });
    opened.on("websocket", (socket) => checkHere(socket.url() === `${address.replace("http:", "ws:")}stream`, `opens ${socket.url()}`));
    measured = measure();
  } });
  return { page, time: measured() };
}

async function checkLook(page, here) {
  const seen = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    broken: [...document.querySelectorAll("svg *")].filter((part) => ["d", "r", "cx", "transform", "stroke-width"].some((name) => /NaN|Infinity|undefined/.test(part.getAttribute(name) ?? ""))).length,
    text: document.body.innerText,
  }));
  check(seen.overflow <= 0, `${here}: wider than the window by ${seen.overflow} pixels`);
  check(seen.broken === 0, `${here}: ${seen.broken} parts of pictures have no numbers`);
  check(!/\bNaN\b|undefined|\[object|Infinity/.test(seen.text), `${here}: "${/.{0,40}(NaN|undefined|\[object|Infinity).{0,20}/.exec(seen.text)?.[0]}"`);
  const found = await violations(page, source, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
  for (const { id, nodes } of found) check(false, `${here}: axe ${id}: ${nodes[0].html.slice(0, 200)} (${nodes.length}) ${nodes[0].failureSummary}`);
}

function checkHtml(html, here, rules = {}) {
  const validator = new HtmlValidate({ extends: ["html-validate:standard"], rules: { "no-inline-style": "off", "long-title": "off", "require-sri": "off", ...rules } });
  for (const result of validator.validateStringSync(html).results) {
    for (const { ruleId, message, line, column } of result.messages.slice(0, 5)) check(false, `${here}: html ${ruleId}, ${line}:${column}: ${message}`);
  }
}

// Frames in a second that the page had.
async function framesWhilePlaying(page) {
  await page.getByLabel("Speed").selectOption("3");
  await page.getByRole("button", { name: "Play" }).click();
  await page.waitForTimeout(500);
  const measured = measure();
  const frames = await page.evaluate(() => new Promise((done) => {
    let frames = 0;
    const began = performance.now();
    const next = (now) => {
      frames += 1;
      if (now - began < 4000) requestAnimationFrame(next);
      else done(frames);
    };
    requestAnimationFrame(next);
  }));
  const time = measured();
  await page.getByRole("button", { name: "Pause" }).click();
  return { rate: frames / time.took, frames, time };
}

async function use(page) {
  const picture = () => page.locator("#network canvas").first().evaluate((canvas) => canvas.toDataURL());
  const before = await picture();
  const { rate, frames, time } = await best(3, () => framesWhilePlaying(page), (a, b) => a.rate > b.rate, (a) => a.rate >= 30);
  check(await monthOf(page) >= 3, "playing: no months pass");
  check(await picture() !== before, "playing: the network stays as it was");
  console.log(`1,000 people, 3 months a second: ${rate.toFixed(0)} frames a second: ${frames} in ${inWords(time)}`);
  // Frames come at their times: what the page would do with the rest of a processor that others had cannot be told.
  if (rate < 30 && time.waited > time.took / 2) console.log("frames are not judged: the machine was busy in all of three tries");
  else check(rate >= 30, `only ${rate.toFixed(1)} frames a second`);

  const paused = await monthOf(page);
  await page.getByRole("button", { name: "Step: one month" }).click();
  await reach(page, paused + 1);
  check(await monthOf(page) === paused + 1, "a step is not one month");

  await tab(page, "Levers");
  await page.getByLabel("Find a lever").fill("eta");
  const lever = page.locator('.lever[data-key="trust.eta"]');
  await page.getByRole("radio", { name: "right" }).first().check();
  const slider = lever.getByRole("slider");
  await slider.focus();
  for (let n = 0; n < 5; ++n) await slider.press("ArrowRight");
  await lever.locator(".differs", { hasText: "left" }).waitFor();
  check(/left 0\.25, right 0\.\d+/.test(await lever.locator(".differs").textContent()), await lever.locator(".differs").textContent());
  await lever.getByRole("spinbutton").fill("0.6");
  await lever.getByRole("spinbutton").press("Enter");
  await lever.locator(".differs", { hasText: "right 0.6" }).waitFor();
  await lever.getByRole("button", { name: /Reset/ }).click();
  await page.waitForFunction(() => document.querySelector('.lever[data-key="trust.eta"] .differs').textContent === "");
  await lever.getByRole("spinbutton").fill("0.5");
  await lever.getByRole("spinbutton").press("Enter");
  await lever.locator(".differs", { hasText: "right 0.5" }).waitFor();
  await page.locator('#series svg [stroke-dasharray="1 3"]').first().waitFor({ state: "attached" });

  const factor = page.locator("#loops .world").nth(1).locator(".factor").nth(3);
  const label = () => factor.getAttribute("aria-label");
  check(!/pushed/.test(await label()), "a factor is pushed before anyone pushes");
  await factor.focus();
  await factor.press("Enter");
  await page.getByLabel("For how many months").fill("6");
  await page.getByRole("button", { name: "Push", exact: true }).click();
  await page.waitForFunction(() => /pushed from outside/.test(document.querySelectorAll("#loops .world")[1].querySelectorAll(".factor")[3].getAttribute("aria-label")));
  check(!/pushed/.test(await page.locator("#loops .world").first().locator(".factor").nth(3).getAttribute("aria-label")), "the other world is pushed as well");
  await page.getByRole("button", { name: "+12 months" }).click();
  await reach(page, paused + 13);
  check(!/pushed/.test(await label()), "a push does not end");

  for (const choice of ["coalition", "role", "culture group"]) {
    const was = await picture();
    await page.getByRole("radio", { name: choice }).check();
    check(await eventually(picture, (now) => now !== was) !== was, `coloured by ${choice} the network looks the same`);
  }
  await page.getByRole("button", { name: /Rearrange/ }).click();

  await tab(page, "Share");
  for (const [side, name] of ["left", "right"].entries()) {
    const file = await downloaded(page, page.getByRole("button", { name: `Scenario of the ${name} world` }));
    check(file.name === `${name}.toml`, `exported ${file.name}`);
    check(file.text.includes(side === 1 ? "eta = 0.5" : "eta = 0.25"), `the exported ${name}.toml has not what was set`);
    writeFileSync(join(folder, file.name), file.text);
  }
  const months = await monthsOf(page);
  const lines = months.trim().split("\r\n");
  check(lines.length === 1 + 2 * (await monthOf(page) + 1), `months.csv has ${lines.length} lines`);
  const link = await page.getByLabel("Link to this state").inputValue();
  const other = await open("desk", link.slice(link.indexOf("#")));
  await reach(other.page, await monthOf(page));
  check(await monthsOf(other.page) === months, "a shared link shows other numbers");
  await other.page.context().close();
  await page.getByLabel("Open a link from somebody").fill("https://example.org/#nothing");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  const told = () => page.locator("#panel-share .warning").textContent();
  check(/no link of an explorer/.test(await eventually(told, (text) => text !== "")), "a link that is none is taken");
}

async function lessons(page) {
  await tab(page, "Tour");
  const count = await page.locator(".lessons button").count();
  check(count === 6, `${count} lessons`);
  for (let place = 0; place < count; ++place) {
    await page.locator(`.lessons button[data-lesson="${place}"]`).click();
    check(await page.locator(".tour li").count() >= 4, `lesson ${place + 1} says too little`);
    const starts = page.locator(".tour button.main");
    check(await starts.count() >= 1, `lesson ${place + 1} sets nothing up`);
    await starts.first().click();
    await settled(page);
    await page.getByRole("button", { name: "Step: one month" }).click();
    await reach(page, 1);
    check(await warning(page) === "", `lesson ${place + 1}: ${await warning(page)}`);
    await page.getByRole("button", { name: "All lessons" }).click();
  }
}

for (const view of Object.keys(views)) {
  const { page, time } = await openQuickly(() => open(view));
  check(within(2, time), `${view}: first picture after ${inWords(time)}`);
  console.log(`${view}: first picture after ${inWords(time)}`);
  await shoot(page, `${view}-start`);
  if (view === "desk") {
    checkHtml(await (await fetch(address)).text(), view);
    await use(page);
    await shoot(page, `${view}-used`);
    await tab(page, "Levers");
    await page.getByLabel("Find a lever").fill("");
    await shoot(page, `${view}-levers`);
    await lessons(page);
    checkHtml(await page.evaluate(() => `<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head>${document.body.outerHTML.replace(/<script[^]*<\/script>/, "")}</html>`), `${view}, as built`, { "element-required-content": "off", "prefer-native-element": "off", "void-style": "off", "attribute-boolean-style": "off", "no-raw-characters": "off" });
  } else {
    await page.getByRole("button", { name: "+12 months" }).click();
    await reach(page, 12);
    await page.locator(".lessons button").first().click();
    await shoot(page, `${view}-year`);
  }
  await checkLook(page, view);
  await page.context().close();
}

await browser.close();
end();
