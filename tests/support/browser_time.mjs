// What a browser started by this process has had of the machine, so that a page is not judged by what runs beside it,
// and not excused for anything else: for a timer, a slow answer, or work of its own.
import { readdirSync, readFileSync } from "node:fs";

const numbers = (entry) => readdirSync(entry).filter((name) => /^\d+$/.test(name));

/** The browser's processes: all that descend from this one. */
function descendants() {
  const parent = new Map();
  for (const entry of numbers("/proc")) {
    try {
      parent.set(Number(entry), Number(readFileSync(`/proc/${entry}/stat`, "utf8").replace(/^.*\) /, "").split(" ")[1]));
    } catch { /* It has ended. */ }
  }
  return [...parent.keys()].filter((process_) => {
    let at = process_;
    while (parent.get(at) > 1 && parent.get(at) !== process.pid) at = parent.get(at);
    return parent.get(at) === process.pid;
  });
}

/** By thread, in seconds: on a processor, and ready to run while others had it. */
function threads() {
  const all = new Map();
  for (const process_ of descendants()) {
    try {
      for (const thread of numbers(`/proc/${process_}/task`)) {
        const [ran, waited] = readFileSync(`/proc/${process_}/task/${thread}/schedstat`, "utf8").split(" ").map((text) => Number(text) / 1e9);
        all.set(thread, { ran, waited, first: thread === String(process_) });
      }
    } catch { /* It has ended, or this system does not tell: then nothing is excused. */ }
  }
  return all;
}

/** How many times slower than the project's machine when quiet this one is now: by a fixed piece of work of a page's kind, the best
 * of three. So a limit in seconds holds where the whole machine is slow, or shared with others that it does not show. At least 1,
 * and at most 2: a limit is never more than doubled. */
export function slowness() {
  const quiet = 0.04;
  const rows = Array.from({ length: 6000 }, (_, k) => ({ name: `person ${k}`, values: [k / 3, k / 7, k * 1e-5] }));
  let best = Infinity;
  for (let n = 0; n < 3; ++n) {
    const began = performance.now();
    for (let again = 0; again < 5; ++again) JSON.parse(JSON.stringify(rows)).map((row) => row.values.reduce((sum, value) => sum + value, 0));
    best = Math.min(best, (performance.now() - began) / 1000);
  }
  return Math.min(2, Math.max(1, best / quiet));
}

/** Begins to measure. What it returns ends that, with seconds `took` in all, `ran` of the thread that worked most, which is the
 * page's, `waited` of that process's first thread which waited longest for a processor (further threads are of low priority and
 * wait by intent), `own`, what is left without that, and how many times `slower` the machine was. A wait for anything else, such as a timer, is the page's own. */
export function measure() {
  const before = threads();
  const began = performance.now();
  return () => {
    const took = (performance.now() - began) / 1000;
    let [ran, waited] = [0, 0];
    for (const [thread, now] of threads()) {
      if (!now.first) continue;
      const then = before.get(thread) ?? { ran: 0, waited: 0 };
      ran = Math.max(ran, now.ran - then.ran);
      waited = Math.max(waited, now.waited - then.waited);
    }
    waited = Math.min(waited, took);
    return { took, ran, waited, own: took - waited, slower: slowness() };
  };
}

/** The best of up to `tries`: ends with the first that is good enough. */
export async function best(tries, once, better, goodEnough) {
  let found = await once();
  for (let n = 1; n < tries && !goodEnough(found); ++n) {
    const next = await once(found);
    if (better(next, found)) found = next;
  }
  return found;
}

/** Whether all was there in so many seconds of the project's machine: without waits for what runs beside it, and never with more
 * work than that. */
export const within = (seconds, { ran, own, slower }) => own < seconds * slower && ran < seconds * slower;

/** Opens a page, up to three times if it was slow, and closes all but the one that was quickest. */
export function openQuickly(open) {
  return best(3, async (last) => {
    const next = await open();
    if (last) await (next.time.own < last.time.own ? last : next).page.context().close();
    return next;
  }, (next, last) => next.time.own < last.time.own, ({ time }) => within(2, time));
}

export const inWords = ({ took, ran, waited, slower }) =>
  `${Math.round(1000 * took)} ms, of which the page worked ${Math.round(1000 * ran)}, and ${Math.round(1000 * waited)} passed waiting for a processor, ` +
  `by a machine ${slower.toFixed(2)} times as slow as the usual one`;
