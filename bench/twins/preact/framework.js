// What the components take from Preact, without its layer of compatibility with React.

import { Component, h, render as draw } from "preact";

export { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

/** The component, drawn anew only where a prop is another one. */
export const memo = (component) =>
  class extends Component {
    shouldComponentUpdate(next) {
      return Object.keys({ ...next, ...this.props }).some((name) => next[name] !== this.props[name]);
    }
    render(props) {
      return h(component, props);
    }
  };

export function render(component, props, root) {
  draw(h(component, props), root);
  return () => draw(null, root);
}
