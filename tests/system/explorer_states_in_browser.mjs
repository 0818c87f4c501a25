// Called by explorer_states_in_browser.py: SOURCE_DIR, the browser, the program, and perhaps a folder for screenshots.
import { checks, launch, phone } from "../support/browser.mjs";
import { spawn } from "node:child_process";
import { eventually } from "../support/eventually.mjs";
import { camera, history, monthOf, monthsOf, openPage, reach, settled, tab, warning } from "../support/explorer_page.mjs";

const [source, browserPath, program, shots] = process.argv.slice(2);
const { check, end } = checks();
const browser = await launch(source, browserPath);
const desk = { viewport: { width: 1440, height: 900 } };
const shoot = camera(shots);

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

async function open(address, view = desk, more = {}) {
  const page = await openPage(browser, address, view, check, more);
  page.setDefaultTimeout(15_000);
  return page;
}

const linkOf = (page) => page.getByLabel("Link to this state").inputValue();
const stateOf = (link) => JSON.parse(Buffer.from(link.split("#state=")[1], "base64url").toString());
const linkTo = (state) => `#state=${Buffer.from(JSON.stringify(state)).toString("base64url")}`;
const hashOf = (link) => link.slice(link.indexOf("#"));
const measures = (page) => page.locator("#series select").evaluateAll((selects) => selects.map((select) => select.value).join());
const lever = (page, key) => page.locator(`.lever[data-key="${key}"]`);

async function find(page, wanted) {
  await tab(page, "Levers");
  await page.getByLabel("Find a lever").fill(wanted);
}

async function set(page, key, value) {
  await find(page, key.split(".").at(-1).replaceAll("_", " "));
  await lever(page, key).getByRole("spinbutton").fill(String(value));
  await lever(page, key).getByRole("spinbutton").press("Enter");
}

/** All that needs a server is disabled, in every part of the page. */
async function nothingIsAsked(page) {
  await tab(page, "Tour");
  if (await page.getByRole("button", { name: "All lessons" }).isVisible()) await page.getByRole("button", { name: "All lessons" }).click();
  await page.locator(".lessons button").first().click();
  await tab(page, "Levers");
  for (const world of ["left", "right", "both"]) await page.getByRole("radio", { name: world }).first().check();
  const able = await page.locator(".transport button:enabled, .setting :enabled, .lever :enabled, .level > button:enabled, .push .main:enabled, .tour .main:enabled, [data-server]:enabled").evaluateAll((controls) => controls.map((control) => control.textContent || control.id));
  check(able.length === 0, `without a server these seem to work: ${able.join("; ")}`);
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
  check(await monthsOf(opened) === await monthsOf(page), "the link shows other numbers in an explorer that was started otherwise");
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
  check(await monthsOf(again) === await monthsOf(opened), "--state shows other numbers");
  check((await again.locator("#panel-share").textContent()).includes("colead explore lawrence-community-works --state"), "nothing says how a link is opened another day");
});

await part("a lesson's link, and the way back from a lesson", async () => {
  const from = await serve(...small(80, "--seed", "5"));
  const page = await open(from.address);
  await page.locator("#series select").nth(1).selectOption("degree");
  const before = await measures(page);
  await page.getByRole("button", { name: "+12 months" }).click();
  await reach(page, 12);
  await page.locator('.lessons button[data-lesson="1"]').click();
  await page.locator(".doing .main").first().click();
  await page.getByText("The worlds are set up.").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "+12 months" }).click();
  await reach(page, 12);
  const lesson = await monthsOf(page);
  const link = await linkOf(page);
  const command = await page.locator("#panel-share small code").textContent();
  check(command === "colead explore lawrence-community-works --state LINK", `a lesson is opened another day by ${command}`);
  const shown = await measures(page);

  await page.getByRole("button", { name: "Go back to it" }).click();
  await page.locator("#network .soft.small", { hasText: /^80 people/ }).waitFor();
  await reach(page, 12);
  check(await page.getByLabel("Seed").inputValue() === "5", "going back from a lesson another seed is there");
  check(await measures(page) === before, `going back from a lesson ${await measures(page)} are shown, and were ${before}`);

  for (const wishes of [small(60, "--seed", "9"), ["elias", "--seed", "9"], ["lawrence-community-works", "--state", link]]) {
    const other = await serve(...wishes);
    const opened = await open(new URL(other.address).hash ? other.address : other.address + hashOf(link));
    await reach(opened, 12);
    check(await monthsOf(opened) === lesson, `a lesson's link shows other numbers in explore ${wishes.slice(0, 3).join(" ")}`);
    check(await measures(opened) === shown && await warning(opened) === "", `a lesson's link in explore ${wishes.slice(0, 3).join(" ")}: ${await warning(opened)}`);
  }
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
    const said = await eventually(() => history(page), (lines) => lines.at(-1).includes(`= ${text} `));
    check(said.length <= (playing ? 5 : 1) && said.at(-1).includes(`trust: eta = ${text} (both)`), `20 presses are told as ${said.join("; ")}`);
    await tab(page, "Levers");
    check(await slider.inputValue() === after, `a slider goes back from ${after} to ${await slider.inputValue()}`);
  }
  await page.getByRole("button", { name: "Pause" }).click();
  // Pauses between presses: one change of the same month all the same.
  await tab(page, "Share");
  const until = (await history(page)).length;
  await tab(page, "Levers");
  for (let n = 0; n < 3; ++n) {
    await slider.press("ArrowRight");
    await page.waitForTimeout(400);
  }
  await tab(page, "Share");
  check((await history(page)).length <= until + 1, `three changes in one month: ${(await history(page)).join("; ")}`);
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
  // Typed letter by letter: a comma that a browser drops would make 5 of 0,5.
  const exact = eta.getByRole("spinbutton");
  await exact.fill("");
  await exact.pressSequentially("0,5");
  check(/without commas/.test(await eta.locator(".warning").textContent()), `a comma is taken without a word: ${await exact.inputValue()}`);
  await exact.press("Escape");
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
  await eventually(() => history(page), (lines) => lines[0].includes("0.6"));
  await page.getByRole("button", { name: "+12 months" }).click();
  await reach(page, 12);
  const factor = page.locator("#loops .factor").first();
  await factor.focus();
  await factor.press("Enter");
  await page.getByLabel("For how many months").fill("6");
  await page.getByRole("button", { name: "Push", exact: true }).click();
  const all = await eventually(() => history(page), (lines) => lines.length === 2);
  check(/ by \+0\.500 for 6 months \(left\)/.test(all[1]), `a push is told as ${all[1]}`);
  const holds = async (after) => {
    await page.waitForFunction(() => /Month 12/.test(document.querySelector("output.month").textContent) && document.querySelectorAll("ol.history li").length === 2)
      .catch(() => undefined);
    check(await monthOf(page) === 12 && (await history(page)).join() === all.join(), `after ${after}: month ${await monthOf(page)}, ${(await history(page)).join("; ")}`);
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
  // The address follows the state half a second later, which must not be in the way of going back just then.
  for (let n = 0; n < 8; ++n) {
    await page.waitForTimeout(600);
    await page.evaluate((wait) => new Promise((done) => {
      document.querySelector("button[aria-label^=Restart]").click();
      const month = document.querySelector("output.month");
      new MutationObserver((_, observer) => {
        observer.disconnect();
        setTimeout(() => {
          history.back();
          done();
        }, wait);
      }).observe(month, { childList: true });
    }), 470 + 5 * n);
    await holds(`going back after ${470 + 5 * n} ms`);
  }
});

await part("what is on its way to its month is not lost", async () => {
  const page = await open(address);
  await set(page, "trust.eta", 0.6);
  await eventually(() => history(page), (lines) => lines[0].includes("0.6"));
  await page.getByRole("button", { name: "+12 months" }).click();
  await reach(page, 12);
  await eventually(() => page.url(), (url) => url.includes("#state=") && stateOf(url).month === 12);
  const far = { ...stateOf(page.url()), month: 480, check: undefined };
  await page.goto(address.replace(/#.*/, "") + linkTo(far));
  await page.reload();
  for (const wait of [400, 900, 1500]) {
    await page.waitForTimeout(wait);
    check(stateOf(page.url()).month === 480, `after ${wait} ms of a replay the address is of month ${stateOf(page.url()).month}`);
    await page.reload();
  }
  await reach(page, 480);
  await eventually(() => page.url(), (url) => stateOf(url).month === 480 && stateOf(url).check);
  check((await history(page)).length === 1, "a replay that was cut off lost what was done");
  // Back, forward and back again before either is there.
  await page.getByRole("button", { name: /Restart/ }).click();
  await page.waitForFunction(() => /Month 0/.test(document.querySelector("output.month").textContent));
  await page.waitForTimeout(700);
  for (const step of ["goBack", "goForward", "goBack"]) {
    await page[step]();
    await page.waitForTimeout(300);
  }
  await reach(page, 480);
  check((await history(page)).length === 1, "quick steps of the browser lost a state");
});

await part("a seed that is none", async () => {
  const page = await open(address);
  const seed = page.getByLabel("Seed");
  for (const given of ["-3", "2.5", ""]) {
    await seed.fill(given);
    await seed.press("Enter");
    await eventually(() => seed.inputValue(), (value) => value === "1");
    check(await seed.inputValue() === "1" && /a seed is a whole number/.test(await page.locator(".transport .last").textContent()), `"${given}" is taken as a seed`);
  }
});

await part("more pages than are served", async () => {
  const first = await open(address);
  await first.evaluate(() => {
    const stream = new URL("stream", location.href.replace("http:", "ws:").replace(/#.*/, ""));
    window.more = Array.from({ length: 7 }, () => new WebSocket(stream));
    return Promise.all(window.more.map((socket) => new Promise((known) => ["message", "close"].forEach((event) => socket.addEventListener(event, known)))));
  });
  const ninth = await open(address, desk, { drawn: false });
  check(/^8 pages of this explorer are open/.test(await eventually(() => warning(ninth), (text) => text !== "")), `a ninth page says ${await warning(ninth)}`);
  await nothingIsAsked(ninth);
  await tab(ninth, "Share");
  check(await ninth.getByRole("button", { name: "Months as CSV" }).isDisabled(), "a page without months offers them");
});

await part("a server that has ended", async () => {
  const ending = await serve(...small(80));
  const page = await open(ending.address);
  await page.getByRole("button", { name: "Play" }).click();
  await reach(page, 2);
  await set(page, "trust.eta", 0.6);
  await eventually(() => history(page), (lines) => lines[0].includes("0.6"));
  ending.server.kill();
  await eventually(() => warning(page), (text) => text !== "");
  check(/has ended/.test(await warning(page)), `when its server has ended the page says ${await warning(page)}`);
  check(await page.locator("button.play").textContent() === "Play", "it seems to play on");
  await tab(page, "Levers");
  await nothingIsAsked(page);
  check((await monthsOf(page)).split("\r\n").length > 5, "the months cannot be taken along");
  await shoot(page, "gone");
  const onPhone = await open(address, phone);
  await onPhone.getByRole("button", { name: "Step: one month" }).click();
  await reach(onPhone, 1);
  await onPhone.getByRole("button", { name: /Restart/ }).click();
  await onPhone.getByRole("button", { name: "Go back to it" }).waitFor();
  check(await onPhone.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), "on a phone a message is wider than the window");
  await shoot(onPhone, "phone");
});

await browser.close();
servers.forEach((server) => server.kill());
end();
