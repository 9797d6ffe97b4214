// Counts what is done to the document, and how often a WebAssembly module calls out. In pages where nothing is timed: counting costs.

(() => {
  const counts = { made: 0, placed: 0, written: 0, calls: 0 };
  /** Methods and setters by what they do, and by who has them. */
  const METHODS = {
    made: [[Document, ["createElement", "createElementNS", "createTextNode", "importNode"]], [Node, ["cloneNode"]]],
    placed: [
      [Node, ["appendChild", "insertBefore", "removeChild", "replaceChild"]],
      [Element, ["append", "prepend", "before", "after", "remove", "replaceWith", "replaceChildren"]],
      [CharacterData, ["before", "after", "remove", "replaceWith"]],
    ],
    written: [[Element, ["setAttribute", "removeAttribute"]]],
  };
  const SETTERS = [
    [Node, ["textContent", "nodeValue"]],
    [CharacterData, ["data"]],
    [Element, ["className", "id"]],
    [HTMLInputElement, ["value"]],
    [HTMLTextAreaElement, ["value"]],
  ];

  for (const [what, holders] of Object.entries(METHODS)) {
    for (const [holder, names] of holders) {
      for (const name of names) {
        const method = holder.prototype[name];
        holder.prototype[name] = function (...given) {
          counts[what]++;
          return method.apply(this, given);
        };
      }
    }
  }
  for (const [holder, names] of SETTERS) {
    for (const name of names) {
      const accessor = Object.getOwnPropertyDescriptor(holder.prototype, name);
      Object.defineProperty(holder.prototype, name, {
        ...accessor,
        set(value) {
          counts.written++;
          accessor.set.call(this, value);
        },
      });
    }
  }

  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = (module, imports = {}) => {
    const counted = (call) => (...given) => {
      counts.calls++;
      return call(...given);
    };
    const wrapped = (of) => Object.fromEntries(Object.entries(of).map(([name, value]) => [name, typeof value === "function" ? counted(value) : value]));
    return instantiate(module, Object.fromEntries(Object.entries(imports).map(([name, of]) => [name, wrapped(of)])));
  };

  window.takeCounts = () => {
    const taken = { ...counts };
    for (const name of Object.keys(counts)) counts[name] = 0;
    return taken;
  };
})();
