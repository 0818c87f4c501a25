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
  tell: (why: string) => void;
}

export class LeversView {
  readonly element: HTMLElement;
  private readonly groups = h("div", {});
  private readonly search = h("input", { type: "search", id: "find-lever", input: () => this.find() });
  private on = 3;
  private levers: Lever[] = [];
  private built = "";
  /** Groups that were open before a search. */
  private open: Element[] | null = null;
  private readonly nothing = h("p", { class: "soft", role: "status" });

  constructor(private readonly model: Model) {
    const choices = [3, 1, 2].map((on) => h("label", {}, h("input", { type: "radio", name: "change-in", value: on, checked: on === 3, change: () => {
      this.on = on;
      this.update();
    } }), on === 3 ? words.both : words.side(on)));
    this.element = h("div", {}, h("p", { class: "soft" }, words.leversText),
      h("fieldset", { class: "choice" }, h("legend", {}, words.changeIn), ...choices),
      h("div", { class: "field" }, h("label", { for: "find-lever" }, words.search), this.search), this.nothing, this.groups);
    model.on(["world"], () => this.begin());
    model.on(["event"], () => this.update());
    model.on(["error"], () => this.refuse());
  }

  private begin(): void {
    const world = this.model.world!;
    const shape = `${world.scenario} ${world.arms.map((arm) => arm.name).join()}`;
    if (shape !== this.built) this.build();
    this.built = shape;
    this.update();
  }

  /** What was refused is taken back, and why is told where it was said. */
  private refuse(): void {
    this.update();
    this.levers.find((lever) => lever.row.key === this.model.refused)?.tell(this.model.error);
  }

  private build(): void {
    const { hello, world } = this.model;
    const budgets: Parameter[] = world!.arms.filter((arm) => arm.spends).map(({ name }) => ({
      key: `program.${name}.budget`, type: "number", unit: "", low: 0, high: 400, choices: [], help: words.budgetHelp, source: "", level: 12, default: 20, at_start: false }));
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
      h("button", { type: "button", class: "main", click: () => this.model.begin({ start: { ...this.model.start, ...this.model.pending } }) }, words.startAnew));
    this.open = null;
    this.groups.replaceChildren(...nowGroups.filter((group) => group !== null), atStart);
  }

  /** In the worlds that are chosen; the first is shown. */
  private valuesOf(row: Parameter): Setting[] {
    const { world, pending } = this.model;
    const values = world!.values.map((side) => side[row.key] ?? row.default);
    if (row.at_start) return [pending[row.key] ?? values[0]!];
    return values.filter((_, side) => (this.on & (side + 1)) !== 0);
  }

  /** `settled`: no further value will follow at once. */
  private set(row: Parameter, value: Setting, settled = true): void {
    if (row.at_start) {
      this.model.pending = { ...this.model.pending, [row.key]: value };
      this.update();
    } else {
      this.model.change(this.on, row.key, value);
      if (settled) this.model.flush();
    }
  }

  private lever(row: Parameter): Lever {
    const id = `lever-${row.key.replaceAll(/[^a-z0-9]/gi, "-")}`;
    const name = leverName(row.key);
    const usual = () => this.model.world!.usual[row.key] ?? row.default;
    const isNumber = row.type === "number" || row.type === "whole number";
    const range = isNumber ? words.range(settingText(row.low), settingText(row.high), row.type === "whole number") : "";
    const wrong = h("p", { class: "warning small", role: "alert" });
    let editing = false;
    const differs = h("small", { class: "differs" });
    const reset = h("button", { type: "button", class: "quiet", "aria-label": words.resetLabel(name), click: () => this.set(row, usual()) }, words.reset);
    const usually = h("small", { id: `${id}-range` });
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
      const exact = h("input", { type: "number", id, step: row.type === "whole number" ? 1 : "any", min: row.low, max: row.high, "aria-describedby": `${id}-range`, input: () => (editing = true), change: () => {
        editing = false;
        const given = exact.value;
        if (exact.validity.valid && given !== "") {
          this.set(row, Number(given));
          return;
        }
        update();
        wrong.textContent = words.notInRange(given, range);
      }, beforeinput: (event) => {
        // Browsers drop a comma and make 75 of 7,5.
        if (!(event as InputEvent).data?.includes(",")) return;
        event.preventDefault();
        wrong.textContent = words.noCommas;
      }, blur: () => (editing = false) });
      const mark = h("span", { class: "usual", "aria-hidden": "true" });
      const slider = h("input", { type: "range", min: 0, max: steps, step: 1, "aria-label": name,
        input: () => {
          editing = true;
          wrong.textContent = "";
          exact.value = settingText(scale.to(Number(slider.value)));
          slider.setAttribute("aria-valuetext", exact.value);
        },
        change: () => {
          editing = false;
          this.set(row, scale.to(Number(slider.value)), false);
        },
        pointerup: () => this.model.flush(), blur: () => {
          editing = false;
          this.model.flush();
        } });
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
      h("div", { class: "control" }, ...control, reset), wrong, usually, differs);
    const update = () => {
      const values = this.valuesOf(row);
      wrong.textContent = "";
      // What is being set is newer than what is known.
      if (!editing && !this.model.isChanging(row.key)) show(values[0]!);
      const moved = values.some((value) => value !== usual());
      reset.disabled = !moved || this.model.gone;
      usually.textContent = words.standard(settingText(usual())) + (isNumber ? `; ${range}` : "");
      const [left, right] = this.model.world!.values.map((values) => values[row.key]);
      differs.textContent = !row.at_start && left !== right ? words.differs(settingText(left), settingText(right)) : "";
      element.classList.toggle("moved", moved || (!row.at_start && left !== right));
    };
    const lever = { row, element, update, tell: (why: string) => (wrong.textContent = words.failed(why)) };
    this.levers.push(lever);
    return lever;
  }

  private update(): void {
    if (this.model.world) this.levers.forEach((lever) => lever.update());
  }

  private find(): void {
    const wanted = this.search.value.trim().toLowerCase();
    for (const { row, element } of this.levers) element.hidden = wanted !== "" && !`${row.key} ${leverName(row.key)} ${row.help}`.toLowerCase().includes(wanted);
    const groups = [...this.groups.querySelectorAll("details")];
    if (wanted !== "") this.open ??= groups.filter((group) => group.open);
    for (const group of groups) {
      const found = group.querySelectorAll(".lever:not([hidden])").length;
      group.hidden = wanted !== "" && found === 0;
      group.open = wanted !== "" ? found > 0 : (this.open?.includes(group) ?? group.open);
    }
    if (wanted === "") this.open = null;
    this.nothing.textContent = groups.every((group) => group.hidden) ? words.nothingFound : "";
  }
}
