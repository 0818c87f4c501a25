// Which figures a report has, what each shows, and what is said of it.
import { counts, histogram, intervals, lineOf, overTime, signedWords, type Line, type Mark } from "./charts";
import { h } from "./dom";
import type { Measure, ReportDocument, Series, Spread } from "./document";
import type { LegendEntry, Table } from "./download";
import { figure, type Figure, type Panel } from "./figure";
import { colour, dash } from "./palette";
import { capital, contrastsOf, find, interval, name, number, plural, signed } from "./words";

function legendOf(report: ReportDocument): LegendEntry[] {
  return report.arms.map((arm, a) => ({ label: name(arm), colour: colour(a), dash: dash(a) }));
}

function seriesTable(report: ReportDocument, measures: Measure[]): Table {
  return {
    columns: ["measure", "arm", "month", "worlds", "mean", "q05", "q25", "median", "q75", "q95"],
    rows: measures.flatMap((measure) => report.arms.flatMap((arm, a) => report.moments.map((month, at) => {
      const s = measure.series![a]!;
      return [measure.name, arm, month, s.n[at]!, s.mean[at]!, s.q05[at]!, s.q25[at]!, s.q50[at]!, s.q75[at]!, s.q95[at]!];
    }))),
  };
}

interface Look {
  title?: string | undefined;
  height?: number;
  from?: number;
  scale?: number;
}

/** A panel of a measure over months: the arms of `shown`, with the bands of `banded`. */
function seriesPanel(report: ReportDocument, measure: Measure, look: Look, shown: number[], banded: () => number, domain?: [number, number]): Panel {
  const begin = Math.max(0, report.moments.findIndex((month) => month >= (look.from ?? 0)));
  const ends = shown.map((a) => `${name(report.arms[a]!)} ${number(measure.last[a]!.mean)}`).join(", ");
  return {
    title: look.title ?? capital(measure.long_name),
    label: `${capital(measure.long_name)} by month. Means at month ${report.months}: ${ends}.`,
    draw: (width, hidden) => {
      const lines: Line[] = shown.map((a) => {
        const columns = Object.entries(measure.series![a]!).map(([key, column]) => [key, column.slice(begin)]);
        return lineOf(Object.fromEntries(columns) as Series, name(report.arms[a]!), colour(a), dash(a), banded() === a);
      });
      const height = look.height ?? 250;
      return overTime(width, width < 480 ? Math.min(height, 260) : height, report.moments.slice(begin), lines.filter((line) => !hidden.has(line.label)), { domain, scale: look.scale ?? 1 });
    },
  };
}

/** Means of all arms, and the bands of the one that is chosen: those of several would hide each other. */
function seriesFigure(report: ReportDocument, id: string, title: string, text: string, names: string[], looks: Look[], least = 300): Figure | null {
  const drawn = names.map((measure, place) => ({ measure: find(report, measure), look: looks[place] }))
    .filter((d): d is { measure: Measure; look: Look | undefined } => d.measure?.series?.some((series) => series.mean.some((value) => value !== null)) ?? false);
  const measures = drawn.map((d) => d.measure);
  if (measures.length === 0 || report.moments.length < 2) return null;
  let banded = report.arms.length - 1;
  const choice = (label: string, arm: number) => h("label", {}, h("input", { type: "radio", name: `${id}-bands`, checked: arm === banded,
    change: () => {
      banded = arm;
      built.redraw();
    } }), label);
  const built = figure({
    id, title, text: [text, " Lines are means over all simulated worlds; the darker band holds the middle half of the worlds of one arm, the lighter one 90%."],
    legend: legendOf(report), switchable: true, least,
    ...(report.arms.length > 1 ? { controls: h("fieldset", { class: "choice" }, h("legend", {}, "Bands of"), ...report.arms.map((arm, a) => choice(name(arm), a)), choice("none", -1)) } : {}),
    panels: drawn.map(({ measure, look }) => seriesPanel(report, measure, { ...look, ...(measures.length === 1 ? { title: "" } : {}) }, report.arms.map((_, a) => a), () => banded)),
    table: () => seriesTable(report, measures),
  });
  return built;
}

export function contrasts(report: ReportDocument): Figure | null {
  const of = contrastsOf(report, "result").filter((c) => c.mean !== null && c.low !== null);
  if (of.length === 0) return null;
  const marks: Mark[] = of.map((c) => ({
    label: `${capital(name(c.arm))} minus ${name(c.against)}`, colour: colour(report.arms.indexOf(c.arm)),
    mean: c.mean!, low: c.low!, high: c.high!,
    words: signedWords(`${capital(name(c.arm))} minus ${name(c.against)}`, c.mean!, c.low!, c.high!) + `\n${plural(c.n, "pair")} of worlds`,
  }));
  return figure({
    id: "contrasts", title: `Difference in the community result at month ${report.months}`,
    text: ["A dot is the mean difference between paired worlds, its line the 95% interval. Where the line crosses zero, the direction is not settled."],
    panels: [{
      label: `Differences with 95% intervals. ${of.map((c) => `${name(c.arm)} minus ${name(c.against)}: ${signed(c.mean, [c.mean, c.low, c.high])} ${interval(c)}`).join("; ")}.`,
      draw: (width) => intervals(width, marks, { zero: true, unit: "difference in community result (scale 0 to 1)" }),
    }],
    table: () => ({
      columns: ["arm", "against", "month", "pairs", "mean", "low", "high", "p", "p_holm", "variance_reduction"],
      rows: contrastsOf(report, "result").map((c) => [c.arm, c.against, c.month, c.n, c.mean, c.low, c.high, c.p, c.p_holm, c.variance_reduction]),
    }),
  });
}

export function worlds(report: ReportDocument): Figure | null {
  const reach = report.worlds.reach;
  if (!reach || report.replicates < 10) return null;
  const values = reach.map((of) => of.filter((value) => value !== null));
  const steps = 25;
  const largest = Math.max(...values.flat(), report.mobilized_at);
  const most = largest <= 0.5 ? 0.5 : 1;
  const ceiling = Math.max(...values.map((of) => counts(steps, most, of)));
  const told = report.arms.map((arm, a) => `${name(arm)} ${report.mobilized[a]!.mobilized} of ${report.mobilized[a]!.worlds}`).join(", ");
  const thinned = report.worlds.replicate.length < report.replicates ? ` Shown are ${report.worlds.replicate.length} of ${report.replicates} worlds, evenly taken.` : "";
  return figure({
    id: "worlds", title: "How many worlds mobilized", least: 270,
    text: [`How many worlds ended with which share of their people acting. Beyond the dashed line, at ${Math.round(100 * report.mobilized_at)}%, a world counts as mobilized: ${told}. ` +
      `A program may mostly move this chance, which a mean alone would hide.${thinned}`],
    panels: report.arms.map((arm, a) => ({
      title: capital(name(arm)),
      label: `Share of people who act at month ${report.months}, ${name(arm)}: ${report.mobilized[a]!.mobilized} of ${report.mobilized[a]!.worlds} worlds mobilized.`,
      draw: (width) => histogram(width, values[a]!, most, colour(a), { unit: "share of people who act", rule: { at: report.mobilized_at, label: "mobilized" }, ceiling, steps }),
    })),
    table: () => ({
      columns: ["replicate", ...report.arms.flatMap((arm) => [`reach ${arm}`, `result ${arm}`])],
      rows: report.worlds.replicate.map((replicate, r) => [replicate, ...report.arms.flatMap((_, a) => [reach[a]![r]!, report.worlds.result?.[a]?.[r] ?? null])]),
    }),
  });
}

/** A panel for each arm with its bands, on one scale, and the first arm's mean to hold it against. */
export function result(report: ReportDocument): Figure | null {
  const measure = find(report, "result");
  if (!measure?.series || report.moments.length < 2) return null;
  const all = measure.series.flatMap((series) => [...series.q05, ...series.q95]).filter((v) => v !== null);
  const domain: [number, number] | undefined = all.length > 0 ? [Math.min(...all), Math.max(...all)] : undefined;
  const first = name(report.arms[0]!);
  return figure({
    id: "result", title: "Community result over time", least: 270,
    text: ["The state of the community\u2019s issues, from 0 (worst) to 1 (best), averaged over its people. The line is the mean over all simulated worlds; the darker band holds the middle half of them, the lighter one 90%." +
      (report.arms.length > 1 ? ` The dashed line repeats the mean of ${first}.` : "")],
    legend: legendOf(report),
    panels: report.arms.map((arm, a) => seriesPanel(report, measure, { title: capital(name(arm)), height: 280 }, a === 0 ? [0] : [0, a], () => a, domain)),
    table: () => seriesTable(report, [measure]),
  });
}

export function differences(report: ReportDocument): Figure | null {
  if (report.differences.length === 0 || report.moments.length < 2) return null;
  const all = report.differences.flatMap((d) => [...d.q05, ...d.q95]).filter((v) => v !== null);
  const domain: [number, number] | undefined = all.length > 0 ? [Math.min(0, ...all), Math.max(0, ...all)] : undefined;
  return figure({
    id: "differences", title: "Paired differences over time",
    text: ["The same world with one program and with the other, month by month. The line is the mean difference, the darker band its 95% interval, the lighter band the middle 90% of worlds. Above zero, the first named does better."],
    least: 290,
    panels: report.differences.map((d) => {
      const label = `${capital(name(d.arm))} minus ${name(d.against)}`;
      const line: Line = { label, colour: colour(report.arms.indexOf(d.arm)), middle: d.mean, bands: [[d.q05, d.q95], [d.low, d.high]] };
      const last = report.moments.length - 1;
      return {
        title: label,
        label: `${label} by month; at month ${report.months}: ${signed(d.mean[last]!)} ${interval({ mean: d.mean[last]!, low: d.low[last]!, high: d.high[last]! })}.`,
        draw: (width: number) => overTime(width, 240, report.moments, [line], {
          zero: true, domain,
          tell: (_, at) => `${signed(d.mean[at]!)}  ${interval({ mean: d.mean[at]!, low: d.low[at]!, high: d.high[at]! })}`,
        }),
      };
    }),
    table: () => ({
      columns: ["arm", "against", "month", "pairs", "mean", "low", "high", "q05", "q95"],
      rows: report.differences.flatMap((d) => report.moments.map((month, at) => [d.arm, d.against, month, d.n[at]!, d.mean[at]!, d.low[at]!, d.high[at]!, d.q05[at]!, d.q95[at]!])),
    }),
  });
}

export const together = (report: ReportDocument) => seriesFigure(report, "together-time", "Direction, alignment, commitment and reach", "All run from 0 to 1; note that each panel has a scale of its own.",
  ["direction", "alignment", "commitment", "reach"],
  ["Direction: agreement on what matters", "Alignment: efforts that serve one aim", "Commitment: how much people give", "Reach: share of people who act"].map((title) => ({ title, height: 230 })), 380);

export const disparity = (report: ReportDocument) => seriesFigure(report, "disparity-time", "The gap between groups over time",
  "The result of the best-off culture group minus that of the worst-off; smaller is more just.", ["disparity"], [{ height: 300 }], 600);

export function groups(report: ReportDocument): Figure | null {
  const of = report.by_group.result;
  if (!of || report.groups.length < 2) return null;
  const mark = (spread: Spread, arm: string, a: number, group: string): Mark[] => spread.mean === null ? [] : [{
    label: name(arm), row: group, colour: colour(a), mean: spread.mean, low: spread.q05!, high: spread.q95!, inner: [spread.q25!, spread.q75!],
    words: `${group}, ${name(arm)}\nmean ${number(spread.mean)}\n90% of worlds: ${number(spread.q05)} to ${number(spread.q95)}`,
  }];
  const marks = report.groups.flatMap((group, g) => report.arms.flatMap((arm, a) => mark(of.last[a]![g]!, arm, a, group)));
  if (marks.length === 0) return null;
  return figure({
    id: "groups", title: `Result of each culture group at month ${report.months}`,
    text: ["A dot is the mean over worlds, the thick line holds the middle half of them, the thin one 90%. Groups start unequal: their baselines differ."],
    legend: legendOf(report).map((entry) => ({ label: entry.label, colour: entry.colour, dot: true })),
    panels: [{
      label: `Result by culture group. ${report.groups.map((group, g) => `${group}: ${report.arms.map((arm, a) => `${name(arm)} ${number(of.last[a]![g]!.mean)}`).join(", ")}`).join("; ")}.`,
      draw: (width) => intervals(width, marks, { unit: "result of the group (0 to 1)", rows: report.groups }),
    }],
    table: () => ({
      columns: ["month", "group", "arm", "worlds", "mean", "sd", "q05", "q25", "median", "q75", "q95"],
      rows: (["first", "last"] as const).flatMap((when) => report.groups.flatMap((group, g) => report.arms.map((arm, a) => {
        const s = of[when][a]![g]!;
        return [when === "first" ? 0 : report.months, group, arm, s.n, s.mean, s.sd, s.q05, s.q25, s.q50, s.q75, s.q95];
      }))),
    }),
  });
}

export const money = (report: ReportDocument) => seriesFigure(report, "money-time", "Gain for the money",
  `The rise of the community result since month 0 for each 1,000 dollars spent per resident. It has no value where nothing is spent, and is shown from month ${Math.min(12, report.months)} on, since early on little is spent. The rise holds the drift that a control without any program has too: a program can show a fall for its money and still do better than the control. What a program adds is in the comparison of arms. The table is per dollar, as in the results file.`,
  ["gain_per_money"], [{ height: 300, from: Math.min(12, report.months), scale: 1000 }], 600);

export const influence = (report: ReportDocument) => seriesFigure(report, "influence", "Who is heard, and how people are tied",
  "Influence concentration is 0 where all are heard alike and nears 1 where a few are heard by all. Ties hold better where trust is higher.",
  ["influence_gini", "degree", "trust"], ["Influence concentration (Gini)", "Ties per person", "Trust, 0 to 1"].map((title) => ({ title, height: 230 })), 290);
