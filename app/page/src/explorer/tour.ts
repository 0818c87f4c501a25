// The guided tour: lessons.json holds the worlds of each lesson, words.ts what it says; docs/explorer/lessons measures
// whether that is so.
import { h } from "../dom";
import type { Model } from "./model";
import lessons from "./lessons.json";
import type { Start } from "./protocol";
import type { SeriesView } from "./series";
import { words } from "./words";

export class TourView {
  readonly element = h("div", { class: "tour" });

  constructor(private readonly model: Model, private readonly series: SeriesView) {
    this.list();
  }

  private list(): void {
    this.element.replaceChildren(h("p", { class: "soft" }, words.tourText), h("ol", { class: "lessons" }, ...lessons.map((lesson, place) =>
      h("li", {}, h("button", { type: "button", "data-lesson": place, click: () => this.show(place) },
        h("strong", {}, words.lessons[lesson.id]!.title), h("span", {}, words.lessons[lesson.id]!.question))))));
  }

  private show(place: number): void {
    const lesson = lessons[place]!;
    const said = words.lessons[lesson.id]!;
    const heading = h("h3", { tabindex: -1 }, said.title);
    this.element.replaceChildren(
      h("p", { class: "kicker" }, words.lesson(place + 1, lessons.length)), heading,
      ...said.text.map((text) => h("p", {}, text)),
      h("div", { class: "row wrap" }, ...lesson.worlds.map(({ id, ...setup }) => h("button", { type: "button", class: "main", click: () => {
        this.series.show(lesson.measures);
        this.model.begin(setup as unknown as Start);
      } }, said.worlds[id]!))),
      h("h4", {}, words.notice), h("ul", {}, ...said.notice.map((text) => h("li", {}, text))),
      h("h4", {}, words.tryThis), h("ul", {}, ...said.tries.map((text) => h("li", {}, text))),
      h("p", { class: "row wrap" }, h("button", { type: "button", class: "quiet", click: () => this.list() }, words.back),
        place + 1 < lessons.length && h("button", { type: "button", class: "quiet", click: () => this.show(place + 1) }, words.next)));
    heading.focus();
  }
}
