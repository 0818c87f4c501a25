// Called by explorer_lessons_in_browser.py: SOURCE_DIR, the browser, a folder for what is exported, the address of an explorer
// started with the lessons' preset and other settings, and perhaps a folder for screenshots.
import { checks, launch, phone, violations } from "../support/browser.mjs";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../support/eventually.mjs";
import { camera, downloaded, history, openPage, reach, tab } from "../support/explorer_page.mjs";

const [source, browserPath, folder, address, shots] = process.argv.slice(2);
const lessons = JSON.parse(readFileSync(join(source, "app/page/src/explorer/lessons.json"), "utf8"));
const { check, end } = checks();
const browser = await launch(source, browserPath);
const desk = { viewport: { width: 1440, height: 900 } };
const open = (view, hash = "") => openPage(browser, address + hash, view, check);
const shoot = camera(shots);

const text = (page, selector) => page.locator(selector).first().textContent();

async function showLesson(page, place) {
  await tab(page, "Tour");
  if (await page.getByRole("button", { name: "All lessons" }).isVisible()) await page.getByRole("button", { name: "All lessons" }).click();
  await page.locator(`.lessons button[data-lesson="${place}"]`).click();
}

/** Sets up the worlds of a lesson: the first pair, or another. */
async function begin(page, place, pair = 0) {
  await showLesson(page, place);
  await page.locator(".doing .main").nth(pair).click();
  await page.getByText("The worlds are set up.").waitFor({ timeout: 60_000 });
}

// Whatever is on screen, a lesson has the scenario that its text is about, and in it the factors it names.
async function theirOwnScenario(page) {
  check(/^150 people/.test(await text(page, "#network .small")), "this explorer was not started with 150 people");
  await page.getByLabel("Scenario").selectOption("elias");
  await page.waitForFunction(() => !/^150/.test(document.querySelector("#network .small").textContent), null, { timeout: 60_000 });
  check(await page.locator('#loops .links path[data-from="0"][data-to="0"]').count() === 2, "a factor's influence on itself is not drawn");
  // Another start is on its way when the lesson begins.
  await page.getByLabel("Scenario").selectOption("making-connections");
  await begin(page, 0);
  check(await page.getByLabel("Scenario").inputValue() === "preset:lawrence-community-works", "lesson 1 runs in another scenario");
  check(/^900 people/.test(await text(page, "#network .small")), `lesson 1 runs with ${await text(page, "#network .small")}`);
  const done = (await history(page)).join("; ");
  check(/push on safety by \+0.300 for 600 months \(left\).*push on civic voice by \+0.300 for 600 months \(right\)/.test(done), `lesson 1: ${done}`);
}

async function theirMeasures(page) {
  for (const [place, lesson] of lessons.entries()) {
    await begin(page, place);
    const chosen = () => page.locator("#series select").evaluateAll((selects) => selects.map((select) => select.value));
    check((await chosen()).join() === lesson.measures.join(), `lesson ${place + 1} shows ${await chosen()}`);
    // Charts take turns: the next lesson comes at another turn.
    await page.getByRole("button", { name: "Step: one month" }).click();
    await reach(page, 1);
    await page.waitForTimeout(150 * (place + 1));
    for (const button of await page.locator("#panel-tour button").all()) {
      const inside = await button.evaluate((element) => element.getBoundingClientRect().right <= element.closest("[role=tabpanel]").getBoundingClientRect().right + 0.5);
      check(inside, `lesson ${place + 1}: "${await button.textContent()}" is wider than its panel`);
    }
  }
  await begin(page, 4, 1);
  check(/turnover: hazard = 0.004 \(left\)/.test((await history(page)).join("; ")), "the second pair of lesson 5 is not set up");
}

async function playToTheEnd(page) {
  await begin(page, 1);
  await page.getByLabel("Speed").selectOption("60");
  await page.getByRole("button", { name: "Play to month 60" }).click();
  await page.getByText("Month 60 is reached.").waitFor({ timeout: 120_000 });
  await page.waitForTimeout(400);
  check(await text(page, "output.month") === "Month 60", `played on to ${await text(page, "output.month")}`);
  check(await text(page, ".play") === "Play", "still plays at month 60");
  await shoot(page, "lesson-played");
}

// The panel speaks of the world that is chosen, as it is now.
async function push(page) {
  await begin(page, 1);
  const factor = (side) => page.locator("#loops .world").nth(side).locator(".factor").nth(2);
  await factor(0).focus();
  await factor(0).press("Enter");
  const told = () => text(page, ".push .soft");
  const where = (name) => page.locator(".push").getByRole("radio", { name }).check();
  check(/a delay of 3 months\./.test(await told()), `left: ${await told()}`);
  await where("right");
  check(/a delay of 18 months\./.test(await told()), `right: ${await told()}`);
  await where("both");
  check(/a delay of 3 months \(left\), 18 months \(right\)/.test(await told()), `both: ${await told()}`);
  await tab(page, "Levers");
  await page.getByLabel("Find a lever").fill("issue system: delay");
  const delay = page.locator('.lever[data-key="issue_system.delay"]').getByRole("spinbutton");
  await delay.fill("6");
  await delay.press("Enter");
  check(/a delay of 6 months\./.test(await eventually(told, (now) => /6 months/.test(now))), `after a change: ${await told()}`);
  await where("left");
  const strength = page.getByLabel("Strength");
  await strength.focus();
  await strength.press("Home");
  check(await page.locator(".push output").textContent() === "\u22121.00", "a factor cannot be pushed down");
  await page.getByRole("button", { name: "Push", exact: true }).click();
  const label = (side) => factor(side).getAttribute("aria-label");
  check(/pushed down from outside/.test(await eventually(() => label(0), (now) => /pushed/.test(now))), await label(0));
  await page.getByRole("button", { name: "+12 months" }).click();
  await reach(page, 12);
  const value = async (side) => Number(/0\.\d+/.exec(await label(side))[0]);
  check(await value(0) < await value(1), `pushed down, safety stands at ${await value(0)} and not below ${await value(1)}`);
}

// Two worlds of one arm: what differs is in the file, and how to run it is said.
async function exports(page) {
  await begin(page, 1);
  await tab(page, "Share");
  const both = await downloaded(page, page.getByRole("button", { name: "Both worlds in one scenario" }));
  writeFileSync(join(folder, both.name), both.text);
  check(both.text.includes('"issue_system.delay" = [3, 18]'), "what differs is not in both.toml");
  check(/^months = 60$/m.test(both.text), "at month 0 not as many months as the scenario has are exported");
  const said = await text(page, "#panel-share [role=status] p");
  check(/colead sweep both\.toml -o both\.h5/.test(said) && /push by hand/.test(said), `exported: ${said}`);
}

async function charts(page) {
  await page.getByLabel("Scenario").selectOption("lawrence-community-works");
  await page.waitForFunction(() => /^150/.test(document.querySelector("#network .small").textContent));
  const ticks = () => page.locator("#series .chart").first().locator("[aria-label='y-axis tick label'] text").allTextContents();
  const first = await eventually(ticks, (labels) => labels.length > 1);
  check(first.length > 1 && new Set(first).size === first.length && first.every((label) => label.length < 7), `at month 0 the axis says ${first}`);
  await page.getByRole("button", { name: "+12 months" }).click();
  await reach(page, 12);
  const numbers = () => text(page, "#series .now");
  const shown = await eventually(numbers, (now) => !/\((0|0\.0+)\)/.test(now));
  const [left, right, apart] = shown.replaceAll("\u2212", "-").match(/-?[\d.]+/g).map(Number);
  check(Math.abs(right - left - apart) <= 2e-5 && apart !== 0, `below the chart: ${shown}`);
  await page.locator("#series .chart svg").first().hover();
  check(/Right \u2212 left: [+\u2212]/.test(await eventually(() => text(page, "#series .chart"), (now) => /Right/.test(now))), "the tooltip does not tell the difference");
  for (const { id, nodes } of await violations(page, source, ["aria-prohibited-attr"])) check(false, `over a chart: axe ${id}: ${nodes[0].html.slice(0, 200)}`);

  const widths = await page.locator("#network .tie path").evaluateAll((paths) => paths.map((path) => Number(path.getAttribute("stroke-width"))));
  check(widths.length === 4 && widths.every((width, k) => k === 0 || width > widths[k - 1]), `ties have the widths ${widths}`);
  const links = page.locator("#loops .world").first();
  const signs = await links.locator(".signs text").allTextContents();
  check(signs.length === await links.locator(".links path").count() && signs.includes("+") && signs.includes("\u2212"), "links have no signs");
  check(signs.filter((sign) => sign === "\u2212").length === await links.locator(".links .less").count(), "a sign is wrong");
  await page.getByText("The links in words").click();
  check(/safety: raises .*lowers youth places [\d.]+, trust in institutions/.test(await page.locator(".links-list").innerText()), "the links are not told in words");
}

async function checkSelects(page, here) {
  const clipped = await page.locator("select:visible").evaluateAll((selects) => selects.filter((select) => {
    const style = getComputedStyle(select);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    const arrow = 16;
    return pen.measureText(select.selectedOptions[0].text).width > select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
  }).map((select) => select.selectedOptions[0].text));
  check(clipped.length === 0, `${here}: cut off: ${clipped}`);
}

// Nothing lies over the tabs, and little is taken from a small window.
async function checkBar(page, width, height) {
  const here = `${width}x${height}`;
  await page.setViewportSize({ width, height });
  await page.evaluate(() => document.querySelector("#series").scrollIntoView());
  await page.waitForTimeout(100);
  const seen = await page.evaluate(() => {
    const bar = document.querySelector(".bar").getBoundingClientRect();
    const at = (element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    };
    const side = document.querySelector("#side");
    return { bar: bar.height, play: at(document.querySelector(".play")), month: at(document.querySelector("output.month")),
      sticks: getComputedStyle(side).position === "sticky", clear: side.getBoundingClientRect().top >= bar.bottom, tabs: at(document.querySelector("[role=tab]")) };
  });
  check(seen.bar <= 0.2 * height, `${here}: the bar is ${seen.bar} pixels high`);
  check(seen.play && seen.month, `${here}: Play or the month is out of sight`);
  check(!seen.sticks || (seen.clear && seen.tabs), `${here}: the bar lies over the tabs`);
  check(seen.sticks === (width > 1100 && height > 560), `${here}: the side ${seen.sticks ? "sticks" : "does not stick"}`);
}

async function onThePhone(page) {
  await begin(page, 1);
  const seen = (selector) => page.locator(selector).first().evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
  await shoot(page, "phone-lesson");
  for (const part of [".play", "[aria-label='Step: one month']", "output.month"]) check(await seen(part), `phone: ${part} is out of sight in a lesson`);
  const overflowing = await page.locator("#panel-tour button").evaluateAll((buttons) => buttons.filter((button) => button.getBoundingClientRect().right > button.closest("[role=tabpanel]").getBoundingClientRect().right + 0.5).length);
  check(overflowing === 0, `phone: ${overflowing} buttons are wider than their panel`);
  await page.locator(".play").click();
  await reach(page, 2);
  await page.getByRole("link", { name: "Worlds" }).click();
  check(await seen("#network-title"), "phone: no way from a lesson to its worlds");
  await page.getByRole("link", { name: "Tour, levers, share" }).click();
  check(await seen("#tab-tour"), "phone: no way back to the lesson");
  await page.evaluate(() => scrollTo(0, 0));
  await checkSelects(page, "phone");
}

async function lastMonth() {
  const state = btoa(JSON.stringify({ scenario: "lawrence-community-works", start: { "network.people": 20 }, month: 600 }));
  const page = await open(desk, `#state=${state}`);
  await reach(page, 600);
  check(/the last/.test(await text(page, ".last")), "month 600 does not say that it is the last");
  check(await page.locator(".play").isDisabled() && await page.getByRole("button", { name: "Step: one month" }).isDisabled(), "after the last month one can go on");
  await page.context().close();
}

const page = await open(desk);
await theirOwnScenario(page);
await theirMeasures(page);
await playToTheEnd(page);
await push(page);
await exports(page);
await charts(page);
await checkSelects(page, "desk");
for (const [width, height] of [[1920, 1080], [1440, 900], [1280, 720], [1000, 700], [720, 450]]) await checkBar(page, width, height);
await page.context().close();
const small = await open(phone);
await onThePhone(small);
await small.context().close();
await lastMonth();
await browser.close();
end();
