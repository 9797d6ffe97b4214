// The elements in Preact's JSX: import "support-widget/preact" where you use them.

import type { HTMLAttributes } from "preact";
import type { SupportElementTagNameMap, SupportEventMap, SupportProps } from "../support-widget.js";

type Listeners = {
  [Name in keyof SupportEventMap as `on${Name}`]?: (event: SupportEventMap[Name]) => unknown;
};

type Elements = {
  [Tag in keyof SupportElementTagNameMap]: Omit<
    HTMLAttributes<SupportElementTagNameMap[Tag]>,
    keyof SupportProps
  > &
    SupportProps &
    Listeners;
};

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
