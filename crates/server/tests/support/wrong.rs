//! What a gateway without one of its checks would be: the controls of the attacks.

use support_server::upstream::{Answer, ContactAddress, Upstream};
use support_wire::{
    Contact, Conversation, ConversationField, FieldsQuery, ListQuery, NewConversation, Page,
    RepliesQuery, Reply,
};

/// The check that is as good as missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hole {
    /// Lists are asked for without a requester, and rows are not checked.
    Filter,
    /// Everything is contact 1000's, whoever asked.
    Owner,
    /// A look for an earlier conversation finds nothing.
    Look,
}

/// An upstream that has the hole in it.
pub struct Without<U>(pub Hole, pub U);

impl<U: Upstream> Upstream for Without<U> {
    fn list<'a>(&'a self, query: &'a ListQuery) -> Answer<'a, Page<Conversation>> {
        Box::pin(async move {
            let mut query = query.clone();
            match self.0 {
                Hole::Look => return Ok(Page::empty()),
                Hole::Filter => query.requested_by_id = None,
                Hole::Owner => {}
            }
            let mut page = self.1.list(&query).await?;
            page.data.iter_mut().for_each(claim);
            Ok(page)
        })
    }

    fn create<'a>(&'a self, new: &'a NewConversation) -> Answer<'a, Conversation> {
        self.1.create(new)
    }

    fn get(&self, id: i64) -> Answer<'_, Option<Conversation>> {
        Box::pin(async move {
            let mut found = self.1.get(id).await?;
            found.iter_mut().for_each(claim);
            Ok(found)
        })
    }

    fn replies<'a>(&'a self, id: i64, query: &'a RepliesQuery) -> Answer<'a, Option<Page<Reply>>> {
        self.1.replies(id, query)
    }

    fn fields<'a>(&'a self, query: &'a FieldsQuery) -> Answer<'a, Page<ConversationField>> {
        self.1.fields(query)
    }

    fn contacts<'a>(&'a self, address: &'a ContactAddress) -> Answer<'a, Page<Contact>> {
        self.1.contacts(address)
    }
}

fn claim(row: &mut Conversation) {
    row.requested_by_id = Some(1000);
}
