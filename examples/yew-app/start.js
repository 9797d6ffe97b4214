import init from "./example-yew-app.js";

await init();
