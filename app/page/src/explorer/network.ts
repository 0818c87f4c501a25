// The living network of one world on a canvas: ties are painted when they change, people in every frame while
// something moves. People stand where the server laid them out, so that one finds them again.
import { h } from "../dom";
import type { LegendEntry } from "../download";
import { colourOfGroup, hueOfGroup } from "../palette";
import type { Model } from "./model";
import type { Picture } from "./protocol";
import { words } from "./words";

export type By = "culture" | "coalition" | "role";

const mostNamed = 6;
const strengths = [0.1, 0.12, 0.15, 0.2];
/** How many thin lines side by side make a tie of a strength: each class is wider than the one before. */
const linesOf = (strength: number, scale: number) => strength + Math.round(scale);
const apart = 0.75;
const thin = 0.9;
/** Lines to a path. Without a graphics card, paths of lines wider than a pixel take fifty times as long as thin ones,
 * and paths of thousands of lines twice as long as those of some. */
const batch = 64;

export function legendOf(by: By, groups: string[]): LegendEntry[] {
  const entry = (label: string, place: number): LegendEntry => ({ label, colour: place < 0 ? "var(--quiet)" : colourOfGroup(place), dot: true });
  if (by === "culture") {
    const named = groups.slice(0, mostNamed).map(entry);
    return groups.length > mostNamed ? [...named, entry(words.otherGroups, -1)] : named;
  }
  const labels = by === "role" ? words.roles : words.coalitions;
  return [...labels.map(entry), entry(words.doesNotAct, -1)];
}

/** Widths and darkness of ties, by the quarters of trust that ties had at month 0. */
export function tieLegend(quartiles: number[]): { label: string; width: number; opacity: number }[] {
  const scale = Math.min(2, devicePixelRatio || 1);
  const ends = quartiles.map((bound) => bound.toFixed(2));
  return ends.length < 3 ? [] : strengths.map((opacity, strength) => ({
    label: words.trustBetween(ends[strength - 1], ends[strength]), opacity: Math.min(1, 4 * opacity), width: (thin + apart * (linesOf(strength, scale) - 1)) / scale }));
}

/** For each person a place in the legend, or -1 for the quiet rest. */
function placesIn(by: By, picture: Picture, culture: number[]): Int8Array {
  const places = new Int8Array(culture.length);
  if (by === "culture") return places.map((_, i) => (culture[i]! < mostNamed ? culture[i]! : -1));
  if (by === "role") return places.map((_, i) => picture.role[i]! - 1);
  const sizes = new Map<number, number>();
  for (const coalition of picture.coalition) if (coalition >= 0) sizes.set(coalition, (sizes.get(coalition) ?? 0) + 1);
  const largest = [...sizes].filter(([, size]) => size > 1).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 5).map(([label]) => label);
  return places.map((_, i) => {
    const coalition = picture.coalition[i]!;
    const place = largest.indexOf(coalition);
    return coalition < 0 ? -1 : place < 0 ? 5 : place;
  });
}

const still = matchMedia("(prefers-reduced-motion: reduce)");

export class NetworkView {
  readonly element: HTMLElement;
  private readonly canvas = h("canvas", { role: "img", "aria-label": words.network });
  private readonly tip = h("div", { class: "tip", hidden: true });
  private readonly layer = document.createElement("canvas");
  private by: By = "culture";
  private x = new Float32Array(0);
  private y = new Float32Array(0);
  private radius = new Float32Array(0);
  private fresh: Uint32Array = new Uint32Array(0);
  private freshSince = 0;
  private places: Int8Array = new Int8Array(0);
  private painted: Picture | null = null;
  private layerStale = true;
  private frame = 0;

  constructor(private readonly model: Model, private readonly side: 0 | 1) {
    this.element = h("div", { class: "net" }, this.canvas, this.tip);
    new ResizeObserver(() => this.resize()).observe(this.element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint());
    this.canvas.addEventListener("pointermove", (event) => this.point(event));
    this.canvas.addEventListener("pointerleave", () => (this.tip.hidden = true));
    model.on(["world"], () => this.begin());
    model.on(["picture"], () => this.take());
    model.on(["places"], () => this.ask());
  }

  colourBy(by: By): void {
    this.by = by;
    this.recolour();
    this.ask();
  }

  private begin(): void {
    const places = this.model.places[this.side];
    const n = places.length / 2;
    this.x = Float32Array.from({ length: n }, (_, i) => places[2 * i]!);
    this.y = Float32Array.from({ length: n }, (_, i) => places[2 * i + 1]!);
    this.radius = new Float32Array(n).fill(1);
    this.painted = null;
  }

  private take(): void {
    const picture = this.model.pictures[this.side];
    if (!picture || picture === this.painted) return;
    const before = this.model.before[this.side];
    this.painted = picture;
    this.layerStale = true;
    const known = new Set<number>();
    if (before) for (let t = 0; t < before.low.length; ++t) known.add(before.low[t]! * 65536 + before.high[t]!);
    const fresh: number[] = [];
    if (before && picture.month > before.month) {
      for (let t = 0; t < picture.low.length; ++t) if (!known.has(picture.low[t]! * 65536 + picture.high[t]!)) fresh.push(t);
    }
    this.fresh = Uint32Array.from(fresh.length < 1500 ? fresh : []);
    this.freshSince = performance.now();
    this.recolour();
    const acting = picture.role.reduce((count, role) => count + (role > 0 ? 1 : 0), 0);
    this.canvas.setAttribute("aria-label", words.networkNow(picture.month, picture.role.length, picture.low.length, acting));
    this.ask();
  }

  private recolour(): void {
    const picture = this.painted;
    if (picture && this.model.world) this.places = placesIn(this.by, picture, this.model.world.culture);
  }

  private resize(): void {
    const ratio = Math.min(2, devicePixelRatio || 1);
    const size = Math.round(this.element.clientWidth * ratio);
    if (size === 0 || size === this.canvas.width) return;
    for (const canvas of [this.canvas, this.layer]) canvas.width = canvas.height = size;
    this.repaint();
  }

  private repaint(): void {
    this.layerStale = true;
    this.ask();
  }

  private ask(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame((now) => this.draw(now));
  }

  private colours() {
    const style = getComputedStyle(this.element);
    const of = (name: string) => style.getPropertyValue(name).trim();
    return { quiet: of("--quiet"), soft: of("--soft"), ink: of("--ink"), paper: of("--panel"), accent: of("--accent"), series: Array.from({ length: mostNamed }, (_, place) => of(`--series-${hueOfGroup(place)}`)) };
  }

  private get unit(): number {
    return this.canvas.width / 2120;
  }
  private px(value: number): number {
    return (value + 1060) * this.unit;
  }

  private draw(now: number): void {
    this.frame = 0;
    const picture = this.painted;
    if (!picture || this.canvas.width < 2) return;
    const colours = this.colours();
    const moving = this.move(picture);
    if (moving.places) this.layerStale = true;
    if (this.layerStale) this.paintTies(picture, colours.soft);
    const context = this.canvas.getContext("2d")!;
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.drawImage(this.layer, 0, 0);
    const age = (now - this.freshSince) / 900;
    if (age < 1) this.paintFresh(context, picture, colours.accent, 1 - age);
    this.paintPeople(context, picture, colours);
    if (moving.any || age < 1) this.ask();
  }

  /** A step towards where everybody shall be, and how large. */
  private move(picture: Picture): { any: boolean; places: boolean } {
    const wanted = this.model.places[this.side];
    const step = still.matches ? 1 : 0.22;
    let apart = 0;
    let grow = 0;
    for (let i = 0; i < this.x.length; ++i) {
      const dx = wanted[2 * i]! - this.x[i]!;
      const dy = wanted[2 * i + 1]! - this.y[i]!;
      this.x[i]! += step * dx;
      this.y[i]! += step * dy;
      apart = Math.max(apart, Math.abs(dx), Math.abs(dy));
      const size = (picture.role[i]! > 0 ? 1.35 : 0.8) * (7 + 2.2 * Math.sqrt(picture.degree[i]!)) * (this.x.length > 400 ? 1 : 1.6);
      const dr = size - this.radius[i]!;
      this.radius[i]! += step * dr;
      grow = Math.max(grow, Math.abs(dr));
    }
    return { any: apart > 1 || grow > 0.3, places: apart > 1 };
  }

  private paintTies(picture: Picture, ink: string): void {
    const context = this.layer.getContext("2d")!;
    const scale = this.canvas.width / this.element.clientWidth;
    context.clearRect(0, 0, this.layer.width, this.layer.height);
    context.strokeStyle = ink;
    context.lineWidth = thin;
    const of: number[][] = strengths.map(() => []);
    const bounds = (this.model.world?.trust_quartiles ?? []).map((bound) => 255 * bound);
    for (let t = 0; t < picture.low.length; ++t) of[bounds.filter((bound) => picture.trust[t]! > bound).length]!.push(t);
    of.forEach((ties, strength) => {
      context.globalAlpha = strengths[strength]!;
      const count = linesOf(strength, scale);
      for (let copy = 0; copy < count; ++copy) this.strokeTies(context, picture, ties, apart * (copy - (count - 1) / 2));
    });
    context.globalAlpha = 1;
    this.layerStale = false;
  }

  /** `aside`: by how many pixels beside the way from one to the other. */
  private strokeTies(context: CanvasRenderingContext2D, picture: Picture, ties: ArrayLike<number>, aside: number): void {
    for (let first = 0; first < ties.length; first += batch) {
      context.beginPath();
      for (let n = first; n < Math.min(ties.length, first + batch); ++n) {
        const [i, j] = [picture.low[ties[n]!]!, picture.high[ties[n]!]!];
        const [x1, y1, x2, y2] = [this.px(this.x[i]!), this.px(this.y[i]!), this.px(this.x[j]!), this.px(this.y[j]!)];
        const by = aside === 0 ? 0 : aside / (Math.hypot(x2 - x1, y2 - y1) || 1);
        const [dx, dy] = [-(y2 - y1) * by, (x2 - x1) * by];
        context.moveTo(x1 + dx, y1 + dy);
        context.lineTo(x2 + dx, y2 + dy);
      }
      context.stroke();
    }
  }

  private paintFresh(context: CanvasRenderingContext2D, picture: Picture, ink: string, strength: number): void {
    context.strokeStyle = ink;
    context.globalAlpha = 0.8 * strength;
    context.lineWidth = 1;
    this.strokeTies(context, picture, this.fresh, 0);
    context.globalAlpha = 1;
  }

  private paintPeople(context: CanvasRenderingContext2D, picture: Picture, colours: ReturnType<NetworkView["colours"]>): void {
    for (const acts of [false, true]) {
      for (let place = -1; place < mostNamed; ++place) {
        context.fillStyle = place < 0 ? colours.quiet : colours.series[place]!;
        context.globalAlpha = acts || place < 0 ? 1 : 0.5;
        context.beginPath();
        for (let i = 0; i < this.x.length; ++i) {
          if (this.places[i] !== place || picture.role[i]! > 0 !== acts) continue;
          const [cx, cy, r] = [this.px(this.x[i]!), this.px(this.y[i]!), this.radius[i]! * this.unit];
          context.moveTo(cx + r, cy);
          context.arc(cx, cy, r, 0, 6.2832);
        }
        context.fill();
        if (acts) {
          context.strokeStyle = colours.ink;
          context.lineWidth = 2.4 * this.unit;
          context.stroke();
        }
      }
    }
    context.globalAlpha = 1;
  }

  private point(event: PointerEvent): void {
    const picture = this.painted;
    const world = this.model.world;
    if (!picture || !world) return;
    const box = this.canvas.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top].map((at) => (at / box.width) * 2120 - 1060) as [number, number];
    let nearest = -1;
    let least = 70 ** 2;
    for (let i = 0; i < this.x.length; ++i) {
      const distance = (this.x[i]! - px) ** 2 + (this.y[i]! - py) ** 2;
      if (distance < least) [nearest, least] = [i, distance];
    }
    this.tip.hidden = nearest < 0;
    if (nearest < 0) return;
    const target = world.issues.names[picture.target[nearest]!];
    this.tip.textContent = words.person(world.groups[world.culture[nearest]!] ?? "", picture.role[nearest]!, picture.degree[nearest]!, target);
    this.tip.style.left = `${Math.min(event.clientX - box.left, box.width - 150)}px`;
    this.tip.style.top = `${event.clientY - box.top}px`;
  }
}
