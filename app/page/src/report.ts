// The page of a report: reads the document of numbers that stands in the page and lays it out, question and finding
// first.
import { h } from "./dom";
import * as attribution from "./attribution";
import type { LeverageDocument, ReportDocument, SweepDocument } from "./document";
import type { Figure } from "./figure";
import { keepDrawn } from "./figure";
import * as figures from "./figures";
import { lensTables } from "./lens";
import * as leverage from "./leverage";
import { levelTable } from "./levels";
import { networkFigure } from "./network";
import { reading, readingLeverage, reproducing, settings } from "./settings";
import * as sweeps from "./sweep";
import { cautions, tooFew, warning } from "./warnings";
import { capital, contrastsOf, dollars, fewPairs, find, finding, grouped, leading, name, number, plain, plural } from "./words";

const report = JSON.parse(document.getElementById("data")!.textContent!) as ReportDocument;
const drawn: Figure[] = [];

function setting(): HTMLElement {
  const budgets = report.settings.programs?.filter((program) => program.activities.length > 0) ?? [];
  const same = budgets.length > 1 && report.arms.length > 1 && budgets.every((program) => program.budget === budgets[0]!.budget);
  const who = report.people > 0 ? `${plural(report.people, "simulated resident")}` : "A simulated community";
  const where = report.communities.length > 1 ? ` in ${report.communities.length} communities` : "";
  const arms = report.arms.map(name);
  const ways = arms.length < 2 ? arms.join("") : `${arms.slice(0, -1).join(", ")} and ${arms.at(-1)}`;
  const text = `${who}${where} and ${plural(report.groups.length, "culture group")} are followed for ${plural(report.months, "month")}, ` +
    `in ${plural(report.replicates, "simulated world")} of each kind: ${ways}.` +
    (same ? ` ${budgets.length === 2 ? "Both" : "All"} programs have the same budget, $${plain(budgets[0]!.budget)} per resident and month.` : "") +
    (report.arms.length > 1 ? " Each world is continued once per arm with the same luck, so that what differs is due to the program alone." : "");
  return h("p", { class: "setting" }, text);
}

function question(): string {
  const usual = ["leader-development", "network-development"].every((arm) => report.arms.includes(arm));
  if (usual) return "Does it help a community more to train a few leaders, or to strengthen leadership across its whole network?";
  return report.arms.length > 1 ? `What difference does it make to a community: ${report.arms.map(name).join(", ")}?` : "How does leadership develop in this network?";
}

function headline(): HTMLElement {
  const lead = leading(report);
  const section = h("section", { class: "headline", "aria-label": "Finding" });
  if (!lead) {
    section.append(h("p", { class: "finding" }, "This file holds one arm: there is nothing to compare it with."), ...cautions(report));
    return section;
  }
  const said = finding(report, lead);
  section.append(h("p", { class: "finding" }, said.lead), h("p", { class: "rest" }, said.rest));
  const others = contrastsOf(report, "result").filter((c) => c !== lead);
  if (others.length > 0) {
    section.append(h("ul", { class: "further" }, ...others.slice(0, 6).map((c) => {
      const { lead: first, rest } = finding(report, c);
      return h("li", {}, `${first} ${rest}`);
    })));
  }
  const result = find(report, "result");
  const first = result?.last[0];
  if (first?.sd != null) {
    section.append(h("p", { class: "scale" },
      `How large is that? The community result runs from 0 to 1. With ${name(report.arms[0]!)} it ended at ${number(first.mean)} on average, ` +
      `and such worlds differ among themselves by ${number(first.sd)} (standard deviation) through luck alone.`));
  }
  if (report.settings.takes) {
    section.append(h("p", { class: "scale" },
      `What that hangs on most: whose ability an organization takes up, here organizations.takes = ${report.settings.takes} (best, mean or members). ` +
      "Nobody has measured it, and which program does better can change with it: compare again with another."));
  }
  section.append(...cautions(report));
  const few = tooFew(lead.n, "pair", " of worlds", fewPairs);
  if (few) {
    const pairs = contrastsOf(report, "result").length;
    const none = lead.n > 1 && pairs * 2 ** (1 - lead.n) >= 0.05 ? ` With so few and ${plural(pairs, "comparison")} of a measure nothing can be told apart from zero.` : "";
    section.append(warning(few + none));
  }
  if (report.failed > 0) {
    section.append(warning(`${plural(report.failed, "run")} of ${grouped(report.arms.length * report.replicates)} failed and ${report.failed === 1 ? "is" : "are"} left out.`));
  }
  return section;
}

function facts(): HTMLElement {
  const spent = find(report, "spent");
  const mobilized = report.mobilized;
  const cards = report.arms.map((arm, a) => h("div", { class: "card", style: `--colour:var(--series-${a === 0 ? 0 : 1 + ((a - 1) % 6)})` },
    h("h3", {}, capital(name(arm))),
    h("dl", {},
      h("dt", {}, "Community result"), h("dd", {}, number(find(report, "result")?.last[a]?.mean ?? null)),
      h("dt", {}, "Gap between groups"), h("dd", {}, number(find(report, "disparity")?.last[a]?.mean ?? null)),
      h("dt", {}, "Share of people who act"), h("dd", {}, percent(find(report, "reach")?.last[a]?.mean ?? null)),
      h("dt", {}, "Worlds that mobilized"), h("dd", {}, mobilized[a] && mobilized[a]!.worlds > 0 ? `${grouped(mobilized[a]!.mobilized)} of ${grouped(mobilized[a]!.worlds)}` : "\u2013"),
      h("dt", {}, "Money spent"), h("dd", {}, dollars(spent?.last[a]?.mean ?? null)))));
  return h("div", { class: "cards" }, ...cards);
}

function percent(share: number | null): string {
  return share === null ? "\u2013" : `${Math.round(100 * share)}%`;
}

function section(id: string, title: string, intro: string, ...content: (Figure | HTMLElement | null)[]): HTMLElement | null {
  const present = content.filter((part) => part !== null);
  if (present.length === 0) return null;
  return h("section", { id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, title), intro ? h("p", { class: "intro" }, intro) : null,
    ...present.map((part) => {
      if (part instanceof HTMLElement) return part;
      drawn.push(part);
      return part.element;
    }));
}

function build(): void {
  const sections = [
    section("finding", "What was found", "", facts(), figures.contrasts(report), figures.worlds(report)),
    section("time", "How it came about", "", figures.result(report), figures.differences(report)),
    section("together", "How people worked together", "Leadership shows in three things a group has or lacks: direction (people agree on what matters), alignment (their efforts fit together) and commitment (they give of themselves). Reach is the share of people who act.", figures.together(report)),
    section("whom", "For whom", "", figures.disparity(report), figures.groups(report)),
    section("money", "For what money", "", figures.money(report)),
    section("network-section", "The network", "", networkFigure(report), figures.influence(report)),
    section("channels-section", "What it came through", "", attribution.channels(report), attribution.paths(report)),
    section("lens", "What moved at each level", "From those who took part to the system, and what one would conclude who looked at one level alone.", lensTables(report)),
    section("levels", "Every level, from individual to system",
      `Means over worlds at month ${report.months}, with the standard deviation between worlds beneath; differences with their 95% interval. Beneath each name stands how it is computed, in the symbols of the model\u2019s documentation. * marks those that can be told apart from zero, also when corrected for the number of comparisons of a measure. With ${plural(report.measures.length, "measure")} some will stand out by chance.`,
      levelTable(report)),
    section("settings", "What was set", "", settings(report)),
    section("reading", "How to read this page", "", reading(report)),
    section("again", "How to make it again", "", reproducing(report)),
  ];
  lay(report, sections, question(), setting(), headline());
}

/** Heading, finding, contents, sections. */
function lay(of: Pick<ReportDocument, "title" | "file">, all: (HTMLElement | null)[], asked: string, set: HTMLElement, found: HTMLElement): void {
  document.title = `${of.title || "Results"} \u2013 colead report`;
  const sections = all.filter((part) => part !== null);
  const links = sections.map((part) => h("li", {}, h("a", { href: `#${part.id}` }, part.querySelector("h2")!.textContent!)));
  document.querySelector("main")!.replaceChildren(
    h("header", {},
      h("p", { class: "kicker" }, "colead report \u00b7 results of a simulation"),
      h("h1", {}, of.title || of.file.name),
      h("p", { class: "question" }, asked),
      set),
    found,
    h("nav", { "aria-label": "Contents" }, h("ul", {}, ...links)),
    ...sections,
    h("footer", {}, h("p", {}, `Made by colead ${of.file.version} (${of.file.commit}) from ${of.file.name}, computed ${of.file.date.slice(0, 10)}. These are results of a model; they say what follows from its assumptions, not what will happen in a place.`)));
  keepDrawn(drawn);
}

function buildSweep(sweep: SweepDocument): void {
  const factors = sweep.factors.map((f) => f.key);
  const list = factors.length < 2 ? factors.join("") : `${factors.slice(0, -1).join(", ")} and ${factors.at(-1)}`;
  const set = h("p", { class: "setting" }, `A sweep (${sweep.sweep}) of ${plural(sweep.points, "point")} over ${list}: at each, ${sweeps.fewerTo(sweep)}${plural(sweep.replicates, "simulated world")} of each of ${plural(sweep.arms.length, "arm")} (${sweep.arms.map(name).join(", ")}), followed for ${sweep.fewest_months < sweep.months ? `${sweep.fewest_months} to ` : ""}${plural(sweep.months, "month")}${sweep.fewest_months < sweep.months ? ", and each point is shown at the last of its own" : ""}.` +
    (sweep.arms.length > 1 ? " Each world is continued once per arm with the same luck." : ""));
  lay(sweep, [
    section("where", "Where which does better", "", sweeps.heatMap(sweep), sweeps.alongFactor(sweep)),
    section("settings", "What was varied and what was set", "", sweeps.factorTable(sweep), settings(sweep, sweep.factors.map((f) => f.key))),
    section("reading", "How to read this page", "", reading(sweep, sweep.common_luck ? "Student\u2019s, over worlds, each averaged over the points, which share its luck" : "Student\u2019s, over worlds or points, whichever are more", true)),
    section("again", "How to make it again", "", reproducing(sweep, sweep.study)),
  ], `How does it depend on ${list}?`, set, sweeps.verdict(sweep));
}

function buildLeverage(found: LeverageDocument): void {
  lay(found, [
    section("levels-section", "By level", "", leverage.byLevel(found)),
    section("levers-section", "Lever by lever", "", leverage.levers(found), leverage.places(found)),
    section("money", "For what money", "", leverage.perMoney(found)),
    section("factors", "The issues themselves", "Issues act on each other, so that working on one moves others. Which one is worth most is a fact of that system; people see it through their mental models.",
      leverage.trueLeverage(found), leverage.minds(found), leverage.agreement(found)),
    section("settings", "What was set", "", settings(found)),
    section("reading", "How to read this page", "", readingLeverage()),
    section("again", "How to make it again", "", reproducing(found)),
  ], "Where does a little move much, and do deeper levels move more?", leverage.setting(found), leverage.verdict(found));
}

if ("sweep" in report) buildSweep(report as unknown as SweepDocument);
else if ("leverage" in report) buildLeverage(report as unknown as LeverageDocument);
else build();
