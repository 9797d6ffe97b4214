//! What takes the form's place when it was received.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    config::HeadingLevel,
    hooks::erased::use_effect_with,
    hooks::{use_now, use_texts},
    model::{place::Place, submission::Receipt},
    text::gap_after,
    view::{
        heading::{Heading, heading},
        icon::check_icon,
        opener::{Opener, opener},
    },
};

/// Where the customer can follow what becomes of their request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Followed {
    /// In this page.
    Here,
    /// Not in this page.
    Elsewhere,
    /// Nowhere, as nobody knows who they are: they are answered at the address that they gave.
    ByMail,
}

/// Props of [`ReceiptCard`].
#[derive(Properties, PartialEq)]
pub(super) struct ReceiptCardProps {
    /// What was received.
    pub receipt: Receipt,
    /// Of its heading.
    pub level: HeadingLevel,
    /// Where the customer can follow it.
    pub followed: Followed,
    /// The address of a place, where places have one.
    pub on_link: Callback<Place, Option<AttrValue>>,
    /// The customer wants to read it.
    pub on_open: Callback<i64>,
    /// The customer wants to see it in the list.
    pub on_show_list: Callback<()>,
    /// The customer wants to write another one.
    pub on_renew: Callback<()>,
}

/// The number of a request that was received, when to expect an answer, and where to go from here.
#[component]
pub(super) fn ReceiptCard(props: &ReceiptCardProps) -> Html {
    let (now, texts) = (use_now(), use_texts());
    let node = use_node_ref();
    use_effect_with((), {
        let title = node.clone();
        move |()| {
            if let Some(title) = title.cast::<HtmlElement>() {
                // The button that was pressed is gone; what came of it takes the focus.
                let _ = title.focus();
            }
        }
    });
    let on_show_list = props.on_show_list.clone();
    let on_renew = props.on_renew.clone();
    let due = props
        .receipt
        .first_response_due
        .map(|due| texts.answer_expected(&texts.brief_time(now, due)));
    let Receipt { number, .. } = props.receipt;
    let received = texts.receipt(&number.to_string());
    let open = opener(Opener {
        class: "link",
        id: number,
        href: props.on_link.emit(Place::Conversation(number)),
        is_open: false,
        on_open: &props.on_open,
        words: texts.open_it(),
    });
    let title = Heading {
        level: props.level,
        class: "subtitle",
        is_goal: true,
        node,
        ..Heading::default()
    };
    let is_here = props.followed == Followed::Here;
    html! {
        <div class="receipt" part="receipt">
            { check_icon() }
            { heading(title, texts.sent_title()) }
            <p>
                { &received }{ gap_after(&received) }
                if let Some(due) = due { { &due }{ gap_after(&due) } }
                if is_here { { open } }
            </p>
            <p class="quiet">
                {
                    match props.followed {
                        Followed::Here => texts.what_comes_next(),
                        Followed::Elsewhere => texts.what_comes_next_elsewhere(),
                        Followed::ByMail => texts.what_comes_next_by_mail(),
                    }
                }
            </p>
            <div class="actions">
                if is_here {
                    <button
                        type="button"
                        class="button primary"
                        part="button primary"
                        onclick={move |_| on_show_list.emit(())}
                    >
                        { texts.see_in_list() }
                    </button>
                }
                <button type="button" class="button" part="button" onclick={move |_| on_renew.emit(())}>
                    { texts.send_another() }
                </button>
            </div>
        </div>
    }
}
