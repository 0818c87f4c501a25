// The explorer's page: transport, the two worlds, and beside them tour, levers and what one takes along.
import { h, svg } from "./dom";
import { linkList, LoopView } from "./explorer/loop";
import { LeversView } from "./explorer/levers";
import { Model } from "./explorer/model";
import { legendOf, NetworkView, tieLegend, type By } from "./explorer/network";
import { PushPanel } from "./explorer/push";
import { SeriesView, sideColours } from "./explorer/series";
import { decode, holdsState, ShareView, type View } from "./explorer/share";
import { TourView } from "./explorer/tour";
import { Transport } from "./explorer/transport";
import { words } from "./explorer/words";
import { capital } from "./words";

const model = new Model();
const transport = new Transport(model);
const series = new SeriesView(model);
const networks = [new NetworkView(model, 0), new NetworkView(model, 1)] as const;
let by: By = "culture";
const share = new ShareView(model, { read: () => ({ measures: series.panels.map((panel) => panel.measure), by }), show: showAs });
const push = new PushPanel(model);
const loops = ([0, 1] as const).map((side) => new LoopView(model, side, (factor, from) => push.open(factor, side, from)));

function worldHeading(side: 0 | 1): HTMLElement {
  const heading = h("h3", { class: "world-name", style: `--colour:${sideColours[side]}` });
  model.on(["world"], () => heading.replaceChildren(h("span", { class: side === 0 ? "key" : "key dashed" }), `${side === 0 ? words.left : words.right}: `, model.world!.on[side].replaceAll("-", " ")));
  return heading;
}

function pair(id: string, title: string, text: string, of: (side: 0 | 1) => HTMLElement, ...more: HTMLElement[]): HTMLElement {
  return h("section", { id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, title), h("p", { class: "soft" }, text), ...more.slice(0, 1),
    h("div", { class: "pair" }, ...([0, 1] as const).map((side) => h("div", { class: "world" }, worldHeading(side), of(side)))), ...more.slice(1));
}

// A link may hold anything.
function showAs({ measures, by: wanted }: View): void {
  const known = new Set(model.hello!.measures.map((measure) => measure.name));
  if (Array.isArray(measures) && measures.every((measure) => known.has(measure))) series.show(measures);
  document.querySelectorAll<HTMLInputElement>('input[name="colour-by"]').forEach((choice) => {
    if (choice.value === wanted && !choice.checked) choice.click();
  });
}

function networkControls(): HTMLElement {
  const legend = h("ul", { class: "legend" });
  const ties = h("ul", { class: "legend", "aria-label": words.tieLegend });
  const about = h("p", { class: "soft small" });
  const relabel = () => legend.replaceChildren(...legendOf(by, model.world?.groups ?? []).map((entry) =>
    h("li", {}, h("span", { class: "key dot", style: `--colour:${entry.colour}` }), entry.label)));
  const choices = (Object.keys(words.by) as By[]).map((choice) => h("label", {}, h("input", { type: "radio", name: "colour-by", value: choice, checked: choice === by, change: () => {
    by = choice;
    relabel();
    networks.forEach((network) => network.colourBy(by));
  } }), words.by[choice]));
  model.on(["world"], () => {
    relabel();
    ties.replaceChildren(h("li", {}, `${words.tieLegend}:`), ...tieLegend(model.world!.trust_quartiles).map(({ label, width, opacity }) =>
      h("li", {}, svg("svg", { class: "tie", "aria-hidden": "true" }, svg("path", { d: "M0 4H22", "stroke-width": width.toFixed(2), opacity: opacity.toFixed(2) })), label)));
    about.textContent = capital(words.about(model.world!.people, model.world!.culture.length, model.world!.communities)) + ".";
  });
  return h("div", {}, about, h("div", { class: "row wrap between" }, h("fieldset", { class: "choice" }, h("legend", {}, words.colourBy), ...choices),
    h("button", { type: "button", class: "quiet", "data-server": true, click: () => model.send({ do: "arrange" }) }, words.arrange)), legend, ties);
}

function tabs(): HTMLElement {
  const views: [keyof typeof words.tabs, HTMLElement][] = [["tour", new TourView(model, series, transport).element], ["levers", new LeversView(model).element], ["share", share.element]];
  const buttons: HTMLButtonElement[] = [];
  const choose = (chosen: number, focus = false) => {
    views.forEach(([name, view], place) => {
      buttons[place]!.setAttribute("aria-selected", String(place === chosen));
      buttons[place]!.tabIndex = place === chosen ? 0 : -1;
      view.hidden = place !== chosen;
      if (place === chosen && name === "share") share.refresh();
    });
    if (focus) buttons[chosen]!.focus();
  };
  views.forEach(([name, view], place) => {
    view.id = `panel-${name}`;
    view.setAttribute("role", "tabpanel");
    view.setAttribute("aria-labelledby", `tab-${name}`);
    buttons.push(h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": view.id, click: () => choose(place),
      keydown: (event) => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[(event as KeyboardEvent).key];
        if (by) choose((place + by + views.length) % views.length, true);
      } }, words.tabs[name]));
  });
  choose(0);
  return h("aside", { class: "side", id: "side", "aria-label": words.side3 }, h("div", { role: "tablist", class: "tabs", "aria-label": words.side3 }, ...buttons), ...views.map(([, view]) => view));
}

const status = h("p", { class: "status", role: "status" }, words.connecting);
const alert = h("p", { class: "warning", role: "alert" });
const note = h("p", { role: "status" });
const noteBack = h("button", { type: "button", click: () => history.back() }, words.bringBack);
// At the foot of the window, wherever one has scrolled to.
const notices = h("div", { class: "notices", hidden: true }, alert, note, noteBack, h("button", { type: "button", class: "quiet", "aria-label": words.dismiss, title: words.dismiss, click: () => tell("") }, "\u00d7"));
/** A warning, or, with `left`, that there is a state to go back to. */
function tell(warning: string, left = false): void {
  alert.textContent = warning;
  note.textContent = left ? words.leftBehind : "";
  noteBack.hidden = !left;
  notices.hidden = warning === "" && !left;
}

const stage = h("div", { class: "stage", id: "worlds", hidden: true },
  pair("network", words.networkTitle, words.networkText, (side) => networks[side].element, networkControls()),
  h("section", { id: "series", "aria-labelledby": "series-title" }, h("h2", { id: "series-title" }, words.seriesTitle), h("p", { class: "soft" }, words.seriesText), h("p", { class: "soft" }, words.noFinding),
    h("ul", { class: "legend" }, ...([0, 1] as const).map((side) => h("li", {}, h("span", { class: side === 0 ? "key" : "key dashed", style: `--colour:${sideColours[side]}` }), side === 0 ? words.left : words.right))), series.element),
  pair("loops", words.loopTitle, words.loopText, (side) => loops[side]!.element, h("div", { hidden: true }), push.element, linkList(model)));
// The address keeps its state: no fragment of it is given up for a place on the page.
function jump(id: string, label: string): HTMLElement {
  return h("a", { href: `#${id}`, click: (event) => {
    event.preventDefault();
    const part = document.getElementById(id)!;
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
    part.scrollIntoView();
  } }, label);
}

// Play and the month stay in sight, and everything else below them.
const bar = h("section", { class: "bar", "aria-label": words.time }, transport.element,
  h("nav", { class: "jump", "aria-label": words.jump }, jump("worlds", words.toWorlds), jump("side", words.side3)));
new ResizeObserver(() => document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
document.body.append(
  h("header", { class: "head" }, h("div", { class: "brand" }, h("h1", {}, `${words.name[0]} `, h("span", {}, words.name[1])), h("p", {}, words.lead)), transport.setting),
  bar,
  h("main", {}, status, notices, h("div", { class: "grid" }, stage, tabs())));

// What is to be told when the next world is there, and whether one was left for it.
let next = { warning: "", left: false };
let opening = false;

function openAddress(address: string): boolean {
  if (!holdsState(address)) return false;
  const shared = decode(address);
  if (shared) share.open(shared, false);
  else {
    if (model.world) tell(words.badLink);
    else next.warning = words.badLink;
    share.hold();
  }
  return shared !== null;
}

model.on(["hello"], () => {
  opening = openAddress(location.href);
  if (!opening) model.begin({});
});
model.on(["leave"], () => (next.left = true));
model.on(["burn_in"], () => (status.textContent = words.burningIn(model.burnIn.month, model.burnIn.months)));
model.on(["world"], () => {
  status.textContent = "";
  tell(next.warning, next.left);
  next = { warning: "", left: false };
  opening = false;
  stage.hidden = false;
});
model.on(["error"], () => {
  status.textContent = "";
  tell(words.failed(model.error));
  next.left = false;
  stage.hidden = model.world === null;
  if (opening && !model.world) {
    opening = false;
    next.warning = words.failed(model.error);
    share.hold();
    model.begin({});
  }
});
model.on(["differs"], () => tell(words.otherNumbers));
// What was told is no longer new once something is done.
model.on(["event"], () => {
  if (!model.starting) tell("");
});
model.on(["playing"], () => {
  if (model.speed > 0) tell("");
});
model.on(["gone"], () => {
  status.textContent = "";
  const { code, reason } = model.closed;
  tell(code === 1013 ? words.tooManyPages(reason) : code === 1008 ? words.cutOff : words.gone);
  // What needs no server stays: to look, to read, to take the months along.
  document.querySelectorAll<HTMLButtonElement | HTMLInputElement | HTMLSelectElement>(
    ".transport button, .setting :is(select, input), .lever :is(button, select, input), .level > button, .push :is(button.main, input), .tour button.main, [data-server]",
  ).forEach((control) => (control.disabled = true));
});
window.addEventListener("hashchange", ({ newURL }) => {
  // The address that one has come to: by now it may follow the state that is still on screen. A jump within the page takes
  // the state out of it.
  if (!openAddress(newURL)) share.keep();
});
