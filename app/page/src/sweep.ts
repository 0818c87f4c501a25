// The page of a sweep: where in the design which arm does better, and how sure that is.
import { h } from "./dom";
import type { Differences, SweepDocument, Value } from "./document";
import { figure, select, type Figure } from "./figure";
import { colour, dash } from "./palette";
import { above, along, below, heat, told, type Along, type Cell } from "./sweep_charts";
import { cautions, warning } from "./warnings";
import { capital, fewPairs, grouped, interval, name, number, plural, signed } from "./words";

const factorName = (key: string) => key;
const at = (d: Differences, k: number) => ({ mean: d.mean[k] ?? null, low: d.low[k] ?? null, high: d.high[k] ?? null });
const tell = (d: Differences, k: number) => `${signed(d.mean[k] ?? null, [d.mean[k] ?? null, d.low[k] ?? null, d.high[k] ?? null])} ${interval(at(d, k))}`;

const pairName = (pair: { arm: string; against: string }) => `${capital(name(pair.arm))} minus ${name(pair.against)}`;

/** Before how many worlds a point has at most. */
export const fewerTo = (sweep: SweepDocument) => (sweep.fewest_replicates < sweep.replicates ? `${sweep.fewest_replicates} to ` : "");

/** The pair that leads: the two programs where there are two. */
export const leadingPair = (sweep: SweepDocument) => Math.max(0, sweep.arms.length === 3 ? sweep.pairs.findIndex((p) => p.arm === sweep.arms[2] && p.against === sweep.arms[1]) : 0);

function averaged(sweep: SweepDocument, shown: number): string {
  const others = sweep.factors.length - shown;
  if (others > 0 && sweep.sweep !== "grid") return " Each number is a mean over the points there, whatever their other factors are.";
  return others <= 0 ? "" : ` Other factors take all their values: each number is a mean over ${others === 1 ? "those of the other factor" : `those of the ${others} others`}.`;
}

const when = (sweep: SweepDocument) => sweep.fewest_months < sweep.months ? "at the last month" : `at month ${sweep.months}`;

export function heatMap(sweep: SweepDocument): Figure | null {
  const measures = sweep.measures.filter((m) => m.grids.length > 0);
  if (sweep.pairs.length === 0 || measures.length === 0) return null;
  let [measure, pair, grid] = [0, leadingPair(sweep), 0];
  const grids = measures[0]!.grids.map((g) => `${factorName(sweep.factors[g.x]!.key)} and ${factorName(sweep.factors[g.y]!.key)}`);
  const redraw = () => built.redraw();
  const cellsOf = (): { cells: Cell[]; xs: string[]; ys: string[]; axes: { x: string; y: string } } => {
    const g = measures[measure]!.grids[grid]!;
    const [x, y] = [sweep.factors[g.x]!, sweep.factors[g.y]!];
    const d = g.pairs[pair]!;
    return {
      xs: x.labels, ys: y.labels, axes: { x: factorName(x.key), y: factorName(y.key) },
      cells: y.labels.flatMap((row, j) => x.labels.map((column, i) => {
        const k = j * x.labels.length + i;
        const { mean, low, high } = at(d, k);
        const sign = low === null || high === null ? null : low > 0 ? 1 : high < 0 ? -1 : 0;
        return { x: column, y: row, mean, sign, words: `${factorName(x.key)} ${column}, ${factorName(y.key)} ${row}\n${tell(d, k)}\n${plural(g.points[k] ?? 0, "point")}, interval over ${d.n[k]}` };
      })),
    };
  };
  const controls = h("p", { class: "choose row" },
    sweep.pairs.length > 1 && select("Difference: ", sweep.pairs.map(pairName), pair, (k) => { pair = k; redraw(); }),
    measures.length > 1 && select("Measure: ", measures.map((m) => capital(m.long_name)), 0, (k) => { measure = k; redraw(); }),
    grids.length > 1 && select("Factors: ", grids, 0, (k) => { grid = k; redraw(); }));
  const lead = measures[0]!.counts[pair]!;
  const built = figure({
    id: "heat", title: `Where which does better, ${when(sweep)}`,
    text: ["Mean paired difference at each combination. Filled: the 95% interval lies on one side of zero. Empty, and grey: it holds zero, so the direction is not settled. The fuller the colour, the larger the difference.",
      averaged(sweep, 2)],
    legend: [{ label: "first named is higher, settled", colour: above, dot: true }, { label: "first named is lower, settled", colour: below, dot: true }],
    controls,
    panels: [{
      label: `${pairName(sweep.pairs[pair]!)}, ${measures[0]!.long_name}: higher at ${lead.above} of ${sweep.points} points, lower at ${lead.below}, not settled at ${lead.open}${lead.unseen > 0 ? `, not run at ${lead.unseen}` : ""}. The table tells every combination.`,
      draw: (width) => {
        const { cells, xs, ys, axes } = cellsOf();
        return heat(width, cells, xs, ys, axes);
      },
    }],
    table: () => {
      const m = measures[measure]!;
      const g = m.grids[grid]!;
      const [x, y] = [sweep.factors[g.x]!, sweep.factors[g.y]!];
      return {
        columns: ["measure", "arm", "against", x.key, y.key, "points", "n", "mean", "low", "high"],
        rows: sweep.pairs.flatMap((p, q) => y.labels.flatMap((row, j) => x.labels.map((column, i) => {
          const k = j * x.labels.length + i;
          const d = g.pairs[q]!;
          return [m.name, p.arm, p.against, column, row, g.points[k] ?? 0, d.n[k] ?? 0, d.mean[k] ?? null, d.low[k] ?? null, d.high[k] ?? null];
        }))),
      };
    },
  });
  return built;
}

/** What differences beside each other reach from and to: they have one scale. */
function endsOf(pairs: Differences[]): [number, number] | undefined {
  const all = pairs.flatMap((d) => [...d.mean, ...d.low, ...d.high]).filter((value) => value !== null);
  return all.length > 0 ? [Math.min(0, ...all), Math.max(0, ...all)] : undefined;
}

export function alongFactor(sweep: SweepDocument): Figure | null {
  if (sweep.measures.length === 0) return null;
  let [measure, factor] = [0, 0];
  const redraw = () => built.redraw();
  const of = () => ({ m: sweep.measures[measure]!, f: sweep.factors[factor]!, a: sweep.measures[measure]!.along[factor]! });
  const controls = h("p", { class: "choose row" },
    sweep.factors.length > 1 && select("Factor: ", sweep.factors.map((f) => factorName(f.key)), 0, (k) => { factor = k; redraw(); }),
    sweep.measures.length > 1 && select("Measure: ", sweep.measures.map((m) => capital(m.long_name)), 0, (k) => { measure = k; redraw(); }));
  const first = sweep.measures[0]!;
  const built = figure({
    id: "along", title: `Along one factor, ${when(sweep)}`,
    text: [`First every arm, as the mean of all worlds; the band${sweep.factors.some((f) => f.middles.length === 0) ? ", or the upright line where levels are words," : ""} holds 90% of those of ${name(sweep.arms.at(-1)!)}.${sweep.pairs.length > 0 ? " Then the paired differences with their 95% interval." : ""}${averaged(sweep, 1)}`],
    legend: sweep.arms.map((arm, a) => ({ label: name(arm), colour: colour(a), dash: dash(a) })),
    controls, least: 380,
    panels: [
      {
        title: "Arms",
        label: `${capital(first.long_name)} along ${factorName(sweep.factors[0]!.key)}, by arm: ${sweep.arms.map((arm, a) => `${name(arm)} from ${number(first.along[0]!.arms[a]!.mean[0] ?? null)} to ${number(first.along[0]!.arms[a]!.mean.at(-1) ?? null)}`).join("; ")}.`,
        draw: (width: number) => {
          const { f, a } = of();
          const lines: Along[] = a.arms.map((s, k) => ({ label: name(sweep.arms[k]!), colour: colour(k), dash: dash(k), middle: s.mean, ...(k === a.arms.length - 1 ? { band: [s.q05, s.q95] as [Value[], Value[]] } : {}) }));
          return along(width, 280, f.labels, f.middles, lines, { unit: factorName(f.key), tell: told });
        },
      },
      ...sweep.pairs.map((pair, p) => ({
        title: pairName(pair),
        label: `${pairName(pair)} along ${factorName(sweep.factors[0]!.key)}: ${sweep.factors[0]!.labels.map((label, k) => `${label}: ${tell(first.along[0]!.pairs[p]!, k)}`).join("; ")}.`,
        draw: (width: number) => {
          const { f, a } = of();
          const d = a.pairs[p]!;
          const line: Along = { label: pairName(pair), colour: colour(sweep.arms.indexOf(pair.arm)), middle: d.mean, band: [d.low, d.high] };
          return along(width, 280, f.labels, f.middles, [line], { unit: factorName(f.key), zero: true, ends: endsOf(a.pairs), tell: (_, k) => tell(d, k) });
        },
      })),
    ],
    table: () => {
      const { m, f, a } = of();
      return {
        columns: ["measure", "arm", "against", f.key, "points", "mean", "low_or_q05", "high_or_q95"],
        rows: [
          ...sweep.arms.flatMap((arm, k) => f.labels.map((label, l) => [m.name, arm, "", label, f.points[l]!, a.arms[k]!.mean[l] ?? null, a.arms[k]!.q05[l] ?? null, a.arms[k]!.q95[l] ?? null])),
          ...sweep.pairs.flatMap((pair, p) => f.labels.map((label, l) => [m.name, pair.arm, pair.against, label, f.points[l]!, a.pairs[p]!.mean[l] ?? null, a.pairs[p]!.low[l] ?? null, a.pairs[p]!.high[l] ?? null])),
        ],
      };
    },
  });
  return built;
}

export function verdict(sweep: SweepDocument): HTMLElement {
  const section = h("section", { class: "headline", "aria-label": "Finding" });
  const measure = sweep.measures.find((m) => m.name === "result");
  if (sweep.pairs.length === 0 || !measure) {
    section.append(h("p", { class: "finding" }, "This sweep holds one arm: there is nothing to compare it with."), ...cautions(sweep));
    return section;
  }
  const lead = leadingPair(sweep);
  const sentence = (p: number) => {
    const { above: up, below: down, open, unseen } = measure.counts[p]!;
    const [arm, against] = [name(sweep.pairs[p]!.arm), name(sweep.pairs[p]!.against)];
    return `The community result is higher with ${arm} than with ${against} at ${grouped(up)} of ${plural(sweep.points, "point")}, lower at ${grouped(down)}; at ${grouped(open)} no difference can be told apart from zero${unseen > 0 ? `, and ${grouped(unseen)} ${unseen === 1 ? "has" : "have"} no world in which both were run` : ""}.`;
  };
  section.append(h("p", { class: "finding" }, sentence(lead)),
    h("p", { class: "rest" }, `Each point by its own 95% interval over ${fewerTo(sweep)}${plural(sweep.replicates, "paired world")} (Student\u2019s), not corrected for how many points there are: of differences that are none, one in twenty would be counted.`));
  if (sweep.pairs.length > 1) section.append(h("ul", { class: "further" }, ...sweep.pairs.map((_, p) => p).filter((p) => p !== lead).map((p) => h("li", {}, sentence(p)))));
  section.append(...cautions(sweep));
  if (sweep.replicates === 1) section.append(warning("Only one world at each point: a point has no interval of its own, and whatever it shows may be luck."));
  else if (sweep.fewest_replicates < fewPairs) section.append(warning(`Only ${fewerTo(sweep)}${plural(sweep.replicates, "world")} at each point: intervals from so few are wide, and take differences for roughly normal.`));
  if (sweep.failed + sweep.absent > 0) section.append(warning(`${plural(sweep.failed, "run")} failed and ${grouped(sweep.absent)} were not run: these are left out.`));
  return section;
}

export function factorTable(sweep: SweepDocument): HTMLElement {
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Factors of the design" }, h("table", { class: "levels" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Factor"), h("th", { scope: "col" }, "Shown at"))),
    h("tbody", {}, ...sweep.factors.map((f) => h("tr", {}, h("th", { scope: "row" }, h("code", {}, f.key)), h("td", { class: "wrap" }, f.labels.join(", ")))))));
}
