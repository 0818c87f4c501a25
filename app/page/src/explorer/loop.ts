// The issue system of one world as a causal loop diagram. A factor's disc has the area of its value; the ring around
// it is what coalitions do for it; a link is as strong as what runs through it now, influence times the value it
// comes from. A sign at its tip says whether it raises or lowers; links that lower are dashed as well.
import { h, svg } from "../dom";
import type { Model } from "./model";
import { words } from "./words";

const middle = 230;
const around = 162;
const most = 27;

interface Node {
  group: SVGElement;
  disc: SVGElement;
  ring: SVGElement;
  halo: SVGElement;
  value: SVGElement;
  trend: SVGElement;
}

export const factorName = (name: string) => name.replaceAll("_", " ");

/** All links in words, the same in both worlds: what a factor raises, and what it lowers. */
export function linkList(model: Model): HTMLElement {
  const list = h("ul", {});
  model.on(["world"], () => {
    const { names, influence } = model.world!.issues;
    const count = names.length;
    const said = (from: number, sign: 1 | -1) => names.map((_, to) => to).filter((to) => sign * influence[to * count + from]! > 0)
      .map((to) => `${to === from ? words.itself : factorName(names[to]!)} ${Math.abs(influence[to * count + from]!).toFixed(2)}`).join(", ");
    list.replaceChildren(...names.map((name, from) => h("li", {}, words.links(factorName(name), said(from, 1), said(from, -1)))));
  });
  return h("details", { class: "links-list" }, h("summary", {}, words.linksTitle), list);
}

export class LoopView {
  readonly element: HTMLElement;
  private nodes: Node[] = [];
  private links: { path: SVGElement; influence: number; from: number; to: number }[] = [];

  constructor(private readonly model: Model, private readonly side: 0 | 1, private readonly choose: (factor: number, from: SVGElement) => void) {
    this.element = h("div", { class: "loop" });
    model.on(["world"], () => this.build());
    model.on(["month", "event"], () => this.update());
  }

  private at(factor: number, count: number): [number, number] {
    const turn = (2 * Math.PI * factor) / count - Math.PI / 2;
    return [middle + around * Math.cos(turn), middle + around * Math.sin(turn)];
  }

  private build(): void {
    const { names, influence, weights } = this.model.world!.issues;
    const count = names.length;
    const id = `tip-${this.side}`;
    const arrow = (name: string) => svg("marker", { id: `${id}-${name}`, viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse", orient: "auto" },
      svg("path", { d: "M0 0L8 4L0 8z", class: name }));
    const drawn = svg("svg", { viewBox: `0 0 ${2 * middle} ${2 * middle}`, role: "group", "aria-label": words.loopLabel }, svg("defs", {}, arrow("more"), arrow("less")));
    const links = svg("g", { class: "links", "aria-hidden": "true" });
    const signs = svg("g", { class: "signs", "aria-hidden": "true" });
    this.links = [];
    for (let to = 0; to < count; ++to) {
      for (let from = 0; from < count; ++from) {
        const strength = influence[to * count + from]!;
        if (strength === 0) continue;
        const { way, tip } = from === to ? this.toItself(from, count) : this.curve(from, to, count);
        const path = svg("path", { d: way, class: strength > 0 ? "more" : "less", fill: "none", "marker-end": `url(#${id}-${strength > 0 ? "more" : "less"})`, "data-from": from, "data-to": to });
        links.append(path);
        signs.append(svg("text", { x: tip[0].toFixed(1), y: (tip[1] + 4).toFixed(1), "text-anchor": "middle" }, strength > 0 ? "+" : "\u2212"));
        this.links.push({ path, influence: strength, from, to });
      }
    }
    drawn.append(links, signs);
    this.nodes = names.map((name, factor) => {
      const [x, y] = this.at(factor, count);
      const parts = { disc: svg("circle", { class: "disc", r: 4 }), ring: svg("circle", { class: "ring", r: most + 3.5, fill: "none" }), halo: svg("circle", { class: "halo", r: most + 8, fill: "none" }),
        value: svg("text", { class: "value", "aria-hidden": "true", y: 4.5, "text-anchor": "middle" }), trend: svg("text", { class: "trend", "aria-hidden": "true", x: x >= middle - 1 ? -most - 3 : most + 3, y: -most + 10, "text-anchor": "middle" }) };
      const below = y < middle - 20 ? -most - 14 : most + 22;
      // The words stand beside the button, whose label says more than they do.
      const group = svg("g", { class: "factor", tabindex: 0, role: "button", "aria-haspopup": "true", "data-factor": factor,
        click: () => this.choose(factor, group),
        keydown: (event) => {
          const key = (event as KeyboardEvent).key;
          if (key !== "Enter" && key !== " ") return;
          event.preventDefault();
          this.choose(factor, group);
        },
        pointerenter: () => this.light(factor), pointerleave: () => this.light(-1), focus: () => this.light(factor), blur: () => this.light(-1) },
      parts.halo, svg("circle", { class: "track", r: most }), parts.disc, parts.ring);
      drawn.append(svg("g", { class: "node", transform: `translate(${x} ${y})` }, group, parts.value, parts.trend,
        svg("text", { class: "name", "aria-hidden": "true", y: below, "text-anchor": "middle" }, factorName(name) + (weights[factor]! > 1.2 / count ? " \u2605" : ""))));
      return { group, ...parts };
    });
    this.element.replaceChildren(drawn);
    this.update();
  }

  // Bent to the right of its way, so that two that run against each other lie apart.
  private curve(from: number, to: number, count: number): { way: string; tip: [number, number] } {
    const [[x1, y1], [x2, y2]] = [this.at(from, count), this.at(to, count)];
    const [dx, dy] = [x2 - x1, y2 - y1];
    const length = Math.hypot(dx, dy);
    const bend = 0.14 * length;
    const [cx, cy] = [(x1 + x2) / 2 - (dy / length) * bend, (y1 + y2) / 2 + (dx / length) * bend];
    const shorten = (x: number, y: number, by: number): [number, number] => {
      const far = Math.hypot(cx - x, cy - y);
      return [x + ((cx - x) / far) * by, y + ((cy - y) / far) * by];
    };
    const [sx, sy] = shorten(x1, y1, most + 6);
    const [ex, ey] = shorten(x2, y2, most + 8);
    const [tx, ty] = shorten(x2, y2, most + 21);
    const far = Math.hypot(cx - x2, cy - y2);
    // Beside the tip, on the outer side of the bend.
    const tip: [number, number] = [tx - ((cy - y2) / far) * -7, ty + ((cx - x2) / far) * -7];
    return { way: `M${sx.toFixed(1)} ${sy.toFixed(1)}Q${cx.toFixed(1)} ${cy.toFixed(1)} ${ex.toFixed(1)} ${ey.toFixed(1)}`, tip };
  }

  // Out of the disc and back, away from the others' middle and from the name.
  private toItself(factor: number, count: number): { way: string; tip: [number, number] } {
    const [x, y] = this.at(factor, count);
    const out = x >= middle - 1 ? 1 : -1;
    const near = most + 6;
    const point = (angle: number, far: number) => `${(x + out * far * Math.cos(angle)).toFixed(1)} ${(y + far * Math.sin(angle)).toFixed(1)}`;
    return { way: `M${point(-0.35, near)}C${point(-0.5, near + 20)} ${point(0.5, near + 20)} ${point(0.35, near + 3)}`, tip: [x + out * (near + 8), y - 19] };
  }

  private light(factor: number): void {
    this.element.classList.toggle("lit", factor >= 0);
    for (const { path, from, to } of this.links) path.classList.toggle("on", from === factor || to === factor);
  }

  private update(): void {
    const world = this.model.world;
    const now = this.model.months.at(-1)?.[this.side];
    if (!world || !now || this.nodes.length === 0) return;
    const values = now.factors;
    const then = this.model.months.at(-2)?.[this.side];
    const before = then ? then.factors : values;
    this.nodes.forEach((node, k) => {
      const value = values[k]!;
      const change = value - before[k]!;
      const pushed = this.model.pushed(this.side, k);
      node.disc.setAttribute("r", (most * Math.sqrt(Math.max(0.004, value))).toFixed(2));
      node.ring.setAttribute("stroke-width", Math.min(7, 240 * now.output[k]!).toFixed(2));
      node.halo.setAttribute("stroke-width", pushed === 0 ? "0" : "3");
      node.value.textContent = value.toFixed(2);
      node.trend.textContent = Math.abs(change) < 0.0004 ? "" : change > 0 ? "\u25b2" : "\u25bc";
      node.group.setAttribute("aria-label", words.factorLabel(factorName(world.issues.names[k]!), value, change, pushed));
    });
    for (const { path, influence, from } of this.links) {
      const flow = Math.abs(influence) * values[from]!;
      path.setAttribute("stroke-width", Math.min(6, 0.5 + 55 * flow).toFixed(2));
    }
  }
}
