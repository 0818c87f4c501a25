// What moved at each level, and what somebody would conclude who looked at one level only: the tables that
// `colead compare` prints.
import { h } from "./dom";
import type { ReportDocument } from "./document";
import { capital, interval, name, signed } from "./words";

type Lens = NonNullable<ReportDocument["levels"]>;

function cellOf(cell: Lens["rows"][number]["cells"][number]): HTMLElement {
  if (!cell || cell.mean === null) return h("td", {}, "\u2013");
  const [low, high] = [cell.low ?? null, cell.high ?? null];
  return h("td", { class: cell.apart ? "apart" : "" }, h("span", {}, signed(cell.mean, [cell.mean, low, high]) + (cell.apart ? " *" : "")),
    low !== null && h("small", {}, interval({ mean: cell.mean, low, high })));
}

function moved(report: ReportDocument, lens: Lens): HTMLElement {
  const heading = (column: Lens["columns"][number]) => `${capital(name(column.arm))} minus ${name(column.against)}`;
  const bodies = [...new Set(lens.rows.map((row) => row.level))].map((level) => h("tbody", {},
    h("tr", { class: "level" }, h("th", { scope: "rowgroup", colspan: lens.columns.length + 1 }, capital(level))),
    ...lens.rows.filter((row) => row.level === level).map((row) => h("tr", {}, h("th", { scope: "row" }, capital(row.name)), ...row.cells.map(cellOf)))));
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table of what moved at each level" },
    h("table", { class: "levels", id: "moved" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, `At month ${report.months}`), ...lens.columns.map((column) => h("th", { scope: "col" }, heading(column))))),
      ...bodies));
}

function conclusions(lens: Lens): HTMLElement {
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "What each evaluator would conclude" },
    h("table", { class: "levels", id: "conclusions" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Who measured only"), h("th", { scope: "col" }, "would conclude"))),
      h("tbody", {}, ...lens.conclusions.map(({ who, text }) => h("tr", {}, h("th", { scope: "row" }, capital(who)), h("td", {}, capital(name(text))))))));
}

export function lensTables(report: ReportDocument): HTMLElement | null {
  const lens = report.levels;
  if (!lens) return null;
  return h("div", {}, moved(report, lens),
    h("p", { class: "soft" }, "Differences with their 95% interval beneath; * can be told apart from zero. Gained: above where all stood at month 0, in standard deviations of all people\u2019s baselines; against an arm in which nobody was trained the gain stands alone."),
    h("h3", {}, "What an evaluator would conclude"), conclusions(lens));
}
