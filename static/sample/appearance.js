// Puts the chosen theme on the page before it is painted: a plain script in the head, because a module would run too late.
// portal.js, in which the choice is made, keeps it under the same name.
(() => {
  const root = document.documentElement;
  const allowed = { theme: ["harbour", "dispatch"], scheme: ["auto", "light", "dark"] };
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("tarrowby:appearance") ?? "{}") ?? {};
  } catch {
    // Storage is denied, or holds something else: the defaults of the page stand.
  }
  // `?theme=dispatch&scheme=dark` wins, so that a look can be linked to.
  const asked = new URLSearchParams(location.search);
  for (const [what, values] of Object.entries(allowed)) {
    const value = [asked.get(what), kept[what]].find((candidate) => values.includes(candidate));
    if (value) root.dataset[what] = value;
  }
})();
