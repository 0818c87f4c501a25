// Sliders, made from the parameter table, by level of Meadows (1999) from numbers to paradigms.
import { h } from "../dom";
import type { Model } from "./model";
import type { Parameter, Setting } from "./protocol";
import { leverName, settingText } from "./series";
import { words } from "./words";

const steps = 200;

/** Ranges are wide so that nothing sensible is refused: where the usual value lies near one end, sliders go by ratio. */
function scaleOf(row: Parameter, usual: number): { low: number; high: number; to: (at: number) => number; from: (value: number) => number } {
  const byRatio = usual > 0 && row.high > 12 * usual && row.low >= 0;
  const low = byRatio ? Math.max(row.low, usual / 32) : row.low;
  const high = byRatio ? Math.min(row.high, usual * 32) : row.high;
  const round = (value: number) => {
    const bounded = Math.min(row.high, Math.max(row.low, value));
    return row.type === "whole number" ? Math.round(bounded) : Number(bounded.toPrecision(3));
  };
  if (byRatio && low > 0) {
    const span = Math.log(high / low);
    return { low, high, to: (at) => round(low * Math.exp((span * at) / steps)), from: (value) => (value <= low ? 0 : (steps * Math.log(value / low)) / span) };
  }
  return { low, high, to: (at) => round(low + ((high - low) * at) / steps), from: (value) => (steps * (value - low)) / (high - low) };
}

interface Lever {
  row: Parameter;
  element: HTMLElement;
  update: () => void;
}

export class LeversView {
  readonly element: HTMLElement;
  private readonly groups = h("div", {});
  private readonly search = h("input", { type: "search", id: "find-lever", input: () => this.find() });
  private on = 3;
  private levers: Lever[] = [];
  private built = "";
  private first: Record<string, Setting> = {};

  constructor(private readonly model: Model) {
    const choices = [3, 1, 2].map((on) => h("label", {}, h("input", { type: "radio", name: "change-in", value: on, checked: on === 3, change: () => {
      this.on = on;
      this.update();
    } }), on === 3 ? words.both : words.side(on)));
    this.element = h("div", {}, h("p", { class: "soft" }, words.leversText),
      h("fieldset", { class: "choice" }, h("legend", {}, words.changeIn), ...choices),
      h("div", { class: "field" }, h("label", { for: "find-lever" }, words.search), this.search), this.groups);
    model.on(["world"], () => this.begin());
    model.on(["event"], () => this.update());
  }

  private begin(): void {
    const world = this.model.world!;
    this.first = { ...world.values[0] };
    const shape = `${world.scenario} ${world.arms.map((arm) => arm.name).join()}`;
    if (shape !== this.built) this.build();
    this.built = shape;
    this.update();
  }

  private build(): void {
    const { hello, world } = this.model;
    const budgets: Parameter[] = world!.arms.filter((arm) => arm.spends).map(({ name }) => ({
      key: `program.${name}.budget`, type: "number", unit: "US dollars", low: 0, high: 400, choices: [], help: words.budgetHelp, source: "", level: 12, default: 20, at_start: false }));
    const rows = [...budgets, ...hello!.parameters];
    this.levers = [];
    const nowGroups = Array.from({ length: 12 }, (_, place) => 12 - place).map((level) => {
      const here = rows.filter((row) => row.level === level && !row.at_start);
      if (here.length === 0 && level > 3) return null;
      return h("details", { class: "level", open: false }, h("summary", {}, h("span", { class: "rung" }, String(level)), words.levels[level] ?? words.levelsBetween(level),
        h("span", { class: "count" }, here.length > 0 ? String(here.length) : "")),
      ...(here.length > 0 ? here.map((row) => this.lever(row).element) : [h("p", { class: "soft" }, words.noLever)]));
    });
    const atStart = h("details", { class: "level" }, h("summary", {}, h("span", { class: "rung" }, "0"), words.atStart),
      h("p", { class: "soft" }, world!.own_network ? words.ownNetwork : words.atStartText),
      ...rows.filter((row) => row.at_start && row.key !== "seed").map((row) => this.lever(row).element),
      h("button", { type: "button", class: "main", click: () => this.model.begin({}) }, words.startAnew));
    this.groups.replaceChildren(...nowGroups.filter((group) => group !== null), atStart);
  }

  private valueOf(row: Parameter): Setting {
    if (row.at_start) return this.model.start[row.key] ?? this.first[row.key] ?? row.default;
    return this.model.world!.values[this.on === 2 ? 1 : 0][row.key] ?? row.default;
  }

  private set(row: Parameter, value: Setting): void {
    if (row.at_start) {
      this.model.start = { ...this.model.start, [row.key]: value };
      this.update();
    } else {
      this.model.send({ do: "change", on: this.on, key: row.key, value });
    }
  }

  private lever(row: Parameter): Lever {
    const id = `lever-${row.key.replaceAll(/[^a-z0-9]/gi, "-")}`;
    const name = leverName(row.key);
    const usual = () => this.first[row.key] ?? row.default;
    const differs = h("small", { class: "differs" });
    const reset = h("button", { type: "button", class: "quiet", "aria-label": words.resetLabel(name), click: () => this.set(row, usual()) }, words.reset);
    const usually = h("small", {});
    let control: HTMLElement[];
    let show: (value: Setting) => void;
    if (row.type === "switch") {
      const box = h("input", { type: "checkbox", id, change: () => this.set(row, box.checked) });
      control = [box];
      show = (value) => (box.checked = value === true);
    } else if (row.type === "choice") {
      const select = h("select", { id, change: () => this.set(row, select.value) }, ...row.choices.map((choice) => h("option", { value: choice }, choice)));
      control = [select];
      show = (value) => (select.value = String(value));
    } else {
      const scale = scaleOf(row, Number(usual()));
      const exact = h("input", { type: "number", id, step: "any", min: row.low, max: row.high, change: () => exact.checkValidity() && exact.value !== "" && this.set(row, Number(exact.value)) });
      const mark = h("span", { class: "usual", "aria-hidden": "true" });
      const slider = h("input", { type: "range", min: 0, max: steps, step: 1, "aria-label": name,
        input: () => {
          exact.value = settingText(scale.to(Number(slider.value)));
          slider.setAttribute("aria-valuetext", exact.value);
        },
        change: () => this.set(row, scale.to(Number(slider.value))) });
      control = [h("span", { class: "track" }, slider, mark), exact];
      show = (value) => {
        const at = (setting: number) => Math.min(steps, Math.max(0, scale.from(setting)));
        slider.value = String(at(Number(value)));
        exact.value = settingText(value);
        slider.setAttribute("aria-valuetext", exact.value);
        mark.style.left = `calc(8px + (100% - 16px) * ${at(Number(usual())) / steps})`;
      };
    }
    const element = h("div", { class: "lever", "data-key": row.key }, h("label", { for: id }, name), h("p", {}, row.help, row.unit && row.unit !== "choice" && row.unit !== "1" ? ` (${row.unit})` : ""),
      h("div", { class: "control" }, ...control, reset), usually, differs);
    const update = () => {
      const value = this.valueOf(row);
      show(value);
      reset.disabled = value === usual();
      usually.textContent = words.standard(settingText(usual())) + (row.type === "number" || row.type === "whole number" ? `; ${words.range(settingText(row.low), settingText(row.high))}` : "");
      const [left, right] = this.model.world!.values.map((values) => values[row.key]);
      differs.textContent = !row.at_start && left !== right ? words.differs(settingText(left), settingText(right)) : "";
      element.classList.toggle("moved", value !== usual() || (!row.at_start && left !== right));
    };
    const lever = { row, element, update };
    this.levers.push(lever);
    return lever;
  }

  private update(): void {
    if (this.model.world) this.levers.forEach((lever) => lever.update());
  }

  private find(): void {
    const wanted = this.search.value.trim().toLowerCase();
    for (const { row, element } of this.levers) element.hidden = wanted !== "" && !`${row.key} ${leverName(row.key)} ${row.help}`.toLowerCase().includes(wanted);
    for (const group of this.groups.querySelectorAll("details")) {
      const found = group.querySelectorAll(".lever:not([hidden])").length;
      group.hidden = wanted !== "" && found === 0;
      group.open = wanted !== "" && found > 0;
    }
  }
}
