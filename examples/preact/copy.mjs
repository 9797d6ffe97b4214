// esbuild leaves `new URL(…, import.meta.url)` as it is: the module is to stand beside the script.
import { copyFile, cp } from "node:fs/promises";

await copyFile("index.html", "dist/index.html");
await copyFile("../shared/public/icon.svg", "dist/icon.svg");
await copyFile("node_modules/support-widget/support-widget_bg.wasm", "dist/support-widget_bg.wasm");
await cp("node_modules/support-widget/locales", "dist/locales", { recursive: true });
