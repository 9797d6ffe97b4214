// The elements in React 19's JSX: import "support-widget/react" where you use them.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { SupportElementTagNameMap, SupportEventMap, SupportProps } from "../support-widget.js";

type Listeners = {
  [Name in keyof SupportEventMap as `on${Name}`]?: (event: SupportEventMap[Name]) => unknown;
};

type Elements = {
  [Tag in keyof SupportElementTagNameMap]: DetailedHTMLProps<
    Omit<HTMLAttributes<SupportElementTagNameMap[Tag]>, keyof SupportProps>,
    SupportElementTagNameMap[Tag]
  > &
    SupportProps &
    Listeners;
};

declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
