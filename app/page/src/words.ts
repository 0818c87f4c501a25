// Numbers and findings in words. What is said follows the comparison in the file: a difference counts as told apart
// from zero when its p, corrected over the contrasts of the measure (Holm), is below 0.05.
import type { Contrast, Measure, ReportDocument, Value } from "./document";

const minus = "\u2212";
/** Below this many pairs of worlds, intervals of this kind are known to be too narrow. */
export const fewPairs = 30;

export function name(arm: string): string {
  return arm.replaceAll("-", " ");
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** As many decimals as the largest of `beside` needs to be seen. */
export function number(value: Value, beside: Value[] = [value]): string {
  if (value === null) return "\u2013";
  const largest = Math.max(...beside.map((v) => Math.abs(v ?? 0)));
  if (largest === 0) return "0";
  if (largest >= 1000) return grouped(value);
  if (largest < 1e-4) return value === 0 ? "0" : value.toExponential(1).replaceAll("-", minus);
  const decimals = largest >= 100 ? 0 : largest >= 10 ? 1 : largest >= 1 ? 2 : largest >= 0.01 ? 3 : largest >= 0.0005 ? 4 : 5;
  const text = Math.abs(value).toFixed(decimals);
  return (value < 0 && Number(text) !== 0 ? minus : "") + text;
}

/** What is told on the axis and at the head of a month. */
export const monthAxis = "month";
export const monthHead = (month: number) => `Month ${month}`;

/** Two numbers and the difference of them as they are written, with as many decimals as it needs to be seen. */
export function apart(left: Value, right: Value): { left: string; right: string; apart: string } {
  const exact = left === null || right === null ? null : right - left;
  const largest = Math.max(Math.abs(left ?? 0), Math.abs(right ?? 0));
  const usual = largest >= 100 ? 0 : largest >= 10 ? 1 : largest >= 1 ? 2 : 3;
  const needed = exact === null || Math.abs(exact) < 5e-7 ? 0 : 1 - Math.floor(Math.log10(Math.abs(exact)));
  const decimals = Math.min(6, Math.max(usual, needed));
  const rounded = (value: Value) => (value === null ? null : Number(value.toFixed(decimals)));
  const [from, to] = [rounded(left), rounded(right)];
  const difference = from === null || to === null ? null : rounded(to - from);
  const fixed = (value: Value) => (value === null ? "\u2013" : Math.abs(value).toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
  const sign = (value: Value, plus: string) => (value === null || value === 0 ? "" : value < 0 ? minus : plus);
  return { left: sign(from, "") + fixed(from), right: sign(to, "") + fixed(to), apart: sign(difference, "+") + fixed(difference) };
}

/** Without decimals that say nothing: 3 hours, 2.5 hours. */
export function plain(value: number): string {
  return Math.abs(value) >= 1000 ? grouped(value) : String(Number(value.toFixed(2)));
}

export function grouped(value: number): string {
  return (value < 0 ? minus : "") + Math.abs(Math.round(value)).toLocaleString("en-US");
}

export function signed(value: Value, beside?: Value[]): string {
  const text = number(value, beside ?? [value]);
  return value !== null && value > 0 ? "+" + text : text;
}

export function interval(c: { mean: Value; low: Value; high: Value }): string {
  if (c.low === null || c.high === null) return "no interval";
  const beside = [c.mean, c.low, c.high];
  return `[${signed(c.low, beside)}, ${signed(c.high, beside)}]`;
}

export function dollars(value: Value): string {
  return value === null ? "\u2013" : "$" + grouped(value);
}

export function plural(count: number, one: string): string {
  if (count === 1) return `1 ${one}`;
  return `${grouped(count)} ${one.endsWith("y") ? one.slice(0, -1) + "ies" : one + "s"}`;
}

export function toldApart(c: Contrast): boolean {
  return c.low !== null && c.p_holm !== null && c.p_holm < 0.05;
}

export function find(report: ReportDocument, measure: string): Measure | undefined {
  return report.measures.find((m) => m.name === measure);
}

export function contrastsOf(report: ReportDocument, measure: string): Contrast[] {
  return report.contrasts.filter((c) => c.measure === measure);
}

/** The contrast that leads: between the two programs where there are two, else of the first program. */
export function leading(report: ReportDocument, measure = "result"): Contrast | undefined {
  const of = contrastsOf(report, measure);
  const [, second, third] = report.arms;
  return (
    (report.arms.length === 3 && of.find((c) => c.arm === third && c.against === second)) || of[0]
  );
}

function money(report: ReportDocument, c: Contrast): string {
  const spent = find(report, "spent");
  const of = (arm: string) => spent?.last[report.arms.indexOf(arm)]?.mean ?? null;
  const [a, b] = [of(c.arm), of(c.against)];
  if (a === null || b === null) return "";
  if (Math.abs(a - b) <= 0.05 * Math.max(a, b)) return ", for the same money (within 5%)";
  return `, for ${dollars(Math.abs(a - b))} ${a > b ? "more" : "less"}`;
}

/** One finding about the community result, its number and interval apart so that the page can set them off. */
export function finding(report: ReportDocument, c: Contrast) {
  const [arm, against] = [name(c.arm), name(c.against)];
  const beside = [c.mean, c.low, c.high];
  if (c.mean === null || c.low === null || c.high === null) {
    return {
      apart: false,
      lead: `Too few worlds to say whether ${arm} and ${against} differ.`,
      rest: "An interval needs two pairs of worlds or more.",
    };
  }
  if (!toldApart(c)) {
    const few = 2 ** (1 - c.n) >= 0.05; // the least p that so many pairs can have
    const many = c.low > 0 || c.high < 0 ? (few ? ", from so few pairs of worlds" : ", several comparisons considered") : "";
    return {
      apart: false,
      lead: `No difference between ${arm} and ${against} can be told apart from zero${many}.`,
      rest:
        `In this simulation the community result differed by ${signed(c.mean, beside)}, ` +
        `95% interval ${interval(c)}${money(report, c)}.`,
    };
  }
  const [better, worse, ends] = c.mean > 0 ? [arm, against, [c.low, c.high]] : [against, arm, [-c.high, -c.low]];
  const paid = c.mean > 0 ? money(report, c) : money(report, { ...c, arm: c.against, against: c.arm });
  return {
    apart: true,
    lead: `With ${better}, the community result ended ${number(Math.abs(c.mean), beside)} higher than with ${worse}${paid}.`,
    rest:
      `In this simulation; 95% interval ${number(ends[0] ?? null, beside)} to ` +
      `${number(ends[1] ?? null, beside)}, from ${plural(c.n, "pair")} of worlds.`,
  };
}
