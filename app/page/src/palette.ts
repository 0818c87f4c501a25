// Colours that people with any colour vision can tell apart: Okabe & Ito (2008), lightened or darkened until they
// stand out from either background by 3:1. The first arm, against which the others are held, is grey.

const light = ["#5f6b76", "#c44f00", "#0068a8", "#00795a", "#a8507f", "#8f6a00", "#4a2a12"];
const dark = ["#a3b0bc", "#f08a45", "#5fb3ec", "#35c496", "#e39bc5", "#e6b83c", "#f4e6cf"];

/** Marks of series beyond the palette repeat its colours, never the grey. */
export function colour(index: number): string {
  return `var(--series-${index === 0 ? 0 : 1 + ((index - 1) % (light.length - 1))})`;
}

/** Colours of groups of people, by place: those of the first series, which are arms or worlds, come last. */
export const hueOfGroup = (place: number) => 1 + ((place + 2) % (light.length - 1));
export const colourOfGroup = (place: number) => colour(hueOfGroup(place));

/** Besides the colour, so that the first arm is told apart without any. */
export function dash(index: number): string | undefined {
  return index === 0 ? "5 3" : index > 6 ? "1 3" : undefined;
}

const surfaces = {
  light: { ink: "#1d2730", soft: "#55626e", line: "#d5dbe0", paper: "#ffffff", quiet: "#b9c3cb" },
  dark: { ink: "#e8edf1", soft: "#a9b5bf", line: "#36424d", paper: "#141b21", quiet: "#55626d" },
};

function variables(series: string[], surface: Record<string, string>): string {
  const all = series.map((value, index) => `--series-${index}:${value}`);
  return all.concat(Object.entries(surface).map(([name, value]) => `--${name}:${value}`)).join(";");
}

export const lightVariables = variables(light, surfaces.light);
export const darkVariables = variables(dark, surfaces.dark);
