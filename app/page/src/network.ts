// The network of one simulated world, before the programs and after each: people where analysis/network_layout.cpp put
// them, ties as two paths (few elements, so that thousands of ties are drawn at once).
import { h, svg } from "./dom";
import type { Figure, FigureSpec, Panel } from "./figure";
import { figure } from "./figure";
import type { LegendEntry } from "./download";
import type { Picture, ReportDocument } from "./document";
import { colourOfGroup } from "./palette";
import { capital, grouped, name, plural } from "./words";

type By = "culture" | "coalition" | "role";

const roles = ["does not act", "lead", "initiator", "bridger", "connector", "follower"];
const quiet = "var(--quiet)";
const mostNamed = 6;

/** What a person is coloured by: a place in the legend, or -1 for the quiet rest. */
interface Colouring {
  of(picture: Picture, person: number): number;
  entries(): LegendEntry[];
}

function byCulture(report: ReportDocument): Colouring {
  const groups = report.groups;
  return {
    of: (picture, person) => (picture.culture[person]! < mostNamed ? picture.culture[person]! : -1),
    entries: () => {
      const named = groups.slice(0, mostNamed).map((group, place) => ({ label: group, colour: colourOfGroup(place), dot: true }));
      return groups.length > mostNamed ? [...named, { label: "other groups", colour: quiet, dot: true }] : named;
    },
  };
}

function byRole(): Colouring {
  return {
    of: (picture, person) => picture.role[person]! - 1,
    entries: () => [...roles.slice(1).map((role, place) => ({ label: role, colour: colourOfGroup(place), dot: true })),
      { label: roles[0]!, colour: quiet, dot: true }],
  };
}

// The largest coalitions of each picture have colours of their own; the same colour means nothing across pictures.
function byCoalition(pictures: Picture[]): Colouring {
  const largest = new Map(pictures.map((picture) => {
    const sizes = new Map<number, number>();
    for (const coalition of picture.coalition) if (coalition >= 0) sizes.set(coalition, (sizes.get(coalition) ?? 0) + 1);
    const order = [...sizes].filter(([, size]) => size > 1).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return [picture, order.slice(0, mostNamed - 1).map(([coalition]) => coalition)];
  }));
  return {
    of: (picture, person) => {
      const coalition = picture.coalition[person]!;
      if (coalition < 0) return -1;
      const place = largest.get(picture)!.indexOf(coalition);
      return place < 0 ? mostNamed - 1 : place;
    },
    entries: () => [
      ...["largest coalition", "second", "third", "fourth", "fifth"].map((label, place) => ({ label, colour: colourOfGroup(place), dot: true })),
      { label: "smaller coalitions", colour: colourOfGroup(mostNamed - 1), dot: true },
      { label: "does not act", colour: quiet, dot: true },
    ],
  };
}

function path(picture: Picture, across: boolean): string {
  let d = "";
  const { ties, x, y, culture } = picture;
  for (let t = 0; t < ties.length; t += 2) {
    const [low, high] = [ties[t]!, ties[t + 1]!];
    if ((culture[low] !== culture[high]) === across) d += `M${x[low]} ${y[low]}L${x[high]} ${y[high]}`;
  }
  return d;
}

function draw(report: ReportDocument, picture: Picture, colouring: Colouring, width: number, tip: HTMLElement): SVGElement {
  const reach = 1030;
  const drawn = svg("svg", { width, height: width, viewBox: `${-reach} ${-reach} ${2 * reach} ${2 * reach}` });
  drawn.append(
    svg("path", { d: path(picture, false), fill: "none", stroke: "var(--quiet)", "stroke-width": 2.4, "stroke-opacity": 0.5 }),
    svg("path", { d: path(picture, true), fill: "none", stroke: "var(--soft)", "stroke-width": 2.4, "stroke-opacity": 0.55 }));
  const people = svg("g", { stroke: "var(--paper)", "stroke-width": 2 });
  const scale = picture.x.length > 300 ? 1 : 1.7;
  picture.x.forEach((x, person) => {
    const place = colouring.of(picture, person);
    people.append(svg("circle", { cx: x, cy: picture.y[person]!, r: scale * (8 + 2.6 * Math.sqrt(picture.degree[person]!)),
      fill: place < 0 ? quiet : colourOfGroup(place) }));
  });
  drawn.append(people);
  const words = (person: number) => [
    `Person ${report.networks!.ids[person]}`, report.groups[picture.culture[person]!] ?? `culture ${picture.culture[person]}`,
    roles[picture.role[person]!] ?? "", plural(picture.degree[person]!, "tie")].filter(Boolean).join(", ");
  drawn.addEventListener("pointermove", (event) => {
    const { clientX, clientY } = event as PointerEvent;
    const box = drawn.getBoundingClientRect();
    const unit = (2 * reach) / box.width;
    const [px, py] = [(clientX - box.left) * unit - reach, (clientY - box.top) * unit - reach];
    let nearest = -1;
    let least = 60 ** 2;
    picture.x.forEach((x, person) => {
      const distance = (x - px) ** 2 + (picture.y[person]! - py) ** 2;
      if (distance < least) [nearest, least] = [person, distance];
    });
    tip.hidden = nearest < 0;
    if (nearest >= 0) {
      tip.textContent = words(nearest);
      tip.style.left = `${clientX + scrollX}px`;
      tip.style.top = `${clientY + scrollY}px`;
    }
  });
  drawn.addEventListener("pointerleave", () => (tip.hidden = true));
  return drawn;
}

function counts(picture: Picture) {
  const acting = picture.coalition.filter((coalition) => coalition >= 0).length;
  let across = 0;
  for (let t = 0; t < picture.ties.length; t += 2) {
    if (picture.culture[picture.ties[t]!] !== picture.culture[picture.ties[t + 1]!]) across += 1;
  }
  return { acting, ties: picture.ties.length / 2, across };
}

export function networkFigure(report: ReportDocument): Figure | null {
  const networks = report.networks;
  if (!networks) return null;
  const tip = h("div", { class: "tip", hidden: true, role: "status" });
  document.body.append(tip);
  let by: By = report.groups.length > 1 ? "culture" : "coalition";
  const colourings: Record<By, Colouring> = { culture: byCulture(report), coalition: byCoalition(networks.pictures), role: byRole() };
  const heading = (picture: Picture) =>
    picture.month === 0 ? "Before, the same for all arms" : `${capital(name(picture.arm))}, month ${picture.month}`;
  const panels: Panel[] = networks.pictures.map((picture) => {
    const { acting, ties, across } = counts(picture);
    const share = ties > 0 ? Math.round((100 * across) / ties) : 0;
    return {
      title: heading(picture),
      label: `Network, ${heading(picture)}: ${plural(picture.x.length, "person").replace("persons", "people")}, ${plural(ties, "tie")}, ` +
        `${share}% of them between culture groups; ${grouped(acting)} people act.`,
      draw: (width) => draw(report, picture, colourings[by], width, tip),
    };
  });
  const sampled = networks.ids.length < networks.people
    ? ` Shown are ${grouped(networks.ids.length)} of ${grouped(networks.people)} people: those nearest to one person, so that their ties can be seen; they are not a fair sample.`
    : "";
  const fewer = networks.pictures.length <= report.arms.length && networks.pictures.some((picture) => picture.month > 0)
    ? ` Shown are the first ${networks.pictures.length - 1} of ${report.arms.length} arms.` : "";
  const spec: FigureSpec = {
    id: "network",
    title: "One world\u2019s network, before and after",
    text: [`A dot is a person, larger with more ties; stronger lines join different culture groups. This is one simulated world ` +
      `(number ${networks.replicate}), an example and no average.${sampled} People stand near those they are tied to.${fewer} ` +
      "Who acts is drawn, and counted in the table below, once newcomers have taken the places of those who left in the month; the share of people who act is measured before that, and may differ a little."],
    legend: colourings[by].entries(),
    panels,
    least: 430,
    table: () => ({
      columns: ["arm", "month", "people_drawn", "ties_between_them", "ties_between_culture_groups", "people_who_act"],
      rows: networks.pictures.map((picture) => {
        const { acting, ties, across } = counts(picture);
        return [picture.month === 0 ? "all" : picture.arm, picture.month, picture.x.length, ties, across, acting];
      }),
    }),
  };
  const choices = (["culture", "coalition", "role"] as By[]).map((choice) =>
    h("label", {}, h("input", { type: "radio", name: "network-colour", value: choice, checked: choice === by,
      change: () => {
        by = choice;
        spec.legend!.splice(0, Infinity, ...colourings[by].entries());
        built.element.querySelector(".legend")!.replaceChildren(...spec.legend!.map((entry) =>
          h("li", {}, h("span", {}, h("span", { class: "key dot", style: `--colour:${entry.colour}` }), entry.label))));
        built.redraw();
      } }), choice === "culture" ? "culture group" : choice));
  spec.controls = h("fieldset", { class: "choice" }, h("legend", {}, "Colour by"), ...choices);
  const built = figure(spec);
  return built;
}
