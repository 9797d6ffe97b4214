//! The form.

messages! {
    /// the form's title
    form_title = "New request";
    /// the button that sends the form
    send = "Send";
    /// the same button while the form is on its way
    sending = "Sending…";
    /// the same button after a failure
    send_again = "Send again";
    /// the title of the summary of what is wrong with a form
    errors_title = "Please check these fields";

    /// the label of the address of somebody who is not signed in
    label_contact = "Your e-mail address or telephone number";
    /// the label of their name
    label_name = "Your name";
    /// the label of the choice of a brand
    label_brand = "Which of our brands is it about?";
    /// the label of the subject
    label_subject = "Subject";
    /// the label of the opening text
    label_description = "Description";
    /// the label of the priority
    label_priority = "Priority";
    /// the hint at the address
    hint_contact = "We answer you there.";
    /// the hint at the opening text
    hint_description = "What happened, and what did you expect?";
    /// the hint at a field for a link
    hint_link = "A link that we can open, for instance to a shared folder.";
    /// stands beside the label of a field that may be left out
    optional = "optional";
    /// the choice of a field in which nothing is chosen
    choose = "Choose one";
    /// opens the list of what goes along unseen
    along = "What we send along with your request";
    /// the label of the field that no person sees, for those who find it all the same
    trap = "Leave this empty";
    /// nothing can be sent although somebody may be signed in
    unconfirmed = "We could not confirm just now who you are. You can write all the same: it is kept on this device, and so is what you wrote before; we show that again as soon as we know that it is you.";

    /// how much room is left in a field
    room_left(characters: i64) = "{characters, plural, one {{characters} character left} other {{characters} characters left}}";
    /// how much too long a text is
    room_over(characters: i64) = "{characters, plural, one {{characters} character too many} other {{characters} characters too many}}";

    /// a field and what to do about it
    of_field(label: &str, what: &str) = "{label}: {what}";
    /// the same where the label is a question; what to do then begins with a capital
    of_question(label: &str, what: &str) = "{label} {what}";
    /// after the label of a field of which at least one is to be chosen
    choose_at_least_one = "choose at least one.";
    /// after the label of a field of which one is to be chosen
    choose_one = "choose one.";
    /// after the label of a field whose choices lead to others
    choose_to_the_end = "choose down to the last step.";
    /// after the label of a field for a day
    enter_date = "enter a date.";
    /// after the label of a field for a day of which a part is missing
    enter_whole_date = "enter the whole date, with day, month and year.";
    /// after the label of any other field
    fill_in = "fill this in.";
    /// after the label of a field for an e-mail address
    enter_email = "enter an e-mail address, like ann@example.com.";
    /// after the label of a field for a number
    enter_number = "enter a number in digits, like 12 or 1.5.";
    /// after the label of a field for a link
    enter_link = "enter a web address that begins with https://.";
    /// after the label of a field whose text is too long
    shorten_to(most: usize) = "{most, plural, one {shorten it to {most} character.} other {shorten it to {most} characters or fewer.}}";
    /// after the label of a field that the server refused
    not_accepted = "this was not accepted. Change it and send again.";
    /// the address is missing, or is none
    enter_contact = "Enter an e-mail address, like ann@example.com, or a telephone number.";
    /// the subject is missing
    enter_subject = "Enter a subject, in a few words.";
    /// the opening text is missing
    enter_description = "Describe what you need help with.";
    /// the opening text is too long
    too_long = "This is longer than we can take. Shorten it.";
    /// a consent is missing
    tick_box = "Tick the box if you agree.";

    /// the title of a receipt
    sent_title = "We have your request";
    /// the number of a sent request
    receipt(number: &str) = "It is number {number}.";
    /// what happens after a request was received
    what_comes_next = "Somebody reads it and answers you. You can follow it in My conversations.";
    /// the same where this page shows no conversations
    what_comes_next_elsewhere = "Somebody reads it and answers you.";
    /// the same where nobody knows who the customer is
    what_comes_next_by_mail = "Somebody reads it and answers you at the address that you gave.";
    /// leads from a receipt to the conversation
    open_it = "Open it";
    /// the button of a receipt that leads to the list
    see_in_list = "See it in My conversations";
    /// the button of a receipt that leads to an empty form
    send_another = "Send another";
}
