//! The list's query, both ways: what is sent, what is read, and that nothing is lost between.

#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;
use support_wire::{
    FieldsQuery, ListQuery, Priority, RepliesQuery, ReplyType, SortBy, SortOrder, Status,
};

#[track_caller]
fn check_error(raw: &str, expected: &str) {
    assert_eq!(ListQuery::parse(raw).unwrap_err().to_string(), expected);
}

#[test]
fn several_values_go_out_the_vendor_clients_way() {
    let query = ListQuery {
        status: vec![Status::Open, Status::Pending],
        requested_by_id: Some(67890),
        sort_by: Some(SortBy::UpdatedAt),
        ..ListQuery::default()
    };
    assert_eq!(
        query.encode(),
        "status%5B%5D=Open&status%5B%5D=Pending&requested_by_id=67890&sort_by=updated_at"
    );
}

#[test]
fn several_values_come_in_three_ways() {
    let both = vec![Status::Open, Status::Pending];
    for raw in [
        "status[]=Open&status[]=Pending",
        "status%5B%5D=Open&status%5B%5D=Pending",
        "status=Open&status=Pending",
        "status=Open,Pending",
        "status=Open%2CPending&priority=",
    ] {
        assert_eq!(ListQuery::parse(raw).unwrap().status, both, "{raw}");
    }
    assert_eq!(
        ListQuery::parse("brand_id=1,2&brand_id[]=3")
            .unwrap()
            .brand_id,
        [1, 2, 3]
    );
}

#[test]
fn a_bracketed_value_keeps_its_comma() {
    let query = ListQuery::parse("status[]=Waiting%2C+parts").unwrap();
    assert_eq!(query.status, [Status::Other("Waiting, parts".into())]);
}

#[test]
fn a_bad_parameter_is_named() {
    check_error(
        "per_page=ten",
        "per_page: expected a whole number, found `ten`",
    );
    check_error(
        "requested_by_id=1&requested_by_id=2",
        "requested_by_id: expected one value, found `2`",
    );
    check_error(
        "sort_by=name",
        "sort_by: expected created_at or updated_at, found `name`",
    );
    check_error(
        "brand_id[]=x",
        "brand_id: expected whole numbers, found `x`",
    );
    check_error(
        "page=2",
        "page: expected a parameter of this list, found `page`",
    );
    check_error(
        &["status[]=Open"; 101].join("&"),
        "query: expected at most 100 parameters, found `more`",
    );
}

#[test]
fn what_was_found_is_shortened() {
    let found = ListQuery::parse(&format!("per_page={}", "9".repeat(5000)))
        .unwrap_err()
        .found;
    assert_eq!(found.len(), 60);
}

#[test]
fn a_query_of_replies_is_the_vendor_clients() {
    let query = RepliesQuery {
        starting_after: Some("eyJ+/=".to_owned()),
        per_page: Some(50),
        kind: Some(ReplyType::InternalNote),
        sort_order: Some(SortOrder::Asc),
    };
    let sent = "starting_after=eyJ%2B%2F%3D&per_page=50&type=INTERNAL_NOTE&sort_order=asc";
    assert_eq!(query.encode(), sent);
    assert_eq!(
        RepliesQuery::parse("type=reply").unwrap_err().to_string(),
        "type: expected REPLY or INTERNAL_NOTE, found `reply`"
    );
    assert_eq!(
        RepliesQuery::parse("type=REPLY&type=REPLY")
            .unwrap_err()
            .to_string(),
        "type: expected one value, found `REPLY`"
    );
    assert!(RepliesQuery::parse("status=").is_err());
}

#[test]
fn a_query_of_fields_is_the_vendor_clients() {
    let query = FieldsQuery::parse("per_page=10&is_active=true&is_default=false").unwrap();
    assert_eq!(
        (query.is_active, query.is_default),
        (Some(true), Some(false))
    );
    assert_eq!(
        FieldsQuery::parse("is_active=yes").unwrap_err().to_string(),
        "is_active: expected true or false, found `yes`"
    );
}

fn word() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[^\u{0}]{1,20}").unwrap()
}

prop_compose! {
    fn any_query()(
        starting_after in proptest::option::of(word()),
        per_page in proptest::option::of(any::<u32>()),
        status in proptest::collection::vec(word().prop_map(|w| Status::from(w.as_str())), 0..4),
        priority in proptest::collection::vec(word().prop_map(|w| Priority::from(w.as_str())), 0..4),
        assigned_to_member_id in proptest::collection::vec(any::<i64>(), 0..4),
        assigned_to_team_id in proptest::collection::vec(any::<i64>(), 0..4),
        brand_id in proptest::collection::vec(any::<i64>(), 0..4),
        requested_by_id in proptest::option::of(any::<i64>()),
        handled_by_ai_agent in proptest::option::of(any::<bool>()),
        search in proptest::option::of(word()),
        sort_by in proptest::option::of(proptest::sample::select(SortBy::KNOWN)),
        sort_order in proptest::option::of(proptest::sample::select(SortOrder::KNOWN)),
    ) -> ListQuery {
        ListQuery {
            starting_after, per_page, status, priority, assigned_to_member_id,
            assigned_to_team_id, brand_id, requested_by_id, requested_by_company: None,
            handled_by_ai_agent, search, sort_by, sort_order,
        }
    }
}

proptest! {
    #[test]
    fn a_query_survives_its_encoding(query in any_query()) {
        prop_assert_eq!(ListQuery::parse(&query.encode()), Ok(query));
    }

    #[test]
    fn the_smaller_queries_survive_their_encoding(
        starting_after in proptest::option::of(word()),
        per_page in proptest::option::of(any::<u32>()),
        kind in proptest::option::of(proptest::sample::select(ReplyType::KNOWN)),
        sort_order in proptest::option::of(proptest::sample::select(SortOrder::KNOWN)),
        (is_active, is_default) in any::<(Option<bool>, Option<bool>)>(),
    ) {
        let fields = FieldsQuery {
            starting_after: starting_after.clone(), per_page, is_active, is_default,
        };
        prop_assert_eq!(FieldsQuery::parse(&fields.encode()), Ok(fields));
        let replies = RepliesQuery { starting_after, per_page, kind, sort_order };
        prop_assert_eq!(RepliesQuery::parse(&replies.encode()), Ok(replies));
    }

    #[test]
    fn no_query_string_panics(raw in ".{0,200}") {
        let _ = ListQuery::parse(&raw);
        let _ = RepliesQuery::parse(&raw);
        let _ = FieldsQuery::parse(&raw);
    }
}
