use super::*;
use crate::model::failure::Problem;

fn parcel(key: &str) -> Parcel {
    Parcel {
        key: key.into(),
        body: "{}".into(),
        subject: "Parcel lost".into(),
        draft: Draft::default(),
        posted_at: 1_000,
        in_doubt_since: None,
        not_before: None,
        refused: None,
        is_in_form: true,
        is_automatic: true,
    }
}

fn with(key: &str) -> Outbox {
    let mut outbox = Outbox::default();
    outbox.post(parcel(key));
    outbox
}

fn doubt(outbox: &Outbox, key: &str) -> Option<i64> {
    outbox.get(key).unwrap().parcel.in_doubt_since
}

#[test]
fn an_attempt_may_have_arrived_from_its_beginning_on() {
    let mut outbox = with("a");
    assert_eq!(doubt(&outbox, "a"), None);
    outbox.begin("a", 1_000);
    assert_eq!(doubt(&outbox, "a"), Some(1_000));
}

#[test]
fn a_clear_refusal_takes_the_doubt_of_its_own_attempt_away_only() {
    let mut outbox = with("a");
    outbox.begin("a", 1_000);
    outbox.fail("a", Failure::refused(429), Some(1_030));
    assert_eq!(doubt(&outbox, "a"), None);
    outbox.begin("a", 1_030);
    outbox.fail("a", Failure::TimedOut, Some(1_060));
    outbox.begin("a", 1_060);
    outbox.fail("a", Failure::refused(401), None);
    assert_eq!(doubt(&outbox, "a"), Some(1_030));
    outbox.begin("a", 1_090);
    outbox.fail("a", Failure::refused(400), None);
    assert_eq!(doubt(&outbox, "a"), None, "what is bad now was bad then");
}

#[test]
fn what_may_have_arrived_cannot_be_taken_back() {
    let mut outbox = with("a");
    assert_eq!(outbox.withdraw("a", 1_000), None, "it is on its way");
    outbox.begin("a", 1_000);
    outbox.fail("a", Failure::Unreachable, Some(1_030));
    assert_eq!(outbox.withdraw("a", 1_010), None, "it may have arrived");
    assert!(outbox.get("a").is_some());
    let a_day_later = 1_000 + 24 * 3_600;
    assert!(
        outbox.withdraw("a", a_day_later).is_some(),
        "nobody will find out any more"
    );
}

#[test]
fn what_was_refused_or_never_left_can_be_taken_back() {
    for failure in [
        Failure::Offline,
        Failure::refused(422),
        Failure::refused(429),
    ] {
        let mut outbox = with("a");
        outbox.begin("a", 1_000);
        outbox.fail("a", failure.clone(), None);
        let taken = outbox.withdraw("a", 1_010);
        assert_eq!(
            taken.map(|parcel| parcel.key).as_deref(),
            Some("a"),
            "{failure:?}"
        );
        assert!(outbox.get("a").is_none());
    }
}

#[test]
fn the_same_bytes_go_out_by_themselves_for_a_day_and_not_after_a_refusal() {
    let mut parcel = parcel("a");
    assert!(parcel.may_go(10_000_000), "it was never tried");
    parcel.in_doubt_since = Some(1_000);
    assert!(parcel.may_go(1_000 + KEY_LIVES_SECONDS - 1));
    assert!(!parcel.may_go(1_000 + KEY_LIVES_SECONDS));
    parcel.in_doubt_since = None;
    parcel.refused = Some(422);
    assert!(!parcel.may_go(1_000));
    parcel.refused = None;
    parcel.is_automatic = false;
    assert!(!parcel.may_go(1_000));
}

#[test]
fn a_later_page_goes_on_where_the_earlier_one_ended() {
    let mut before = with("due");
    before.post(Parcel {
        is_automatic: false,
        ..parcel("straight to a desk")
    });
    before.post(parcel("refused"));
    before.begin("refused", 1_000);
    before.fail("refused", Failure::refused(422), None);

    let mut later = Outbox::default();
    later.take_over(before.to_keep().current(1_100), 1_100);
    let states: Vec<_> = later.entries().map(|entry| entry.state.clone()).collect();
    assert_eq!(
        states,
        [
            EntryState::Sending,
            EntryState::Resting(Failure::TimedOut),
            EntryState::Resting(Failure::refused(422)),
        ]
    );
}

#[test]
fn what_another_tab_has_sent_or_taken_is_gone_here_and_the_rest_goes_on() {
    let mut outbox = with("a");
    outbox.post(parcel("b"));
    outbox.fail("b", Failure::Offline, Some(2_000));
    outbox.take_over(vec![parcel("b"), parcel("c")], 1_500);
    let keys: Vec<_> = outbox.entries().map(|entry| &*entry.parcel.key).collect();
    assert_eq!(keys, ["b", "c"]);
    assert_eq!(
        outbox.get("b").unwrap().state,
        EntryState::Waiting {
            failure: Failure::Offline,
            until: 2_000
        }
    );
}

#[test]
fn requests_are_kept_for_a_week_and_other_versions_are_not_read() {
    let kept = || with("a").to_keep();
    assert_eq!(kept().current(1_000 + KEPT_SECONDS - 1).len(), 1);
    assert_eq!(kept().current(1_000 + KEPT_SECONDS).len(), 0);
    let other = Parcels {
        version: VERSION + 1,
        ..kept()
    };
    assert_eq!(other.current(1_000).len(), 0);
}

#[test]
fn how_long_the_server_wants_to_be_left_alone_outlives_the_page() {
    let mut outbox = with("a");
    outbox.begin("a", 1_000);
    let busy = Failure::Refused(Problem {
        status: 429,
        retry_after: Some(60),
        ..Problem::default()
    });
    outbox.fail("a", busy, Some(1_060));
    let kept = outbox.to_keep().current(1_010);
    assert_eq!(kept[0].wait_ms(1_010), 50_000);
    assert_eq!(kept[0].wait_ms(1_061), 0);
    assert_eq!(
        kept[0].wait_ms(-1_000_000),
        300_000,
        "whatever the clock says"
    );
    let mut later = Outbox::default();
    later.take_over(kept, 1_010);
    assert!(matches!(
        later.get("a").unwrap().state,
        EntryState::Waiting { until: 1_060, .. }
    ));
    outbox.hurry("a");
    assert_eq!(outbox.get("a").unwrap().parcel.not_before, None);
}
