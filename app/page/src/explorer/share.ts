// A state as a link, as a scenario file, as a table.
import { h } from "../dom";
import { csv, save } from "../download";
import type { Model } from "./model";
import type { Setup, Start } from "./protocol";
import { happeningText, type SeriesView } from "./series";
import { words } from "./words";

const mark = "#state=";

interface Shared extends Setup {
  measures?: string[];
}

export function encode(state: Shared): string {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return mark + btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The state in a link, or null. What is wrong within, the server tells. */
export function decode(link: string): (Start & { measures?: string[] }) | null {
  const at = link.indexOf(mark);
  if (at < 0) return null;
  try {
    const text = atob(link.slice(at + mark.length).replaceAll("-", "+").replaceAll("_", "/"));
    const state: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(text, (c) => c.charCodeAt(0))));
    return typeof state === "object" && state !== null && !Array.isArray(state) ? (state as Start) : null;
  } catch {
    return null;
  }
}

export function monthsAsCsv(model: Model): string {
  const { hello, world } = model;
  return csv({
    columns: ["month", "world", "arm", ...hello!.measures.map((measure) => measure.name), ...world!.issues.names.map((name) => `factor_${name}`), ...world!.issues.names.map((name) => `pushed_${name}`)],
    rows: model.months.flatMap((sides, month) => sides.map((side, at) =>
      [month, words.sides[at]!.toLowerCase(), world!.on[at]!, ...side.measures, ...side.factors, ...side.pushed])),
  });
}

export class ShareView {
  readonly element: HTMLElement;
  private readonly link = h("input", { type: "text", id: "state-link", readonly: true });
  private readonly history = h("ol", { class: "history" });

  constructor(private readonly model: Model, private readonly series: SeriesView) {
    const copied = h("span", { role: "status" });
    const pasted = h("input", { type: "text", id: "pasted-link" });
    const run = h("div", { role: "status" });
    const wrong = h("p", { class: "warning", role: "alert" });
    const button = (label: string, click: () => void) => h("button", { type: "button", click }, label);
    this.element = h("div", {},
      h("h3", {}, words.shareTitle),
      h("div", { class: "field" }, h("label", { for: "state-link" }, words.link), h("small", {}, words.linkText),
        h("div", { class: "row" }, this.link, button(words.copy, () => {
          this.link.select();
          void navigator.clipboard?.writeText(this.link.value).then(() => (copied.textContent = words.copied), () => undefined);
        }), copied)),
      h("div", { class: "field" }, h("label", { for: "pasted-link" }, words.openLink), h("small", {}, words.openLinkText),
        h("div", { class: "row" }, pasted, button(words.open, () => {
          const state = decode(pasted.value);
          wrong.textContent = state ? "" : words.badLink;
          if (state) this.open(state);
        })), wrong),
      h("h3", {}, words.files), h("p", { class: "soft" }, words.exportText),
      h("div", { class: "row wrap" }, button(words.exportBoth, () => model.send({ do: "export", side: 2 })), ...[0, 1].map((side) => button(words.exportScenario(side), () => model.send({ do: "export", side }))),
        button(words.exportCsv, () => save("months.csv", new Blob([monthsAsCsv(model)], { type: "text/csv" })))),
      run,
      h("h3", {}, words.history), this.history);
    model.on(["scenario"], () => {
      const { file, command, pushes, text } = model.exported!;
      save(file, new Blob([text], { type: "application/toml" }));
      run.replaceChildren(h("p", { class: "small" }, words.exported(file, pushes), ": ", h("code", {}, command)));
    });
    model.on(["world", "event"], () => this.tell());
  }

  open(state: Start & { measures?: string[] }): void {
    if (Array.isArray(state.measures)) this.series.show(state.measures);
    this.model.begin(state);
  }

  /** Made when looked at: it changes every month. */
  refresh(): void {
    const setup = this.model.setup();
    if (setup) this.link.value = location.href.replace(/#.*/, "") + encode(setup);
  }

  private tell(): void {
    this.refresh();
    const names = this.model.world?.issues.names ?? [];
    const lines = this.model.events.map((event) => h("li", {}, words.historyLine(event.month, happeningText(event, names))));
    this.history.replaceChildren(...(lines.length > 0 ? lines : [h("li", {}, words.nothingDone)]));
  }
}
