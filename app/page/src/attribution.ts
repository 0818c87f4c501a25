// What of a program's effect came through which channel, and along which ways: figures of attribution/ in the file.
import { intervals, signedWords, type Mark } from "./charts";
import { h } from "./dom";
import type { Attribution, Effect, ReportDocument } from "./document";
import type { LegendEntry, Table } from "./download";
import { figure, type Figure } from "./figure";
import { colour } from "./palette";
import { capital, find, interval, name, plural, signed } from "./words";

const apart = (effect: Effect) => effect.p_holm !== null && effect.p_holm < 0.05;
const words = (text: string) => capital(text.replaceAll("_", " "));
const arrows = (path: string) => capital(path.replaceAll("->", "\u2192"));

const channelWords: Record<string, string> = {
  connecting: "Connecting", organizing: "Organizing", systems_thinking: "Systems thinking", bridging: "Bridging",
  learning: "Learning", skill: "Individual leader skill",
};

function legendOf(report: ReportDocument, a: Attribution): LegendEntry[] {
  return a.arms.map((arm) => ({ label: name(arm), colour: colour(report.arms.indexOf(arm)), dot: true }));
}

function marksOf(report: ReportDocument, a: Attribution, row: string, effects: Effect[], hidden: ReadonlySet<string>): Mark[] {
  return effects.flatMap((effect, arm) => effect.mean === null || hidden.has(name(a.arms[arm]!)) ? [] : [{
    label: name(a.arms[arm]!), row, colour: colour(report.arms.indexOf(a.arms[arm]!)), mean: effect.mean,
    low: effect.low ?? effect.mean, high: effect.high ?? effect.mean,
    words: signedWords(`${row}, ${name(a.arms[arm]!)}`, effect.mean, effect.low ?? effect.mean, effect.high ?? effect.mean) + (apart(effect) ? "\ntold apart from zero" : ""),
  }]);
}

function tell(effect: Effect): string {
  return `${signed(effect.mean, [effect.mean, effect.low, effect.high])} ${interval(effect)}`;
}

const columns = ["mean", "low", "high", "p", "p_holm", "n"];
const cells = (effect: Effect) => [effect.mean, effect.low, effect.high, effect.p, effect.p_holm, effect.n];

function sharesTable(a: Attribution): Table {
  const parts: [string, Effect[][][]][] = [["share", a.shares], ["alone", a.alone], ["last", a.last]];
  return {
    columns: ["arm", "outcome", "channel", "what", ...columns],
    rows: a.arms.flatMap((arm, i) => a.outcomes.flatMap((outcome, o) => [
      [arm, outcome, "all together", "whole", ...cells(a.whole[i]![o]!)],
      ...a.channels.flatMap((channel, c) => parts.map(([part, of]) => [arm, outcome, channel, part, ...cells(of[i]![o]![c]!)])),
    ])),
  };
}

/** One outcome at a time, since their scales differ. */
export function channels(report: ReportDocument): Figure | null {
  const a = report.attribution;
  if (!a) return null;
  let outcome = 0;
  const choose = h("select", { change: () => { outcome = choose.selectedIndex; built.redraw(); } },
    ...a.outcomes.map((o) => h("option", {}, words(find(report, o)?.long_name ?? o))));
  const rows = [...a.channels.map((channel) => channelWords[channel] ?? words(channel)), "All together"];
  const shown = a.arms.map((arm, i) => `${name(arm)}: ${rows.map((row, c) => `${row} ${tell(c < a.channels.length ? a.shares[i]![0]![c]! : a.whole[i]![0]!)}`).join(", ")}`).join("; ");
  const built = figure({
    id: "channels", title: `What came through which channel, at month ${a.month}`,
    text: [`Each world was run ${2 ** a.channels.length} times per program, with every subset of its six channels switched on and the same luck. A channel\u2019s share is what it adds on average, whatever the order in which channels are switched on (Shapley); the shares of a program add up to its whole difference to ${name(a.control)}. Lines are 95% intervals over ${plural(a.whole[0]![0]!.n, "pair")} of worlds. ` +
      (a.own_cohorts ? "Each subset chose its participants itself." : "All subsets reach the people whom the whole program reached.") + " Introductions count as connecting or, across cultures or sectors, bridging; pooling as systems thinking; openness as bridging; clarity as learning; commitment as organizing."],
    legend: legendOf(report, a), switchable: true,
    controls: h("p", { class: "choose" }, h("label", {}, "Outcome: ", choose)),
    panels: [{
      label: `Shares of the difference in ${a.outcomes[0]}. ${shown}.`,
      draw: (width, hidden) => intervals(width, rows.flatMap((row, c) =>
        marksOf(report, a, row, a.arms.map((_, i) => c < a.channels.length ? a.shares[i]![outcome]![c]! : a.whole[i]![outcome]!), hidden)),
      { zero: true, unit: `part of the difference in ${a.outcomes[outcome]}`, rows }),
    }],
    table: () => sharesTable(a),
  });
  return built;
}

export function paths(report: ReportDocument): Figure | null {
  const a = report.attribution;
  if (!a) return null;
  const { chain } = a;
  const least = chain.effects.flat();
  if (least.every((effect) => effect.mean === null)) return null;
  // The longest way first: the chain that the question is about.
  const order = chain.paths.map((_, path) => path).reverse();
  const rows = order.map((path) => arrows(chain.paths[path]!));
  return figure({
    id: "paths", title: "Along which way the difference in the result goes",
    text: [`From program to result by capacities (mean of the five and skill, month ${chain.months[0]}), DAC (mean of direction, alignment and commitment, month ${chain.months[1]}) and action (share who act, month ${chain.months[2]}). A way carries the product of its regression coefficients between paired differences; all ways add up to the whole difference. These are associations between differences of the same worlds, not proof: what else differs between worlds may move two stages at once.`],
    legend: legendOf(report, a), switchable: true,
    panels: [{
      label: `Parts of the difference in the result. ${a.arms.map((arm, i) => `${name(arm)}: ${order.map((path, k) => `${rows[k]} ${tell(chain.effects[i]![path]!)}`).join(", ")}`).join("; ")}.`,
      draw: (width, hidden) => intervals(width, order.flatMap((path, k) => marksOf(report, a, rows[k]!, a.arms.map((_, i) => chain.effects[i]![path]!), hidden)),
        { zero: true, unit: "part of the difference in the community result", rows }),
    }],
    table: () => ({
      columns: ["arm", "kind", "name", "month", ...columns],
      rows: a.arms.flatMap((arm, i) => [
        ...chain.stages.map((stage, k) => [arm, "stage", stage, chain.months[k]!, ...cells(chain.differences[i]![k]!)]),
        ...chain.paths.map((path, k) => [arm, "path", path, chain.months.at(-1)!, ...cells(chain.effects[i]![k]!)]),
      ]),
    }),
  });
}
