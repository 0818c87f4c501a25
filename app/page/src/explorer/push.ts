// "Push here": an outside pressure on one factor, by hand.
import { h } from "../dom";
import { factorName } from "./loop";
import type { Model } from "./model";
import { words } from "./words";

export class PushPanel {
  readonly element: HTMLElement;
  private readonly title = h("h3", {});
  private readonly text = h("p", { class: "soft" });
  private readonly strength = h("input", { type: "range", id: "push-strength", min: 0.1, max: 1, step: 0.1, value: 0.5, input: () => this.tell() });
  private readonly shown = h("output", { for: "push-strength" }, "0.5");
  private readonly months = h("input", { type: "number", id: "push-months", min: 1, max: 600, step: 1, value: 12 });
  private readonly where = [3, 1, 2].map((on) => h("input", { type: "radio", name: "push-on", value: on }));
  private factor = 0;
  private from: SVGElement | null = null;

  constructor(private readonly model: Model) {
    const go = h("button", { type: "submit", class: "main" }, words.push);
    const form = h("form", { submit: (event) => {
      event.preventDefault();
      this.push();
    }, keydown: (event) => {
      if ((event as KeyboardEvent).key === "Escape") this.close();
    } },
    this.title, this.text,
    h("fieldset", { class: "choice" }, h("legend", {}, words.pushWhere), ...this.where.map((input) => h("label", {}, input, input.value === "3" ? words.both : words.side(Number(input.value))))),
    h("div", { class: "field" }, h("label", { for: "push-strength" }, words.pushStrength), h("div", { class: "row" }, this.strength, this.shown)),
    h("div", { class: "field" }, h("label", { for: "push-months" }, words.pushMonths), this.months),
    h("div", { class: "row" }, go, h("button", { type: "button", class: "quiet", click: () => this.close() }, words.cancel)));
    this.element = h("div", { class: "push", hidden: true }, form);
  }

  open(factor: number, side: 0 | 1, from: SVGElement): void {
    const world = this.model.world!;
    this.factor = factor;
    this.from = from;
    this.title.textContent = words.pushTitle(factorName(world.issues.names[factor]!));
    this.text.textContent = words.pushText(world.issues.leverage[factor]!, this.model.months.at(-1)![side].delay);
    this.where.forEach((input) => (input.checked = Number(input.value) === side + 1));
    this.element.hidden = false;
    this.strength.focus();
    this.element.scrollIntoView({ block: "nearest" });
  }

  private tell(): void {
    this.shown.textContent = this.strength.value;
  }

  private push(): void {
    const on = Number(this.where.find((input) => input.checked)?.value ?? 3);
    this.model.send({ do: "push", on, factor: this.factor, strength: Number(this.strength.value), months: Number(this.months.value) });
    this.close();
  }

  private close(): void {
    this.element.hidden = true;
    this.from?.focus();
  }
}
