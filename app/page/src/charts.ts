// The charts, drawn by Observable Plot: what goes on which axis, and what the tooltip says.
import { areaY, axisX, axisY, dot, gridX, gridY, link, lineY, plot, pointerX, pointerY, rectY, ruleX, ruleY, text, tip, type Markish } from "@observablehq/plot";
import type { Series, Value } from "./document";
import { monthAxis, monthHead, number, signed } from "./words";

const style = { background: "transparent", fontSize: "12px", fontFamily: "inherit", overflow: "visible" };

/** Ticks no closer than labels need. */
const ticks = (width: number) => Math.max(3, Math.min(8, Math.floor(width / 90)));

function monthAxes(width: number, unit: string): Markish[] {
  return [
    gridY({ stroke: "var(--line)", strokeOpacity: 1 }),
    axisX({ ticks: ticks(width), label: monthAxis, labelArrow: "none", tickSize: 0, color: "var(--soft)" }),
    axisY({ ticks: 5, label: unit || null, labelArrow: "none", tickSize: 0, color: "var(--soft)" }),
  ];
}

const times = (value: Value, scale: number) => (value === null ? null : value * scale);

export interface Line {
  label: string;
  colour: string;
  dash?: string | undefined;
  /** Either end of up to two bands, the wider first. */
  bands: [Value[], Value[]][];
  middle: Value[];
}

/** Where all values are one, an axis around it: between equal ends there would be no room for ticks. */
function aroundOne(values: number[]): [number, number] | undefined {
  const known = values.filter((value) => !Number.isNaN(value));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (!(high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high)))) return undefined;
  const room = 0.1 * Math.abs(low) || 0.1;
  return low === 0 ? [0, room] : [low - room, high + room];
}

/** Lines over months with bands; the tooltip tells all lines of a month. */
export function overTime(width: number, height: number, months: number[], lines: Line[], options: { unit?: string; zero?: boolean; scale?: number; domain?: [number, number] | undefined; uprights?: { month: number; colour: string; label: string }[]; tell?: (line: Line, at: number) => string; besides?: (at: number) => string[]; /** Months that the axis has room for, at least. */ least?: number } = {}) {
  const shown = months.map((_, at) => at).filter((at) => lines.some((line) => line.middle[at] !== null));
  const scale = options.scale ?? 1;
  const point = (values: Value[]) => (at: number) => (values[at] ?? NaN) * scale;
  const month = (at: number) => months[at]!;
  const marks: Markish[] = monthAxes(width, options.unit ?? "");
  if (options.zero) marks.push(ruleY([0], { stroke: "var(--soft)" }));
  const uprights = options.uprights ?? [];
  if (uprights.length > 0) marks.push(ruleX(uprights, { x: "month", stroke: "colour", strokeWidth: 1.5, strokeDasharray: "1 3" }));
  lines.forEach((line) => line.bands.forEach(([low, high], level) => {
    const known = shown.filter((at) => low[at] !== null && high[at] !== null);
    marks.push(areaY(known, { x: month, y1: point(low), y2: point(high), fill: line.colour, fillOpacity: level === 0 ? 0.11 : 0.2 }));
  }));
  lines.forEach((line) => {
    const known = shown.filter((at) => line.middle[at] !== null);
    marks.push(lineY(known, { x: month, y: point(line.middle), stroke: line.colour, strokeWidth: 2.2, ...(line.dash ? { strokeDasharray: line.dash } : {}) }));
    if (known.length < 8) marks.push(dot(known, { x: month, y: point(line.middle), fill: line.colour, r: 3 }));
  });
  const told = (value: Value | undefined) => number(times(value ?? null, scale));
  const tell = options.tell ?? ((line: Line, at: number) => {
    const band = line.bands[0];
    return `${line.label}: ${told(line.middle[at])}${band ? ` (90%: ${told(band[0][at])} to ${told(band[1][at])})` : ""}`;
  });
  const top = (at: number) => scale * Math.max(...lines.map((line) => line.middle[at] ?? -Infinity));
  const words = (at: number) => [monthHead(months[at]!), ...lines.map((line) => tell(line, at)), ...(options.besides?.(at) ?? []), ...uprights.filter((upright) => upright.month === months[at]).map((upright) => upright.label)].join("\n");
  marks.push(
    ruleX(shown, pointerX({ x: month, stroke: "var(--soft)", strokeDasharray: "2 2", maxRadius: 400 })),
    tip(shown, pointerX({ x: month, y: top, title: words, maxRadius: 400, fill: "var(--paper)", stroke: "var(--soft)", lineWidth: 40, lineHeight: 1.25 })),
  );
  const domain = options.domain ?? aroundOne(shown.flatMap((at) => lines.map((line) => point(line.middle)(at))));
  const monthDomain = options.least ? { domain: [months[0]!, Math.max(months[0]! + options.least, months.at(-1)!)] } : {};
  return plot({ width, height, marginLeft: 46, marginRight: 14, marginTop: 22, marginBottom: 34, style, x: { nice: false, ...monthDomain }, y: { nice: true, zero: false, ...(domain ? { domain } : {}) }, marks });
}

/** The line of one arm, with or without its bands of 90% and 50%. */
export function lineOf(series: Series, label: string, colour: string, dash: string | undefined, banded: boolean): Line {
  return { label, colour, dash, middle: series.mean, bands: banded ? [[series.q05, series.q95], [series.q25, series.q75]] : [] };
}

export interface Mark {
  label: string;
  colour: string;
  mean: number;
  /** The interval, and a thicker one within it. */
  low: number;
  high: number;
  inner?: [number, number];
  words: string;
  row?: string;
  /** A ring in place of a dot: not told apart from zero. */
  hollow?: boolean;
}

interface IntervalLook {
  unit: string;
  zero?: boolean;
  /** In their order, where marks share rows or rows have none. */
  rows?: string[];
  /** Rows that stand above those below them and have no marks. */
  headings?: ReadonlySet<string>;
  /** Height of a row. */
  each?: number;
  domain?: [number, number];
  /** By the square root, so that small values can be seen beside large ones. */
  stretched?: boolean;
}

/** Points with intervals, one row each, or several to a row. */
export function intervals(width: number, marks: Mark[], options: IntervalLook) {
  const rows = options.rows ?? marks.map((mark) => mark.label);
  const each = options.each ?? (options.rows ? 22 * Math.max(1, marks.length / rows.length) + 16 : 46);
  const headings = options.headings ?? new Set<string>();
  const long = rows.length > 24;
  const narrow = width < 520;
  const longest = Math.max(...rows.filter((row) => !headings.has(row)).map((row) => row.length));
  const left = narrow ? 12 : Math.min(340, 22 + 7.1 * longest);
  // Marks of one row stand below each other; where it is narrow, below the row's name.
  const head = narrow ? 18 / (each + 18) : 0;
  const placed = marks.map((mark) => {
    const row = mark.row ?? mark.label;
    const within = marks.filter((m) => (m.row ?? m.label) === row);
    return { ...mark, row, y: rows.indexOf(row) + head + (1 - head) * (within.indexOf(mark) + 1) / (within.length + 1) };
  });
  const label = (value: number) => (Number.isInteger(value - 0.5) ? rows[value - 0.5] ?? "" : "");
  const at = rows.map((_, place) => place + 0.5).filter((place) => !headings.has(rows[place - 0.5]!));
  const named = (heading: boolean) => rows.map((_, place) => place).filter((place) => headings.has(rows[place]!) === heading);
  const xAxis = { ticks: ticks(width), labelArrow: "none", labelAnchor: "center", tickSize: 0, color: "var(--soft)" } as const;
  return plot({
    width, height: rows.length * (each + (narrow ? 18 : 0)) + (long ? 62 : 44), marginLeft: left, marginRight: 26, marginTop: long ? 26 : 8, marginBottom: 36, style,
    x: { ...(options.domain ? { domain: options.domain } : { nice: true, zero: Boolean(options.zero) }), ...(options.stretched ? { type: "sqrt" } : {}) }, y: { domain: [0, rows.length], axis: null, reverse: true },
    marks: [
      gridX({ stroke: "var(--line)", strokeOpacity: 1, ticks: ticks(width) }),
      axisX({ ...xAxis, label: options.unit }),
      ...(long ? [axisX({ ...xAxis, anchor: "top", label: null })] : []),
      ...(headings.size > 0 ? [text(named(true), { y: (place: number) => place + 0.55, text: (place: number) => rows[place]!, frameAnchor: "left", textAnchor: "start", dx: narrow ? 0 : 6 - left, fontWeight: 700, fontSize: 13, fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 5 })] : []),
      narrow
        ? text(named(false), { y: (place: number) => place + 0.6 * head, text: (place: number) => rows[place]!, frameAnchor: "left", textAnchor: "start", fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 5 })
        : axisY({ ticks: at, tickFormat: label, tickSize: 0, label: null, color: "var(--ink)" }),
      ...(options.zero ? [ruleX([0], { stroke: "var(--soft)" })] : []),
      link(placed, { x1: "low", x2: "high", y1: "y", y2: "y", stroke: "colour", strokeWidth: 2.5 }),
      link(placed.filter((mark) => mark.inner), { x1: (d: Mark) => d.inner![0], x2: (d: Mark) => d.inner![1], y1: "y", y2: "y", stroke: "colour", strokeWidth: 7, strokeOpacity: 0.45 }),
      dot(placed, { x: "mean", y: "y", fill: (d: Mark) => (d.hollow ? "var(--paper)" : d.colour), r: 5, stroke: (d: Mark) => (d.hollow ? d.colour : "var(--paper)"), strokeWidth: (d: Mark) => (d.hollow ? 2 : 1) }),
      tip(placed, pointerY({ x: "mean", y: "y", title: "words", maxRadius: 300, fill: "var(--paper)", stroke: "var(--soft)", lineWidth: 40, lineHeight: 1.25 })),
    ],
  });
}

/** How many worlds end where: equal steps from 0 to `most`. */
export function histogram(width: number, values: number[], most: number, colour: string, options: { unit: string; rule?: { at: number; label: string }; ceiling: number; steps: number }) {
  const step = most / options.steps;
  const counts = new Array<number>(options.steps).fill(0);
  for (const value of values) counts[Math.min(options.steps - 1, Math.max(0, Math.floor(value / step)))]! += 1;
  const bars = counts.map((count, place) => ({
    count, from: place * step, to: (place + 1) * step, middle: (place + 0.5) * step,
    words: `${number(place * step, [most])} to ${number((place + 1) * step, [most])}\n${count} of ${values.length} worlds`,
  }));
  return plot({
    width, height: 178, marginLeft: 36, marginRight: 10, marginTop: 26, marginBottom: 36, style,
    x: { domain: [0, most] }, y: { domain: [0, options.ceiling], nice: true },
    marks: [
      gridY({ stroke: "var(--line)", strokeOpacity: 1, ticks: 4 }),
      axisX({ ticks: ticks(width), label: options.unit, labelArrow: "none", labelAnchor: "center", tickSize: 0, color: "var(--soft)" }),
      axisY({ ticks: 4, label: "worlds", labelArrow: "none", tickSize: 0, color: "var(--soft)" }),
      rectY(bars, { x1: "from", x2: "to", y: "count", fill: colour, inset: 0.5 }),
      ...(options.rule && options.rule.at < most ? [ruleX([options.rule.at], { stroke: "var(--ink)", strokeDasharray: "4 3" })] : []),
      ruleY([0], { stroke: "var(--soft)" }),
      tip(bars, pointerX({ x: "middle", y: "count", title: "words", lineHeight: 1.25, fill: "var(--paper)", stroke: "var(--soft)" })),
    ],
  });
}

export const counts = (steps: number, most: number, values: number[]) => {
  const all = new Array<number>(steps).fill(0);
  for (const value of values) all[Math.min(steps - 1, Math.max(0, Math.floor((value / most) * steps)))]! += 1;
  return Math.max(...all);
};

export const signedWords = (label: string, mean: number, low: number, high: number) =>
  `${label}\n${signed(mean, [mean, low, high])}  [${signed(low, [mean, low, high])}, ${signed(high, [mean, low, high])}]`;
