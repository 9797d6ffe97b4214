//! What the loader says, which is there before the module and after its end. None of it has a plural.

messages! {
    /// the direction in which the language is written: `ltr` or `rtl`
    direction = "ltr";
    /// closes the dialog of the launcher
    close = "Close";
    /// the widget can't be shown
    unavailable = "We can’t show this just now.";
    /// then, where there is an address: it is the link
    unavailable_mail(address: &str) = "Write to {address} and we will answer there.";
    /// then, where there is none
    unavailable_reload = "Load the page again in a few minutes.";

    /// the module has stopped
    stopped_title = "This part of the page has stopped working";
    /// whose fault that is
    stopped_text = "The fault is ours; nothing else on the page is affected.";
    /// what is safe
    stopped_kept = "What you have typed is kept.";
    /// starts it again
    stopped_again = "Try again";
    /// it has stopped too often to be started again
    stopped_rest = "It has stopped several times by now. Load the page again in a few minutes to start it once more.";
    /// leads to a letter to the portal's address
    stopped_mail(address: &str) = "Write to {address}";
    /// the label of what was typed, where it can only be copied
    stopped_typed = "What you have typed";
}
