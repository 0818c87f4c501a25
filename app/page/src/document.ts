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

/** What moved at each level, and what each evaluator would conclude. A cell without an interval stands alone. */
export interface LevelLens {
  columns: { arm: string; against: string }[];
  rows: { level: string; measure: string; name: string; cells: ({ mean: Value; low?: Value; high?: Value; apart: boolean } | null)[] }[];
  conclusions: { who: string; measure: string; text: string }[];
}

export interface Effect {
  mean: Value;
  low: Value;
  high: Value;
  p: Value;
  p_holm: Value;
  n: number;
}

export interface Attribution {
  control: string;
  arms: string[];
  outcomes: string[];
  channels: string[];
  month: number;
  own_cohorts: boolean;
  whole: Effect[][]; // arm, outcome
  shares: Effect[][][]; // arm, outcome, channel
  alone: Effect[][][];
  last: Effect[][][];
  chain: { stages: string[]; months: number[]; paths: string[]; differences: Effect[][]; effects: Effect[][] }; // arm, stage or path
}

/** Columns by level, or by cell: a row of the first factor's levels for each level of the second. */
export interface Differences {
  n: number[];
  mean: Value[];
  low: Value[];
  high: Value[];
}

export interface SweepMeasure {
  name: string;
  long_name: string;
  description: string;
  counts: { above: number; below: number; open: number; unseen: number }[]; // points, by pair
  along: { arms: { mean: Value[]; q05: Value[]; q95: Value[] }[]; pairs: Differences[] }[]; // by factor
  grids: { x: number; y: number; points: number[]; pairs: Differences[] }[];
}

/** What `colead report` writes for a sweep (analysis/report_sweep.cpp); points have `fewest_replicates` to `replicates`. */
export interface SweepDocument extends Pick<ReportDocument, "title" | "file" | "months" | "replicates" | "failed" | "arms" | "mobilized_at" | "scenario" | "settings" | "cautions"> {
  fewest_replicates: number;
  fewest_months: number; // points are followed for this many months to `months`, and shown at the last of theirs
  common_luck: boolean; // points share their worlds
  sweep: string;
  points: number;
  absent: number;
  pairs: { arm: string; against: string }[];
  factors: { key: string; labels: string[]; middles: number[]; points: number[] }[];
  measures: SweepMeasure[];
  study: string;
}

/** Columns: by lever, by level, by factor or by month. */
export interface Intervals {
  mean: Value[];
  low: Value[];
  high: Value[];
}

export interface Lever {
  key: string;
  level: number; // of Meadows, 12 .. 1
  unit: string;
  note: string;
  value: number;
  lowered: number;
  raised: number;
  price: Value;
}

export interface Leverage {
  measures: string[];
  step: number; // share of the value
  from_start: boolean;
  horizon: number | null;
  saturated: boolean;
  levers: Lever[];
  base: Value[][]; // arm, measure
  effects: { elasticity: Intervals; rank: Intervals; per_money: Intervals; p_holm: Value[] }[][]; // arm, measure; rank null: not moved in this arm
  depth_and_size: Intervals[]; // arm; by measure
  levels: { numbers: number[]; names: string[]; effects: { size: Intervals; levers: number[]; certain: number[] }[][] }; // arm, measure
  factors: {
    names: string[];
    months: number[];
    long_run: Value[];
    within_horizon: Value[];
    gain: Value[];
    believed: Intervals[][]; // arm, month
    acted_on: Intervals[][];
    belief_agrees: Intervals[]; // arm; by month
    action_agrees: Intervals[];
  };
}

/** What `colead report` writes for a file of `colead leverage` (analysis/report_leverage.cpp). */
export interface LeverageDocument extends Pick<ReportDocument, "title" | "file" | "months" | "replicates" | "arms" | "scenario" | "settings" | "cautions"> {
  leverage: Leverage;
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
  cautions?: string[];
  moments: number[];
  measures: Measure[];
  by_group: Record<"result" | "reach", { first: Spread[][]; last: Spread[][] } | null>;
  contrasts: Contrast[];
  differences: Difference[];
  worlds: { replicate: number[]; result?: Value[][]; reach?: Value[][] };
  mobilized: { worlds: number; mobilized: number }[];
  levels: LevelLens | null;
  attribution: Attribution | null;
  networks: { replicate: number; people: number; ids: string[]; pictures: Picture[] } | null;
  scenario: string;
  settings: {
    unread?: string;
    changed?: { key: string; value: string; initial: string; unit: string; help: string }[];
    programs?: { arm: string; preset: string; budget: number; activities: Activity[] }[];
    takes?: string; // organizations.takes
  };
}
