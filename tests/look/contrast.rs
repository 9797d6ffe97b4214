//! Contrast: 4.5 for text, 3 for what shows where a control is or what state it has (WCAG 2.2, 1.4.3 and
//! 1.4.11).

use color::{DynamicColor, parse_color};

use crate::{
    css::{Rule, rules_of},
    value::{Place, contrast},
};

const TEXT: f32 = 4.5;
const SHAPE: f32 = 3.0;

/// What stands on what, and how far it has to stand out. `ground` is the page's.
const PAIRS: [(&str, &str, f32); 27] = [
    ("--_text", "ground", TEXT),
    ("--_text", "--_surface", TEXT),
    ("--_text", "--_raised", TEXT),
    ("--_text", "--_accent-soft", TEXT),
    ("--_text", "--_danger-soft", TEXT),
    ("--_quiet", "ground", TEXT),
    ("--_quiet", "--_surface", TEXT),
    ("--_quiet", "--_raised", TEXT),
    ("--_quiet", "--_accent-soft", TEXT),
    ("--_ink", "ground", TEXT),
    ("--_ink", "--_surface", TEXT),
    ("--_ink", "--_raised", TEXT),
    ("--_ink", "--_accent-soft", SHAPE),
    ("--_on-accent", "--_accent", TEXT),
    ("--_on-accent", "--_accent-hover", TEXT),
    ("--_on-accent", "--_accent-pressed", TEXT),
    ("--_danger", "ground", TEXT),
    ("--_danger", "--_surface", TEXT),
    ("--_danger", "--_danger-soft", TEXT),
    ("--_caution", "ground", TEXT),
    ("--_caution", "--_surface", TEXT),
    ("--_caution", "--_raised", TEXT),
    ("--_good", "ground", SHAPE),
    ("--_good", "--_surface", SHAPE),
    ("--_edge", "ground", SHAPE),
    ("--_edge", "--_surface", SHAPE),
    ("--_edge", "--_raised", SHAPE),
];

/// A theme: what holds where the widget stands, and what it stands on.
struct Theme {
    name: String,
    place: Place,
    ground: DynamicColor,
}

/// What is declared under a selector, outside of any at-rule.
#[track_caller]
fn declared<'a>(rules: &'a [Rule], selector: &str) -> &'a [(String, String)] {
    let mut found = rules
        .iter()
        .filter(|rule| rule.around.is_empty() && rule.selector == selector);
    let rule = found.next();
    &rule
        .unwrap_or_else(|| panic!("no rule for {selector}"))
        .declarations
}

/// The widget as it comes.
fn bare(is_dark: bool) -> Place {
    let rules = rules_of("src/view/style/base.css");
    let place = Place {
        is_dark,
        ..Place::default()
    };
    place.with(declared(&rules, ".support"))
}

fn read(color: &str) -> DynamicColor {
    parse_color(color).unwrap()
}

/// Light and dark as they come, on what browsers show where a page says nothing.
fn bare_themes() -> Vec<Theme> {
    [(false, "#fff"), (true, "#121212")]
        .map(|(is_dark, ground)| Theme {
            name: format!("as it comes, dark: {is_dark}"),
            place: bare(is_dark),
            ground: read(ground),
        })
        .into()
}

/// The sample portal's own themes.
fn portal_themes() -> Vec<Theme> {
    let rules = rules_of("static/sample/portal.css");
    let theme = |name: &str, is_dark, selectors: &[&str]| {
        let mut place = bare(is_dark);
        for selector in selectors {
            place = place.with(declared(&rules, selector));
        }
        Theme {
            name: format!("{name}, dark: {is_dark}"),
            ground: place.color("--ground"),
            place,
        }
    };
    let dispatch = [
        ":root",
        r#":root[data-theme="dispatch"]"#,
        ":is(support-widget, support-form, support-conversations)",
        r#":root[data-theme="dispatch"] :is(support-widget, support-form, support-conversations)"#,
    ];
    let harbour = [dispatch[0], dispatch[2]];
    vec![
        theme("harbour", false, &harbour),
        theme("harbour", true, &harbour),
        theme("dispatch", true, &dispatch),
    ]
}

/// The looks that the theming page begins with.
fn looks() -> Vec<Theme> {
    let rules = rules_of("static/sample/themes.css");
    let pages = rules.iter().filter_map(|rule| {
        let name = rule.selector.strip_prefix(r#".stage[data-look=""#)?;
        Some((name.strip_suffix(r#""]"#)?, rule))
    });
    let mut themes = Vec::new();
    for (name, page) in pages {
        let says = |name: &str| {
            let mut said = page.declarations.iter().filter(|said| said.0 == name);
            said.next().map(|(_, value)| value.as_str())
        };
        let schemes = says("color-scheme").unwrap();
        for is_dark in [false, true] {
            if !schemes.contains(if is_dark { "dark" } else { "light" }) {
                continue;
            }
            let page_alone = bare(is_dark).with(&page.declarations);
            let ground = page_alone.color("--ground");
            let own = rules
                .iter()
                .find(|rule| rule.selector == format!("{} support-widget", page.selector));
            themes.push(Theme {
                name: format!("{name}, dark: {is_dark}"),
                place: own.map_or(page_alone.clone(), |own| page_alone.with(&own.declarations)),
                ground,
            });
        }
    }
    assert!(themes.len() >= 10, "{} looks", themes.len());
    themes
}

/// On paper.
fn print() -> Theme {
    let rules = rules_of("src/view/style/preferences.css");
    let mut inks = rules
        .iter()
        .filter(|rule| rule.around == ["@media print"] && rule.selector == ".support");
    Theme {
        name: "print".to_owned(),
        place: bare(false).with(&inks.next().unwrap().declarations),
        ground: read("#fff"),
    }
}

/// What can't be read in a theme.
fn unreadable(theme: &Theme) -> Vec<String> {
    unreadable_among(theme, |_| true)
}

/// The same among the pairs one of which has such a name.
fn unreadable_among(theme: &Theme, is_asked: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let asked = PAIRS
        .into_iter()
        .filter(|(over, under, _)| is_asked(over) || is_asked(under));
    for (over, under, least) in asked {
        let ground = match under {
            "ground" => theme.ground,
            name => theme.place.color(name),
        };
        let ratio = contrast(theme.place.color(over), ground);
        if ratio < least {
            let name = &theme.name;
            found.push(format!("{name}: {over} on {under}: {ratio:.2} of {least}"));
        }
    }
    found
}

#[test]
fn every_theme_can_be_read() {
    let mut themes = bare_themes();
    themes.extend(portal_themes());
    themes.extend(looks());
    themes.push(print());
    let found: Vec<_> = themes.iter().flat_map(unreadable).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_theme_that_cannot_be_read_is_found_out() {
    let [mut theme, _] = <[Theme; 2]>::try_from(bare_themes()).ok().unwrap();
    let pale = ("--support-quiet".to_owned(), "#949494".to_owned());
    theme.place = theme.place.with(&[pale]);
    let found = unreadable(&theme);
    assert!(found.iter().any(|each| each.contains("--_quiet on ground")));
    assert!(
        found
            .iter()
            .all(|each| each.contains("--_quiet") || each.contains("--_edge"))
    );
}

#[test]
fn a_page_that_sets_its_accent_alone_can_be_read() {
    let channels = || (0..=255).step_by(36);
    let is_of_accent = |name: &str| name.contains("accent") || name == "--_ink";
    let mut found = Vec::new();
    for mut theme in bare_themes() {
        for (red, green, blue) in channels()
            .flat_map(|red| channels().map(move |green| (red, green)))
            .flat_map(|(red, green)| channels().map(move |blue| (red, green, blue)))
        {
            let accent = format!("#{red:02x}{green:02x}{blue:02x}");
            theme.place = theme
                .place
                .with(&[("--support-accent".to_owned(), accent.clone())]);
            let faults = unreadable_among(&theme, is_of_accent).into_iter();
            found.extend(faults.map(|fault| format!("{accent}: {fault}")));
        }
    }
    assert!(
        found.is_empty(),
        "{} faults, such as {:#?}",
        found.len(),
        &found[..found.len().min(9)]
    );
}
