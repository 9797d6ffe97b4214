// Written by `cargo xtask contract` from src/element/contract: change it there.

/** A field of the form, or what is to change in one: `docs/form.md`. */
export type SupportField = {
  /** What the API calls it, such as `order_id`; or `subject`, `description`, … for one that every form has. */
  internal_name: string;
  /** Its label. */
  name?: string;
  /** What it holds. */
  type?:
    | "single_line_text"
    | "multi_line_text"
    | "number"
    | "date"
    | "email"
    | "dropdown"
    | "multi_select"
    | "nested"
    | "consent"
    | "link";
  /** A hint below the label. */
  description?: string;
  /** What can be chosen. */
  field_options?: SupportChoice[];
  /** What the levels of a nested field are called, from the first. */
  levels?: string[];
  /** The tree of a nested field's choices. */
  choices?: SupportChoice[];
  /** Whether the form is refused without it. */
  required?: boolean;
  /** What it holds at first; with `locked` or `hidden`, what it always holds. */
  value?: string | string[];
  /** Whether it is shown, but can't be changed. */
  locked?: boolean;
  /** Whether it is not asked for. */
  hidden?: boolean;
  /** What other fields must hold for this one to be part of the form. */
  when?: Record<string, string | string[]>;
  /** Most characters of a text. */
  max_length?: number;
  /** Where the answer of a `consent` or `link` goes. */
  into?: string;
};

/** Something that can be chosen: its name, or also what can be chosen below it. */
export type SupportChoice = string | { name: string; choices?: SupportChoice[] };

/** A request as it is sent: the body of `POST /conversations`. */
export type SupportRequest = {
  subject: string;
  /** Plain text; HTML with `description-format="html"`. */
  description: string;
  /** The customer's address. The gateway knows it from the token. */
  requested_by?: string;
  requested_by_firstname?: string;
  priority?: string;
  source?: string;
  brand_id?: number;
  tags?: string[];
  custom_fields?: { internal_name: string; value: string | string[] }[];
};

/** Why an attempt has failed. After `refused` the request goes back into the form, after `unauthorized` it waits for a new token. */
export type SupportFailure = 
  | "offline"
  | "unreachable"
  | "timed-out"
  | "unreadable"
  | "unauthorized"
  | "too-many"
  | "busy"
  | "server-error"
  | "refused"
  | "foreign";

/** What every support element has. */
export interface SupportElement extends HTMLElement {
  /** A path from the root, or an absolute URL, of a server that speaks the SparrowDesk v1 API. Default: `/support/v1`. */
  get apiBase(): string | null;
  set apiBase(value: string | null | undefined);
  /** The bearer token; without one, none is sent. */
  get token(): string | null;
  set token(value: string | null | undefined);
  /** The customer's e-mail address or telephone number. */
  get requester(): string | null;
  set requester(value: string | null | undefined);
  /** The customer's contact id; goes before `requester`. */
  get requesterId(): string | null;
  set requesterId(value: string | null | undefined);
  /** `html` where the widget talks straight to a desk or the vendor, which read HTML. Default: `text`. */
  get descriptionFormat(): string | null;
  set descriptionFormat(value: "text" | "html" | null | undefined);
  /** Show the HTML of support's answers as such, where the browser itself can make it safe. */
  get rich(): boolean;
  set rich(value: boolean | null | undefined);
  /** Light or dark colours; `auto` takes the `color-scheme` of the place. Default: `auto`. */
  get theme(): string | null;
  set theme(value: "auto" | "light" | "dark" | null | undefined);
  /** That part of the page's address says where the customer is. Default: `off`. */
  get urlState(): string | null;
  set urlState(value: "off" | "query" | "fragment" | null | undefined);
  /** Seconds between two looks at what changed in the list; `0`: never. Default: `120`. */
  get refreshSeconds(): string | null;
  set refreshSeconds(value: number | `${number}` | null | undefined);
  /** Your words for statuses: `{"Pending": "Your turn"}`. Without them, ours; a status that nobody names is shown as it is. */
  get statusLabels(): Record<string, string> | string | null;
  set statusLabels(value: Record<string, string> | string | null | undefined);
  /** What the form asks for. Without it: subject, description, priority, and what the gateway lists. */
  get fields(): SupportField[] | string | null;
  set fields(value: SupportField[] | string | null | undefined);
  /** What goes along unseen, by the internal name of a custom field. */
  get context(): Record<string, string | string[]> | string | null;
  set context(value: Record<string, string | string[]> | string | null | undefined);
  /** The internal name of the custom field that gets the page's address, without query and fragment; without it, that goes nowhere. */
  get pageField(): string | null;
  set pageField(value: string | null | undefined);
  /** Show, below the element, who the customer is and who said so, what is set, the last requests and failures, for the page's developer. */
  get debug(): boolean;
  set debug(value: boolean | null | undefined);
  /** `launcher`: a button that opens the widget in a dialog. Default: `inline`. */
  get display(): string | null;
  set display(value: "inline" | "launcher" | null | undefined);
  /** What the launcher says. Default: `Help`. */
  get label(): string | null;
  set label(value: string | null | undefined);
  /** When the widget is loaded; a launcher waits for `interaction` unless this says something else. Default: `visible`. */
  get load(): string | null;
  set load(value: "visible" | "idle" | "interaction" | "eager" | null | undefined);
  /** The address that a customer can write to where the widget can't be shown and the tag has no words of its own. */
  get contactEmail(): string | null;
  set contactEmail(value: string | null | undefined);
  /** Gives the bearer token, or a promise of it; goes before `token`. Asked once, again shortly before the token ends (its `exp` claim), and again, once, when the server answers 401. */
  getToken: (() => string | Promise<string>) | undefined;
  /** Opens the dialog of `display="launcher"`. */
  open(): Promise<void>;
  /** Closes the dialog of `display="launcher"`. */
  close(): Promise<void>;
  /** Shows the form, the list or, by its number, a conversation. The focus goes there only where it is in the widget already. */
  show(place: "form" | "list" | number): Promise<void>;
  /** Fills in fields of the form by their internal names (`subject`, `description`, `priority`, those of custom fields). What the customer has filled in stays; after a receipt it begins a new form; while a form is on its way it changes nothing. */
  prefill(values: Record<string, string | string[]>): Promise<void>;
  /** Looks at once for what has changed in the list; what is new is announced as always. */
  refresh(): Promise<void>;
  /** Ends the customer's session: nothing of theirs stays in view or on the device, and `token`, `getToken`, `requester` and `requesterId` are taken away. Gives `false` where a listener of `support-before-sign-out` has kept it. */
  signOut(): Promise<boolean>;
  /** Is fulfilled when the widget is drawn, and loads it if that has not begun. */
  whenReady(): Promise<void>;
}

/** A support form and the customer's own conversations. */
export interface SupportWidgetElement extends SupportElement {}

/** A support form. It works together with the conversations of the same customer elsewhere in the page. */
export interface SupportFormElement extends SupportElement {}

/** The customer's own conversations. They work together with a form of the same customer elsewhere in the page. */
export interface SupportConversationsElement extends SupportElement {}

/** The events, by name. They bubble: listen on the element or on anything around it. */
export interface SupportEventMap {
  /** The widget is drawn. */
  "support-ready": CustomEvent<null>;
  /** The dialog of `display="launcher"` has opened. */
  "support-opened": CustomEvent<null>;
  /** The dialog of `display="launcher"` has closed. */
  "support-closed": CustomEvent<null>;
  /** The customer sends a form that is in order, before its first attempt and never again for the same request. `preventDefault()` keeps it from being sent: the form stays as it is, and the page says why. */
  "support-before-send": CustomEvent<{ conversation: SupportRequest }>;
  /** The customer has made a conversation. */
  "support-created": CustomEvent<{ id: number }>;
  /** An attempt to send a request has failed. */
  "support-failed": CustomEvent<{ reason: SupportFailure; status: number | null; willRetry: boolean }>;
  /** The number of conversations changes in which something is new to the customer, as far as the list is loaded. */
  "support-unread": CustomEvent<{ count: number }>;
  /** The token is refused, or `getToken` gives none. */
  "support-identity-needed": CustomEvent<{ reason: string }>;
  /** `signOut()` was called and something is unsent that would be lost. `preventDefault()` keeps the session and all that is unsent. */
  "support-before-sign-out": CustomEvent<{ hasDraft: boolean; requests: number }>;
  /** A setting or an argument can't be used, or the widget can't start or has stopped; once for the same thing. */
  "support-error": CustomEvent<{ message: string }>;
}

/** What JSX and templates may set: attributes by name or as properties. */
export interface SupportProps {
  apiBase?: string | null | undefined;
  "api-base"?: string | undefined;
  token?: string | null | undefined;
  requester?: string | null | undefined;
  requesterId?: string | null | undefined;
  "requester-id"?: string | undefined;
  descriptionFormat?: "text" | "html" | null | undefined;
  "description-format"?: "text" | "html" | undefined;
  rich?: boolean | null | undefined;
  theme?: "auto" | "light" | "dark" | null | undefined;
  urlState?: "off" | "query" | "fragment" | null | undefined;
  "url-state"?: "off" | "query" | "fragment" | undefined;
  refreshSeconds?: number | `${number}` | null | undefined;
  "refresh-seconds"?: number | `${number}` | undefined;
  statusLabels?: Record<string, string> | string | null | undefined;
  "status-labels"?: string | undefined;
  fields?: SupportField[] | string | null | undefined;
  context?: Record<string, string | string[]> | string | null | undefined;
  pageField?: string | null | undefined;
  "page-field"?: string | undefined;
  debug?: boolean | null | undefined;
  display?: "inline" | "launcher" | null | undefined;
  label?: string | null | undefined;
  load?: "visible" | "idle" | "interaction" | "eager" | null | undefined;
  contactEmail?: string | null | undefined;
  "contact-email"?: string | undefined;
  getToken?: (() => string | Promise<string>) | undefined;
}

/** The elements, by tag. */
export interface SupportElementTagNameMap {
  "support-widget": SupportWidgetElement;
  "support-form": SupportFormElement;
  "support-conversations": SupportConversationsElement;
}

declare global {
  interface HTMLElementTagNameMap extends SupportElementTagNameMap {}

  interface GlobalEventHandlersEventMap extends SupportEventMap {}
}
