// The first script of every page in a browser whose driver reports nothing: what goes wrong in the page is told to whoever served it.
(() => {
  const PLACE = "/e2e/trouble";
  const tell = (kind, text) => navigator.sendBeacon(PLACE, JSON.stringify({ kind, text }));
  for (const kind of ["warn", "error"]) {
    const say = console[kind];
    console[kind] = (...words) => {
      tell("console", words.map(String).join(" "));
      say.apply(console, words);
    };
  }
  addEventListener("error", (event) => {
    // A picture or a script that did not come raises one without a message.
    if (event.message) tell("exception", event.message);
  });
  addEventListener("unhandledrejection", ({ reason }) => tell("exception", String(reason)));
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    if (!blockedURI.endsWith(PLACE)) tell("policy", `${effectiveDirective} refused ${blockedURI || "something inline"}`);
  });
})();
