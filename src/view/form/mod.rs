//! The form: fields, what is wrong with them, and the receipt that takes its place.

mod contact_form;
mod error_summary;
mod field;
mod form_end;
mod receipt;

pub(super) use contact_form::ContactForm;
