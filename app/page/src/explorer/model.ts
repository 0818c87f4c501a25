// What the page knows by now, and who wants to be told when that changes.
import type { Change, Exported, Happening, Hello, Message, Month, Picture, Setting, Setup, SideMonth, Start, World } from "./protocol";
import { isPush, pictureOf } from "./protocol";

type Topic = "hello" | "world" | "month" | "event" | "picture" | "playing" | "places" | "scenario" | "error" | "burn_in" | "gone" | "differs" | "leave";

/** For so long a slider may be moved on before its value is sent, in ms: a key held down is one change. */
const settles = 250;

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
  /** The parameter whose change was refused, if the error is about one. */
  refused = "";
  /** Why the server has gone. */
  closed = { code: 0, reason: "" };
  /** From begin() until its month is reached: what happens meanwhile was done before. */
  starting = false;
  /** The month that begin() goes to. */
  aim = 0;
  check = "";
  exported: Exported | null = null;
  burnIn = { month: 0, months: 0 };
  /** What is to be set at the next start beside what is set now. */
  pending: Record<string, Setting> = {};
  private waiting: Omit<Change, "month"> | null = null;
  private timer = 0;
  /** Parameters whose changes the server has not answered, in the order of sending. */
  private asked: string[] = [];
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
    this.socket.addEventListener("close", ({ code, reason }) => {
      this.closed = { code, reason };
      this.speed = 0;
      this.burnIn = { month: 0, months: 0 };
      this.tell("playing");
      this.tell("gone");
    });
  }

  on(topics: Topic[], listener: () => void): void {
    for (const topic of topics) this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), listener]);
  }

  /** After changes that wait: what is done holds in the order in which it was done. */
  send(command: object): void {
    this.flush();
    this.post(command);
  }

  private post(command: object): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(command));
    else if (this.gone) this.tell("gone");
  }

  /** Sent once no other value of the same parameter has come for a moment, or by flush(). */
  change(on: number, key: string, value: Setting): void {
    if (this.waiting && (this.waiting.key !== key || this.waiting.on !== on)) this.flush();
    this.waiting = { on, key, value };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), settles);
  }

  flush(): void {
    if (!this.waiting) return;
    clearTimeout(this.timer);
    const change = this.waiting;
    this.waiting = null;
    this.asked.push(change.key);
    this.post({ do: "change", ...change });
  }

  /** A change of this parameter is on its way, and what is known of it is older. */
  isChanging(key: string): boolean {
    return this.waiting?.key === key || this.asked.includes(key);
  }

  /** From now on, to the last month or to `until`. */
  play(speed: number, until?: number): void {
    this.send({ do: "play", speed, ...(until ? { until } : {}) });
  }

  /** Nothing can be asked of the server any more. */
  get gone(): boolean {
    return this.socket.readyState > WebSocket.OPEN;
  }

  get month(): number {
    return Math.max(0, this.months.length - 1);
  }

  /** What is pushed from outside in the month to come, in parts of full pressure. */
  pushed(side: 0 | 1, factor: number): number {
    const acts = (event: Happening) => isPush(event) && event.factor === factor && (event.on & (side + 1)) !== 0 && event.month <= this.month && this.month < event.month + event.months;
    return this.events.reduce((sum, event) => sum + (isPush(event) && acts(event) ? event.strength : 0), 0);
  }

  /** Settings of the world on screen that its scenario has not of itself. */
  get start(): Setup["start"] {
    return this.world?.start ?? {};
  }

  /** The state on screen. */
  setup(): (Setup & { check: string }) | null {
    if (!this.world) return null;
    return { scenario: this.world.scenario, arms: this.world.on, start: this.start, events: this.events, month: this.month, check: this.check };
  }

  /** The same again with other programs or luck: what was done stays, up to the month on screen. */
  again(setup: Start): void {
    this.begin({ events: this.events, month: this.month, ...setup }, false);
  }

  /** Starts anew; what is not said stays as it is, but without changes, at month 0. `leaves`: the state on screen is not
   *  kept in any other way. */
  begin(setup: Start, leaves = true): void {
    const now = this.setup();
    const other = setup.scenario !== undefined && setup.scenario !== now?.scenario;
    if (leaves && now && (now.month > 0 || now.events.length > 0)) this.tell("leave");
    const start = setup.start ?? (other ? undefined : now?.start);
    const arms = setup.arms ?? (other ? undefined : now?.arms);
    const scenario = setup.scenario ?? now?.scenario;
    this.speed = 0;
    this.starting = true;
    this.aim = setup.month ?? 0;
    this.send({ do: "start", ...(scenario ? { scenario } : {}), ...(arms ? { arms } : {}), ...(start ? { start } : {}), events: setup.events ?? [], month: this.aim,
      ...(setup.check ? { check: setup.check } : {}) });
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
        // What has come true is no longer pending; what was meant for another scenario is no more.
        this.pending = message.scenario === (this.world?.scenario ?? message.scenario)
          ? Object.fromEntries(Object.entries(this.pending).filter(([key, value]) => message.values[0][key] !== value)) : {};
        this.world = message;
        this.check = "";
        this.asked = [];
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
        const { is: _, count, check, values, leverage, ...event } = message;
        // A change may have taken the place of earlier ones.
        this.events.splice(count - 1, Infinity, event);
        this.check = check;
        if (!isPush(event)) this.answered(event.key);
        if (this.world) Object.assign(this.world, { values, leverage });
        break;
      }
      case "playing":
        this.speed = message.speed;
        this.starting = false;
        break;
      case "places": this.places[message.side === 0 ? 0 : 1] = message.places; break;
      case "scenario": this.exported = message; break;
      case "burn_in": this.burnIn = message; break;
      case "error":
        this.error = message.message;
        this.starting = false;
        this.refused = message.do === "change" ? (message.key ?? "") : "";
        this.answered(this.refused);
        this.burnIn = { month: 0, months: 0 };
        break;
    }
  }

  private keepMonth(message: Month): void {
    this.months[message.month] = message.sides;
    this.check = message.check ?? "";
  }

  private answered(key: string): void {
    if (this.asked[0] === key) this.asked.shift();
  }

  private tell(topic: Topic): void {
    for (const listener of this.listeners.get(topic) ?? []) listener();
  }
}
