// What was set, how to read the page, and how to make the results again.
import { h } from "./dom";
import { save } from "./download";
import type { Activity, ReportDocument } from "./document";
import { capital, dollars, grouped, name, plain, plural } from "./words";

const whom: Record<string, string> = {
  position: "by position", degree: "by number of ties", betweenness: "by being between others", random: "at random",
  volunteers: "volunteers", underrepresented: "from groups heard least", nominated: "as their colleagues trust them",
};

function activity(a: Activity): string {
  const people = a.participants === 1 ? "one person" : plural(a.participants, "person").replace("persons", "people");
  const often = a.every === 1 ? "each month" : `every ${a.every} months`;
  const introduced = a.introductions > 0 ? `, ${plain(a.introductions)} ${a.introductions === 1 ? "introduction" : "introductions"} each` : "";
  return `${capital(name(a.name))}: ${people} at a time (${whom[a.select] ?? a.select}), ${plain(a.hours)} hours each${introduced}, ` +
    `${dollars(a.price)} a time; ${Math.round(100 * a.share)}% of the budget, ${often} as far as the money goes.`;
}

/** `varied`: keys that a design varies. */
export function settings(report: Pick<ReportDocument, "settings">, varied: string[] = []): HTMLElement {
  const { unread, changed = [], programs = [] } = report.settings;
  if (unread !== undefined) {
    return h("div", {}, h("p", {}, `This version of colead cannot read the scenario in the file (${unread}); its text stands below, under how to make it again.`));
  }
  const budget = (program: (typeof programs)[number]) =>
    [`program.${program.arm}.budget`, "program.*.budget"].some((key) => varied.includes(key)) ? "As many dollars per resident and month as the design gives it." : `$${plain(program.budget)} per resident and month.`;
  const arms = programs.map((program) => h("div", { class: "program" }, h("h3", {}, capital(name(program.arm))),
    program.activities.length === 0 ? h("p", {}, "No program: nothing is spent.")
      : h("div", {}, h("p", {}, budget(program)), h("ul", {}, ...program.activities.map((a) => h("li", {}, activity(a)))))));
  const rows = changed.map((c) => h("tr", {}, h("th", { scope: "row" }, h("code", {}, c.key), h("small", {}, c.help)), h("td", {}, c.value), h("td", {}, c.initial), h("td", {}, c.unit)));
  return h("div", {}, h("div", { class: "programs" }, ...arms), h("h3", {}, "Parameters changed from their default"),
    h("p", { class: "soft" }, "Parameters are single numbers and choices. The issue system (factors, influence, baselines, weights) and the network files, where a scenario gives its own, are in the whole text, under ", h("a", { href: "#again" }, "How to make it again"), "."),
    rows.length === 0 ? h("p", {}, "None: every parameter has its default.")
      : h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Changed parameters" }, h("table", { class: "levels" },
        h("thead", {}, h("tr", {}, ...["Parameter", "Here", "Default", "Unit"].map((text) => h("th", { scope: "col" }, text)))), h("tbody", {}, ...rows))));
}

const glossary = (words: [string, string][]) =>
  h("dl", { class: "glossary" }, ...words.flatMap(([word, text]) => [h("dt", {}, word), h("dd", {}, text)]));

/** `interval`: how intervals were made. */
const toldApart: [string, string] = ["Told apart from zero", "The interval speaks for a difference even after correction for how many pairs of arms are compared (Holm)."];
const settled: [string, string] = ["Settled", "The interval lies on one side of zero. It is not corrected for how many are shown: of twenty points without any difference one would look settled."];

export function reading(report: Pick<ReportDocument, "mobilized_at">, interval = "bias-corrected bootstrap over pairs", sweep = false): HTMLElement {
  return glossary([
    ["World", "One simulated community, with people, ties and luck of its own (in the file: a replicate). It is settled for a while before the programs begin at month 0."],
    ["Arm", "One way to spend the money. The first listed spends nothing or is what the others are held against."],
    ["Paired", "Each world is continued once per arm with the same luck. Comparing a world with itself takes out most of the chance."],
    ["95% interval", "If the simulation were repeated with other luck, intervals made this way would hold the true mean difference of this model about 95 times in 100. It does not cover whether the model is right (" + interval + ")."],
    sweep ? settled : toldApart,
    ["Community result", "The state of the community\u2019s issues, such as housing, schools or safety, weighted and averaged over its people: 0 worst, 1 best."],
    ["Gap between groups", "The result of the best-off minus that of the worst-off culture group."],
    ["Mobilized", `A world in which ${Math.round(100 * report.mobilized_at)}% of people or more act at the end.`],
  ]);
}

export function readingLeverage(): HTMLElement {
  return glossary([
    ["World", "One simulated community, with people, ties and luck of its own (in the file: a replicate). Every lever is lowered and raised in the same worlds with the same luck, so that what differs is due to the lever alone."],
    ["Lever", "A number of the model or of a program that can be moved a little: a rate, a threshold, a budget, the strength of a loop."],
    ["Elasticity", "By how many per cent a measure moves at the end when the lever is 1% larger; where the lever stands at 0, when it is larger by 1% of its range."],
    ["Level", "The level of Donella Meadows\u2019 places to intervene in a system (1999), from 12, numbers, to 1, the power to transcend paradigms. Smaller is deeper."],
    ["Place", "Levers in order of the size of their elasticity, 1 first, with the range that 95% of resamples of worlds give."],
    ["Certain", "p below .05 that the lever moves nothing, corrected for how many levers were tried (Holm)."],
    ["95% interval", "If the simulation were repeated with other luck, intervals made this way would hold the true number of this model about 95 times in 100. It does not cover whether the model is right."],
    ["Community result", "The state of the community\u2019s issues, weighted and averaged over its people: 0 worst, 1 best."],
    ["Gap between groups", "The result of the best-off minus that of the worst-off culture group (in the file: disparity)."],
  ]);
}

// What the scenario does not say, of the command that made the file.
const flagsOf: Record<string, string> = {
  leverage: ", with such flags of the command below as say what is moved and how far.",
  attribute: ", with --cohorts if the command below has it.",
  run: ", with --arm and --replicate of the command below.",
};

/** Whether a network comes from files, which the text only names. */
function takesFiles(toml: string): boolean {
  let section = "";
  return toml.split("\n").some((line) => {
    section = /^\s*\[\[?([\w."-]+)\]\]?\s*(#.*)?$/.exec(line)?.[1] ?? section;
    return section === "network" && /^\s*(ties|people_file|degrees)\s*=\s*["']/.test(line);
  });
}

/** `study`: the whole text of a sweep, in place of a scenario's. */
export function reproducing(report: Pick<ReportDocument, "file" | "scenario" | "arms" | "replicates">, study?: string): HTMLElement {
  const { file } = report;
  const [kind, whole] = study === undefined ? ["scenario", report.scenario] : ["study", study];
  const command = study !== undefined ? "sweep" : ["attribute", "leverage", "run"].find((one) => file.command_line.includes(` ${one} `)) ?? "compare";
  const facts: [string, string][] = [
    ["Command", file.command_line], ["Version", `colead ${file.version}`], ["Commit", file.commit], ["Compiler", file.compiler],
    ["Seed", String(file.seed)], ["Computed", file.date], ["Results file", file.name],
  ];
  const text = h("details", {}, h("summary", {}, `The whole ${kind} as it was run (TOML)`));
  text.addEventListener("toggle", () => {
    if (text.open && text.children.length === 1) text.append(h("pre", { tabindex: 0 }, whole));
  });
  return h("div", {},
    h("p", {}, `The same version, ${kind} and seed${takesFiles(whole) ? ", and the same network files," : ""} give the same numbers, bit for bit, on any number of processors. Save the ${kind} below and run `,
      h("code", {}, `colead ${command} ${kind}.toml -o again.h5`), flagsOf[command] ?? "."),
    h("dl", { class: "facts" }, ...facts.flatMap(([word, value]) => [h("dt", {}, word), h("dd", {}, h("code", {}, value))])),
    h("div", { class: "foot" }, text, h("div", { class: "tools" }, h("span", {}, "Download"), h("button", { type: "button", "aria-label": `Download the ${kind} as TOML`,
      click: () => save(`${kind}.toml`, new Blob([whole], { type: "text/plain" })) }, "TOML"))),
    h("p", { class: "soft" }, `Every value, world by world, is in the results file${study === undefined && command !== "leverage" ? ` (${grouped(report.arms.length * report.replicates)} runs)` : ""}; it opens in Python, R and other tools.`));
}
