//! A portal that is itself a Yew app: the widget is a component in it, and there is no custom element.

mod session;
mod support;

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::{
    session::CUSTOMERS,
    support::{Support, adopt_style},
};

fn main() -> Result<(), JsValue> {
    adopt_style()?;
    yew::Renderer::<Portal>::new().render();
    Ok(())
}

/// What the address's fragment names.
#[derive(Clone, Copy, PartialEq)]
enum Page {
    Overview,
    Support,
}

impl Page {
    fn of_address() -> Self {
        let hash = web_sys::window().and_then(|window| window.location().hash().ok());
        match hash.as_deref() {
            Some("#/support") => Self::Support,
            _ => Self::Overview,
        }
    }
}

#[hook]
fn use_page() -> Page {
    let page = use_state_eq(Page::of_address);
    let setter = page.setter();
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                setter.set(Page::of_address());
            })
        });
        move || drop(listener)
    });
    *page
}

#[component]
fn Portal() -> Html {
    let page = use_page();
    let customer = use_state_eq(|| CUSTOMERS[0].0);
    let on_change = {
        let customer = customer.setter();
        Callback::from(move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            let known = CUSTOMERS.iter().find(|(id, _)| *id == chosen);
            if let Some((id, _)) = known {
                customer.set(id);
            }
        })
    };
    html! {
        <>
            <header class="masthead">
                <b>{ "Tarrowby Chandlery" }</b>
                <nav aria-label="Main">
                    { link("Overview", "#/", page == Page::Overview) }
                    { link("Support", "#/support", page == Page::Support) }
                </nav>
                <label>
                    { "Signed in as " }
                    <select onchange={on_change}>
                        { for CUSTOMERS.iter().map(|(id, name)| html! {
                            <option value={*id} selected={*id == *customer}>{ *name }</option>
                        }) }
                    </select>
                </label>
            </header>
            <main>
                if page == Page::Support {
                    <Support customer={*customer} />
                } else {
                    <h1>{ "Overview" }</h1>
                    <p>{ "Three orders are on their way to you." }</p>
                }
            </main>
        </>
    }
}

fn link(name: &'static str, to: &'static str, is_current: bool) -> Html {
    html! { <a href={to} aria-current={is_current.then_some("page")}>{ name }</a> }
}
