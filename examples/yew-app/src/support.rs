//! The page that the widget stands on.

use support_widget::{Config, SupportWidget, api::TokenSource, view::style_for};
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, window};
use yew::prelude::*;

use crate::session::support_token;

/// Gives the document the widget's style sheet, once for all.
///
/// # Errors
/// The browser's, where it knows no constructable style sheets.
pub(crate) fn adopt_style() -> Result<(), JsValue> {
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(&style_for(".support-place"))?;
    if let Some(document) = window().and_then(|window| window.document()) {
        document.adopted_style_sheets().push(&sheet);
    }
    Ok(())
}

#[derive(Properties, PartialEq)]
pub(crate) struct SupportProps {
    pub(crate) customer: &'static str,
}

#[component]
pub(crate) fn Support(props: &SupportProps) -> Html {
    let created = use_state_eq(|| None);
    // The same customer, the same source: another one says that another customer may have come.
    let token = use_memo(props.customer, |&customer| {
        TokenSource::ask(move || support_token(customer))
    });
    let on_created = {
        let created = created.setter();
        Callback::from(move |number: i64| created.set(Some(number)))
    };
    html! {
        <>
            <h1>{ "Support" }</h1>
            <p>{ "Ask about an order, or see what became of an earlier request." }</p>
            <p class="portal-news" role="status">
                { created.map(|number| format!("Request {number} is with us.")) }
            </p>
            <div class="support-place">
                <SupportWidget config={Config::default()} token={(*token).clone()} {on_created} />
            </div>
        </>
    }
}
