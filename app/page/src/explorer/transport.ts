// Play, pause, step, speed, restart; which scenario, programs and seed.
import { h } from "../dom";
import type { Model } from "./model";
import { words } from "./words";

export class Transport {
  readonly element: HTMLElement;
  private readonly play = h("button", { type: "button", class: "main play", click: () => this.toggle() }, words.play);
  private readonly month = h("output", { class: "month", "aria-live": "off" }, words.month(0));
  private readonly speed: HTMLSelectElement;
  private readonly scenario = h("select", { id: "scenario", change: () => this.model.begin({ scenario: this.scenario.value }) });
  private readonly seed = h("input", { type: "number", id: "seed", min: 1, step: 1, change: () => {
    if (this.seed.checkValidity() && this.seed.value !== "") this.model.again({ start: { ...this.model.start, seed: Number(this.seed.value) } });
  } });
  private readonly arms = [0, 1].map((side) => h("select", { id: `arm-${side}`, change: () => {
    const on = this.model.world!.on;
    this.model.again({ arms: [side === 0 ? this.arms[0]!.value : on[0], side === 1 ? this.arms[1]!.value : on[1]] });
  } }));

  constructor(private readonly model: Model) {
    this.speed = h("select", { id: "speed", change: () => {
      if (this.model.speed > 0) this.start();
    } }, ...Object.entries(words.speeds).map(([speed, label]) => h("option", { value: speed, selected: speed === "3" }, label)));
    const field = (id: string, label: string, control: HTMLElement) => h("div", { class: "field" }, h("label", { for: id }, label), control);
    const step = (months: number, label: string, text: string) => h("button", { type: "button", "aria-label": label, title: label, click: () => model.send({ do: "step", months }) }, text);
    this.element = h("div", { class: "transport" },
      h("div", { class: "row", role: "group", "aria-label": "Time" }, this.play, step(1, words.stepLabel, words.step), step(12, words.yearLabel, words.year),
        h("button", { type: "button", "aria-label": words.restartLabel, title: words.restartLabel, click: () => model.begin({}) }, words.restart), this.month),
      h("div", { class: "row wrap setting" }, field("speed", words.speed, this.speed), field("scenario", words.scenario, this.scenario),
        field("arm-0", words.left, this.arms[0]!), field("arm-1", words.right, this.arms[1]!), field("seed", words.seed, this.seed)));
    model.on(["hello"], () => this.scenario.replaceChildren(...model.hello!.scenarios.map(({ name, title }) => h("option", { value: name }, title))));
    model.on(["world"], () => this.refresh());
    model.on(["month"], () => (this.month.textContent = words.month(model.month)));
    model.on(["playing"], () => {
      this.play.textContent = model.speed > 0 ? words.pause : words.play;
    });
  }

  private start(): void {
    this.model.send({ do: "play", speed: Number(this.speed.value) });
  }

  private toggle(): void {
    if (this.model.speed > 0) this.model.send({ do: "pause" });
    else this.start();
  }

  private refresh(): void {
    const world = this.model.world!;
    this.scenario.value = world.scenario;
    this.seed.value = String(world.seed);
    this.month.textContent = words.month(0);
    this.arms.forEach((select, side) => select.replaceChildren(...world.arms.map(({ name }) =>
      h("option", { value: name, selected: name === world.on[side] }, name.replaceAll("-", " ")))));
  }
}
