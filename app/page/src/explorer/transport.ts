// Play, pause, step, restart; speed, which scenario, programs and seed.
import { h } from "../dom";
import type { Model } from "./model";
import { isAsItComes } from "./protocol";
import { words } from "./words";

export class Transport {
  /** What is always at hand. */
  readonly element: HTMLElement;
  readonly setting: HTMLElement;
  private readonly play = h("button", { type: "button", class: "main play", click: () => this.toggle() }, words.play);
  private readonly steps: HTMLButtonElement[];
  private readonly month = h("output", { class: "month", "aria-live": "off" }, words.month(0));
  private readonly last = h("span", { class: "small last", role: "status" });
  private readonly speed: HTMLSelectElement;
  /** To which month is played; undefined: to the last. */
  private until: number | undefined;
  private readonly scenario = h("select", { id: "scenario", change: () => this.model.begin({ scenario: this.scenario.value }) });
  private readonly seed = h("input", { type: "number", id: "seed", min: 0, max: Number.MAX_SAFE_INTEGER, step: 1, change: () => {
    const given = this.seed.value;
    if (this.seed.checkValidity() && given !== "") this.model.again({ start: { ...this.model.start, seed: Number(given) } });
    else if (this.model.world) {
      this.refresh();
      this.last.textContent = words.notInRange(given, words.seedRange);
    }
  } });
  private readonly arms = [0, 1].map((side) => h("select", { id: `arm-${side}`, change: () => {
    const on = this.model.world!.on;
    this.model.again({ arms: [side === 0 ? this.arms[0]!.value : on[0], side === 1 ? this.arms[1]!.value : on[1]] });
  } }));

  constructor(private readonly model: Model) {
    this.speed = h("select", { id: "speed", change: () => {
      if (this.model.speed > 0) this.start(this.until);
    } }, ...Object.entries(words.speeds).map(([speed, label]) => h("option", { value: speed, selected: speed === "3" }, label)));
    const field = (id: string, label: string, control: HTMLElement) => h("div", { class: "field" }, h("label", { for: id }, label), control);
    const step = (months: number, label: string, text: string) => h("button", { type: "button", "aria-label": label, title: label, click: () => model.send({ do: "step", months }) }, text);
    this.steps = [step(1, words.stepLabel, words.step), step(12, words.yearLabel, words.year)];
    this.element = h("div", { class: "transport row", role: "group", "aria-label": words.time }, this.play, ...this.steps,
      h("button", { type: "button", "aria-label": words.restartLabel, title: words.restartLabel, click: () => model.begin({}) }, words.restart), this.month, this.last);
    this.setting = h("div", { class: "row wrap setting" }, field("scenario", words.scenario, this.scenario),
      field("arm-0", words.left, this.arms[0]!), field("arm-1", words.right, this.arms[1]!), field("seed", words.seed, this.seed), field("speed", words.speed, this.speed));
    model.on(["hello"], () => this.scenario.replaceChildren(...model.hello!.scenarios.map(({ name, title }) => h("option", { value: name }, isAsItComes(name) ? words.asItComes(title) : title))));
    model.on(["world"], () => this.refresh());
    model.on(["month"], () => this.tellMonth());
    model.on(["playing"], () => {
      this.play.textContent = model.speed > 0 ? words.pause : words.play;
    });
  }

  /** Plays, to the last month or to `until`. */
  start(until?: number): void {
    this.until = until;
    this.model.play(Number(this.speed.value), until);
  }

  private toggle(): void {
    if (this.model.speed > 0) this.model.send({ do: "pause" });
    else this.start();
  }

  private tellMonth(): void {
    const most = this.model.hello!.most_months;
    const ended = this.model.month >= most;
    this.month.textContent = words.month(this.model.month);
    this.last.textContent = ended ? words.lastMonth : "";
    for (const button of [this.play, ...this.steps]) button.disabled = ended;
  }

  private refresh(): void {
    const world = this.model.world!;
    this.scenario.value = world.scenario;
    this.scenario.title = this.scenario.selectedOptions[0]?.textContent ?? "";
    this.seed.value = String(world.seed);
    this.tellMonth();
    this.arms.forEach((select, side) => select.replaceChildren(...world.arms.map(({ name }) =>
      h("option", { value: name, selected: name === world.on[side] }, name.replaceAll("-", " ")))));
  }
}
