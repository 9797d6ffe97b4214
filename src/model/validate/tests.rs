use support_wire::{CustomValue, FormField, FormFields, Priority, Source};

use super::*;

fn draft(contact: &str, subject: &str, description: &str) -> Draft {
    Draft::default()
        .with(Field::Contact, contact)
        .with(Field::Subject, subject)
        .with(Field::Description, description)
}

fn asked() -> FormRules {
    FormRules {
        contact: Contact::Asked,
        ..FormRules::default()
    }
}

/// The rules of a form with these fields beside the standard ones.
fn with(fields: serde_json::Value) -> FormRules {
    let data: Vec<FormField> = serde_json::from_value(fields).unwrap();
    let (fields, problems) = resolve(
        Some(&FormFields {
            data,
            ..FormFields::default()
        }),
        &[],
    );
    assert_eq!(problems, []);
    FormRules {
        fields,
        ..FormRules::default()
    }
}

fn custom(name: &str) -> Field {
    Field::Custom(name.into())
}

#[track_caller]
fn check_faults(draft: &Draft, rules: &FormRules, expected: &[(Field, Fault)]) {
    let errors = validate(draft, rules).expect_err("the draft should be refused");
    let found: Vec<_> = errors
        .iter()
        .map(|(field, fault)| (field.clone(), fault))
        .collect();
    assert_eq!(found, expected);
}

#[track_caller]
fn check_sent(draft: &Draft, rules: &FormRules, expected: &[(&str, CustomValue)]) {
    let sent = validate(draft, rules)
        .expect("the draft should pass")
        .custom_fields;
    let sent: Vec<_> = sent
        .iter()
        .map(|field| (field.internal_name.as_str(), field.value.clone()))
        .collect();
    assert_eq!(sent, expected);
}

fn text(value: &str) -> CustomValue {
    CustomValue::Text(value.to_owned())
}

fn good() -> Draft {
    draft("", "Payment", "Line")
}

#[test]
fn everything_wrong_is_said_at_once_and_in_order() {
    check_faults(
        &draft("ann", " ", "\n"),
        &asked(),
        &[
            (Field::Contact, Fault::NotAnAddress),
            (Field::Subject, Fault::Missing),
            (Field::Description, Fault::Missing),
        ],
    );
    check_faults(
        &draft("", &"ü".repeat(256), "text"),
        &asked(),
        &[
            (Field::Contact, Fault::Missing),
            (Field::Subject, Fault::TooLong),
        ],
    );
    let long = "x".repeat(limits::DESCRIPTION_MAX_BYTES + 1);
    check_faults(
        &draft("", "subject", &long),
        &FormRules::default(),
        &[(Field::Description, Fault::TooLong)],
    );
}

#[test]
fn a_good_draft_becomes_a_conversation() {
    let sent = validate(
        &draft("", " Payment ", "Line\nnext\0"),
        &FormRules::default(),
    )
    .unwrap();
    assert_eq!(
        (sent.subject.as_str(), sent.description.as_str()),
        ("Payment", "Line\nnext")
    );
    assert_eq!(sent.source, Some(Source::Mail));
    assert_eq!(sent.priority, Some(Priority::Medium));
    assert_eq!(sent.requested_by, None);
    assert_eq!(sent.status, None);
    assert_eq!(sent.custom_fields, []);
}

#[test]
fn control_characters_are_left_out_and_breaks_in_a_line_are_blanks() {
    let rules = with(serde_json::json!([
        { "internal_name": "one", "type": "single_line_text" },
        { "internal_name": "more", "type": "multi_line_text" },
    ]));
    let odd = "\u{1}a\tb\r\nc\u{b}d\u{7f}\u{85}e\0 ";
    let odd = draft("", odd, odd)
        .with(custom("one"), odd)
        .with(custom("more"), odd);
    let sent = validate(&odd, &rules).unwrap();
    assert_eq!(sent.subject, "a b  c d e");
    assert_eq!(sent.description, "a\tb\ncde");
    check_sent(
        &odd,
        &rules,
        &[("one", text("a b  c d e")), ("more", text("a\tb\ncde"))],
    );
    check_faults(
        &draft("", "\u{1}\0", "Line"),
        &FormRules::default(),
        &[(Field::Subject, Fault::Missing)],
    );
}

#[test]
fn the_requester_is_the_pages_or_else_the_typed_one() {
    let email = Address::Email("ann@example.com".into());
    let rules = FormRules {
        contact: Contact::Known(email),
        description_as_html: true,
        ..FormRules::default()
    };
    let mallory = draft("mallory@example.com", "s", "a < b")
        .with(Field::Name, "Mallory")
        .with(Field::Trap, "x");
    let sent = validate(&mallory, &rules).unwrap();
    assert_eq!(sent.requested_by.as_deref(), Some("ann@example.com"));
    assert_eq!(sent.description, "<p>a &lt; b</p>");
    assert_eq!((sent.requested_by_firstname, sent.website), (None, None));

    let bob = draft(" bob@example.com ", "s", "t").with(Field::Name, " Bob ");
    let sent = validate(&bob, &asked()).unwrap();
    assert_eq!(sent.requested_by.as_deref(), Some("bob@example.com"));
    assert_eq!(sent.requested_by_firstname.as_deref(), Some("Bob"));
    assert_eq!(sent.website, None);
    let sent = validate(&bob.with(Field::Trap, "https://spam.example"), &asked()).unwrap();
    assert_eq!(sent.website.as_deref(), Some("https://spam.example"));
}

#[test]
fn a_subject_of_exactly_the_limit_passes() {
    let longest = draft("", &"ü".repeat(255), "t");
    assert!(validate(&longest, &FormRules::default()).is_ok());
}

#[test]
fn each_type_is_sent_as_the_api_reads_it() {
    let rules = with(serde_json::json!([
        { "internal_name": "order_id", "type": "single_line_text" },
        { "internal_name": "details", "type": "multi_line_text" },
        { "internal_name": "topic", "type": "dropdown", "field_options": ["A", { "id": 2, "name": "B" }] },
        { "internal_name": "amount", "type": "number" },
        { "internal_name": "day", "type": "date" },
        { "internal_name": "copy_to", "type": "email" },
        { "internal_name": "ways", "type": "multi_select", "field_options": ["Mail", "Call"] },
        { "internal_name": "item", "type": "nested", "levels": ["Range", "Thing"],
          "choices": [{ "name": "Boots", "choices": ["Fjell"] }, "Lamps"] },
    ]));
    check_sent(&good(), &rules, &[]);
    let list = |names: &[&str]| Value::List(names.iter().map(ToString::to_string).collect());
    let all = good()
        .with(custom("order_id"), " A-1\0 ")
        .with(custom("details"), "a\nb")
        .with(custom("topic"), "B")
        .with(custom("amount"), "−1,50")
        .with(custom("day"), "2026-02-28")
        .with(custom("copy_to"), "ann@example.com")
        .with(custom("ways"), list(&["Mail", "Call"]))
        .with(custom("item"), list(&["Boots", "Fjell"]));
    let ways = CustomValue::List(vec![text("Mail"), text("Call")]);
    let expected = [
        ("order_id", text("A-1")),
        ("details", text("a\nb")),
        ("topic", text("B")),
        ("amount", text("-1.50")),
        ("day", text("2026-02-28")),
        ("copy_to", text("ann@example.com")),
        ("ways", ways),
        ("item", text("Boots > Fjell")),
    ];
    check_sent(&all, &rules, &expected);
}

#[test]
fn each_type_has_its_fault() {
    let rules = with(serde_json::json!([
        { "internal_name": "order_id", "type": "single_line_text", "max_length": 3 },
        { "internal_name": "topic", "type": "dropdown", "field_options": ["A"] },
        { "internal_name": "amount", "type": "number" },
        { "internal_name": "day", "type": "date" },
        { "internal_name": "copy_to", "type": "email" },
        { "internal_name": "ways", "type": "multi_select", "field_options": ["Mail"] },
        { "internal_name": "item", "type": "nested", "required": true, "levels": ["Range", "Thing"],
          "choices": [{ "name": "Boots", "choices": ["Fjell"] }] },
        { "internal_name": "file", "type": "link" },
        { "internal_name": "terms", "type": "consent", "required": true },
    ]));
    let list = |name: &str| Value::List(vec![name.to_owned()]);
    let wrong = good()
        .with(custom("order_id"), "four")
        .with(custom("topic"), "B")
        .with(custom("amount"), "ten")
        .with(custom("day"), "soon")
        .with(custom("copy_to"), "+491701234567")
        .with(custom("ways"), list("Pigeon"))
        .with(custom("item"), list("Boots"))
        .with(custom("file"), "ftp://example.com/a");
    let expected = [
        (custom("order_id"), Fault::TooLong),
        (custom("topic"), Fault::NotAChoice),
        (custom("amount"), Fault::NotANumber),
        (custom("day"), Fault::NotADay),
        (custom("copy_to"), Fault::NotAnEmail),
        (custom("ways"), Fault::NotAChoice),
        (custom("item"), Fault::Missing),
        (custom("file"), Fault::NotALink),
        (custom("terms"), Fault::Missing),
    ];
    check_faults(&wrong, &rules, &expected);
}

#[test]
fn a_link_joins_the_opening_text_and_an_agreement_goes_where_it_is_told() {
    let rules = with(serde_json::json!([
        { "internal_name": "file", "type": "link" },
        { "internal_name": "terms", "type": "consent" },
        { "internal_name": "news", "type": "consent", "into": "wants_news" },
        { "internal_name": "photo", "type": "link", "into": "photo_link" },
    ]));
    let draft = good()
        .with(custom("file"), "https://example.com/a?b=1")
        .with(custom("terms"), "yes")
        .with(custom("news"), "yes")
        .with(custom("photo"), "http://example.com");
    let sent = validate(&draft, &rules).unwrap();
    assert_eq!(sent.description, "Line\n\nhttps://example.com/a?b=1");
    let photo = text("http://example.com");
    check_sent(
        &draft,
        &rules,
        &[("photo_link", photo), ("wants_news", text("yes"))],
    );
    for other in [
        "https://",
        "https:///a",
        "https://a b",
        "javascript:alert(1)",
        "example.com",
    ] {
        let draft = good().with(custom("file"), other);
        check_faults(&draft, &rules, &[(custom("file"), Fault::NotALink)]);
    }
}

#[test]
fn a_brand_is_one_of_those_offered() {
    let brands = [(1, "Shop"), (2, "Outlet")].map(|(id, name)| support_wire::Brand {
        id,
        name: name.into(),
    });
    let listed = FormFields {
        brands: brands.into(),
        ..FormFields::default()
    };
    let rules = FormRules {
        fields: resolve(Some(&listed), &[]).0,
        ..FormRules::default()
    };
    assert_eq!(validate(&good(), &rules).unwrap().brand_id, None);
    let outlet = good().with(Field::Brand, "2");
    assert_eq!(validate(&outlet, &rules).unwrap().brand_id, Some(2));
    check_faults(
        &good().with(Field::Brand, "3"),
        &rules,
        &[(Field::Brand, Fault::NotAChoice)],
    );
}

#[test]
fn errors_hold_one_fault_a_field() {
    let mut errors = FieldErrors::new([
        (Field::Subject, Fault::Missing),
        (Field::Subject, Fault::TooLong),
    ]);
    assert_eq!(errors.get(&Field::Subject), Some(Fault::Missing));
    errors.set(&Field::Subject, Some(Fault::TooLong));
    errors.set(&Field::Description, Some(Fault::Missing));
    errors.set(&Field::Subject, None);
    assert_eq!(
        errors.iter().collect::<Vec<_>>(),
        [(&Field::Description, Fault::Missing)]
    );
}

/// A word in each language, its length in the middle of what is usual there.
const WORDS: [&str; 10] = [
    "boots",
    "zapatos",
    "sapatos",
    "chaussures",
    "Stiefel",
    "長靴です",
    "जूतों",
    "الأحذية",
    "המגפיים",
    "靴子的",
];

#[test]
fn five_thousand_words_fit_in_any_script_with_room_in_the_gateways_body() {
    for word in WORDS {
        let text = [word, " "].concat().repeat(5_000);
        let sent = validate(&draft("", word, &text), &FormRules::default())
            .unwrap_or_else(|errors| panic!("{word}: {errors:?}"));
        let body = serde_json::to_vec(&sent).unwrap();
        assert!(body.len() < limits::GATEWAY_BODY_MAX_BYTES, "{word}");
    }
}

#[test]
fn a_telephone_number_is_sent_in_digits_that_every_server_reads() {
    let sent = validate(&draft("٠٥٠ ١٢٣ ٤٥٦٧", "حذاء", "نص"), &asked()).unwrap();
    assert_eq!(sent.requested_by.as_deref(), Some("050 123 4567"));
}

/// Families of emoji, letters with marks of their own, invisible joiners: nothing is joined or taken apart.
#[test]
fn what_is_typed_is_sent_as_it_is() {
    for text in [
        "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "e\u{301} ≠ é",
        "क्‍ष",
        "ﷺ",
        "נִקּוּד",
        "が ≠ か\u{3099}",
    ] {
        let sent = validate(&draft("", text, text), &FormRules::default()).unwrap();
        assert_eq!(
            (sent.subject.as_str(), sent.description.as_str()),
            (text, text)
        );
    }
}
