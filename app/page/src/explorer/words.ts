// All that the explorer says, in English. A translation is another file like this one, and another `lang` in
// explorer.html.
import { grouped, plural, signed } from "../words";

const side = (on: number) => (on === 1 ? "left" : on === 2 ? "right" : "both");
const people = (count: number) => plural(count, "person").replace("persons", "people");

export const words = {
  title: "Two worlds, one start",
  lead: "The same people, the same luck, side by side. Let months pass, change something in one of them, and see what follows.",
  connecting: "Waiting for colead \u2026",
  gone: "The explorer that served this page has ended, or this page was too slow for it. Start colead explore again and open the address it prints.",
  burningIn: (month: number, months: number) => `Settling the world before month 0: ${month} of ${months} months`,
  failed: (why: string) => `That could not be done: ${why}`,
  left: "Left world",
  right: "Right world",
  sides: ["Left", "Right"],
  side,
  scenario: "Scenario",
  seed: "Seed",
  arm: "Program",
  play: "Play",
  pause: "Pause",
  step: "Step",
  year: "+12",
  stepLabel: "Step: one month",
  yearLabel: "+12 months",
  restart: "Restart",
  restartLabel: "Restart: back to month 0, without changes",
  speed: "Speed",
  time: "Time",
  lastMonth: "the last",
  asItComes: (title: string) => `${title}, as it comes`,
  speeds: { 1: "1 month a second", 3: "3 months a second", 6: "6 months a second", 12: "12 months a second", 60: "as fast as it can" } as Record<number, string>,
  month: (month: number) => `Month ${month}`,
  about: (count: number, shown: number, communities: number) =>
    `${people(count)} in ${plural(communities, "community")}` + (shown < count ? `; the network shows ${grouped(shown)} of them: those nearest to one person, no fair sample` : ""),

  network: "Network",
  networkTitle: "The network",
  networkText: "A dot is a person, larger with more ties and when acting; a line is a tie, wider and darker with more trust. Ties new this month light up.",
  networkNow: (month: number, shown: number, ties: number, acting: number) =>
    `Network in month ${month}: ${people(shown)}, ${plural(ties, "tie")}; ${grouped(acting)} people act.`,
  colourBy: "Colour by",
  by: { culture: "culture group", coalition: "coalition", role: "role" },
  roles: ["lead", "initiator", "bridger", "connector", "follower"],
  coalitions: ["largest coalition", "second", "third", "fourth", "fifth", "smaller coalitions"],
  otherGroups: "other groups",
  doesNotAct: "does not act",
  arrange: "Rearrange by the ties of now",
  person: (group: string, role: number, degree: number, target: string | undefined) =>
    [group, role > 0 ? words.roles[role - 1] : words.doesNotAct, plural(degree, "tie"), target ? `works on ${target.replaceAll("_", " ")}` : ""].filter(Boolean).join(", "),

  tieLegend: "Trust in ties",
  trustBetween: (above: string | undefined, upTo: string | undefined) => (above === undefined ? `up to ${upTo}` : upTo === undefined ? `above ${above}` : `${above} to ${upTo}`),

  loopTitle: "The issues, and how they move each other",
  loopText: "A disc grows with its factor, its ring with what people do for it. Links with + raise, dashed ones with \u2212 lower; a link is as wide as what runs through it now. \u2605 counts much in the community result. Choose a factor to push it.",
  loopLabel: "Causal loop diagram: choose a factor to push it",
  factorLabel: (name: string, value: number, change: number, pushed: number) =>
    `${name}, ${value.toFixed(3)}${Math.abs(change) < 0.0004 ? "" : change > 0 ? ", rising" : ", falling"}${pushed === 0 ? "" : `, pushed ${pushed < 0 ? "down " : ""}from outside`}. Push here`,
  pushTitle: (name: string) => `Push here: ${name}`,
  pushText: (worlds: { side: string; long: number; delay: number }[]) => {
    const one = worlds.every((world) => world.delay === worlds[0]!.delay && world.long === worlds[0]!.long);
    const told = (of: (world: { long: number; delay: number }) => string) => (one ? of(worlds[0]!) : worlds.map((world) => `${of(world)} (${world.side})`).join(", "));
    return `An outside pressure for all groups: what the factor moves toward is raised, or lowered, by a part of what people at full pressure could do. It follows with a delay of ${told((world) => plural(world.delay, "month"))}. In the long run, a lasting unit raises the result by ${told((world) => world.long.toFixed(2))}.`;
  },
  pushStrength: "Strength, part of full pressure: right of the middle up, left of it down",
  pushDirection: (strength: number) => `${Math.abs(strength).toFixed(1)} ${strength < 0 ? "down" : strength > 0 ? "up" : "neither up nor down"}`,
  pushMonths: "For how many months",
  pushWhere: "In which world",
  push: "Push",
  cancel: "Close",
  both: "both",
  linksTitle: "The links in words",
  links: (name: string, raises: string, lowers: string) => `${name}: ${[raises && `raises ${raises}`, lowers && `lowers ${lowers}`].filter(Boolean).join("; ") || "moves no other"}`,
  itself: "itself",

  seriesTitle: "Over time",
  seriesText: "Dotted uprights mark what was done by hand. Below each chart the numbers of this month, in brackets right minus left; point at a chart for those of another.",
  measure: "Measure shown",
  seriesNow: (left: string, right: string, apart: string) => `left ${left}, right ${right} (${apart})`,
  seriesLabel: (name: string, month: number, left: string, right: string, apart: string, meaning: string) =>
    `${name}, month ${month}: left ${left}, right ${right}, right minus left ${apart}. ${meaning}`,
  apart: (apart: string) => `Right \u2212 left: ${apart}`,

  side3: "Tour, levers, share",
  name: "explorer",
  toWorlds: "Worlds",
  jump: "Parts of the page",
  tabs: { tour: "Tour", levers: "Levers", share: "Share" },
  leversText: "Every parameter of the model, from the weakest places to intervene to the strongest, after Donella Meadows. A change takes effect from the present month on.",
  changeIn: "Change in",
  search: "Find a lever",
  nothingFound: "No lever has that in its name or meaning.",
  levels: {
    12: "Parameters, numbers", 11: "Buffers", 10: "Structure of stocks and flows", 9: "Delays", 8: "Balancing loops", 7: "Reinforcing loops",
    6: "Flows of information", 5: "Rules", 4: "Power to self-organize", 3: "Goals", 2: "Paradigm", 1: "Beyond paradigms",
  } as Record<number, string>,
  levelsBetween: (level: number) => `Level ${level}`,
  noLever: "No parameter of the model lies here: goals and paradigms are what people in it come to hold, not what one sets from outside.",
  budget: (arm: string) => `Budget of ${arm.replaceAll("-", " ")}`,
  budgetHelp: "US dollars per resident and month",
  standard: (value: string) => `Usual: ${value}`,
  range: (low: string, high: string) => `${low} to ${high}`,
  reset: "Reset",
  resetLabel: (name: string) => `Reset ${name}`,
  differs: (left: string, right: string) => `left ${left}, right ${right}`,
  atStart: "At the next start",
  atStartText: "These shape the world before the programs begin: they count when you start anew.",
  startAnew: "Start anew",
  ownNetwork: "This scenario brings its own network: settings of generated ones have no effect.",
  changed: (name: string, value: string, on: number) => `${name} = ${value} (${side(on)})`,
  pushed: (name: string, on: number, strength: number, months: number) => `push on ${name} by ${signed(strength)} for ${plural(months, "month")} (${side(on)})`,

  shareTitle: "Take it with you",
  link: "Link to this state",
  linkText: "Scenario, seed, programs, all changes and the month. Whoever opens it in an explorer sees the same numbers.",
  copy: "Copy",
  copied: "Copied",
  openLink: "Open a link from somebody",
  openLinkText: "A link made elsewhere has another address: paste it here.",
  open: "Open",
  badLink: "This is no link of an explorer.",
  files: "Files",
  exportScenario: (which: number) => `Scenario of the ${which === 0 ? "left" : "right"} world`,
  exportText: "Scenario files, to see whether what you saw holds in many worlds, with the parameters as they are now. Both worlds in one file where the question is how they differ; one world where it is how programs differ in it.",
  exportCsv: "Months as CSV",
  exportBoth: "Both worlds in one scenario",
  exported: (file: string, pushes: number) => `${file} is saved. It runs with` + (pushes > 0 ? `, without the ${pushes === 1 ? "push" : `${pushes} pushes`} by hand: a scenario cannot say ${pushes === 1 ? "it" : "them"}, and worlds end elsewhere without` : ""),
  history: "What was done",
  nothingDone: "Nothing by hand so far.",
  historyLine: (month: number, what: string) => `Month ${month}: ${what}`,

  tourText: "Six short lessons. Each sets up two worlds, in the scenario Lawrence CommunityWorks as it comes; watch, then try for yourself. Numbers in them were measured in this model; another model, or the world, may differ.",
  setUp: "Set up two worlds.",
  letRun: "Let them run: press Play, or",
  playTo: (month: number) => `Play to month ${month}`,
  compareNotes: "Hold what you see against what is noted here.",
  lessonSet: "The worlds are set up.",
  lessonRun: (month: number) => `Month ${month} is reached.`,
  notice: "Notice",
  tryThis: "Try",
  back: "All lessons",
  next: "Next lesson",
  lesson: (number: number, of: number) => `Lesson ${number} of ${of}`,
  lessons: {
    leverage: {
      title: "Symptoms and leverage",
      question: "Where does the same push move the community most?",
      text: [
        "Somebody outside can press on one issue for good, as hard as three tenths of what people could do. Left they choose safety, which counts three times as much in the community result as civic voice; right they choose civic voice.",
        "No program runs: only the push differs.",
      ],
      worlds: { push: "Push safety left, civic voice right" },
      notice: [
        "In the first year the left world is ahead: in all 24 worlds measured, safety had gained more by month 12 (result .246 against .244).",
        "Then it turns: by month 24 civic voice led in all 24, by month 60 with .256 against .242. Look at its links: it raises all seven other issues, while safety lowers youth places and trust in institutions.",
        "The lead costs nothing more: the same strength, the same months.",
      ],
      tries: [
        "Start again and push another factor in the right world by choosing it in the diagram. Which beats civic voice?",
        "Push safety and youth places together: can the harm be made good?",
      ],
    },
    delays: {
      title: "Delays",
      question: "Why does a good thing look useless at first, and go on after it has ended?",
      text: [
        "Both worlds get the same push on civic voice, half of full strength, for two years. Left, issues follow what presses on them within about 3 months, right within 18.",
      ],
      worlds: { push: "The same push, 3 and 18 months of delay" },
      notice: [
        "After a year the quick world stood at .282, the slow one at .235 (means of 24 worlds): the same effort, judged too early, looks like a failure.",
        "The push ends in month 24. At month 60 the slow world was higher in 23 of 24 worlds (.239 against .226): what came late leaves late.",
        "Commitment follows success: where results are slow to come, it was lower after a year in every world (.318 against .375).",
      ],
      tries: [
        "Step month by month after month 24, and watch which factors fall first.",
        "Set the delay of the right world to 60 (Levers, 9): does anybody see an effect within two years?",
      ],
    },
    ties: {
      title: "Too many ties can stall action",
      question: "If connecting is good, is more always better?",
      text: [
        "In the right world people propose three times as many ties, and nothing else changes: they are not more able, and have no more time. People act when enough of those around them act on the same thing, and it is the share that counts.",
      ],
      worlds: { many: "Three times as many ties, right", weaving: "A network program at 60 dollars, right" },
      notice: [
        "Ties per person rise from 12 to about 33 by month 60. The result ended lower in 19 of 24 worlds (mean .219 against .225), and reach was no higher in 16: the same few who agree with one are diluted among many who work on something else.",
        "The second pair: a network program at 60 dollars a resident brings ties too (22 per person), but it teaches and pools what people know as well. There reach ended higher, .35 against .29 on average, and the result in 17 of 24.",
        "Single worlds differ: this is a tendency, and about one world in five goes the other way.",
      ],
      tries: [
        "Raise the attention people have (Levers: trust: attention) in the right world: is it time that lacks?",
        "Lower ties: rate connecting below its usual value. Where is the best between too few and too many?",
      ],
    },
    bridging: {
      title: "Bridges and who gains",
      question: "Do ties between groups make results more equal?",
      text: [
        "In the right world people propose five times as many ties to other cultures and sectors, and such ties fade more slowly.",
      ],
      worlds: { bridges: "Many more bridges, right", table: "Who gains: those at the table, or all" },
      notice: [
        "Ties across rise from 57% to 67%. Disparity ended lower in 18 of 24 worlds, but by little (.0694 against .0709), and the result did not gain (lower in 17 of 24): partners across work on other things, which dilutes support.",
        "The second pair changes no tie, only a rule: left, a group gains from a coalition as far as it takes part in it; right, all gain alike. Disparity ended lower right in 18 of 24 worlds, by five times as much (.0674 against .0746), at the same result.",
        "Bridges are numbers, who gains is a rule: levels 12 and 5 of the levers.",
      ],
      tries: [
        "Take bridges and a table for all together.",
        "Colour the network by coalition: how many of them span groups? Add cultures spanned to the measures shown.",
      ],
    },
    leaving: {
      title: "When a trained leader leaves",
      question: "What is lost with a leader, and what stays?",
      text: [
        "Both worlds train leaders, and people leave at the highest rate seen among nonprofits, 3.8% a month. Left, organizations take up what their best leader can do; right, they take up nothing, so that what was learned lives in people alone.",
      ],
      worlds: { structures: "Organizations that learn, and that do not", turnover: "Few leave, many leave" },
      notice: [
        "The trained are equally skilled in both worlds (.52), and whoever follows them begins anew.",
        "Left, the capacity of organizations rose to .52 by month 60, right it stayed at .40. The result was higher left in all 24 worlds (.231 against .220), reach too (.28 against .22).",
        "The second pair: with few or many leaving (0.4% and 3.8% a month) organizations end with the same capacity (.52), yet the result was lower with many leaving in 16 of 24 worlds (.231 against .240): practice and ties go with people.",
        "That organizations learn from their best leader is assumed, and most of the lead of leader development hangs on it (docs/findings.md).",
      ],
      tries: [
        "Set the budget of leader development to 0 in both worlds at month 36: what is left at month 60?",
        "Show leader skill of the trained, and of the untrained.",
      ],
    },
    size: {
      title: "Does the winner hold at another size?",
      question: "What is true of a hundred people, is it true of five thousand?",
      text: [
        "Leader development left, network development right, for the same 20 dollars per resident and month: first among 100 people, then among 5,000 in five communities.",
      ],
      worlds: { small: "100 people", large: "5,000 people" },
      notice: [
        "Among 100 people a single world says little: leader development ended ahead in 18 of 24 worlds, by .003 on average, less than worlds differ by luck.",
        "Among 5,000 luck evens out: ahead in all of 4 worlds, by .002. The network shows 1,000 of them.",
        "Larger worlds mobilize less often as a whole: reach ended at .13 and .10, where worlds of 100 had .28 and .29.",
        "docs/findings.md has sizes from 60 to 100,000: the winner holds, and which assumption that hangs on is told there.",
      ],
      tries: [
        "Change the seed a few times at 100 people: how often does the other one win?",
        "Set the people at the next start to 1,000 (Levers, 0), and export the scenario for colead compare.",
      ],
    },
  } as Record<string, { title: string; question: string; text: string[]; worlds: Record<string, string>; notice: string[]; tries: string[] }>,
};
