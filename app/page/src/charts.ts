// The charts, drawn by Observable Plot: what goes on which axis, and what the tooltip says.
import { areaY, axisX, axisY, dot, gridX, gridY, link, lineY, plot, pointerX, pointerY, rectY, ruleX, ruleY, text, tip, type Markish } from "@observablehq/plot";
import type { Series, Value } from "./document";
import { lineHeight, linesOf, widest } from "./row_labels";
import { monthAxis, monthHead, number, signed } from "./words";

const style = { background: "transparent", fontSize: "12px", fontFamily: "inherit", overflow: "visible" };

/** Ticks no closer than labels need. */
const ticks = (width: number) => Math.max(3, Math.min(8, Math.floor(width / 90)));

/** Frame of a tooltip, whose lines are no longer than a narrow chart has room for. */
const tipBox = (width: number) => ({ fill: "var(--paper)", stroke: "var(--soft)", lineWidth: Math.min(40, Math.floor(width / 14)), lineHeight: 1.25 });

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
    tip(shown, pointerX({ x: month, y: top, title: words, maxRadius: 400, ...tipBox(width) })),
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

/** Where the names of rows stand: left of their marks, or, where it is narrow, above them. */
function nameLayout(width: number, rows: string[], headings: ReadonlySet<string>) {
  const narrow = width < 520;
  const names = rows.filter((row) => !headings.has(row));
  const beside = Math.min(340, 0.42 * width, 22 + widest(names));
  // A tick at either end of the axis has half of its label beyond it.
  const left = narrow ? 24 : beside;
  const lines = new Map(rows.map((row) => [row, linesOf(row, narrow || headings.has(row) ? width - 6 : left - 18, headings.has(row))]));
  const tallest = Math.max(1, ...names.map((row) => lines.get(row)!.length));
  return { narrow, left, written: (row: string) => lines.get(row)!.join("\n"), height: tallest * lineHeight + 4 };
}

/** Points with intervals, one row each, or several to a row. */
export function intervals(width: number, marks: Mark[], options: IntervalLook) {
  const rows = options.rows ?? marks.map((mark) => mark.label);
  const headings = options.headings ?? new Set<string>();
  const { narrow, left, written, height } = nameLayout(width, rows, headings);
  const wanted = options.each ?? (options.rows ? 22 * Math.max(1, marks.length / rows.length) + 16 : 46);
  const each = narrow ? wanted + height : Math.max(wanted, height + 6);
  const long = rows.length > 24;
  // Marks of one row stand below each other; where it is narrow, below the row's name.
  const head = narrow ? height / each : 0;
  const placed = marks.map((mark) => {
    const row = mark.row ?? mark.label;
    const within = marks.filter((m) => (m.row ?? m.label) === row);
    return { ...mark, row, y: rows.indexOf(row) + head + (1 - head) * (within.indexOf(mark) + 1) / (within.length + 1) };
  });
  const named = (heading: boolean) => rows.map((_, place) => place).filter((place) => headings.has(rows[place]!) === heading);
  const name = { text: (place: number) => written(rows[place]!), title: (place: number) => rows[place]!, frameAnchor: "left", lineHeight: lineHeight / 12, fill: "var(--ink)" } as const;
  const above = { ...name, textAnchor: "start", dx: 2 - left, stroke: "var(--paper)", strokeWidth: 5 } as const;
  const right = 26;
  const unit = linesOf(options.unit, width - left + right);
  const below = (unit.length - 1) * lineHeight;
  const xAxis = { tickSpacing: 92, labelArrow: "none", labelAnchor: "center", tickSize: 0, color: "var(--soft)" } as const;
  return plot({
    width, height: rows.length * each + (long ? 62 : 44) + below, marginLeft: left, marginRight: right, marginTop: long ? 26 : 8, marginBottom: 36 + below, style,
    x: { ...(options.domain ? { domain: options.domain } : { nice: true, zero: Boolean(options.zero) }), ...(options.stretched ? { type: "sqrt" } : {}) }, y: { domain: [0, rows.length], axis: null, reverse: true },
    marks: [
      gridX({ stroke: "var(--line)", strokeOpacity: 1, tickSpacing: xAxis.tickSpacing }),
      axisX({ ...xAxis, label: unit.join("\n") }),
      ...(long ? [axisX({ ...xAxis, anchor: "top", label: null })] : []),
      ...(options.zero ? [ruleX([0], { stroke: "var(--soft)" })] : []),
      ...(headings.size > 0 ? [text(named(true), { ...above, y: (place: number) => place + 0.55, fontWeight: 700, fontSize: 13 })] : []),
      narrow
        ? text(named(false), { ...above, y: (place: number) => place + 0.5 * head })
        : text(named(false), { ...name, y: (place: number) => place + 0.5, textAnchor: "end", dx: -10 }),
      link(placed, { x1: "low", x2: "high", y1: "y", y2: "y", stroke: "colour", strokeWidth: 2.5 }),
      link(placed.filter((mark) => mark.inner), { x1: (d: Mark) => d.inner![0], x2: (d: Mark) => d.inner![1], y1: "y", y2: "y", stroke: "colour", strokeWidth: 7, strokeOpacity: 0.45 }),
      dot(placed, { x: "mean", y: "y", fill: (d: Mark) => (d.hollow ? "var(--paper)" : d.colour), r: 5, stroke: (d: Mark) => (d.hollow ? d.colour : "var(--paper)"), strokeWidth: (d: Mark) => (d.hollow ? 2 : 1) }),
      tip(placed, pointerY({ x: "mean", y: "y", title: "words", maxRadius: 300, ...tipBox(width) })),
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
