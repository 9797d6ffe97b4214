//! The types that the others are written in, for TypeScript.

/// A named type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedType {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// What it stands for, in TypeScript.
    pub value: &'static str,
}

/// The named types.
pub const TYPES: [NamedType; 4] = [
    NamedType {
        name: "SupportField",
        meaning: "A field of the form, or what is to change in one: `docs/form.md`.",
        value: r#"{
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
}"#,
    },
    NamedType {
        name: "SupportChoice",
        meaning: "Something that can be chosen: its name, or also what can be chosen below it.",
        value: "string | { name: string; choices?: SupportChoice[] }",
    },
    NamedType {
        name: "SupportRequest",
        meaning: "A request as it is sent: the body of `POST /conversations`.",
        value: r#"{
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
}"#,
    },
    NamedType {
        name: "SupportFailure",
        meaning: "Why an attempt has failed. After `refused` the request goes back into the form, after `unauthorized` it waits for a new token.",
        value: r#"
  | "offline"
  | "unreachable"
  | "timed-out"
  | "unreadable"
  | "unauthorized"
  | "too-many"
  | "busy"
  | "server-error"
  | "refused"
  | "foreign""#,
    },
];
