// Charts of a sweep: differences over two factors, and along one.
import { areaY, axisX, axisY, cell, dot, gridY, lineY, plot, pointer, pointerX, ruleX, ruleY, text, tip, type Markish } from "@observablehq/plot";
import type { Value } from "./document";
import { linesOf, widest } from "./row_labels";
import { number, signed } from "./words";

const style = { background: "transparent", fontSize: "12px", fontFamily: "inherit", overflow: "visible" };
const box = { fill: "var(--paper)", stroke: "var(--soft)", lineWidth: 40, lineHeight: 1.25 };

/** Below a chart: the labels of levels, tilted where each has no room, and under them the name of the factor. */
function labelsBelow(labels: string[], each: number) {
  const wide = widest(labels);
  if (wide + 8 <= each) return { margin: 42, axis: { labelOffset: 38 } };
  const down = 22 + 0.65 * wide;
  return { margin: down + 22, axis: { labelOffset: down + 18, tickRotate: -40 } };
}

export interface Cell {
  x: string;
  y: string;
  mean: Value;
  /** 1, -1: the interval lies above, below 0; 0: it holds it; null: no interval. */
  sign: 1 | -1 | 0 | null;
  words: string;
}

export const above = "var(--series-2)";
export const below = "var(--series-1)";

/** Colour and a sign say which way, an outline alone that the direction is not settled. Numbers stand where they fit. */
export function heat(width: number, cells: Cell[], xs: string[], ys: string[], axes: { x: string; y: string }) {
  const most = Math.max(1e-12, ...cells.map((c) => Math.abs(c.mean ?? 0)));
  const left = Math.min(width * 0.34, 16 + widest(ys));
  const each = (width - left - 8) / xs.length;
  const labels = labelsBelow(xs, each);
  const seen = cells.filter((c) => c.mean !== null);
  const settled = seen.filter((c) => c.sign === 1 || c.sign === -1);
  const means = seen.map((c) => c.mean);
  const sign = (c: Cell) => (c.sign === 1 ? "+" : c.sign === -1 ? "\u2212" : "\u00b7");
  const numbers = each > 8.2 * Math.max(...seen.map((c) => signed(c.mean, means).length), 1);
  return plot({
    width, height: ys.length * 40 + 30 + labels.margin, marginLeft: left, marginRight: 8, marginTop: 26, marginBottom: labels.margin, style,
    x: { domain: xs, label: null, padding: 0.06 }, y: { domain: ys, label: null, padding: 0.06, reverse: true },
    marks: [
      axisX({ tickSize: 0, color: "var(--soft)", label: axes.x, labelArrow: "none", labelAnchor: "center", ...labels.axis }),
      axisY({ tickSize: 0, tickFormat: (row: string) => linesOf(row, left - 14).join("\n"), color: "var(--soft)", label: axes.y, labelArrow: "none", labelAnchor: "top" }),
      cell(seen, { x: "x", y: "y", fill: "none", stroke: "var(--line)" }),
      cell(settled, { x: "x", y: "y", fill: (c: Cell) => ((c.sign ?? 0) > 0 ? above : below), fillOpacity: (c: Cell) => 0.14 + 0.36 * Math.abs(c.mean ?? 0) / most }),
      ...[true, false].map((sure) => text(seen.filter((c) => Boolean(c.sign) === sure), {
        x: "x", y: "y", text: (c: Cell) => (numbers ? signed(c.mean, means) : sign(c)), fill: sure ? "var(--ink)" : "var(--soft)", fontWeight: sure ? 700 : 400, fontSize: numbers ? 12 : 15,
      })),
      tip(seen, pointer({ x: "x", y: "y", title: "words", maxRadius: 60, ...box })),
    ],
  });
}

export interface Along {
  label: string;
  colour: string;
  dash?: string | undefined;
  middle: Value[];
  band?: [Value[], Value[]];
}

interface AlongLook {
  unit: string;
  zero?: boolean;
  ends?: [number, number] | undefined;
  tell: (line: Along, at: number) => string;
}

const known = (values: Value[]) => values.map((_, at) => at).filter((at) => values[at] !== null);
const value = (values: Value[]) => (at: number) => values[at] ?? NaN;

function bandOf({ band, colour }: Along, x: (at: number) => number): Markish[] {
  if (!band) return [];
  return [areaY(known(band[0]).filter((at) => band[1][at] !== null), { x, y1: value(band[0]), y2: value(band[1]), fill: colour, fillOpacity: 0.16 })];
}

function joined(line: Along, x: (at: number) => number): Markish[] {
  const at = known(line.middle);
  return [lineY(at, { x, y: value(line.middle), stroke: line.colour, strokeWidth: 2.2, ...(line.dash ? { strokeDasharray: line.dash } : {}) }),
    dot(at, { x, y: value(line.middle), fill: line.colour, r: 3.5 })];
}

/** Points with intervals: nothing lies between two words. */
function apart(line: Along, x: (at: number) => number): Markish[] {
  const { band } = line;
  return [...(band ? [ruleX(known(band[0]).filter((at) => band[1][at] !== null), { x, y1: value(band[0]), y2: value(band[1]), stroke: line.colour, strokeWidth: 2.5 })] : []),
    dot(known(line.middle), { x, y: value(line.middle), fill: line.colour, r: 4 })];
}

/** Several points of one level stand side by side. */
const beside = (place: number, count: number) => (at: number) => at + 0.12 * (place - (count - 1) / 2);

/** Over the levels of a factor: lines where levels are numbers, points at equal distances where they are words. */
export function along(width: number, height: number, labels: string[], middles: number[], lines: Along[], options: AlongLook) {
  const inWords = middles.length === 0;
  const x = (at: number) => middles[at] ?? at;
  const [left, right] = [64, 26];
  const beneath = labelsBelow(inWords ? labels : [], (width - left - right) / labels.length);
  const ticks = inWords
    ? { ticks: labels.map((_, at) => at), tickFormat: (at: number) => labels[at] ?? "", ...beneath.axis }
    : { ticks: Math.max(3, Math.min(8, Math.floor(width / 90))) };
  const marks: Markish[] = [
    gridY({ stroke: "var(--line)", strokeOpacity: 1 }),
    axisX({ ...ticks, label: options.unit, labelArrow: "none", labelAnchor: "center", tickSize: 0, color: "var(--soft)" }),
    axisY({ ticks: 5, label: null, tickSize: 0, color: "var(--soft)" }),
  ];
  if (options.zero) marks.push(ruleY([0], { stroke: "var(--soft)" }));
  if (inWords) lines.forEach((line, place) => marks.push(...apart(line, beside(place, lines.length))));
  else marks.push(...lines.flatMap((line) => bandOf(line, x)), ...lines.flatMap((line) => joined(line, x)));
  const top = (at: number) => Math.max(...lines.map((line) => line.middle[at] ?? -Infinity));
  const shown = labels.map((_, at) => at).filter((at) => Number.isFinite(top(at)));
  const words = (at: number) => [labels[at] ?? "", ...lines.map((line) => options.tell(line, at))].join("\n");
  marks.push(ruleX(shown, pointerX({ x, stroke: "var(--soft)", strokeDasharray: "2 2", maxRadius: 400 })),
    tip(shown, pointerX({ x, y: top, title: words, maxRadius: 400, ...box })));
  return plot({
    width, height: height - 40 + beneath.margin, marginLeft: left, marginRight: right, marginTop: 14, marginBottom: beneath.margin, style,
    x: { nice: false, ...(inWords ? { domain: [-0.5, labels.length - 0.5] } : {}) }, y: { nice: true, zero: false, ...(options.ends ? { domain: options.ends } : {}) }, marks,
  });
}

export const told = (line: Along, at: number) => {
  const band = line.band;
  return `${line.label}: ${number(line.middle[at] ?? null)}${band ? ` (${number(band[0][at] ?? null)} to ${number(band[1][at] ?? null)})` : ""}`;
};
