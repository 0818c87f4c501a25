// "Push here": an outside pressure on one factor, by hand.
import { h } from "../dom";
import { signed } from "../words";
import { factorName } from "./loop";
import type { Model } from "./model";
import { words } from "./words";

export class PushPanel {
  readonly element: HTMLElement;
  private readonly title = h("h3", {});
  private readonly text = h("p", { class: "soft" });
  private readonly strength = h("input", { type: "range", id: "push-strength", min: -1, max: 1, step: 0.1, value: 0.5, list: "push-none", input: () => this.tell() });
  private readonly shown = h("output", { for: "push-strength" });
  private readonly months = h("input", { type: "number", id: "push-months", min: 1, max: 600, step: 1, value: 12 });
  private readonly where = [3, 1, 2].map((on) => h("input", { type: "radio", name: "push-on", value: on, change: () => this.describe() }));
  private readonly go = h("button", { type: "submit", class: "main" }, words.push);
  private factor = 0;
  private from: SVGElement | null = null;

  constructor(private readonly model: Model) {
    const form = h("form", { submit: (event) => {
      event.preventDefault();
      this.push();
    }, keydown: (event) => {
      if ((event as KeyboardEvent).key === "Escape") this.close();
    } },
    this.title, this.text,
    h("fieldset", { class: "choice" }, h("legend", {}, words.pushWhere), ...this.where.map((input) => h("label", {}, input, input.value === "3" ? words.both : words.side(Number(input.value))))),
    h("div", { class: "field" }, h("label", { for: "push-strength" }, words.pushStrength), h("div", { class: "row" }, this.strength, this.shown), h("datalist", { id: "push-none" }, h("option", { value: 0 }))),
    h("div", { class: "field" }, h("label", { for: "push-months" }, words.pushMonths), this.months),
    h("div", { class: "row" }, this.go, h("button", { type: "button", class: "quiet", click: () => this.close() }, words.cancel)));
    this.element = h("div", { class: "push", hidden: true }, form);
    this.tell();
    model.on(["event"], () => this.describe());
    model.on(["world"], () => (this.element.hidden = true));
  }

  open(factor: number, side: 0 | 1, from: SVGElement): void {
    this.factor = factor;
    this.from = from;
    this.title.textContent = words.pushTitle(factorName(this.model.world!.issues.names[factor]!));
    this.where.forEach((input) => (input.checked = Number(input.value) === side + 1));
    this.element.hidden = false;
    this.describe();
    this.strength.focus();
    this.element.scrollIntoView({ block: "nearest" });
  }

  private get on(): number {
    return Number(this.where.find((input) => input.checked)?.value ?? 3);
  }

  /** The delay and the long run of the world that is meant, as they are now. */
  private describe(): void {
    if (this.element.hidden) return;
    const { values, leverage } = this.model.world!;
    const meant = ([0, 1] as const).filter((side) => (this.on & (side + 1)) !== 0);
    this.text.textContent = words.pushText(meant.map((side) => ({ side: words.side(side + 1), long: leverage[side][this.factor]!, delay: Number(values[side]["issue_system.delay"]) })));
  }

  private tell(): void {
    const strength = Number(this.strength.value);
    this.shown.textContent = signed(strength);
    this.strength.setAttribute("aria-valuetext", words.pushDirection(strength));
    this.go.disabled = strength === 0;
  }

  private push(): void {
    this.model.send({ do: "push", on: this.on, factor: this.factor, strength: Number(this.strength.value), months: Number(this.months.value) });
    this.close();
  }

  private close(): void {
    this.element.hidden = true;
    this.from?.focus();
  }
}
