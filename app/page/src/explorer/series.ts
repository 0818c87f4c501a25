// Time series of both worlds that grow as months pass, with what was done by hand as uprights. Drawn one chart a
// frame, so that pictures of the network are not held up.
import { overTime, type Line } from "../charts";
import { h } from "../dom";
import { capital } from "../words";
import type { Model } from "./model";
import type { Happening } from "./protocol";
import { isPush } from "./protocol";
import { factorName } from "./loop";
import { words } from "./words";

const shownAtFirst = ["result", "reach", "disparity", "direction", "alignment", "commitment"];
export const sideColours = ["var(--left)", "var(--right)"] as const;
export const sideDashes = [undefined, "6 3"] as const;

export const settingText = (value: unknown) => (typeof value === "number" ? String(Number(value.toPrecision(6))) : String(value));
export const leverName = (key: string) => {
  const budget = /^program\.(.*)\.budget$/.exec(key);
  return budget ? words.budget(budget[1]!) : key.replace(".", ": ").replaceAll("_", " ");
};
export const happeningText = (event: Happening, names: string[]) =>
  isPush(event) ? words.pushed(factorName(names[event.factor] ?? ""), event.on, event.strength, event.months) : words.changed(leverName(event.key), settingText(event.value), event.on);

class Panel {
  readonly element: HTMLElement;
  private readonly box = h("div", { class: "chart" });
  private readonly choice: HTMLSelectElement;
  private stale = true;

  constructor(private readonly model: Model, public measure: string, private readonly changed: () => void) {
    this.choice = h("select", { "aria-label": words.measure, change: () => {
      this.measure = this.choice.value;
      this.mark();
    } });
    this.element = h("div", { class: "panel" }, this.choice, this.box);
    new ResizeObserver(() => this.mark()).observe(this.box);
  }

  mark(): void {
    this.stale = true;
    this.changed();
  }

  fill(): void {
    this.choice.replaceChildren(...(this.model.hello?.measures ?? []).map((measure) =>
      h("option", { value: measure.name, selected: measure.name === this.measure }, capital(measure.long_name))));
  }

  /** True when there was something to draw. */
  draw(): boolean {
    const { model } = this;
    const at = model.hello?.measures.findIndex((measure) => measure.name === this.measure) ?? -1;
    if (!this.stale || at < 0 || !model.world || model.months.length === 0 || this.box.clientWidth < 60) return false;
    this.stale = false;
    const info = model.hello!.measures[at]!;
    const lines: Line[] = ([0, 1] as const).map((side) => ({
      label: `${words.sides[side]}, ${model.world!.on[side].replaceAll("-", " ")}`, colour: sideColours[side]!, dash: sideDashes[side], bands: [],
      middle: model.months.map((month) => month[side].measures[at] ?? null),
    }));
    const months = model.months.map((_, month) => month);
    const uprights = model.events.map((event) => ({ month: event.month, colour: event.on === 3 ? "var(--soft)" : sideColours[event.on - 1]!, label: happeningText(event, model.world!.issues.names) }));
    const drawn = overTime(this.box.clientWidth, 172, months, lines, { unit: info.units === "1" ? "" : info.units, uprights });
    const last = (side: 0 | 1) => settingText(model.months.at(-1)![side].measures[at] ?? "\u2013");
    // Plot names its groups of marks; a picture's parts have no names of their own.
    drawn.querySelectorAll("[aria-label]").forEach((part) => part.removeAttribute("aria-label"));
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", `${info.long_name}, month ${model.month}: left ${last(0)}, right ${last(1)}. ${info.description}`);
    this.box.replaceChildren(drawn);
    return true;
  }
}

export class SeriesView {
  readonly element: HTMLElement;
  readonly panels: Panel[];
  private frame = 0;
  private notBefore = 0;

  constructor(model: Model) {
    this.panels = shownAtFirst.map((measure) => new Panel(model, measure, () => this.ask()));
    this.element = h("div", { class: "panels" }, ...this.panels.map((panel) => panel.element));
    model.on(["hello"], () => this.panels.forEach((panel) => panel.fill()));
    model.on(["month", "event", "world"], () => this.panels.forEach((panel) => panel.mark()));
  }

  show(measures: string[]): void {
    this.panels.forEach((panel, place) => {
      panel.measure = measures[place] ?? shownAtFirst[place]!;
      panel.fill();
      panel.mark();
    });
  }

  private ask(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame((now) => this.next(now));
  }

  // One chart in a frame, and then as many times what it took for everything else.
  private next(now: number): void {
    this.frame = 0;
    if (now < this.notBefore) {
      this.ask();
      return;
    }
    for (let tried = 0; tried < this.panels.length; ++tried) {
      const panel = this.panels.shift()!;
      this.panels.push(panel);
      const began = performance.now();
      if (panel.draw()) {
        const ended = performance.now();
        this.notBefore = ended + Math.max(60, 5 * (ended - began));
        this.ask();
        return;
      }
    }
  }
}
