// Names of rows and axes in a chart: on as many lines as they need. Only what would need more than three is shortened,
// in the middle of its names, so that their beginnings and ends, by which they differ, stay.
const mostLines = 3;
export const lineHeight = 14;
/** Between the names of a contrast. */
const minus = " minus ";

let canvas: CanvasRenderingContext2D | null = null;

/** Pixels that a text takes in a chart. */
function widthOf(text: string, bold = false): number {
  canvas ??= document.createElement("canvas").getContext("2d")!;
  canvas.font = `${bold ? "700 13px" : "12px"} ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(text).width;
}

export const widest = (texts: string[]) => Math.max(0, ...texts.map((text) => widthOf(text)));

/** A word in parts that each fit on a line, parted at the dots of a key rather than within its words. */
function partsOf(word: string, fits: (text: string) => boolean): string[] {
  const pieces = fits(word) ? [word] : word.split(/(?<=[._-])/).flatMap((piece) => (fits(piece) ? [piece] : [...piece]));
  const parts: string[] = [];
  for (const piece of pieces) {
    if (parts.length > 0 && fits(parts.at(-1)! + piece)) parts[parts.length - 1] += piece;
    else parts.push(piece);
  }
  return parts;
}

function wrapped(text: string, fits: (text: string) => boolean): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").flatMap((one) => partsOf(one, fits))) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Without its middle, cut between words where there are any. */
function shortened(name: string, length: number): string {
  const letters = [...name];
  if (letters.length <= length) return name;
  const kept = Math.floor(length / 2);
  const head = letters.slice(0, kept).join("").replace(/(\S)\s+\S*$/, "$1");
  const tail = letters.slice(letters.length - kept).join("").replace(/^\S*\s+(?=\S)/, "");
  return `${head} \u2026 ${tail}`;
}

/** Lines of a label, each at most `room` pixels wide. */
export function linesOf(label: string, room: number, bold = false): string[] {
  const fits = (text: string) => widthOf(text, bold) <= room;
  const names = label.split(minus);
  let lines = wrapped(label, fits);
  for (let length = Math.max(...names.map((name) => name.length)); lines.length > mostLines && length > 8; length -= 2) {
    lines = wrapped(names.map((name) => shortened(name, length)).join(minus), fits);
  }
  return lines;
}
