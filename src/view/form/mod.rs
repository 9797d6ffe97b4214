//! The form: fields, what is wrong with them, and the receipt that takes its place.

mod along;
mod contact_form;
mod control;
mod error_summary;
mod field;
mod form_end;
mod receipt;
mod room;
mod trap;

pub(super) use contact_form::ContactForm;
