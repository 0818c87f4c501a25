// Called by explorer_states_in_browser.py: SOURCE_DIR, the browser, the program, and perhaps a folder for screenshots.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { eventually } from "../support/eventually.mjs";

const [source, browserPath, program, shots] = process.argv.slice(2);
const { chromium } = createRequire(join(source, "app/page/package.json"))("playwright-core");

let failures = 0;
function check(holds, what) {
  if (!holds) {
    failures += 1;
    console.log(what);
  }
}

// What goes wrong in one part is told, and the others are tried; its pages are closed.
async function part(name, run) {
  try {
    await run();
  } catch (error) {
    check(false, `${name}: ${error.message.split("\n")[0]}: ${/:(\d+):\d+\)?$/m.exec(error.stack.replace(/^.*node_modules.*$/gm, ""))?.[0] ?? ""}`);
  }
  for (const context of browser.contexts()) await context.close();
}

const small = (people, ...more) => ["--set", `network.people=${people}`, "--set", "burn_in=3", ...more];

const servers = [];
async function serve(...wishes) {
  const server = spawn(program, ["explore", ...wishes, "--no-open", "-q"], { stdio: ["ignore", "pipe", "inherit"] });
  servers.push(server);
  const address = await new Promise((known, failed) => {
    server.stdout.once("data", (line) => known(String(line).trim()));
    server.once("exit", (code) => failed(new Error(`explore ${wishes.join(" ")}: exit ${code}`)));
  });
  return { server, address };
}

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function open(address, { viewport = { width: 1440, height: 900 }, ready = true } = {}) {
  const context = await browser.newContext({ viewport, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => check(false, error.message));
  await page.goto(address);
  if (ready) await page.locator("#loops .factor").first().waitFor({ timeout: 60_000 });
  return page;
}

const shoot = async (page, name) => shots && page.screenshot({ path: join(shots, `${name}.png`) });
const tab = (page, name) => page.getByRole("tab", { name }).click();
const monthOf = async (page) => Number(/\d+/.exec(await page.locator("output.month").textContent())[0]);
const reach = (page, month) => page.waitForFunction((least) => Number(/\d+/.exec(document.querySelector("output.month").textContent)[0]) >= least, month);
const warning = (page) => page.locator("p.warning[role=alert]").first().textContent();
const settled = (page) => page.waitForFunction(() => document.querySelector(".status").textContent === "");
const linkOf = (page) => page.getByLabel("Link to this state").inputValue();
const done = (page) => page.locator("ol.history li").allTextContents();
const stateOf = (link) => JSON.parse(Buffer.from(link.split("#state=")[1], "base64url").toString());
const linkTo = (state) => `#state=${Buffer.from(JSON.stringify(state)).toString("base64url")}`;
const hashOf = (link) => link.slice(link.indexOf("#"));
const measures = (page) => page.locator("#series select").evaluateAll((selects) => selects.map((select) => select.value).join());
const lever = (page, key) => page.locator(`.lever[data-key="${key}"]`);

async function months(page) {
  await tab(page, "Share");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Months as CSV" }).click()]);
  return readFileSync(await download.path(), "utf8");
}

async function find(page, wanted) {
  await tab(page, "Levers");
  await page.getByLabel("Find a lever").fill(wanted);
}

async function set(page, key, value) {
  await find(page, key.split(".").at(-1).replaceAll("_", " "));
  await lever(page, key).getByRole("spinbutton").fill(String(value));
  await lever(page, key).getByRole("spinbutton").press("Enter");
}

await part("links", async () => {
  const from = await serve(...small(80, "--seed", "5", "--set", "trust.eta=0.4"));
  const page = await open(from.address);
  await set(page, "action.gamma", 0.2);
  await lever(page, "action.gamma").locator(".usual").waitFor({ state: "attached" });
  await tab(page, "Share");
  await page.getByLabel("Speed").selectOption("12");
  await page.getByRole("button", { name: "Play" }).click();
  await reach(page, 7);
  const [shown, said] = await page.evaluate(() => [document.querySelector("output.month").textContent, document.querySelector("#state-link").value]);
  check(shown === `Month ${stateOf(said).month}`, `while playing ${shown} is shown, and the link says month ${stateOf(said).month}`);
  await page.getByRole("button", { name: "Pause" }).click();

  await page.locator("#series select").nth(1).selectOption("degree");
  await page.getByRole("radio", { name: "role" }).check();
  await set(page, "network.people", 100);
  await tab(page, "Share");
  const link = await linkOf(page);
  const state = stateOf(link);
  check(state.start.seed === 5 && state.start["trust.eta"] === 0.4, `the link leaves out what the command line set: ${JSON.stringify(state.start)}`);
  check(state.start["network.people"] === 80, `${state.start["network.people"]} people in the link, 80 on screen`);
  await page.getByLabel("Right world", { exact: true }).selectOption("control");
  await settled(page);
  check(/^80 people/.test(await page.locator("#network .soft.small").first().textContent()), "another program brings settings in that were not started");

  // On a server that was started otherwise.
  const other = await serve(...small(60, "--seed", "9"));
  const opened = await open(other.address + hashOf(link));
  await reach(opened, state.month);
  await page.getByLabel("Right world", { exact: true }).selectOption("network-development");
  await eventually(() => page.getByLabel("Right world", { exact: true }).inputValue(), (arm) => arm === "network-development");
  await reach(page, state.month);
  check(await months(opened) === await months(page), "the link shows other numbers in an explorer that was started otherwise");
  check(await measures(opened) === await measures(page) && (await measures(page)).includes("degree"), "the link has not the measures that were shown");
  check(await opened.getByRole("radio", { name: "role" }).isChecked(), "the link has not the colours that were shown");
  check(await warning(opened) === "", `a link opened: ${await warning(opened)}`);

  for (const [bad, expected] of [["#state=%%%", /no link of an explorer/], [hashOf(link).slice(0, -40), /no link of an explorer/], [linkTo({ scenario: "elsewhere.toml" }), /no scenario "elsewhere.toml"/]]) {
    const odd = await open(other.address + bad);
    check(expected.test(await warning(odd)), `${bad.slice(0, 20)} is opened with "${await warning(odd)}"`);
    check(new URL(odd.url()).hash === bad, "a link that could not be opened is taken from the address");
  }
  const otherwise = await open(other.address + linkTo({ ...state, check: "0123456789abcdef" }));
  check(/not those of whoever shared/.test(await eventually(() => warning(otherwise), (text) => text !== "")), "another state than was shared is shown without a word");

  const another = await serve(...small(60), "--state", link);
  check(new URL(another.address).hash === hashOf(link), `--state: ${another.address.slice(0, 80)}`);
  const again = await open(another.address);
  await reach(again, state.month);
  check(await months(again) === await months(opened), "--state shows other numbers");
  check((await again.locator("#panel-share").textContent()).includes("colead explore lawrence-community-works --state"), "nothing says how a link is opened another day");
});

const { address } = await serve(...small(80));

await part("sliders by keyboard", async () => {
  const page = await open(address);
  await find(page, "eta");
  const slider = lever(page, "trust.eta").getByRole("slider");
  for (const playing of [false, true]) {
    if (playing) {
      await page.getByLabel("Speed").selectOption("12");
      await page.getByRole("button", { name: "Play" }).click();
    }
    const before = Number(await slider.inputValue());
    await slider.focus();
    // Held down: the next comes whether or not the page has done with the last.
    await Promise.all(Array.from({ length: 20 }, () => page.keyboard.press("ArrowRight")));
    const after = await slider.inputValue();
    check(Number(after) === before + 20, `20 presses move a slider from ${before} to ${after}${playing ? " while playing" : ""}`);
    const text = await slider.getAttribute("aria-valuetext");
    await tab(page, "Share");
    const said = await eventually(() => done(page), (lines) => lines.at(-1).includes(`= ${text} `));
    check(said.length <= (playing ? 5 : 1) && said.at(-1).includes(`trust: eta = ${text} (both)`), `20 presses are told as ${said.join("; ")}`);
    await tab(page, "Levers");
    check(await slider.inputValue() === after, `a slider goes back from ${after} to ${await slider.inputValue()}`);
  }
  await page.getByRole("button", { name: "Pause" }).click();
  // Pauses between presses: one change of the same month all the same.
  await tab(page, "Share");
  const until = (await done(page)).length;
  await tab(page, "Levers");
  for (let n = 0; n < 3; ++n) {
    await slider.press("ArrowRight");
    await page.waitForTimeout(400);
  }
  await tab(page, "Share");
  check((await done(page)).length <= until + 1, `three changes in one month: ${(await done(page)).join("; ")}`);
});

await part("usual values", async () => {
  const page = await open(address);
  await tab(page, "Levers");
  await page.getByRole("radio", { name: "right" }).first().check();
  await set(page, "trust.eta", 0.6);
  const eta = lever(page, "trust.eta");
  await eta.locator(".differs", { hasText: "right 0.6" }).waitFor();
  await page.getByRole("radio", { name: "both" }).first().check();
  await eta.getByRole("button", { name: /Reset/ }).click({ timeout: 3000 });
  check(await eventually(() => eta.locator(".differs").textContent(), (text) => text === "") === "", "Reset in both worlds leaves the right one changed");
  await set(page, "network.people", 70);
  await page.getByRole("button", { name: "Start anew" }).click();
  await page.locator("#network .soft.small", { hasText: "70 people" }).waitFor();
  const people = lever(page, "network.people");
  check(/Usual: 900/.test(await people.textContent()), `after a start with 70 people: ${await people.textContent()}`);
  await people.getByRole("button", { name: /Reset/ }).click({ timeout: 3000 });
  check(await people.getByRole("spinbutton").inputValue() === "900", "the usual number of people cannot be had again");

  for (const section of ["calibrate", "until", "design", "measures"]) check(await page.locator(`.lever[data-key^="${section}."]`).count() === 0, `levers of ${section}, which move nothing`);
  await page.getByLabel("Find a lever").fill("");
  check(await page.getByLabel(/seed/i).count() === 1, "two things are called seed");
  await page.locator("details.level").first().locator("summary").click();
  await page.getByLabel("Find a lever").fill("no such lever");
  check(await page.getByText("No lever has that in its name").isVisible(), "a search without result says nothing");
  await page.getByLabel("Find a lever").fill("");
  check(await page.locator("details.level[open]").count() === 1, "after a search the groups are not as they were");
});

await part("refusals", async () => {
  const page = await open(address);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await set(page, "person.capacity_low", 0.9);
  const low = lever(page, "person.capacity_low");
  const alert = page.locator("p.warning[role=alert]").first();
  await eventually(() => warning(page), (text) => text !== "");
  check(/: person.capacity_low = 0.9 is above/.test(await warning(page)) && !/explorer:/.test(await warning(page)), await warning(page));
  check(await alert.isVisible() && await alert.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  }), "a refusal is out of sight");
  check(await low.getByRole("spinbutton").inputValue() === "0.1", `after a refusal the field says ${await low.getByRole("spinbutton").inputValue()}`);
  check(/is above/.test(await low.textContent()), "a refusal is not told beside its lever");
  await shoot(page, "refused");
  await set(page, "trust.eta", 7);
  const eta = lever(page, "trust.eta");
  check(/7 cannot be set: 0 to 1/.test(await eta.textContent()) && await eta.getByRole("spinbutton").inputValue() === "0.25", `7 in trust.eta: ${await eta.textContent()}`);
  await set(page, "network.people", 50_000);
  check(/2 to 20000/.test(await lever(page, "network.people").locator(".warning").textContent()), "50,000 people are taken");
  await set(page, "network.organization_size", 1);
  await set(page, "network.team_size", 50);
  await page.getByRole("button", { name: /Restart/ }).click();
  await settled(page);
  check(/^80 people/.test(await page.locator("#network .soft.small").first().textContent()), "Restart fails for what was not started");
});

await part("what was done is kept", async () => {
  const page = await open(address);
  await set(page, "trust.eta", 0.6);
  await eventually(() => done(page), (lines) => lines[0].includes("0.6"));
  await page.getByRole("button", { name: "+12 months" }).click();
  await reach(page, 12);
  const factor = page.locator("#loops .factor").first();
  await factor.focus();
  await factor.press("Enter");
  await page.getByLabel("For how many months").fill("6");
  await page.getByRole("button", { name: "Push", exact: true }).click();
  const all = await eventually(() => done(page), (lines) => lines.length === 2);
  check(/strength 0.5, 6 months \(left\)/.test(all[1]), `a push is told as ${all[1]}`);
  const holds = async (after) => {
    await page.waitForFunction(() => /Month 12/.test(document.querySelector("output.month").textContent) && document.querySelectorAll("ol.history li").length === 2)
      .catch(() => undefined);
    check(await monthOf(page) === 12 && (await done(page)).join() === all.join(), `after ${after}: month ${await monthOf(page)}, ${(await done(page)).join("; ")}`);
  };
  await page.getByLabel("Right world", { exact: true }).selectOption("control");
  await page.locator("#network h3", { hasText: "control" }).waitFor();
  await holds("another program");
  await page.getByLabel("Seed").fill("3");
  await page.getByLabel("Seed").press("Enter");
  await eventually(() => page.url(), (url) => url.includes("#state=") && stateOf(url).start.seed === 3 && stateOf(url).month === 12);
  await holds("another seed");
  await page.reload();
  await page.locator("#loops .factor").first().waitFor();
  await holds("loading the page again");
  await page.getByRole("button", { name: /Restart/ }).click();
  await page.waitForFunction(() => /Month 0/.test(document.querySelector("output.month").textContent));
  await shoot(page, "left-behind");
  await page.getByRole("button", { name: "Go back to it" }).click();
  await holds("going back");
});

await part("more pages than are served", async () => {
  const first = await open(address);
  await first.evaluate(() => {
    const stream = new URL("stream", location.href.replace("http:", "ws:").replace(/#.*/, ""));
    window.more = Array.from({ length: 7 }, () => new WebSocket(stream));
    return Promise.all(window.more.map((socket) => new Promise((known) => ["message", "close"].forEach((event) => socket.addEventListener(event, known)))));
  });
  const ninth = await open(address, { ready: false });
  check(/^8 pages of this explorer are open/.test(await eventually(() => warning(ninth), (text) => text !== "")), `a ninth page says ${await warning(ninth)}`);
});

await part("a server that has ended", async () => {
  const ending = await serve(...small(80));
  const page = await open(ending.address);
  await page.getByRole("button", { name: "Play" }).click();
  await reach(page, 2);
  ending.server.kill();
  await eventually(() => warning(page), (text) => text !== "");
  check(/has ended/.test(await warning(page)), `when its server has ended the page says ${await warning(page)}`);
  check(await page.locator("button.play").textContent() === "Play", "it seems to play on");
  await tab(page, "Levers");
  const able = await page.locator(".transport button:enabled, .transport select:enabled, .lever input:enabled, .lever button:enabled").count();
  check(able === 0, `${able} controls seem to work without a server`);
  check((await months(page)).split("\r\n").length > 5, "the months cannot be taken along");
  await shoot(page, "gone");
  const phone = await open(address, { viewport: { width: 390, height: 844 } });
  await phone.getByRole("button", { name: "Step: one month" }).click();
  await reach(phone, 1);
  await phone.getByRole("button", { name: /Restart/ }).click();
  await phone.getByRole("button", { name: "Go back to it" }).waitFor();
  check(await phone.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), "on a phone a message is wider than the window");
  await shoot(phone, "phone");
});

await browser.close();
servers.forEach((server) => server.kill());
console.log(failures > 0 ? `${failures} failed` : "OK");
process.exit(failures > 0 ? 1 : 0);
