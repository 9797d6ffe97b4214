//! What is wrong with the form, as links to the fields.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    config::HeadingLevel,
    hooks::erased::use_effect_with,
    hooks::use_texts,
    model::{
        draft::Field,
        validate::{Fault, FieldErrors, FormRules},
    },
    text::Texts,
    view::heading::{Heading, heading},
};

/// Props of [`ErrorSummary`].
#[derive(Properties, PartialEq)]
pub(super) struct ErrorSummaryProps {
    /// What is wrong.
    pub errors: FieldErrors,
    /// What the form asks for.
    pub rules: FormRules,
    /// Counts the rejections: with each new one the summary takes the focus.
    pub rejections: u32,
    /// Of its heading.
    pub level: HeadingLevel,
    /// A field's link was followed.
    pub on_pick: Callback<Field>,
}

/// What is wrong with the form. It takes the focus whenever the form was rejected, since that is
/// what the customer's own press of the button led to.
#[component]
pub(super) fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    let (summary, texts) = (use_node_ref(), use_texts());
    use_effect_with(props.rejections, {
        let summary = summary.clone();
        move |_| {
            if let Some(summary) = summary.cast::<HtmlElement>() {
                // Focus fails only where the element has left the page, and then nobody misses it.
                let _ = summary.focus();
            }
        }
    });
    let title = Heading {
        level: props.level,
        class: "subtitle",
        id: Some("errors-title".into()),
        ..Heading::default()
    };
    html! {
        <div class="error-summary" part="notice" ref={summary} tabindex="-1" aria-labelledby="errors-title" role="group">
            { heading(title, texts.errors_title()) }
            <ul>
                for (field, fault) in in_order(props) {
                    <li key={field.as_str().to_owned()}>{ item(props, &texts, field, fault) }</li>
                }
            </ul>
        </div>
    }
}

/// The faults in the order in which the fields stand; those of no field on the form come last.
fn in_order(props: &ErrorSummaryProps) -> Vec<(&Field, Fault)> {
    let ErrorSummaryProps { errors, rules, .. } = props;
    let fields = rules.fields.iter().map(|rule| &rule.field);
    let on_form = fields.filter_map(|field| Some((field, errors.get(field)?)));
    let others = errors
        .iter()
        .filter(|(field, _)| rules.rule(field).is_none());
    on_form.chain(others).collect()
}

/// What to do, as a link to the field; as words alone where the form has no such field.
fn item(props: &ErrorSummaryProps, texts: &Texts, field: &Field, fault: Fault) -> Html {
    let rule = props.rules.rule(field);
    let words = texts.fault(field, rule.map(AsRef::as_ref), fault);
    if rule.is_none() {
        return html! { <span>{ words }</span> };
    }
    let field = field.clone();
    let onclick = props.on_pick.reform(move |_| field.clone());
    html! { <button type="button" class="link" part="link" {onclick}>{ words }</button> }
}
