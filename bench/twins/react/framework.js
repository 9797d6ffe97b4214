// What the components take from React.

import { createElement } from "react";
import { createRoot } from "react-dom/client";

export { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";

export function render(component, props, root) {
  const tree = createRoot(root);
  tree.render(createElement(component, props));
  return () => tree.unmount();
}
