// The level table: every measure at the last month, from the individual to the system.
import { h } from "./dom";
import { csv, save } from "./download";
import type { Contrast, ReportDocument } from "./document";
import { capital, contrastsOf, find, interval, leading, name, number, signed, toldApart } from "./words";

const levels = ["individual", "team", "organization", "community", "system"];

export function levelTable(report: ReportDocument): HTMLElement {
  const pairs = contrastsOf(report, report.measures.at(-1)?.name ?? "");
  const first = leading(report);
  let chosen = Math.max(0, pairs.findIndex((c) => c.arm === first?.arm && c.against === first?.against));
  const table = h("table", { class: "levels" });

  const difference = (c: Contrast | undefined) => {
    if (!c || c.mean === null) return h("td", {}, "\u2013");
    return h("td", { class: toldApart(c) ? "apart" : "" },
      h("span", {}, signed(c.mean, [c.mean, c.low, c.high]) + (toldApart(c) ? " *" : "")), h("small", {}, interval(c)));
  };
  const render = () => {
    const pair = pairs[chosen];
    const bodies = levels.map((level) => {
      const rows = report.measures.filter((m) => m.level === level).map((measure) =>
        h("tr", {}, h("th", { scope: "row" }, capital(measure.long_name), h("small", {}, measure.description)),
          pair && difference(contrastsOf(report, measure.name).find((c) => c.arm === pair.arm && c.against === pair.against)),
          ...measure.last.map((spread) => h("td", {}, number(spread.mean), h("small", {}, spread.sd === null ? "" : `\u00b1 ${number(spread.sd, [spread.mean, spread.sd])}`)))));
      return rows.length === 0 ? null : h("tbody", {},
        h("tr", { class: "level" }, h("th", { scope: "rowgroup", colspan: report.arms.length + (pair ? 2 : 1) }, capital(level))), ...rows);
    });
    table.replaceChildren(
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Measure"),
        pair && h("th", { scope: "col" }, `${capital(name(pair.arm))} minus ${name(pair.against)}`),
        ...report.arms.map((arm) => h("th", { scope: "col" }, capital(name(arm)))))),
      ...bodies.filter((body) => body !== null));
  };
  render();

  const choose = h("select", { change: () => { chosen = choose.selectedIndex; render(); } },
    ...pairs.map((c, place) => h("option", { selected: place === chosen }, `${name(c.arm)} minus ${name(c.against)}`)));
  const download = h("button", { type: "button", "aria-label": "Download CSV: every measure and difference", click: () => save("measures.csv",
    new Blob([csv({
      columns: ["measure", "level", "units", "arm", "against", "n", "mean", "sd", "low", "high", "p_holm"],
      rows: [
        ...report.measures.flatMap((m) => m.last.map((s, a) => [m.name, m.level, m.units, report.arms[a]!, "", s.n, s.mean, s.sd, null, null, null])),
        ...report.contrasts.map((c) => [c.measure, find(report, c.measure)?.level ?? "", find(report, c.measure)?.units ?? "", c.arm, c.against, c.n, c.mean, null, c.low, c.high, c.p_holm]),
      ],
    })], { type: "text/csv" })) }, "CSV");

  return h("div", {},
    h("div", { class: "foot" },
      pairs.length > 1 && h("label", { class: "choose" }, "Difference shown: ", choose),
      h("div", { class: "tools" }, h("span", {}, "Download"), download)),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Every measure by level" }, table));
}
