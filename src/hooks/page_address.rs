//! Where the customer is.

/// The page's address without its query and fragment: those may hold what is nobody else's business.
/// `None` where the page has no address that could be opened, such as `about:blank`.
pub(super) fn page_address() -> Option<String> {
    let location = web_sys::window()?.location();
    let origin = location.origin().ok().filter(|origin| origin != "null")?;
    Some(origin + &location.pathname().ok()?)
}
