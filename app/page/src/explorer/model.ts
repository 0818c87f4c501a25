// What the page knows by now, and who wants to be told when that changes.
import type { Exported, Happening, Hello, Message, Month, Picture, Setup, SideMonth, Start, World } from "./protocol";
import { isPush, pictureOf } from "./protocol";

type Topic = "hello" | "world" | "month" | "event" | "picture" | "playing" | "places" | "scenario" | "error" | "burn_in" | "gone";

export class Model {
  hello: Hello | null = null;
  world: World | null = null;
  /** By month from 0. */
  months: [SideMonth, SideMonth][] = [];
  events: Happening[] = [];
  pictures: [Picture | null, Picture | null] = [null, null];
  before: [Picture | null, Picture | null] = [null, null];
  places: [number[], number[]] = [[], []];
  speed = 0;
  error = "";
  exported: Exported | null = null;
  burnIn = { month: 0, months: 0 };
  /** Settings of the next start that differ from the scenario's. */
  start: Setup["start"] = {};
  private starting: Start | null = null;
  private readonly listeners = new Map<Topic, (() => void)[]>();
  private readonly socket: WebSocket;

  constructor() {
    const address = new URL("stream", location.href);
    address.protocol = "ws:";
    address.hash = "";
    address.search = "";
    this.socket = new WebSocket(address);
    this.socket.binaryType = "arraybuffer";
    this.socket.addEventListener("message", (event: MessageEvent<string | ArrayBuffer>) => this.take(event.data));
    this.socket.addEventListener("close", () => this.tell("gone"));
  }

  on(topics: Topic[], listener: () => void): void {
    for (const topic of topics) this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), listener]);
  }

  send(command: object): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(command));
  }

  /** From now on, to the last month or to `until`. */
  play(speed: number, until?: number): void {
    this.send({ do: "play", speed, ...(until ? { until } : {}) });
  }

  get month(): number {
    return Math.max(0, this.months.length - 1);
  }

  /** What is pushed from outside in the month to come, in parts of full pressure. */
  pushed(side: 0 | 1, factor: number): number {
    const acts = (event: Happening) => isPush(event) && event.factor === factor && (event.on & (side + 1)) !== 0 && event.month <= this.month && this.month < event.month + event.months;
    return this.events.reduce((sum, event) => sum + (isPush(event) && acts(event) ? event.strength : 0), 0);
  }

  /** The state on screen. */
  setup(): Setup | null {
    if (!this.world) return null;
    return { scenario: this.world.scenario, arms: this.world.on, start: this.start, events: this.events, month: this.month };
  }

  /** Starts anew; what is not said stays as it is, but without changes, at month 0. */
  begin(setup: Start): void {
    const now = this.setup();
    const other = setup.scenario !== undefined && setup.scenario !== now?.scenario;
    const start = setup.start ?? (other ? {} : this.start);
    const arms = setup.arms ?? (other ? undefined : now?.arms);
    const scenario = setup.scenario ?? now?.scenario;
    this.starting = { ...setup, start };
    this.speed = 0;
    this.send({ do: "start", ...(scenario ? { scenario } : {}), ...(arms ? { arms } : {}), start, events: setup.events ?? [], month: setup.month ?? 0 });
    this.tell("playing");
  }

  private take(data: string | ArrayBuffer): void {
    if (typeof data !== "string") {
      const { side, picture } = pictureOf(data);
      const at = side === 0 ? 0 : 1;
      this.before[at] = this.pictures[at];
      this.pictures[at] = picture;
      this.tell("picture");
      return;
    }
    const message = JSON.parse(data) as Message;
    this.keep(message);
    this.tell(message.is);
  }

  private keep(message: Message): void {
    switch (message.is) {
      case "hello": this.hello = message; break;
      case "world":
        this.world = message;
        this.start = this.starting?.start ?? {};
        this.months = [];
        this.events = [];
        this.pictures = [null, null];
        this.before = [null, null];
        this.places = [message.places, message.places];
        this.burnIn = { month: 0, months: 0 };
        this.error = "";
        break;
      case "month": this.keepMonth(message); break;
      case "event": {
        const { is: _, values, leverage, ...event } = message;
        this.events.push(event);
        if (this.world) Object.assign(this.world, { values, leverage });
        break;
      }
      case "playing": this.speed = message.speed; break;
      case "places": this.places[message.side === 0 ? 0 : 1] = message.places; break;
      case "scenario": this.exported = message; break;
      case "burn_in": this.burnIn = message; break;
      case "error":
        this.error = message.message;
        this.burnIn = { month: 0, months: 0 };
        break;
    }
  }

  private keepMonth(message: Month): void {
    this.months[message.month] = message.sides;
  }

  private tell(topic: Topic): void {
    for (const listener of this.listeners.get(topic) ?? []) listener();
  }
}
