//! The gateway's part of [`crate::fuzzing`].

use std::sync::LazyLock;

use serde_json::{Map, Value};
use support_wire::limits;

use super::{
    GatewaySettings, create,
    cursor::{Bound, Seal},
    query,
};

static SEAL: LazyLock<Seal> = LazyLock::new(|| Seal::new(rand::random()));

/// A customer's query has no filter but a customer's, and no cursor is believed that was not sealed here.
pub(crate) fn fuzz_query(raw: &str) {
    if let Ok(query) = query::read_list(raw, &[]) {
        assert!(query.search.is_none() && query.brand_id.is_empty());
        assert!(query.assigned_to_member_id.is_empty() && query.assigned_to_team_id.is_empty());
        assert!(query.requested_by_company.is_none() && query.handled_by_ai_agent.is_none());
    }
    if let Ok(query) = query::read_replies(raw) {
        assert!(query.kind.is_none_or(|kind| kind.as_str() == "REPLY"));
    }
    let _ = query::read_fields(raw);
    assert!(SEAL.open(raw, &Bound::to(&["a list"])).is_err());
}

/// A body that is taken makes a conversation of this customer, with nothing in it that is the gateway's to say.
pub(crate) fn fuzz_create(body: Map<String, Value>) {
    let settings = GatewaySettings::new("tenant");
    if let Some(made) = create::read_without_a_request(body, &settings) {
        assert_eq!(made.requested_by.as_deref(), Some("ann@example.com"));
        assert_eq!(made.status.as_ref(), Some(&settings.given.status));
        assert_eq!(made.source.as_ref(), Some(&settings.given.source));
        assert!(made.assignee.is_none() && made.team_id.is_none() && made.brand_id.is_none());
        assert!(made.tags.is_empty() && made.custom_fields.is_empty() && made.website.is_none());
        assert!(made.subject.chars().count() <= limits::SUBJECT_MAX_CHARS);
        let is_line = |c: char| !c.is_control() || c == '\t';
        assert!(!made.subject.trim().is_empty() && made.subject.chars().all(is_line));
    }
}
