// What the server and the page say to each other (docs/explorer.md; app/explorer/messages.hpp).
import type { Value } from "../document";

export type Setting = number | boolean | string;

export interface Parameter {
  key: string;
  type: "number" | "whole number" | "switch" | "choice";
  unit: string;
  low: number;
  high: number;
  choices: string[];
  help: string;
  source: string;
  level: number;
  default: Setting;
  at_start: boolean;
}

export interface MeasureInfo {
  name: string;
  units: string;
  long_name: string;
  description: string;
}

export interface Hello {
  is: "hello";
  version: string;
  scenarios: { name: string; title: string }[];
  parameters: Parameter[];
  measures: MeasureInfo[];
  most_months: number;
  most_people: number;
}

/** "preset:NAME" is a preset as it comes, where the explorer was started with that preset and settings. */
export const isAsItComes = (scenario: string) => scenario.startsWith("preset:");
export const withoutMark = (scenario: string) => scenario.replace(/^preset:/, "");

export interface World {
  is: "world";
  scenario: string;
  title: string;
  people: number;
  seed: number;
  own_network: boolean;
  arms: { name: string; spends: boolean }[];
  on: [string, string];
  groups: string[];
  communities: number;
  issues: { names: string[]; influence: number[]; weights: number[] };
  places: number[];
  culture: number[];
  organization: number[];
  /** Settings that the scenario has not of itself. */
  start: Record<string, Setting>;
  /** What the scenario has of itself. */
  usual: Record<string, Setting>;
  /** Of the ties shown at month 0; none without ties. */
  trust_quartiles: number[];
  /** What a lasting unit of pressure on a factor raises the result by in the long run, on both sides. */
  leverage: [number[], number[]];
  values: [Record<string, Setting>, Record<string, Setting>];
}

export interface SideMonth {
  measures: Value[];
  groups: Value[];
  factors: number[];
  output: number[];
  pushed: number[];
}

export interface Month {
  is: "month";
  month: number;
  /** Of the last month only, where several follow one another. */
  check?: string;
  sides: [SideMonth, SideMonth];
}

/** `on`: 1 left, 2 right, 3 both. */
export interface Change {
  month: number;
  on: number;
  key: string;
  value: Setting;
}
export interface Push {
  month: number;
  on: number;
  factor: number;
  strength: number;
  months: number;
}
export type Happening = Change | Push;

export const isPush = (event: Happening): event is Push => "factor" in event;

export type Message =
  | Hello
  | World
  | Month
  | ({ is: "event"; count: number; check: string; values: World["values"]; leverage: World["leverage"] } & Happening)
  | { is: "burn_in"; month: number; months: number }
  | { is: "playing"; speed: number }
  | { is: "places"; side: number; places: number[] }
  | Exported
  | { is: "differs" }
  | { is: "error"; message: string; do?: string; key?: string };

/** `side`: 0, 1, or 2 for both worlds in one file. */
export interface Exported {
  is: "scenario";
  side: number;
  file: string;
  /** That runs it. */
  command: string;
  /** By hand, which no scenario can say. */
  pushes: number;
  text: string;
}

export interface Picture {
  month: number;
  coalition: Int32Array;
  degree: Uint16Array;
  low: Uint16Array;
  high: Uint16Array;
  role: Uint8Array;
  target: Uint8Array;
  trust: Uint8Array;
}

/** A picture of the network from its bytes; `side` is who it is of. */
export function pictureOf(bytes: ArrayBuffer): { side: number; picture: Picture } {
  const [side, month, n, m] = new Uint32Array(bytes, 0, 4) as unknown as [number, number, number, number];
  let at = 16;
  const take = <T>(make: (from: number) => T, size: number) => {
    const made = make(at);
    at += size;
    return made;
  };
  const coalition = take((from) => new Int32Array(bytes, from, n), 4 * n);
  const degree = take((from) => new Uint16Array(bytes, from, n), 2 * n);
  const low = take((from) => new Uint16Array(bytes, from, m), 2 * m);
  const high = take((from) => new Uint16Array(bytes, from, m), 2 * m);
  const role = take((from) => new Uint8Array(bytes, from, n), n);
  const target = take((from) => new Uint8Array(bytes, from, n), n);
  const trust = take((from) => new Uint8Array(bytes, from, m), m);
  return { side, picture: { month, coalition, degree, low, high, role, target, trust } };
}

/** What decides a state: the same gives the same bits. */
export interface Setup {
  scenario: string;
  arms: [string, string];
  start: Record<string, Setting>;
  events: Happening[];
  month: number;
}
/** `check`: what the state was where it was shared; the server tells when it has become another. */
export type Start = Partial<Setup> & { check?: string };
