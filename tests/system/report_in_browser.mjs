// Called by report_in_browser.py: SOURCE_DIR, the browser, and the folder with the pages.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checks, launch, needs, phone, violations } from "../support/browser.mjs";
import { inWords, measure, openQuickly, within } from "../support/browser_time.mjs";
import { eventually } from "../support/eventually.mjs";

const [source, browserPath, folder] = process.argv.slice(2);
const { HtmlValidate } = needs(source)("html-validate");
const { check, end } = checks();

const views = {
  desk: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  phone,
};

const browser = await launch(source, browserPath);

// A page opened from disk; whatever it complains of or asks for is a failure.
async function open(name, view) {
  const context = await browser.newContext({ ...views[view], acceptDownloads: true });
  const page = await context.newPage();
  const here = `${name}, ${view}`;
  page.on("console", (message) => check(false, `${here}: console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => check(false, `${here}: ${error.message}`));
  page.on("dialog", (dialog) => check(false, `${here}: a dialog opened: ${dialog.message()}`));
  page.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith("data:") && !address.startsWith("blob:") && address !== `file://${folder}/${name}.html`) {
      check(false, `${here}: asks for ${address}`);
    }
  });
  const measured = measure();
  await page.goto(`file://${folder}/${name}.html`);
  await page.waitForSelector("h2");
  if (await page.locator("figure").count() > 0) await page.waitForSelector("figure svg");
  return { page, here, time: measured() };
}

// What is settled is filled on either side of zero: with every sign turned round, as many cells are, in the other colour.
async function checkTurned(sweep, known, settled) {
  const turned = structuredClone(sweep);
  const pair = turned.measures[0].grids[0].pairs[2];
  const negative = (values) => values.map((v) => (v === null ? null : -v));
  // At least one is settled, below zero.
  [pair.mean, pair.low, pair.high] = [negative(pair.mean), negative(pair.high), negative(pair.low)];
  pair.high[0] = Math.min(pair.high[0], -1e-9);
  pair.low[0] = Math.min(pair.low[0], -1e-9);
  const text = readFileSync(join(folder, "two.html"), "utf8");
  const json = JSON.stringify(turned).replaceAll("<", "\\u003c");
  writeFileSync(join(folder, "turned.html"), text.replace(/(<script id="data" type="application\/json">)[^]*?(<\/script>)/, (_, begin, end) => begin + json + end));
  const { page, here } = await open("turned", "desk");
  await seeAll(page);
  const fills = await page.locator('#heat [data-mark="cell"]').nth(1).locator("rect").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("fill")));
  const below = pair.high.filter((high, k) => high !== null && high < 0 && !(pair.low[k] > 0)).length;
  check(below > 0 && fills.filter((fill) => fill === "var(--series-1)").length === below, `${here}: ${below} of ${known} settled below zero (${settled} turned), filled ${fills}`);
  await page.context().close();
}

// Figures are drawn when they come into view, of which a page hears in a frame: each step stays for two of them.
async function seeAll(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    for (let y = 0; y < document.documentElement.scrollHeight; y += 800) {
      scrollTo({ top: y, behavior: "instant" });
      await frame();
      await frame();
    }
  });
}

async function checkLook(page, here) {
  await seeAll(page);
  await eventually(() => page.locator(".chart").evaluateAll((charts) => charts.every((chart) => chart.querySelector("svg path, svg circle, svg rect"))), (all) => all);
  const seen = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    empty: [...document.querySelectorAll(".chart")].filter((chart) => !chart.querySelector("svg path, svg circle, svg rect"))
      .map((chart) => chart.closest("figure").id),
    broken: [...document.querySelectorAll(".chart svg *")].filter((part) =>
      ["d", "cx", "cy", "x1", "y1", "width"].some((name) => /NaN|Infinity/.test(part.getAttribute(name) ?? ""))).map((part) => part.closest("figure").id),
    unnamed: [...document.querySelectorAll(".chart > *")].filter((part) => !(part.getAttribute("aria-label") ?? "").includes(" ")).length,
    text: document.body.innerText,
  }));
  check(seen.overflow <= 0, `${here}: wider than the window by ${seen.overflow} pixels`);
  check(seen.empty.length === 0, `${here}: nothing drawn in ${seen.empty}`);
  check(seen.broken.length === 0, `${here}: no numbers in ${new Set(seen.broken).values().next().value}`);
  check(seen.unnamed === 0, `${here}: ${seen.unnamed} pictures without a description`);
  check(!/\bNaN\b|undefined|\[object|Infinity/.test(seen.text), `${here}: "${/.{0,40}(NaN|undefined|\[object|Infinity).{0,20}/.exec(seen.text)?.[0]}"`);
  const found = await violations(page, source, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
  for (const { id, nodes } of found) check(false, `${here}: axe ${id}: ${nodes[0].html.slice(0, 160)} (${nodes.length}) ${nodes[0].failureSummary}`);
}

function checkHtml(html, here, rules = {}) {
  const validator = new HtmlValidate({ extends: ["html-validate:standard"], rules: { "no-inline-style": "off", "long-title": "off", "require-sri": "off", ...rules } });
  for (const result of validator.validateStringSync(html).results) {
    for (const { ruleId, message, line } of result.messages.slice(0, 5)) check(false, `${here}: html ${ruleId}, line ${line}: ${message}`);
  }
}

async function downloaded(page, button) {
  await page.waitForTimeout(120); // Chromium drops what is more than ten downloads a second.
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function checkDownloads(page, here, report) {
  for (const figure of await page.locator("figure").all()) {
    const id = await figure.getAttribute("id");
    await figure.scrollIntoViewIfNeeded();
    const get = (kind) => downloaded(page, figure.getByRole("button", { name: `Download ${kind}` }));
    const picture = await get("SVG");
    check(picture.name === `${id}.svg`, `${here}: ${picture.name}`);
    const parsed = await page.evaluate((text) => {
      const svg = new DOMParser().parseFromString(text, "image/svg+xml");
      return { wrong: svg.querySelector("parsererror")?.textContent, marks: svg.querySelectorAll("path, circle, rect").length, tips: svg.querySelectorAll("[aria-label=tip], [data-mark=tip]").length };
    }, picture.bytes.toString("utf8"));
    check(!parsed.wrong && parsed.marks > 3 && parsed.tips === 0, `${here}: ${id}.svg: ${JSON.stringify(parsed)}`);
    const png = await get("PNG");
    check(png.bytes.subarray(1, 4).toString() === "PNG" && png.bytes.length > 4000, `${here}: ${id}.png has ${png.bytes.length} bytes`);
    const lines = (await get("CSV")).bytes.toString("utf8").trim().split("\r\n");
    check(lines.length > 1 && lines[0].includes(","), `${here}: ${id}.csv has ${lines.length} lines`);
    if (id === "together-time") {
      check(lines.length === 1 + 4 * report.arms.length * report.moments.length, `${here}: ${id}.csv has ${lines.length} lines`);
      const last = report.measures.find((m) => m.name === "reach").series.at(-1).mean.at(-1);
      check(lines.at(-1).split(",")[4] === String(last), `${here}: ${id}.csv ends with ${lines.at(-1)}`);
    }
  }
}

async function checkTooltips(page, here) {
  for (const [id, said] of [["result", /Month \d+/], ["differences", /\[/], ["contrasts", /minus/], ["worlds", /of 1000 worlds/], ["groups", /90% of worlds/]]) {
    const chart = page.locator(`#${id} .chart svg`).first();
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    let moves = 0;
    const text = await eventually(async () => {
      await page.mouse.move(box.x + box.width * [0.6, 0.3, 0.45][moves++ % 3], box.y + box.height * 0.45);
      await page.waitForTimeout(60);
      return chart.locator("[aria-label=tip], [data-mark=tip]").textContent();
    }, (tip) => tip !== "");
    check(said.test(text), `${here}: the tooltip of ${id} says "${text}"`);
  }
  const network = page.locator("#network .chart svg").first();
  await network.scrollIntoViewIfNeeded();
  const person = await network.locator("circle").nth(7).boundingBox();
  await page.mouse.move(person.x + person.width / 2, person.y + person.height / 2);
  const told = await eventually(() => page.locator(".tip").textContent(), (tip) => tip !== "");
  check(/^Person \d+, .*tie/.test(told), `${here}: the tooltip of a person says "${told}"`);
}

async function checkControls(page, here) {
  const figure = page.locator("#together-time");
  await figure.scrollIntoViewIfNeeded();
  const lines = () => figure.locator('[data-mark="line"] path').count();
  const all = await lines();
  await figure.getByRole("button", { name: "control" }).click();
  const count = (counted, wanted) => eventually(counted, (found) => found === wanted);
  check(await count(lines, all - 4) === all - 4, `${here}: the legend hides nothing`);
  await figure.getByRole("button", { name: "control" }).press("Enter");
  check(await count(lines, all) === all, `${here}: the legend shows nothing`);
  const areas = () => figure.locator('[data-mark="area"] path').count();
  const bands = await count(areas, 8);
  check(bands === 8, `${here}: ${bands} bands`);
  await figure.getByRole("radio", { name: "none" }).check();
  check(await count(areas, 0) === 0, `${here}: bands stay`);
  await figure.locator("summary").click();
  await figure.locator("tbody tr").first().waitFor();
  check(await figure.locator("tbody tr").count() > 100, `${here}: no table of numbers`);
  const colours = () => page.locator("#network circle").evaluateAll((dots) => dots.map((dot) => dot.getAttribute("fill")).join());
  const before = await colours();
  await page.locator("#network").getByRole("radio", { name: "coalition" }).check();
  check(await eventually(colours, (now) => now !== before) !== before, `${here}: colours of the network stay`);
  const difference = page.locator("#levels thead th").nth(1);
  await page.locator("#levels select").selectOption({ index: 0 });
  check(await difference.textContent() === "Leader development minus control", `${here}: ${await difference.textContent()}`);
}

// Opens a figure's table of numbers, of which the page hears in an event of its own, and counts its rows.
async function rowsOf(figure, wanted) {
  await figure.locator("summary").click();
  return eventually(() => figure.locator("tbody tr").count(), (rows) => rows === wanted);
}

const documentOf = (page) => page.evaluate(() => JSON.parse(document.getElementById("data").textContent));

for (const view of Object.keys(views)) {
  const { page, here, time } = await openQuickly(() => open("large", view));
  check(within(2, time), `${here}: open after ${inWords(time)}`);
  console.log(`${here}: 1,000 replicates open after ${inWords(time)}`);
  await checkLook(page, here);
  if (view === "desk") {
    checkHtml(readFileSync(join(folder, "large.html"), "utf8"), here);
    checkHtml(await page.evaluate(() => `<!DOCTYPE html>\n${document.querySelector("main").outerHTML}`), `${here}, as built`, { "element-required-content": "off" });
    await checkTooltips(page, here);
    await checkDownloads(page, here, await documentOf(page));
    await checkControls(page, here);
    const pdf = await page.pdf();
    check(pdf.length > 20000, `${here}: printed, ${pdf.length} bytes`);
  }
  await page.context().close();
}

{
  const { page, here } = await open("hostile", "desk");
  const report = await documentOf(page);
  check(await page.locator("h1").textContent() === report.title, `${here}: the title is another`);
  check(report.title.startsWith("</script>"), `${here}: ${report.title}`);
  check(await page.locator("main script, main img, main b").count() === 0, `${here}: text became elements`);
  await checkLook(page, here);
  checkHtml(readFileSync(join(folder, "hostile.html"), "utf8"), here);
  await page.context().close();
}
{
  const { page, here } = await open("equal", "desk");
  check(/No difference between other and one can be told apart from zero/.test(await page.locator(".finding").textContent()), `${here}: ${await page.locator(".finding").textContent()}`);
  check(/Only 12 pairs/.test((await page.locator(".warning").allTextContents()).join("\n")), `${here}: few pairs are not told`);
  await checkLook(page, here);
  await page.context().close();
}
for (const name of ["short", "one"]) {
  const { page, here } = await open(name, "phone");
  await checkLook(page, here);
  check((await page.locator(".finding").textContent()).length > 20, `${here}: no finding`);
  await page.context().close();
}

// What a figure with a choice draws, before and after another is chosen.
async function checkChoice(page, here, id, label, option) {
  const figure = page.locator(`#${id}`);
  await figure.scrollIntoViewIfNeeded();
  const drawn = () => figure.locator(".chart svg").evaluateAll((all) => all.map((one) => one.outerHTML).join());
  const before = await drawn();
  await figure.getByLabel(new RegExp(`^${label}`)).selectOption(option);
  check(await eventually(drawn, (now) => now !== before) !== before, `${here}: ${id} stays as it was with another ${label}`);
}

for (const view of Object.keys(views)) {
  const { page, here } = await open("channels", view);
  const { attribution, levels } = await documentOf(page);
  await checkLook(page, here);
  const figure = page.locator("#channels");
  check(await figure.locator("circle").count() === 7 * attribution.arms.length, `${here}: ${await figure.locator("circle").count()} shares`);
  check(await page.locator("#paths circle").count() === 8 * attribution.arms.length, `${here}: ${await page.locator("#paths circle").count()} ways`);
  check(await page.locator("#moved tbody tr").count() === levels.rows.length + 5, `${here}: ${await page.locator("#moved tbody tr").count()} rows of levels`);
  check((await page.locator("#conclusions tbody tr").allTextContents()).length === levels.conclusions.length, `${here}: conclusions are missing`);
  if (view === "desk") {
    checkHtml(await page.evaluate(() => `<!DOCTYPE html>\n${document.querySelector("main").outerHTML}`), `${here}, as built`, { "element-required-content": "off" });
    await checkDownloads(page, here, await documentOf(page));
    await checkChoice(page, here, "channels", "Outcome", "Reach");
    await figure.getByRole("button", { name: "leader development" }).click();
    check(await figure.locator("circle").count() === 7, `${here}: the legend hides no shares`);
    const rows = await rowsOf(figure, attribution.arms.length * 6 * 19);
    check(rows === attribution.arms.length * 6 * 19, `${here}: ${rows} rows of shares`);
  }
  await page.context().close();
}

for (const view of Object.keys(views)) {
  const { page, here } = await open("levers", view);
  const { leverage, arms, replicates } = await documentOf(page);
  await checkLook(page, here);
  const numbers = leverage.levels.numbers.filter((level) => leverage.levers.some((lever) => lever.level === level));
  const circles = (id) => page.locator(`#${id} circle`).count();
  check(await circles("by-level") >= 2 * numbers.length * 2 && await circles("by-level") <= 3 * numbers.length * 2, `${here}: ${await circles("by-level")} levels`);
  const moved = leverage.effects[0][0].rank.mean.filter((rank) => rank !== null).length;
  check(moved === leverage.levers.filter((lever) => !lever.key.startsWith("program.")).length, `${here}: ${moved} levers of the control`);
  const first = numbers.reduce((all, level) => all + Math.min(3, leverage.levers.filter((lever, k) => lever.level === level && leverage.effects[0][0].rank.mean[k] !== null).length), 0);
  check(first < moved && await circles("levers") === first, `${here}: ${await circles("levers")} levers at first, of ${first}`);
  check(await circles("places") === moved, `${here}: ${await circles("places")} places`);
  check(await circles("true-leverage") === 2 * leverage.factors.names.length, `${here}: ${await circles("true-leverage")} factors`);
  check(await circles("agreement") === 4 * arms.length, `${here}: ${await circles("agreement")} rank correlations`);
  check(((await page.locator(".warning").allTextContents()).join("\n")).includes(`Only ${replicates} worlds`), `${here}: few worlds are not told`);
  await checkChoice(page, here, "levers", "Of each level", "all");
  check(await circles("levers") === moved, `${here}: ${await circles("levers")} levers in all`);
  const label = () => page.locator("#levers .chart svg").getAttribute("aria-label");
  check(/community result in control/.test(await label()), `${here}: ${await label()}`);
  await checkChoice(page, here, "levers", "Arm", "Network development");
  await checkChoice(page, here, "levers", "Measure", "Gap between groups");
  check(/gap between groups in network development.* budget /.test(await label()), `${here}: ${await label()}`);
  await checkChoice(page, here, "places", "Arm", "Network development");
  await checkChoice(page, here, "per-money", "Arm", "Network development");
  check(await circles("per-money") === 2, `${here}: ${await circles("per-money")} with a price`);
  await checkChoice(page, here, "minds", "Month", "0");
  check(/colead leverage scenario.toml/.test(await page.locator("#again").textContent()), `${here}: no way to make it again`);
  if (view === "desk") {
    checkHtml(await page.evaluate(() => `<!DOCTYPE html>\n${document.querySelector("main").outerHTML}`), `${here}, as built`, { "element-required-content": "off" });
    await checkDownloads(page, here, await documentOf(page));
    const all = leverage.effects.flat().reduce((sum, effect) => sum + effect.rank.mean.filter((rank) => rank !== null).length, 0);
    const rows = await rowsOf(page.locator("#levers"), all);
    check(rows === all, `${here}: ${rows} rows of ${all} levers`);
  }
  await page.context().close();
}

for (const [name, view] of [["two", "desk"], ["two", "dark"], ["two", "phone"], ["three", "desk"], ["three", "phone"], ["single", "desk"], ["single", "phone"]]) {
  const { page, here } = await open(name, view);
  const sweep = await documentOf(page);
  await checkLook(page, here);
  const counts = sweep.measures[0].counts[2];
  const finding = await page.locator(".finding").textContent();
  check(counts.above + counts.below + counts.open === sweep.points, `${here}: ${JSON.stringify(counts)}`);
  check(finding.includes(`at ${counts.above} of ${sweep.points} points`) && finding.includes(`lower at ${counts.below};`), `${here}: ${finding}`);
  check(await page.locator("#again pre, #again summary").count() > 0 && /colead sweep study.toml/.test(await page.locator("#again").textContent()), `${here}: no way to make it again`);
  if (name === "single") {
    check(await page.locator("#heat").count() === 0, `${here}: a map of one factor`);
  } else {
    const grid = sweep.measures[0].grids[0];
    const known = grid.pairs[2].mean.filter((mean) => mean !== null).length;
    const settled = grid.pairs[2].low.filter((low, k) => low !== null && (low > 0 || grid.pairs[2].high[k] < 0)).length;
    const seen = await page.locator('#heat [data-mark="cell"]').evaluateAll((groups) => groups.map((group) => group.querySelectorAll("rect").length));
    check(seen[0] === known && (seen[1] ?? 0) === settled, `${here}: ${seen} cells, ${settled} of ${known} settled`);
    if (name === "two" && view === "desk") await checkTurned(sweep, known, settled);
    await checkChoice(page, here, "heat", "Difference", "Leader development minus control");
    await checkChoice(page, here, "heat", "Measure", "Reach");
    if (name === "three") await checkChoice(page, here, "heat", "Factors", { index: 1 });
  }
  if (name !== "single") await checkChoice(page, here, "along", "Factor", { index: 1 });
  if (name === "three") await checkChoice(page, here, "along", "Factor", { index: 2 });
  if (view === "desk") {
    checkHtml(await page.evaluate(() => `<!DOCTYPE html>\n${document.querySelector("main").outerHTML}`), `${here}, as built`, { "element-required-content": "off" });
    await checkDownloads(page, here, sweep);
  }
  await page.context().close();
}

await browser.close();
end();
