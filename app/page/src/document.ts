// The document of numbers that `colead report` writes into the page (analysis/report.cpp). Missing numbers are null.

export type Value = number | null;

export interface Spread {
  n: number;
  mean: Value;
  sd: Value;
  q05: Value;
  q25: Value;
  q50: Value;
  q75: Value;
  q95: Value;
}

/** Columns by month shown. */
export interface Series {
  n: number[];
  mean: Value[];
  q05: Value[];
  q25: Value[];
  q50: Value[];
  q75: Value[];
  q95: Value[];
}

export interface Measure {
  name: string;
  units: string;
  long_name: string;
  description: string;
  level: string;
  last: Spread[]; // by arm
  series?: Series[]; // by arm
}

export interface Contrast {
  measure: string;
  arm: string;
  against: string;
  month: number;
  n: number;
  mean: Value;
  low: Value;
  high: Value;
  p: Value;
  p_holm: Value;
  variance_reduction: Value;
}

export interface Difference {
  arm: string;
  against: string;
  n: number[];
  mean: Value[];
  low: Value[];
  high: Value[];
  q05: Value[];
  q95: Value[];
}

export interface Picture {
  arm: string;
  month: number;
  x: number[]; // -1000 .. 1000
  y: number[];
  community: number[];
  culture: number[];
  coalition: number[]; // -1: does not act
  role: number[];
  degree: number[];
  ties: number[]; // low, high, low, high ...
}

export interface Activity {
  name: string;
  share: number;
  participants: number;
  every: number;
  select: string;
  scope: string;
  introductions: number;
  hours: number;
  price: number;
}

export interface ReportDocument {
  title: string;
  file: {
    name: string;
    version: string;
    commit: string;
    compiler: string;
    command_line: string;
    date: string;
    seed: number;
    threads: number;
  };
  people: number;
  months: number;
  replicates: number;
  failed: number;
  communities: string[];
  groups: string[];
  arms: string[];
  mobilized_at: number;
  moments: number[];
  measures: Measure[];
  by_group: Record<"result" | "reach", { first: Spread[][]; last: Spread[][] } | null>;
  contrasts: Contrast[];
  differences: Difference[];
  worlds: { replicate: number[]; result?: Value[][]; reach?: Value[][] };
  mobilized: { worlds: number; mobilized: number }[];
  networks: { replicate: number; people: number; ids: string[]; pictures: Picture[] } | null;
  scenario: string;
  settings: {
    unread?: string;
    changed?: { key: string; value: string; initial: string; unit: string; help: string }[];
    programs?: { arm: string; preset: string; budget: number; activities: Activity[] }[];
  };
}
