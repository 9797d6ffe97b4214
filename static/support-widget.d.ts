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

/** Messages by key, in the place of the widget's own: `docs/languages.md`. */
export interface SupportTexts {
  /** The form's title. */
  form_title?: string;
  /** The button that sends the form. */
  send?: string;
  /** The same button while the form is on its way. */
  sending?: string;
  /** The same button after a failure. */
  send_again?: string;
  /** The title of the summary of what is wrong with a form. */
  errors_title?: string;
  /** The label of the address of somebody who is not signed in. */
  label_contact?: string;
  /** The label of their name. */
  label_name?: string;
  /** The label of the choice of a brand. */
  label_brand?: string;
  /** The label of the subject. */
  label_subject?: string;
  /** The label of the opening text. */
  label_description?: string;
  /** The label of the priority. */
  label_priority?: string;
  /** The hint at the address. */
  hint_contact?: string;
  /** The hint at the opening text. */
  hint_description?: string;
  /** The hint at a field for a link. */
  hint_link?: string;
  /** Stands beside the label of a field that may be left out. */
  optional?: string;
  /** The choice of a field in which nothing is chosen. */
  choose?: string;
  /** Opens the list of what goes along unseen. */
  along?: string;
  /** The label of the field that no person sees, for those who find it all the same. */
  trap?: string;
  /** Nothing can be sent although somebody may be signed in. */
  unconfirmed?: string;
  /** How much room is left in a field. */
  room_left?: string;
  /** How much too long a text is. */
  room_over?: string;
  /** A field and what to do about it. */
  of_field?: string;
  /** The same where the label is a question; what to do then begins with a capital. */
  of_question?: string;
  /** After the label of a field of which at least one is to be chosen. */
  choose_at_least_one?: string;
  /** After the label of a field of which one is to be chosen. */
  choose_one?: string;
  /** After the label of a field whose choices lead to others. */
  choose_to_the_end?: string;
  /** After the label of a field for a day. */
  enter_date?: string;
  /** After the label of a field for a day of which a part is missing. */
  enter_whole_date?: string;
  /** After the label of any other field. */
  fill_in?: string;
  /** After the label of a field for an e-mail address. */
  enter_email?: string;
  /** After the label of a field for a number. */
  enter_number?: string;
  /** After the label of a field for a link. */
  enter_link?: string;
  /** After the label of a field whose text is too long. */
  shorten_to?: string;
  /** After the label of a field that the server refused. */
  not_accepted?: string;
  /** The address is missing, or is none. */
  enter_contact?: string;
  /** The subject is missing. */
  enter_subject?: string;
  /** The opening text is missing. */
  enter_description?: string;
  /** The opening text is too long. */
  too_long?: string;
  /** A consent is missing. */
  tick_box?: string;
  /** The title of a receipt. */
  sent_title?: string;
  /** The number of a sent request. */
  receipt?: string;
  /** What happens after a request was received. */
  what_comes_next?: string;
  /** The same where this page shows no conversations. */
  what_comes_next_elsewhere?: string;
  /** The same where nobody knows who the customer is. */
  what_comes_next_by_mail?: string;
  /** Leads from a receipt to the conversation. */
  open_it?: string;
  /** The button of a receipt that leads to the list. */
  see_in_list?: string;
  /** The button of a receipt that leads to an empty form. */
  send_another?: string;
  /** What came back from an earlier page. */
  draft_restored?: string;
  /** Drops it. */
  discard?: string;
  /** The title of what has not arrived yet. */
  outbox_title?: string;
  /** The state of a request that may have arrived. */
  not_confirmed?: string;
  /** A request that is on its way at this moment. */
  on_its_way?: string;
  /** Sends a request that waits. */
  send_now?: string;
  /** Takes a request back into the form. */
  change?: string;
  /** Leaves a request to itself and opens an empty form. */
  write_another?: string;
  /** Why a request that may have arrived can be neither changed nor taken back. */
  locked?: string;
  /** Why a request can’t be taken back into the form just now. */
  form_is_taken?: string;
  /** There is no network, and nothing is sent without being asked. */
  offline_by_hand?: string;
  /** There is no network, and what is sent now goes out by itself later. */
  offline?: string;
  /** There is no network, and a request that is kept on the device waits for it. */
  offline_kept?: string;
  /** There is no network, and a request that the page alone holds waits for it. */
  offline_held?: string;
  /** When the next attempt comes, such as “in 20 seconds”. */
  next_try?: string;
  /** A request that waited has been received. */
  sent_after_all?: string;
  /** Sending: there is no network. */
  send_offline?: string;
  /** Sending: no answer, or none that can be read. */
  send_unanswered?: string;
  /** Sending: the session has expired. */
  send_expired?: string;
  /** Sending: not allowed. */
  send_forbidden?: string;
  /** Sending: there is no help desk at that place. */
  send_nowhere?: string;
  /** Sending: too long. */
  send_too_long?: string;
  /** Sending: too many in a short time. */
  send_too_many?: string;
  /** Sending: the server has a problem. */
  send_trouble?: string;
  /** Sending: the server refused the request. */
  send_refused?: string;
  /** Sending by itself: there is no network. */
  waiting_offline?: string;
  /** Sending by itself: it may have arrived. */
  waiting_in_doubt?: string;
  /** Sending by itself: too many in a short time. */
  waiting_too_many?: string;
  /** Sending by itself: anything else. */
  waiting_trouble?: string;
  /** It may have arrived, and it is the customer's to send it again. */
  resting_in_doubt?: string;
  /** The list: there is no network. */
  list_offline?: string;
  /** The list: the server can't be reached. */
  list_unreachable?: string;
  /** The list: no answer in time. */
  list_timed_out?: string;
  /** The list: an answer that can't be read. */
  list_unreadable?: string;
  /** The list: the session has expired. */
  list_expired?: string;
  /** The list: not allowed. */
  list_forbidden?: string;
  /** The list: the server has a problem. */
  list_trouble?: string;
  /** One conversation: there is no network. */
  conversation_offline?: string;
  /** One conversation: the session has expired. */
  conversation_expired?: string;
  /** One conversation: anything else. */
  conversation_trouble?: string;
  /** The list or one conversation: too many questions. */
  busy?: string;
  /** An answer with conversations of somebody else's. */
  foreign?: string;
  /** Asks for something again. */
  try_again?: string;
  /** What switches between the form and the list on narrow screens is called. */
  views?: string;
  /** The list's title. */
  list_title?: string;
  /** The status filter is called. */
  filter?: string;
  /** The priority filter is called. */
  filter_priority?: string;
  /** The brand filter is called. */
  filter_brand?: string;
  /** No brand in particular. */
  all_brands?: string;
  /** Takes all filters away. */
  clear?: string;
  /** The choice of an order is called. */
  sort?: string;
  /** An order. */
  newest_first?: string;
  /** An order. */
  oldest_first?: string;
  /** An order. */
  recently_updated?: string;
  /** An order. */
  least_recently_updated?: string;
  /** The search, where the whole list is there. */
  find?: string;
  /** The search, which goes over what is there. */
  find_in?: string;
  /** A status. */
  status_open?: string;
  /** A status: the customer is asked for something. */
  status_pending?: string;
  /** A status. */
  status_resolved?: string;
  /** A status. */
  status_closed?: string;
  /** The status of a row that waits for the customer. */
  pending_of_row?: string;
  /** A priority. */
  priority_low?: string;
  /** A priority. */
  priority_medium?: string;
  /** A priority. */
  priority_high?: string;
  /** A priority. */
  priority_urgent?: string;
  /** A priority where the word alone would not say what it is. */
  priority_of_row?: string;
  /** How much of the list is in view. */
  shown_of?: string;
  /** The same, for those who hear it. */
  shown_of_spoken?: string;
  /** Of a list that is wholly there: how many hold the words. */
  found_of?: string;
  /** How many hold the words, of how many that are there, of how many in all. */
  found_of_all?: string;
  /** The same, for those who hear it. */
  found_of_spoken?: string;
  /** Of when the list is, where the help desk could not be asked since. */
  as_of?: string;
  /** How many there are of a kind, and perhaps more. */
  or_more?: string;
  /** How many closed conversations are folded away; `so_far`: there may be more. */
  closed?: string;
  /** How many conversations changed while the list was there. */
  noticed?: string;
  /** Takes them in. */
  show?: string;
  /** How many conversations changed since the customer looked. */
  news?: string;
  /** Takes the marks away from them. */
  mark_as_seen?: string;
  /** Said of one of them. */
  updated_since?: string;
  /** When a conversation was made. */
  made?: string;
  /** When it last changed. */
  updated?: string;
  /** A conversation without a subject. */
  no_subject?: string;
  /** Asks for the next page. */
  show_more?: string;
  /** Draws rows again that have left the view. */
  show_before?: string;
  /** While rows are on their way. */
  loading?: string;
  /** The list is empty. */
  empty?: string;
  /** The button of the empty list. */
  empty_action?: string;
  /** The filter matches nothing. */
  nothing_matches?: string;
  /** The button for it. */
  clear_filters?: string;
  /** Words that nothing holds. */
  nothing_found?: string;
  /** Words that nothing among what is there holds. */
  nothing_found_yet?: string;
  /** Nobody knows whose list it is. */
  no_requester?: string;
  /** What a download holds. */
  download?: string;
  /** A file for a spreadsheet. */
  csv?: string;
  /** A file for a program. */
  json?: string;
  /** The name of a downloaded file, without its ending. */
  file_name?: string;
  /** The way back. */
  back_to_list?: string;
  /** While a conversation is on its way. */
  loading_conversation?: string;
  /** The title where there is no conversation to show. */
  conversation_title?: string;
  /** It is not there, or it is somebody else's: nobody says which. */
  not_found?: string;
  /** The status that it had, beside the one that it has. */
  status_before?: string;
  /** Said aloud when the status has changed, before what there is to read. */
  status_changed?: string;
  /** When it was resolved. */
  resolved?: string;
  /** The details that were asked for are called. */
  details?: string;
  /** Labels are called. */
  tags?: string;
  /** A time on another day that has a name, such as “tomorrow”. */
  day_at?: string;
  /** A first answer is expected by then: “14:30”, “tomorrow at 14:30”, or a day and a time. */
  answer_expected?: string;
  /** A first answer was expected by then and has not come. */
  answer_missed?: string;
  /** A first answer is expected, in a row of the list. */
  answer_of_row?: string;
  /** A first answer was expected and has not come, in a row of the list. */
  late_answer_of_row?: string;
  /** A solution is expected. */
  solution_expected?: string;
  /** A solution was expected and is not there. */
  solution_missed?: string;
  /** The clock is paused. */
  waiting?: string;
  /** The messages are called. */
  messages?: string;
  /** Who wrote the customer's own words. */
  you?: string;
  /** Who wrote the help desk's words, where no name is told. */
  support?: string;
  /** Whoever wrote this. */
  somebody?: string;
  /** A message without words. */
  no_text?: string;
  /** Shows all of a long text. */
  show_whole?: string;
  /** Asks for the messages before those in view, where nobody knows how many there are. */
  show_earlier_some?: string;
  /** Asks for the messages before those in view. */
  show_earlier?: string;
  /** While messages are on their way. */
  loading_messages?: string;
  /** Nothing was answered yet. */
  no_replies?: string;
  /** Earlier messages could not be loaded. */
  earlier_failed?: string;
  /** The newest messages could not be loaded. */
  messages_failed?: string;
  /** Said aloud when all messages are there. */
  messages_shown?: string;
  /** Said aloud when messages are there, and others are not. */
  messages_shown_of?: string;
  /** Opens the form with a follow-up in it. */
  write_follow_up?: string;
  /** What a follow-up to a resolved conversation does. */
  follow_up_resolved?: string;
  /** What a follow-up to a closed conversation does. */
  follow_up_closed?: string;
  /** What a follow-up does. */
  follow_up_hint?: string;
  /** The first line of a follow-up. */
  follow_up_reference?: string;
  /** The form holds something else. */
  form_in_use?: string;
  /** Leads to what has been begun. */
  show_form?: string;
  /** The direction in which the language is written: `ltr` or `rtl`. */
  direction?: string;
  /** Closes the dialog of the launcher. */
  close?: string;
  /** The widget can't be shown. */
  unavailable?: string;
  /** Then, where there is an address: it is the link. */
  unavailable_mail?: string;
  /** Then, where there is none. */
  unavailable_reload?: string;
  /** The module has stopped. */
  stopped_title?: string;
  /** Whose fault that is. */
  stopped_text?: string;
  /** What is safe. */
  stopped_kept?: string;
  /** Starts it again. */
  stopped_again?: string;
  /** It has stopped too often to be started again. */
  stopped_rest?: string;
  /** Leads to a letter to the portal's address. */
  stopped_mail?: string;
  /** The label of what was typed, where it can only be copied. */
  stopped_typed?: string;
}

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
  /** The level of the widget's titles among the page's headings, 1 to 6; what stands below a title is one deeper. Default: `2`. */
  get headingLevel(): string | null;
  set headingLevel(value: number | `${number}` | null | undefined);
  /** That part of the page's address says where the customer is. Default: `off`. */
  get urlState(): string | null;
  set urlState(value: "off" | "query" | "fragment" | null | undefined);
  /** Seconds between two looks at what changed in the list; `0`: never. Default: `120`. */
  get refreshSeconds(): string | null;
  set refreshSeconds(value: number | `${number}` | null | undefined);
  /** Your words for statuses: `{"Pending": "Your turn"}`. Without them, ours; a status that nobody names is shown as it is. */
  get statusLabels(): Record<string, string> | string | null;
  set statusLabels(value: Record<string, string> | string | null | undefined);
  /** Your words in the place of ours, by key: `{"form_title": "Ask the workshop"}`. */
  get texts(): SupportTexts | string | null;
  set texts(value: SupportTexts | string | null | undefined);
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
  headingLevel?: number | `${number}` | null | undefined;
  "heading-level"?: number | `${number}` | undefined;
  urlState?: "off" | "query" | "fragment" | null | undefined;
  "url-state"?: "off" | "query" | "fragment" | undefined;
  refreshSeconds?: number | `${number}` | null | undefined;
  "refresh-seconds"?: number | `${number}` | undefined;
  statusLabels?: Record<string, string> | string | null | undefined;
  "status-labels"?: string | undefined;
  texts?: SupportTexts | string | null | undefined;
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
