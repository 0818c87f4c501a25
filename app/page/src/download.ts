// A figure as a file: its panels under its title and legend, in the colours of the light page, as SVG or PNG; its
// numbers as CSV.
import { h, svg } from "./dom";
import { lightVariables } from "./palette";

export interface Table {
  columns: string[];
  rows: (string | number | null)[][];
}

export interface LegendEntry {
  label: string;
  colour: string;
  dash?: string | undefined;
  /** A filled dot in place of a line. */
  dot?: boolean;
  /** The dot is empty. */
  ring?: boolean;
}

const margin = 16;
const font = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

export function csv(table: Table): string {
  const cell = (value: string | number | null) => {
    const text = value === null ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [table.columns, ...table.rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function legendRow(entries: LegendEntry[], y: number): SVGElement {
  const row = svg("g", { transform: `translate(${margin},${y})` });
  let x = 0;
  for (const entry of entries) {
    const mark = entry.dot
      ? svg("circle", { cx: x + 10, cy: -4, r: 5, fill: entry.ring ? "none" : entry.colour, stroke: entry.colour, "stroke-width": 2 })
      : svg("line", { x1: x, x2: x + 20, y1: -4, y2: -4, stroke: entry.colour, "stroke-width": 3,
          "stroke-dasharray": entry.dash ?? "none" });
    row.append(mark, svg("text", { x: x + 26, "font-size": 13, fill: "var(--ink)" }, entry.label));
    x += 46 + 7.2 * entry.label.length;
  }
  return row;
}

/** One picture of all panels of a figure, one below the other where they do not fit side by side. */
export function asSvg(title: string, legend: LegendEntry[], panels: Element[]): SVGElement {
  const boxes = panels.map((panel) => {
    const drawn = panel.querySelector("svg") as SVGSVGElement;
    const { width, height } = drawn.getBoundingClientRect();
    return { drawn, width, height, heading: panel.querySelector("h4")?.textContent ?? "" };
  });
  const widest = Math.max(...boxes.map((box) => box.width), 320);
  const columns = Math.max(1, Math.floor(1000 / widest));
  const width = 2 * margin + widest * Math.min(columns, boxes.length);
  const whole = svg("svg", { xmlns: "http://www.w3.org/2000/svg", "font-family": font });
  whole.append(svg("style", {}, `svg{${lightVariables};color:var(--ink)}`),
    svg("rect", { width: "100%", height: "100%", fill: "var(--paper)" }),
    svg("text", { x: margin, y: 28, "font-size": 17, "font-weight": 600, fill: "var(--ink)" }, title));
  if (legend.length > 0) whole.append(legendRow(legend, 54));
  let y = legend.length > 0 ? 70 : 44;
  for (let first = 0; first < boxes.length; first += columns) {
    const row = boxes.slice(first, first + columns);
    row.forEach((box, place) => {
      const x = margin + place * widest;
      whole.append(svg("text", { x, y: y + 14, "font-size": 13, "font-weight": 600, fill: "var(--ink)" }, box.heading));
      const copy = box.drawn.cloneNode(true) as SVGSVGElement;
      copy.querySelectorAll("[aria-label=tip], [data-mark=tip]").forEach((tip) => tip.remove());
      for (const [attribute, value] of Object.entries({ x, y: y + 20, width: box.width, height: box.height })) {
        copy.setAttribute(attribute, String(value));
      }
      whole.append(copy);
    });
    y += Math.max(...row.map((box) => box.height)) + 30;
  }
  whole.setAttribute("viewBox", `0 0 ${width} ${y}`);
  whole.setAttribute("width", String(width));
  whole.setAttribute("height", String(y));
  return whole;
}

export function svgText(picture: SVGElement): string {
  return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(picture);
}

/** At twice the size on screen. */
export async function asPng(picture: SVGElement): Promise<Blob> {
  const [width, height] = ["width", "height"].map((name) => Number(picture.getAttribute(name)));
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgText(picture));
  await image.decode();
  const canvas = h("canvas", { width: 2 * width!, height: 2 * height! });
  canvas.getContext("2d")!.drawImage(image, 0, 0, 2 * width!, 2 * height!);
  // Not toBlob: Chromium lets it wait for seconds where the page is never idle.
  const bytes = atob(canvas.toDataURL("image/png").split(",")[1]!);
  return new Blob([Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))], { type: "image/png" });
}
