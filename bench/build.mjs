// Builds the twins for production: for each a folder with `element.js`, what a page loads, and `app.js`, the twin itself.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import babel from "@babel/core";
import solid from "babel-preset-solid";
import esbuild from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** Each twin, by its folder, and what its build needs beside what all need. */
export const TWINS = {
  vanilla: {},
  preact: { jsx: "automatic", jsxImportSource: "preact", alias: { framework: "./twins/preact/framework.js" } },
  react: { jsx: "automatic", jsxImportSource: "react", alias: { framework: "./twins/react/framework.js" } },
  solid: { plugins: [{ name: "solid", setup: compileSolid }] },
  sentry: { define: { __SENTRY_DEBUG__: "false" } },
};

const COMMON = {
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
};

/** @param {string} folder Where the twins are put, each in a folder of its own. */
export async function buildTwins(folder) {
  for (const [name, { plugins = [], define = {}, ...options }] of Object.entries(TWINS)) {
    const outdir = path.join(folder, name);
    const entry = name === "solid" ? "app.jsx" : "app.js";
    await esbuild.build({
      ...COMMON,
      ...options,
      entryPoints: { app: `twins/${name}/${entry}` },
      outdir,
      define: { "process.env.NODE_ENV": '"production"', ...define },
      plugins: [{ name: "style", setup: minifyStyle }, ...plugins],
    });
    if (name === "sentry") continue;
    await esbuild.build({ ...COMMON, entryPoints: ["twins/shared/element.js"], outdir, external: ["./app.js"] });
  }
}

/** A style sheet as a string, as small as it can be. */
function minifyStyle(build) {
  build.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
    const { code } = await esbuild.transform(await readFile(file, "utf8"), { loader: "css", minify: true });
    return { contents: code, loader: "text" };
  });
}

function compileSolid(build) {
  build.onLoad({ filter: /\.jsx$/ }, async ({ path: file }) => {
    const { code } = await babel.transformAsync(await readFile(file, "utf8"), { filename: file, presets: [solid], babelrc: false, configFile: false });
    return { contents: code, loader: "js" };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildTwins(path.resolve(process.argv[2] ?? "../target/bench/twins"));
