// The guided tour: lessons.json holds the worlds of each lesson, words.ts what it says; docs/explorer/lessons measures
// whether that is so. Lessons have their own scenario, without the settings that the explorer was started with.
import { h } from "../dom";
import type { Model } from "./model";
import lessons from "./lessons.json";
import { withoutMark, type Start } from "./protocol";
import type { SeriesView } from "./series";
import type { Transport } from "./transport";
import { words } from "./words";

export class TourView {
  readonly element = h("div", { class: "tour" });
  /** The lesson whose worlds are on screen; the one that has asked for its own, and with which programs. */
  private begun = -1;
  private asked = -1;
  private arms = "";
  private shown = -1;
  private readonly play = h("button", { type: "button", class: "main", click: () => this.transport.start(lessons[this.shown]!.months) });
  private readonly state = h("p", { class: "small", role: "status" });

  constructor(private readonly model: Model, private readonly series: SeriesView, private readonly transport: Transport) {
    this.list();
    model.on(["world"], () => {
      const theirs = this.isAskedFor();
      this.begun = theirs ? this.asked : -1;
      if (theirs) this.asked = -1;
      this.update();
    });
    model.on(["month"], () => this.update());
    model.on(["error"], () => (this.asked = -1));
  }

  private list(): void {
    this.shown = -1;
    this.element.replaceChildren(h("p", { class: "soft" }, words.tourText), h("ol", { class: "lessons" }, ...lessons.map((lesson, place) =>
      h("li", {}, h("button", { type: "button", "data-lesson": place, click: () => this.show(place) },
        h("strong", {}, words.lessons[lesson.id]!.title), h("span", {}, words.lessons[lesson.id]!.question))))));
  }

  private show(place: number): void {
    const lesson = lessons[place]!;
    const said = words.lessons[lesson.id]!;
    const heading = h("h3", { tabindex: -1 }, said.title);
    this.shown = place;
    this.play.textContent = words.playTo(lesson.months);
    this.element.replaceChildren(
      h("p", { class: "kicker" }, words.lesson(place + 1, lessons.length)), heading,
      ...said.text.map((text) => h("p", {}, text)),
      h("ol", { class: "doing" },
        h("li", {}, words.setUp, h("div", { class: "row wrap" }, ...lesson.worlds.map(({ id, ...setup }) => h("button", { type: "button", class: "main", disabled: this.model.gone, click: () => {
          this.asked = place;
          this.arms = setup.arms.join();
          // What was on screen is left with the measures that it had.
          this.model.begin({ scenario: lesson.scenario, ...setup } as unknown as Start);
          this.series.show(lesson.measures);
        } }, said.worlds[id]!)))),
        h("li", {}, words.letRun, h("div", { class: "row wrap" }, this.play), this.state),
        h("li", {}, words.compareNotes)),
      h("h4", {}, words.notice), h("ul", {}, ...said.notice.map((text) => h("li", {}, text))),
      h("h4", {}, words.tryThis), h("ul", {}, ...said.tries.map((text) => h("li", {}, text))),
      h("p", { class: "row wrap" }, h("button", { type: "button", class: "quiet", click: () => this.list() }, words.back),
        place + 1 < lessons.length && h("button", { type: "button", class: "quiet", click: () => this.show(place + 1) }, words.next)));
    this.update();
    heading.focus();
  }

  /** Another start may have been on its way before. */
  private isAskedFor(): boolean {
    const { hello, world } = this.model;
    const wanted = lessons[this.asked]?.scenario ?? "";
    const listed = hello!.scenarios.some(({ name }) => name === wanted) ? wanted : withoutMark(wanted);
    return world!.scenario === listed && world!.on.join() === this.arms;
  }

  private update(): void {
    if (this.shown < 0) return;
    const until = lessons[this.shown]!.months;
    const there = this.begun === this.shown;
    this.play.disabled = !there || this.model.month >= until || this.model.gone;
    this.state.textContent = !there ? "" : this.model.month >= until ? words.lessonRun(until) : words.lessonSet;
  }
}
