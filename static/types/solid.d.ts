// The elements in Solid's JSX: import "support-widget/solid" where you use them.

import type { JSX } from "solid-js";
import type { SupportElementTagNameMap, SupportEventMap, SupportProps } from "../support-widget.js";

type Elements = {
  [Tag in keyof SupportElementTagNameMap]: Omit<
    JSX.HTMLAttributes<SupportElementTagNameMap[Tag]>,
    keyof SupportProps
  > &
    SupportProps;
};

declare module "solid-js" {
  namespace JSX {
    interface IntrinsicElements extends Elements {}

    /** What `on:support-created` and its like hear. */
    interface CustomEvents extends SupportEventMap {}
  }
}
