//! The line at the top while there is no network.

use yew::prelude::*;

use crate::{hooks::use_online, model::outbox::Outbox, text};

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
    let is_online = use_online();
    let Outbox { is_kept, .. } = *props.outbox;
    html! {
        <p class="offline" part="notice" role="status">
            if !is_online {
                if props.is_automatic {
                    { text::offline(!props.outbox.is_empty(), is_kept) }
                } else {
                    { text::OFFLINE_BY_HAND }
                }
            }
        </p>
    }
}
