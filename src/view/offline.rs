//! The line at the top while there is no network.

use yew::prelude::*;

use crate::{
    hooks::{use_online, use_texts},
    model::outbox::Outbox,
};

/// Props of [`OfflineLine`].
#[derive(Properties, PartialEq)]
pub(super) struct OfflineLineProps {
    /// What waits for the network.
    pub outbox: std::rc::Rc<Outbox>,
    /// Whether that is sent without being asked.
    pub is_automatic: bool,
}

/// The line at the top while there is no network, and its place while there is one.
#[component]
pub(super) fn OfflineLine(props: &OfflineLineProps) -> Html {
    let (is_online, texts) = (use_online(), use_texts());
    let Outbox { is_kept, .. } = *props.outbox;
    let offline = match (props.outbox.is_empty(), is_kept) {
        (true, _) => texts.offline(),
        (false, true) => texts.offline_kept(),
        (false, false) => texts.offline_held(),
    };
    html! {
        <p class="offline" part="notice" role="status">
            if !is_online {
                if props.is_automatic {
                    { offline }
                } else {
                    { texts.offline_by_hand() }
                }
            }
        </p>
    }
}
