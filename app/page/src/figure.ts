// The frame of every figure: heading, what to see, legend that hides and shows series, panels that are drawn anew when
// the width changes, downloads, and the numbers as a table for those who do not see or trust the picture.
import { h } from "./dom";
import { asPng, asSvg, csv, save, svgText, type LegendEntry, type Table } from "./download";
import { number } from "./words";

export interface Panel {
  title?: string;
  /** What the picture shows, for those who do not see it. */
  label: string;
  draw(width: number, hidden: ReadonlySet<string>): Element;
}

export interface FigureSpec {
  id: string;
  title: string;
  text: (Node | string)[];
  legend?: LegendEntry[];
  /** Whether entries of the legend can be hidden. */
  switchable?: boolean;
  controls?: HTMLElement;
  panels: Panel[];
  /** Least width of a panel, pixels: as many stand side by side as fit. */
  least?: number;
  table(): Table;
}

export interface Figure {
  element: HTMLElement;
  redraw(): void;
}

/** A choice of one of `options` by its place. */
export function select(label: string, options: string[], chosen: number, change: (place: number) => void): HTMLElement {
  const list = h("select", { change: () => change(list.selectedIndex) }, ...options.map((option, k) => h("option", { selected: k === chosen }, option)));
  return h("label", {}, label, list);
}

function tableOf(table: Table, caption: string): HTMLElement {
  const body = table.rows.map((row) =>
    h("tr", {}, ...row.map((value, place) =>
      h(place === 0 ? "th" : "td", place === 0 ? { scope: "row" } : {},
        typeof value === "number" && !Number.isInteger(value) ? number(value) : value === null ? "\u2013" : String(value)))));
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Numbers: ${caption}` },
    h("table", {},
      h("thead", {}, h("tr", {}, ...table.columns.map((column) => h("th", { scope: "col" }, column.replaceAll("_", " "))))),
      h("tbody", {}, ...body)));
}

export function figure(spec: FigureSpec): Figure {
  const hidden = new Set<string>();
  const panels = spec.panels.map((panel) => {
    const chart = h("div", { class: "chart" });
    return { panel, chart, element: h("div", { class: "panel" }, panel.title && h("h4", {}, panel.title), chart) };
  });
  const grid = h("div", { class: "panels", style: `--least:${spec.least ?? 300}px` }, ...panels.map((p) => p.element));

  const redraw = () => {
    for (const { panel, chart } of panels) {
      const width = Math.floor(chart.clientWidth);
      if (width === 0) continue;
      const drawn = panel.draw(width, hidden);
      drawn.setAttribute("role", "img");
      drawn.setAttribute("aria-label", panel.label);
      // Names of marks mean nothing to readers, and parts of one picture may have none.
      for (const part of drawn.querySelectorAll("[aria-label]")) {
        part.setAttribute("data-mark", part.getAttribute("aria-label")!);
        part.removeAttribute("aria-label");
      }
      chart.replaceChildren(drawn);
    }
  };

  const legend = spec.legend ?? [];
  const entries = legend.map((entry) => {
    const key = h("span", { class: entry.ring ? "key dot ring" : entry.dot ? "key dot" : "key", style: `--colour:${entry.colour}`, "data-dash": Boolean(entry.dash) });
    if (!spec.switchable || legend.length < 2) return h("li", {}, h("span", {}, key, entry.label));
    const button = h("button", { type: "button", "aria-pressed": "true", title: "Hide or show",
      click: () => {
        const show = hidden.delete(entry.label);
        if (!show) hidden.add(entry.label);
        button.setAttribute("aria-pressed", String(show));
        redraw();
      } }, key, entry.label);
    return h("li", {}, button);
  });

  const picture = () => asSvg(spec.title, legend.filter((e) => !hidden.has(e.label)), panels.map((p) => p.element));
  const download = (kind: string, act: () => void) =>
    h("button", { type: "button", "aria-label": `Download ${kind}: ${spec.title}`, click: act }, kind);
  const tools = h("div", { class: "tools" }, h("span", {}, "Download"),
    download("SVG", () => save(`${spec.id}.svg`, new Blob([svgText(picture())], { type: "image/svg+xml" }))),
    download("PNG", () => void asPng(picture()).then((png) => save(`${spec.id}.png`, png))),
    download("CSV", () => save(`${spec.id}.csv`, new Blob([csv(spec.table())], { type: "text/csv" }))));

  const numbers = h("details", {}, h("summary", {}, "The numbers as a table"));
  numbers.addEventListener("toggle", () => {
    if (numbers.open && numbers.children.length === 1) numbers.append(tableOf(spec.table(), spec.title));
  });

  const element = h("figure", { id: spec.id },
    h("figcaption", {}, h("h3", {}, spec.title), h("p", {}, ...spec.text)),
    entries.length > 0 && h("ul", { class: "legend", "aria-label": "Legend" }, ...entries),
    spec.controls, grid, h("div", { class: "foot" }, numbers, tools));
  return { element, redraw };
}

/** Draws figures when they first come near the window, and anew when the width of the page changes. */
export function keepDrawn(figures: Figure[]): void {
  const near = new Set<Figure>();
  const of = new Map(figures.map((figure) => [figure.element as Element, figure]));
  const watch = new IntersectionObserver((seen) => {
    for (const entry of seen) {
      const figure = of.get(entry.target);
      if (entry.isIntersecting && figure && !near.has(figure)) {
        near.add(figure);
        figure.redraw();
        watch.unobserve(entry.target);
      }
    }
  }, { rootMargin: "2500px" });
  figures.forEach((figure) => watch.observe(figure.element));

  // A part that is gone to stands where it stays: what is above it has its height first.
  const arrive = () => {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    for (const figure of figures) {
      if (!near.has(figure) && figure.element.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) {
        near.add(figure);
        watch.unobserve(figure.element);
        figure.redraw();
      }
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  arrive();

  let width = document.documentElement.clientWidth;
  let frame = 0;
  addEventListener("resize", () => {
    if (document.documentElement.clientWidth === width) return;
    width = document.documentElement.clientWidth;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => near.forEach((figure) => figure.redraw()));
  });
  // On paper all of it is wanted.
  addEventListener("beforeprint", () => figures.forEach((figure) => {
    near.add(figure);
    figure.redraw();
  }));
}
