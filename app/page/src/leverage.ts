// The page of `colead leverage`: what each factor of the issue system is worth beside what people believe and act on,
// and what a small move of each lever does, by Meadows' level.
import { intervals, signedWords, type Mark } from "./charts";
import { h } from "./dom";
import type { Intervals, Leverage, LeverageDocument, Value } from "./document";
import type { Table } from "./download";
import { figure, select, type Figure } from "./figure";
import { colour } from "./palette";
import { cautions, tooFew, warning } from "./warnings";
import { capital, fewPairs, interval, name, number, plural, signed } from "./words";

const only = "var(--series-2)";
const certainAt = 0.05;

const measureWords: Record<string, string> = { result: "community result", disparity: "gap between groups" };
const words = (measure: string) => measureWords[measure] ?? measure.replaceAll("_", " ");
const factorName = (factor: string) => capital(factor.replaceAll("_", " "));
const at = (of: Intervals, k: number) => ({ mean: of.mean[k] ?? null, low: of.low[k] ?? null, high: of.high[k] ?? null });
const parts = (of: Intervals, k: number): Value[] => [of.mean[k] ?? null, of.low[k] ?? null, of.high[k] ?? null];
const tell = (of: Intervals, k: number) => `${signed(of.mean[k] ?? null, parts(of, k))} ${interval(at(of, k))}`;
const capitals = (texts: string[]) => texts.map((text) => capital(text));

/** A number of an arm's program without that arm, which is told beside it. */
function leverName(key: string, arm: string): string {
  const own = `program.${arm}.`;
  return key.startsWith(own) ? key.slice(own.length) : key;
}

/** Levers that move something in this arm, those that move most first. */
function ranked(l: Leverage, arm: number, measure: number): number[] {
  const { rank } = l.effects[arm]![measure]!;
  return l.levers.map((_, k) => k).filter((k) => rank.mean[k] != null).sort((a, b) => rank.mean[a]! - rank.mean[b]!);
}

const isCertain = (l: Leverage, arm: number, measure: number, k: number) => (l.effects[arm]![measure]!.p_holm[k] ?? 1) < certainAt;

function place(of: Intervals, k: number): string {
  const [mean, low, high] = parts(of, k).map((value) => (value === null ? null : String(Math.round(value))));
  return low === null || high === null || low === high ? `place ${mean}` : `place ${mean} (${low} to ${high})`;
}

function leverWords(l: Leverage, arms: string[], arm: number, measure: number, k: number): string {
  const lever = l.levers[k]!;
  const effect = l.effects[arm]![measure]!;
  const money = effect.per_money.mean[k] == null ? [] : [`a dollar per resident and month more: ${tell(effect.per_money, k)}`];
  return [leverName(lever.key, arms[arm]!), `${lever.value} ${lever.unit}, moved to ${number(lever.lowered)} and ${number(lever.raised)}`,
    `1% more: ${tell(effect.elasticity, k)} % of the ${words(l.measures[measure]!)}`,
    place(effect.rank, k) + (isCertain(l, arm, measure, k) ? ", certain" : ", not certain"), ...money, ...(lever.note ? [lever.note] : [])].join("\n");
}

function mark(l: Leverage, arms: string[], arm: number, measure: number, k: number, of: Intervals, row: string): Mark {
  const { mean, low, high } = at(of, k);
  return { label: row, row, colour: only, mean: mean!, low: low ?? mean!, high: high ?? mean!, hollow: !isCertain(l, arm, measure, k), words: leverWords(l, arms, arm, measure, k) };
}

function leversTable(d: LeverageDocument): Table {
  const l = d.leverage;
  return {
    columns: ["arm", "measure", "lever", "level", "value", "unit", "lowered", "raised", "elasticity", "elasticity_low", "elasticity_high", "p_holm",
      "rank", "rank_low", "rank_high", "price", "per_money", "per_money_low", "per_money_high", "note"],
    rows: d.arms.flatMap((arm, a) => l.measures.flatMap((measure, m) => {
      const effect = l.effects[a]![m]!;
      return ranked(l, a, m).map((k) => {
        const lever = l.levers[k]!;
        return [arm, measure, lever.key, lever.level, lever.value, lever.unit, lever.lowered, lever.raised, ...parts(effect.elasticity, k), effect.p_holm[k] ?? null,
          ...parts(effect.rank, k), lever.price, ...parts(effect.per_money, k), lever.note];
      });
    })),
  };
}

const certainty = [{ label: "certain, corrected for how many levers there are", colour: only, dot: true }, { label: "not certain", colour: only, dot: true, ring: true }];

/** The size of each level, which answers whether deeper ones move more. */
export function byLevel(d: LeverageDocument): Figure {
  const l = d.leverage;
  const { numbers, names, effects } = l.levels;
  const held = numbers.map((_, k) => k).filter((k) => effects.some((arm) => arm.some((of) => of.size.mean[k] != null)));
  const title = (k: number) => `${numbers[k]}  ${capital(names[k]!)}`;
  const without = numbers.filter((_, k) => !held.includes(k));
  return figure({
    id: "by-level", title: "Do deeper levels move more?",
    text: [`By how many per cent 1% of a typical lever of each level moves what is at month ${d.months}: the root mean square elasticity of its levers, without what luck adds, and its 95% interval. From 12, the shallowest of Meadows\u2019 places to intervene, down to the deepest. `,
      without.length > 0 ? `No lever here is of ${without.length === 1 ? "level" : "levels"} ${without.join(", ")}. ` : "",
      "A level has as many levers as the model has numbers of that kind, and 1% of a threshold is not the same effort as 1% of a rate: this can refute that depth alone decides, and no more."],
    legend: d.arms.map((arm, a) => ({ label: name(arm), colour: colour(a), dot: true })), switchable: true, least: 420,
    panels: l.measures.map((measure, m) => ({
      title: capital(words(measure)),
      label: `Typical elasticity of the ${words(measure)} by level. ${d.arms.map((arm, a) => `${name(arm)}: ${held.map((k) => `level ${numbers[k]} ${number(effects[a]![m]!.size.mean[k] ?? null)}`).join(", ")}; rank correlation of depth and size ${tell(l.depth_and_size[a]!, m)}`).join("; ")}.`,
      draw: (width, hidden) => intervals(width, held.flatMap((k) => d.arms.flatMap((arm, a): Mark[] => {
        const { size, levers, certain } = effects[a]![m]!;
        const { mean, low, high } = at(size, k);
        return mean === null || hidden.has(name(arm)) ? [] : [{
          label: name(arm), row: title(k), colour: colour(a), mean, low: low ?? mean, high: high ?? mean,
          words: `${title(k)}, ${name(arm)}\n${number(mean, parts(size, k))} ${low === null ? "" : `[${number(low, parts(size, k))}, ${number(high, parts(size, k))}]`}\n${plural(levers[k]!, "lever")}, ${certain[k]} certain`,
        }];
      })), { zero: true, unit: "typical size of an elasticity", rows: held.map(title), each: 44 }),
    })),
    table: () => ({
      columns: ["arm", "measure", "level", "name", "levers", "certain", "size", "size_low", "size_high"],
      rows: d.arms.flatMap((arm, a) => l.measures.flatMap((measure, m) => [
        ...held.map((k) => [arm, measure, numbers[k]!, names[k]!, effects[a]![m]!.levers[k]!, effects[a]![m]!.certain[k]!, ...parts(effects[a]![m]!.size, k)]),
        [arm, measure, null, "rank correlation of depth and size", null, null, ...parts(l.depth_and_size[a]!, m)],
      ])),
    }),
  });
}

/** What a small move of each lever does, under the heading of its level. */
export function levers(d: LeverageDocument): Figure {
  const l = d.leverage;
  const most = [3, 8, Infinity];
  let [arm, measure, shown] = [0, 0, 0];
  const redraw = () => built.redraw();
  const lines = () => {
    const order = ranked(l, arm, measure);
    return l.levels.numbers.flatMap((level, n) => {
      const members = order.filter((k) => l.levers[k]!.level === level);
      if (members.length === 0) return [];
      const count = Math.min(most[shown]!, members.length);
      const more = count < members.length ? `, ${count} of ${members.length}` : "";
      return [{ heading: `${level}: ${l.levels.names[n]}${more}` }, ...members.slice(0, count).map((lever) => ({ lever }))];
    });
  };
  const built = figure({
    id: "levers", title: "What a small move of each lever does",
    text: [`By how many per cent 1% of a lever moves the measure at month ${d.months}, with its 95% interval; where a lever stands at 0, by 1% of its range. Levers stand under the number and name of their level, those that move most first. The axis is stretched near zero, so that small ones can be seen.`],
    legend: certainty,
    controls: h("p", { class: "choose row" },
      d.arms.length > 1 && select("Arm: ", capitals(d.arms.map(name)), arm, (k) => { arm = k; redraw(); }),
      select("Measure: ", capitals(l.measures.map(words)), measure, (k) => { measure = k; redraw(); }),
      select("Of each level: ", ["the 3 strongest", "the 8 strongest", "all"], shown, (k) => { shown = k; redraw(); })),
    panels: [{
      get label() {
        return `Elasticities of the ${words(l.measures[measure]!)} in ${name(d.arms[arm]!)}. ${lines().map((line) => "heading" in line ? `${line.heading}:` : `${leverName(l.levers[line.lever]!.key, d.arms[arm]!)} ${tell(l.effects[arm]![measure]!.elasticity, line.lever)}.`).join(" ")}`;
      },
      draw: (width) => {
        const all = lines();
        const row = (line: (typeof all)[number]) => ("heading" in line ? line.heading : leverName(l.levers[line.lever]!.key, d.arms[arm]!));
        return intervals(width, all.flatMap((line) => "heading" in line ? [] : [mark(l, d.arms, arm, measure, line.lever, l.effects[arm]![measure]!.elasticity, row(line))]),
          { zero: true, unit: `% of the ${words(l.measures[measure]!)} per 1% of the lever`, rows: all.map(row), headings: new Set(all.filter((line) => "heading" in line).map(row)), stretched: true, each: 25 });
      },
    }],
    table: () => leversTable(d),
  });
  return built;
}

/** How sure the order of the levers is. */
export function places(d: LeverageDocument): Figure | null {
  const l = d.leverage;
  if (d.replicates < 2) return null;
  const most = 15;
  let [arm, measure] = [0, 0];
  const redraw = () => built.redraw();
  const shown = () => ranked(l, arm, measure).slice(0, most);
  const built = figure({
    id: "places", title: "Which lever is first, and how sure that is",
    text: [`The ${most} levers that move most, by place, and the range that holds 95% of their places when worlds are drawn anew. Where ranges overlap widely, the order is luck.`],
    legend: certainty,
    controls: h("p", { class: "choose row" },
      d.arms.length > 1 && select("Arm: ", capitals(d.arms.map(name)), arm, (k) => { arm = k; redraw(); }),
      select("Measure: ", capitals(l.measures.map(words)), measure, (k) => { measure = k; redraw(); })),
    panels: [{
      get label() {
        return `Places of levers by what they do to the ${words(l.measures[measure]!)} in ${name(d.arms[arm]!)}: ${shown().map((k) => `${leverName(l.levers[k]!.key, d.arms[arm]!)} ${place(l.effects[arm]![measure]!.rank, k)}`).join("; ")}.`;
      },
      draw: (width) => {
        const row = (k: number) => `${leverName(l.levers[k]!.key, d.arms[arm]!)} (${l.levers[k]!.level})`;
        return intervals(width, shown().map((k) => mark(l, d.arms, arm, measure, k, l.effects[arm]![measure]!.rank, row(k))),
          { unit: `place among ${ranked(l, arm, measure).length} levers; in parentheses the level`, rows: shown().map(row), each: 30 });
      },
    }],
    table: () => leversTable(d),
  });
  return built;
}

/** What a dollar more does, where there is a price. */
export function perMoney(d: LeverageDocument): Figure | null {
  const l = d.leverage;
  const most = 20;
  const priced = d.arms.map((_, a) => a).filter((a) => l.effects[a]!.some((of) => of.per_money.mean.some((mean) => mean != null)));
  if (priced.length === 0) return null;
  let [chosen, measure] = [0, 0];
  const arm = () => priced[chosen]!;
  const of = () => l.effects[arm()]![measure]!.per_money;
  const redraw = () => built.redraw();
  const shown = () => l.levers.map((_, k) => k).filter((k) => of().mean[k] != null).sort((a, b) => Math.abs(of().mean[b]!) - Math.abs(of().mean[a]!)).slice(0, most);
  const row = (k: number) => leverName(l.levers[k]!.key, d.arms[arm()]!);
  const built = figure({
    id: "per-money", title: "What a dollar more does",
    text: [`What one US dollar per resident and month more, spent on this, adds to the measure at month ${d.months}, with its 95% interval: a budget as a whole, contents of an activity at what they cost, prices by what is saved. The ${most} largest; all else has no price.`],
    controls: h("p", { class: "choose row" },
      priced.length > 1 && select("Arm: ", capitals(priced.map((a) => name(d.arms[a]!))), chosen, (k) => { chosen = k; redraw(); }),
      select("Measure: ", capitals(l.measures.map(words)), measure, (k) => { measure = k; redraw(); })),
    panels: [{
      get label() {
        return `Effect per dollar on the ${words(l.measures[measure]!)} in ${name(d.arms[arm()]!)}: ${shown().map((k) => `${row(k)} ${tell(of(), k)}`).join("; ")}.`;
      },
      draw: (width) => intervals(width, shown().map((k) => ({ ...mark(l, d.arms, arm(), measure, k, of(), row(k)), hollow: false })),
        { zero: true, unit: `${words(l.measures[measure]!)} per US dollar per resident and month`, rows: shown().map(row), each: 30 }),
    }],
    table: () => leversTable(d),
  });
  return built;
}

// Factors of the issue system in the order of what they are worth.
const worth = (l: Leverage) => l.factors.names.map((_, k) => k).sort((a, b) => (l.factors.within_horizon[b] ?? 0) - (l.factors.within_horizon[a] ?? 0));

export function trueLeverage(d: LeverageDocument): Figure {
  const l = d.leverage;
  const f = l.factors;
  const soon = l.horizon === null ? "within the horizon" : `within ${plural(l.horizon, "month")}`;
  const kinds: [string, string, Value[]][] = [["in the end", colour(0), f.long_run], [soon, only, f.within_horizon]];
  return figure({
    id: "true-leverage", title: "What each factor of the issue system is worth",
    text: [`By how much the community result rises with one unit of lasting pressure on a factor, through all the ways on which factors act on each other: in the end, and ${soon}, which is as far as people can look. Computed from the issue system itself, so without chance.${l.saturated ? " Factors near 0 or 1 do less than this." : ""}`],
    legend: kinds.map(([label, of]) => ({ label, colour: of, dot: true })), switchable: true,
    panels: [{
      label: `Leverage of factors. ${worth(l).map((k) => `${factorName(f.names[k]!)}: ${kinds.map(([label, , of]) => `${number(of[k] ?? null)} ${label}`).join(", ")}`).join("; ")}.`,
      draw: (width, hidden) => intervals(width, worth(l).flatMap((k) => kinds.flatMap(([label, of, values]): Mark[] => {
        const value = values[k];
        return value == null || hidden.has(label) ? [] : [{ label, row: factorName(f.names[k]!), colour: of, mean: value, low: value, high: value, words: `${factorName(f.names[k]!)}, ${label}\n${signed(value)}` }];
      })), { zero: true, unit: "rise of the community result per unit of lasting pressure", rows: worth(l).map((k) => factorName(f.names[k]!)), each: 36 }),
    }],
    table: () => ({ columns: ["factor", "long_run", "within_horizon", "gain"], rows: worth(l).map((k) => [f.names[k]!, f.long_run[k] ?? null, f.within_horizon[k] ?? null, f.gain[k] ?? null]) }),
  });
}

/** Shares that each sum to 1, side by side: what a factor is worth, what is believed, what is acted on. */
export function minds(d: LeverageDocument): Figure {
  const l = d.leverage;
  const f = l.factors;
  let month = f.months.length - 1;
  const kinds: [string, string, (arm: number) => Intervals][] = [
    ["what it is worth", colour(0), () => ({ mean: f.gain, low: f.gain, high: f.gain })],
    ["what people believe", only, (arm) => f.believed[arm]![month]!],
    ["what they act on", "var(--series-1)", (arm) => f.acted_on[arm]![month]!],
  ];
  const built = figure({
    id: "minds", title: "What people believe of the factors, and act on",
    text: ["Three shares that each sum to 1: what a factor is worth within the horizon beside the others, people\u2019s mean mental model of that, and how many of those who act work on it. Where the three lie apart, people are wrong, or know better and act otherwise. Lines are 95% intervals over worlds."],
    legend: kinds.map(([label, of]) => ({ label, colour: of, dot: true })), switchable: true, least: 420,
    controls: h("p", { class: "choose row" }, select("Month: ", f.months.map(String), month, (k) => { month = k; built.redraw(); })),
    panels: d.arms.map((arm, a) => ({
      title: capital(name(arm)),
      get label() {
        return `${capital(name(arm))}, month ${f.months[month]}. ${worth(l).map((k) => `${factorName(f.names[k]!)}: ${kinds.map(([label, , of]) => `${label} ${number(of(a).mean[k] ?? null)}`).join(", ")}`).join("; ")}.`;
      },
      draw: (width: number, hidden: ReadonlySet<string>) => intervals(width, worth(l).flatMap((k) => kinds.flatMap(([label, of, values]): Mark[] => {
        const { mean, low, high } = at(values(a), k);
        return mean === null || hidden.has(label) ? [] : [{
          label, row: factorName(f.names[k]!), colour: of, mean, low: low ?? mean, high: high ?? mean,
          words: `${factorName(f.names[k]!)}: ${label}\n${number(mean, parts(values(a), k))}${low === null || low === mean ? "" : ` [${number(low, parts(values(a), k))}, ${number(high, parts(values(a), k))}]`}`,
        }];
      })), { zero: true, unit: "share", rows: worth(l).map((k) => factorName(f.names[k]!)), each: 52 }),
    })),
    table: () => ({
      columns: ["arm", "month", "factor", "gain", "believed", "believed_low", "believed_high", "acted_on", "acted_on_low", "acted_on_high"],
      rows: d.arms.flatMap((arm, a) => f.months.flatMap((of, t) => worth(l).map((k) =>
        [arm, of, f.names[k]!, f.gain[k] ?? null, ...parts(f.believed[a]![t]!, k), ...parts(f.acted_on[a]![t]!, k)]))),
    }),
  });
  return built;
}

/** Whether factors are ranked rightly. */
export function agreement(d: LeverageDocument): Figure | null {
  const f = d.leverage.factors;
  const kinds: [string, Intervals[]][] = [["what people believe", f.belief_agrees], ["what they act on", f.action_agrees]];
  if (kinds.every(([, arms]) => arms.every((of) => of.mean.every((mean) => mean === null)))) return null;
  const row = (kind: string, t: number) => `${capital(kind)}, month ${f.months[t]}`;
  const rows = kinds.flatMap(([kind]) => f.months.map((_, t) => row(kind, t)));
  return figure({
    id: "agreement", title: "Whether people rank the factors rightly",
    text: ["Rank correlation with what factors are worth within the horizon, world by world: 1 where people rank them rightly, 0 where they might as well guess, below 0 where they work on what matters least. Lines are 95% intervals."],
    legend: d.arms.map((arm, a) => ({ label: name(arm), colour: colour(a), dot: true })), switchable: true,
    panels: [{
      label: `Rank correlations. ${d.arms.map((arm, a) => `${name(arm)}: ${kinds.flatMap(([kind, of]) => f.months.map((_, t) => `${row(kind, t)} ${tell(of[a]!, t)}`)).join(", ")}`).join("; ")}.`,
      draw: (width, hidden) => intervals(width, kinds.flatMap(([kind, of]) => f.months.flatMap((_, t) => d.arms.flatMap((arm, a): Mark[] => {
        const { mean, low, high } = at(of[a]!, t);
        return mean === null || hidden.has(name(arm)) ? [] : [{
          label: name(arm), row: row(kind, t), colour: colour(a), mean, low: low ?? mean, high: high ?? mean,
          words: signedWords(`${row(kind, t)}, ${name(arm)}`, mean, low ?? mean, high ?? mean),
        }];
      }))), { zero: true, unit: "rank correlation", rows, domain: [-1, 1], each: 52 }),
    }],
    table: () => ({
      columns: ["arm", "month", "what", "rank_correlation", "low", "high"],
      rows: d.arms.flatMap((arm, a) => kinds.flatMap(([kind, of]) => f.months.map((month, t) => [arm, month, kind, ...parts(of[a]!, t)]))),
    }),
  });
}

function depthSentence(l: Leverage, measure: number): string {
  const said = new Set(l.depth_and_size.map((of) => {
    const { mean, low, high } = at(of, measure);
    return mean === null || low === null || high === null ? "unknown" : low > 0 ? "more" : high < 0 ? "less" : "open";
  }));
  const what = words(l.measures[measure]!);
  const enough = 10; // of fewer, an order says nothing about depth
  if (said.has("unknown") || l.levers.length < enough) return `Too few levers or worlds to say whether deeper levers move the ${what} more.`;
  if (said.size > 1) return `Whether deeper levers move the ${what} more differs between the arms.`;
  if (said.has("more")) return `Deeper levers tend to move the ${what} more.`;
  if (said.has("less")) return `Deeper levers tend to move the ${what} less, not more.`;
  return `How deep a lever lies does not tell how much it moves the ${what}.`;
}

export function verdict(d: LeverageDocument): HTMLElement {
  const l = d.leverage;
  const depths = d.arms.map((arm, a) => `${name(arm)} ${tell(l.depth_and_size[a]!, 0)}`).join(", ");
  const strongest = (a: number) => ranked(l, a, 0).slice(0, 3).map((k) =>
    `${leverName(l.levers[k]!.key, d.arms[a]!)} of level ${l.levers[k]!.level}, by ${signed(l.effects[a]![0]!.elasticity.mean[k] ?? null)}%`);
  const section = h("section", { class: "headline", "aria-label": "Finding" },
    h("p", { class: "finding" }, depthSentence(l, 0)),
    h("p", { class: "rest" }, `In this simulation. Rank correlation of depth, after Meadows, and size of the elasticity over all levers: ${depths}. 1 would be that every deeper lever moves more, 0 that depth tells nothing.`),
    h("ul", { class: "further" }, h("li", {}, depthSentence(l, 1)),
      ...d.arms.map((arm, a) => h("li", {}, `With ${name(arm)} the community result ends at ${number(l.base[a]![0] ?? null)}. What moves it most with 1% more: ${strongest(a).join("; ")}.`))));
  section.append(...cautions(d));
  const few = tooFew(d.replicates, "world", "", fewPairs, ", and too many levers look certain");
  if (few) section.append(warning(few));
  return section;
}

export function setting(d: LeverageDocument): HTMLElement {
  const l = d.leverage;
  return h("p", { class: "setting" }, `${plural(l.levers.length, "lever")} ${l.levers.length === 1 ? "is" : "are each"} lowered and raised by ${Number((100 * l.step).toPrecision(3))}%, in ${plural(d.replicates, "simulated world")} of ${d.arms.length === 1 ? name(d.arms[0]!) : `each of ${d.arms.length} arms (${d.arms.map(name).join(", ")})`}, followed for ${plural(d.months, "month")}. ` +
    (l.from_start ? "The change holds from the beginning of burn-in: another world, in which it always was so." : "The change takes effect at month 0: what could be done now, by people as they are."));
}
