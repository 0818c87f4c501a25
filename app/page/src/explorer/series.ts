// Time series of both worlds that grow as months pass, with what was done by hand as uprights. Drawn one chart a
// frame, so that pictures of the network are not held up.
import { overTime, type Line } from "../charts";
import { h } from "../dom";
import type { Value } from "../document";
import { apart, capital } from "../words";
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
  private readonly box = h("div", { class: "chart", role: "img" });
  private readonly now = h("p", { class: "now" });
  private readonly choice: HTMLSelectElement;
  private stale = true;

  constructor(private readonly model: Model, public measure: string, private readonly changed: () => void) {
    this.choice = h("select", { "aria-label": words.measure, change: () => {
      this.measure = this.choice.value;
      this.mark();
    } });
    this.element = h("div", { class: "panel" }, this.choice, this.box, this.now);
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
    const of = (side: 0 | 1, month: number): Value => model.months[month]![side].measures[at] ?? null;
    const lines: Line[] = ([0, 1] as const).map((side) => ({
      label: `${words.sides[side]}, ${model.world!.on[side].replaceAll("-", " ")}`, colour: sideColours[side]!, dash: sideDashes[side], bands: [],
      middle: model.months.map((_, month) => of(side, month)),
    }));
    const months = model.months.map((_, month) => month);
    const uprights = model.events.map((event) => ({ month: event.month, colour: event.on === 3 ? "var(--soft)" : sideColours[event.on - 1]!, label: happeningText(event, model.world!.issues.names) }));
    const told = (month: number) => apart(of(0, month), of(1, month));
    const drawn = overTime(this.box.clientWidth, 172, months, lines, { unit: info.units === "1" ? "" : info.units, uprights, least: 12,
      tell: (line, month) => `${line.label}: ${line === lines[0] ? told(month).left : told(month).right}`, besides: (month) => [words.apart(told(month).apart)] });
    const last = told(model.month);
    this.now.textContent = words.seriesNow(last.left, last.right, last.apart);
    // Plot names its groups of marks, anew at every move of the pointer; the parts of a picture have no names of their own.
    drawn.setAttribute("aria-hidden", "true");
    this.box.setAttribute("aria-label", words.seriesLabel(info.long_name, model.month, last.left, last.right, last.apart, info.description));
    this.box.replaceChildren(drawn);
    return true;
  }
}

export class SeriesView {
  readonly element: HTMLElement;
  readonly panels: Panel[];
  private frame = 0;
  /** Whose turn it is to be drawn. */
  private turn = 0;
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
      const panel = this.panels[this.turn]!;
      this.turn = (this.turn + 1) % this.panels.length;
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
