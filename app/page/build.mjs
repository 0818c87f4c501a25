// Builds dist/report.html and dist/explorer.html, each a page in one file, and dist/LICENSES.txt, the licences of what is in them.
//   node build.mjs           writes them
//   node build.mjs --check   fails when they differ from what the sources give
import { build } from "esbuild";
import { readFileSync, writeFileSync, readdirSync } from "node:fs";

const here = new URL("./", import.meta.url);
const read = (path) => readFileSync(new URL(path, here), "utf8");

async function bundle(options) {
  const built = await build({ absWorkingDir: decodeURIComponent(here.pathname), bundle: true, minify: true, write: false, metafile: true, legalComments: "none", target: "es2022", ...options });
  return { text: built.outputFiles[0].text.trim(), inputs: Object.keys(built.metafile.inputs) };
}

// The licence of each package that the bundle holds, in the order of their names.
function licences(inputs) {
  const packages = new Set(inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
  return [...packages].sort().map((name) => {
    const folder = `node_modules/${name}/`;
    const { version, license } = JSON.parse(read(folder + "package.json"));
    const file = readdirSync(new URL(folder, here)).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${file ? read(folder + file).trim() : ""}\n`;
  });
}

const palette = await bundle({ entryPoints: ["src/palette.ts"], format: "esm" });
const { lightVariables, darkVariables } = await import("data:text/javascript," + encodeURIComponent(palette.text));
const texts = await bundle({ entryPoints: ["src/explorer/words.ts"], format: "esm", charset: "ascii" });
const { words } = await import("data:text/javascript," + encodeURIComponent(texts.text));
const outputs = {};
const inputs = new Set();
for (const name of ["report", "explorer"]) {
  const style = await bundle({ stdin: { loader: "css", contents: read(`src/${name}.css`).replaceAll("/*LIGHT*/", lightVariables).replaceAll("/*DARK*/", darkVariables) } });
  const script = await bundle({ entryPoints: [`src/${name}.ts`], format: "iife", charset: "ascii" });
  outputs[`dist/${name}.html`] = read(`src/${name}.html`)
    .replace("/*LANGUAGE*/", () => words.language)
    .replace("/*TITLE*/", () => words.title)
    .replace("/*NOSCRIPT*/", () => words.noScript)
    .replace("/*STYLE*/", () => style.text)
    .replace("/*SCRIPT*/", () => script.text.replaceAll("</script", "<\\/script"));
  script.inputs.forEach((input) => inputs.add(input));
}
outputs["dist/LICENSES.txt"] = licences([...inputs]).join("\n" + "-".repeat(80) + "\n\n");

if (process.argv.includes("--check")) {
  const stale = Object.keys(outputs).filter((path) => read(path) !== outputs[path]);
  if (stale.length > 0) {
    console.error(`app/page: ${stale.join(", ")} is not what the sources give: run npm run build there`);
    process.exit(1);
  }
  console.log("app/page: dist/ is what the sources give");
} else {
  for (const [path, text] of Object.entries(outputs)) {
    writeFileSync(new URL(path, here), text);
    console.log(`${path}: ${Math.round(text.length / 1000)} kB`);
  }
}
