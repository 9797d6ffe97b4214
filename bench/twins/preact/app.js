import { App } from "../jsx/app.jsx";
import { render } from "./framework.js";

export { createApi } from "../shared/api.js";
export { default as style } from "../shared/style.js";

/** Draws it into a shadow root; what comes back takes it away. */
export const mount = (root, api) => render(App, { api, root }, root);
