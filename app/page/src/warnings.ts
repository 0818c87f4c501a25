// What is to be heeded before a finding is relied on, told under the headline.
import { h } from "./dom";
import { capital, plural } from "./words";

export const warning = (text: string) => h("p", { class: "warning" }, text);

/** What the program that made the file found to be heeded. */
export const cautions = (of: { cautions?: string[] }) => (of.cautions ?? []).map((caution) => warning(`${capital(caution)}.`));

/** Of so few that their intervals mislead; "" of enough. `of`: what `one` is made of; `so`: what else follows. */
export function tooFew(count: number, one: string, of: string, enough: number, so = ""): string {
  if (count === 0 || count >= enough) return "";
  if (count === 1) return `Only one ${one}${of}: it has no interval, and whatever it shows may be luck. Take ${enough} or more before relying on anything.`;
  return `Only ${plural(count, one)}${of}: intervals from so few are too narrow${so}. Take ${enough} or more before relying on them.`;
}
