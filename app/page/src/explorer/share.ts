// A state as a link, as a scenario file, as a table.
import { h } from "../dom";
import { csv, save } from "../download";
import type { Model } from "./model";
import { withoutMark, type Setup, type Start } from "./protocol";
import { happeningText } from "./series";
import { words } from "./words";

const mark = "#state=";
/** Between two addresses, in ms: browsers refuse more than some. */
const rest = { still: 500, playing: 2000 };

/** How a state is looked at. */
export interface View {
  measures?: string[];
  by?: string;
}

export const holdsState = (link: string) => link.includes(mark);

export function encode(state: (Setup | Start) & View): string {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return mark + btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The state in a link, or null. What is wrong within, the server tells. */
export function decode(link: string): (Start & View) | null {
  const at = link.indexOf(mark);
  if (at < 0) return null;
  try {
    const text = atob(link.slice(at + mark.length).replaceAll("-", "+").replaceAll("_", "/"));
    const state: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(text, (c) => c.charCodeAt(0))));
    return typeof state === "object" && state !== null && !Array.isArray(state) ? (state as Start & View) : null;
  } catch {
    return null;
  }
}

export function monthsAsCsv(model: Model): string {
  const { hello, world } = model;
  return csv({
    columns: ["month", "world", "arm", ...hello!.measures.map((measure) => measure.name), ...world!.issues.names.map((name) => `factor_${name}`), ...world!.issues.names.map((name) => `pushed_${name}`)],
    rows: model.months.flatMap((sides, month) => sides.map((side, at) =>
      [month, ["left", "right"][at]!, world!.on[at]!, ...side.measures, ...side.factors, ...side.pushed])),
  });
}

export class ShareView {
  readonly element: HTMLElement;
  private readonly link = h("input", { type: "text", id: "state-link", readonly: true });
  private readonly history = h("ol", { class: "history" });
  private readonly command = h("code", {});
  private timer = 0;
  /** The address holds a state that could not be opened: it stays until something is done. */
  private held = false;

  constructor(private readonly model: Model, private readonly view: { read: () => View; show: (view: View) => void }) {
    const copied = h("span", { role: "status" });
    const pasted = h("input", { type: "text", id: "pasted-link" });
    const run = h("div", { class: "saved", role: "status" });
    const wrong = h("p", { class: "warning", role: "alert" });
    const button = (label: string, click: () => void, more = {}) => h("button", { type: "button", click, ...more }, label);
    const needsServer = { "data-server": true };
    const table = button(words.exportCsv, () => save("months.csv", new Blob([monthsAsCsv(model)], { type: "text/csv" })), { disabled: true });
    this.element = h("div", {},
      h("h3", {}, words.shareTitle),
      h("div", { class: "field" }, h("label", { for: "state-link" }, words.link), h("small", {}, words.linkText),
        h("div", { class: "row" }, this.link, button(words.copy, () => {
          this.refresh();
          this.link.select();
          void navigator.clipboard?.writeText(this.link.value).then(() => (copied.textContent = words.copied), () => undefined);
        }), copied), h("small", {}, words.anotherDay, " ", this.command)),
      h("div", { class: "field" }, h("label", { for: "pasted-link" }, words.openLink), h("small", {}, words.openLinkText),
        h("div", { class: "row" }, pasted, button(words.open, () => {
          const state = decode(pasted.value);
          wrong.textContent = state ? "" : words.badLink;
          if (state) this.open(state);
        }, needsServer)), wrong),
      h("h3", {}, words.files), h("p", { class: "soft" }, words.exportText),
      h("div", { class: "row wrap" }, button(words.exportBoth, () => model.send({ do: "export", side: 2 }), needsServer), ...[0, 1].map((side) => button(words.exportScenario(side), () => model.send({ do: "export", side }), needsServer)), table),
      run,
      h("h3", {}, words.history), this.history);
    model.on(["scenario"], () => {
      const { file, command, pushes, text } = model.exported!;
      save(file, new Blob([text], { type: "application/toml" }));
      run.replaceChildren(h("p", { class: "small" }, words.exported(file), " ", h("code", {}, command), ". ", words.lacksPushes(pushes)));
    });
    model.on(["world"], () => (table.disabled = false));
    model.on(["world", "event"], () => this.tell());
    model.on(["world", "month", "event"], () => {
      if (!this.element.hidden) this.refresh();
    });
    // At once: to go back is to come from another address.
    model.on(["world"], () => this.keep());
    model.on(["month", "event", "playing"], () => this.keepSoon());
    // Other measures, another colour.
    document.addEventListener("change", () => this.keepSoon());
    model.on(["event", "month"], () => {
      if (model.events.length > 0 || model.month > 0) this.held = false;
    });
    // One step back in the browser, and the state is there again.
    model.on(["leave"], () => {
      this.keep();
      history.pushState(null, "", location.href);
    });
  }

  /** `leaves`: the state on screen is left for it by hand, not by the browser's own steps. */
  open(state: Start & View, leaves = true): void {
    // What was on screen is left as it was looked at.
    this.model.begin(state, leaves);
    if (leaves) history.replaceState(null, "", encode(state));
    this.view.show(state);
  }

  hold(): void {
    this.held = true;
  }

  refresh(): void {
    const hash = this.hash();
    if (hash === null) return;
    this.link.value = location.href.replace(/#.*/, "") + hash;
    this.command.textContent = words.openCommand(withoutMark(this.model.world!.scenario));
  }

  /** The address follows the state, so that it is there again when the page is loaded anew; not a state that is on its way to
   * its month, which would be lost. */
  keep(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.element.hidden) this.refresh();
    const hash = this.hash();
    const underWay = this.model.starting && this.model.aim > 0;
    if (hash !== null && !this.held && !underWay) history.replaceState(null, "", hash);
  }

  private keepSoon(): void {
    if (this.timer === 0) this.timer = setTimeout(() => this.keep(), this.model.speed > 0 ? rest.playing : rest.still);
  }

  private hash(): string | null {
    const setup = this.model.setup();
    return setup && encode({ ...setup, ...this.view.read() });
  }

  private tell(): void {
    this.refresh();
    const names = this.model.world?.issues.names ?? [];
    const lines = this.model.events.map((event) => h("li", {}, words.historyLine(event.month, happeningText(event, names))));
    this.history.replaceChildren(...(lines.length > 0 ? lines : [h("li", { class: "none" }, words.nothingDone)]));
  }
}
