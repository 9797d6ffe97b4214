// The elements in Vue's templates and JSX: import "support-widget/vue" where you use them.

import type { HTMLAttributes, ReservedProps } from "vue";
import type {} from "vue/jsx-runtime";
import type { SupportElementTagNameMap, SupportEventMap, SupportProps } from "../support-widget.js";

type Camel<Name extends string> = Name extends `${infer Word}-${infer Rest}`
  ? `${Word}${Capitalize<Camel<Rest>>}`
  : Name;

/** In a template, `@support-created`. */
type Listeners = {
  [Name in keyof SupportEventMap as `on${Capitalize<Camel<Name>>}`]?: (
    event: SupportEventMap[Name],
  ) => unknown;
};

type Props = HTMLAttributes & ReservedProps & SupportProps & Listeners;

type Elements = { [Tag in keyof SupportElementTagNameMap]: Props };

type Components = { [Tag in keyof SupportElementTagNameMap]: new () => { $props: Props } };

declare module "vue" {
  interface GlobalComponents extends Components {}
}

declare module "vue/jsx-runtime" {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
