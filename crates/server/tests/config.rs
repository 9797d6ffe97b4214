//! Settings by flags, environment and file: what goes before what, and what is said of a mistake.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::{collections::HashMap, path::PathBuf, process::Stdio};

use support::process::{Server, program};
use support_server::config::{self, Cli, ConfigError, Role, markdown};
use tempfile::TempDir;

/// A file of settings, the environment, and the rest of the command line.
struct Case {
    folder: TempDir,
    environment: HashMap<&'static str, &'static str>,
}

impl Case {
    fn new(file: &str) -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("s.toml"), file).unwrap();
        Self {
            folder,
            environment: HashMap::new(),
        }
    }

    fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.environment.insert(name, value);
        self
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("s.toml")
    }

    fn parse(&self, role: &str, flags: &[&str]) -> Result<Cli, ConfigError> {
        let file = self.file();
        let begin = ["support-server", role, "--config", file.to_str().unwrap()];
        let words = begin.iter().chain(flags).map(|&word| word.into());
        config::parse(words.collect(), &|name| {
            self.environment.get(name).map(|&value| value.into())
        })
    }

    /// What is said of a mistake, the file's folder left out.
    fn mistake(&self, flags: &[&str]) -> String {
        let error = self.parse("gateway", flags).unwrap_err().to_string();
        error.replace(&format!("{}/", self.folder.path().display()), "")
    }
}

const WHOLE: &str = r#"
listen = "127.0.0.1:1"
upstream = "https://file.example/v1"
api-key-file = "key"
allow-origin = ["https://a.example", "https://b.example"]
guests = true
guests-per-hour = 9
identity-secret-file = "secret"
"#;

fn gateway(cli: Cli) -> support_server::gateway::cli::GatewayArgs {
    match cli.role {
        Role::Gateway(args) => *args,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_flag_goes_before_the_environment_and_that_before_the_file() {
    let case = Case::new(WHOLE);
    let args = gateway(case.parse("gateway", &[]).unwrap());
    assert_eq!(args.listen.port(), 1);
    assert_eq!(args.allow_origins.len(), 2);
    assert!(args.rules.guests);
    assert_eq!(args.rules.guests_per_hour, 9);
    let case = case
        .with("SUPPORT_LISTEN", "127.0.0.1:2")
        .with(
            "SUPPORT_ALLOW_ORIGIN",
            "https://c.example, https://d.example,https://e.example",
        )
        .with("SUPPORT_GUESTS", "false");
    let args = gateway(case.parse("gateway", &[]).unwrap());
    assert_eq!((args.listen.port(), args.allow_origins.len()), (2, 3));
    assert_eq!(args.upstream, "https://file.example/v1");
    assert!(!args.rules.guests);
    let flags = [
        "--listen=127.0.0.1:3",
        "--guests",
        "--allow-origin",
        "https://f.example",
    ];
    let args = gateway(case.parse("gateway", &flags).unwrap());
    assert_eq!((args.listen.port(), args.allow_origins.len()), (3, 1));
    assert!(args.rules.guests);
}

#[test]
fn the_environment_names_the_file_and_alone_is_enough() {
    let case = Case::new(WHOLE);
    let file = case.file().into_os_string();
    let words = || vec!["support-server".into(), "gateway".into()];
    let cli = config::parse(words(), &|name| {
        (name == "SUPPORT_CONFIG").then(|| file.clone())
    });
    assert_eq!(gateway(cli.unwrap()).listen.port(), 1);
    let cli = config::parse(words(), &|name| match name {
        "SUPPORT_LISTEN" => Some("127.0.0.1:4".into()),
        "SUPPORT_UPSTREAM" => Some("https://x.example/v1".into()),
        "SUPPORT_API_KEY_FILE" | "SUPPORT_IDENTITY_SECRET_FILE" => Some("f".into()),
        _ => None,
    });
    assert_eq!(gateway(cli.unwrap()).listen.port(), 4);
}

/// Of two settings that exclude each other, the one from the stronger place stays.
#[test]
fn a_key_by_flag_goes_before_a_key_file_in_the_file() {
    let case = Case::new(
        "listen = \"127.0.0.1:1\"\ndatabase = \"sqlite::memory:\"\napi-key-file = \"none\"",
    );
    let cli = case.parse("desk", &["--api-key", "k"]).unwrap();
    let Role::Desk(args) = cli.role else { panic!() };
    let key = args.key.unwrap();
    assert_eq!(
        (key.api_key.as_deref(), key.api_key_file),
        (Some("k"), None)
    );
}

#[test]
fn a_mistake_is_named_with_its_place_what_was_found_and_what_is_expected() {
    for (file, expected) in [
        (
            "listen = \"nowhere\"",
            "s.toml: `listen`: expected ADDR:PORT, found `nowhere`",
        ),
        (
            "listen = 8080",
            "s.toml: `listen`: expected ADDR:PORT, found `8080`",
        ),
        (
            "guests = \"yes\"",
            "s.toml: `guests`: expected true or false, found `yes`",
        ),
        (
            "guests-per-hour = -1",
            "s.toml: `guests-per-hour`: expected N, found `-1`",
        ),
        (
            "log-format = \"xml\"",
            "s.toml: `log-format`: expected one of json, pretty, found `xml`",
        ),
        (
            "listen = [\"127.0.0.1:1\"]",
            "s.toml: `listen`: expected ADDR:PORT, found `[\"127.0.0.1:1\"]`",
        ),
        (
            "brand = [1, [2]]",
            "s.toml: `brand`: expected a list of ID, found `[1, [2]]`",
        ),
        (
            "brand = 1.5",
            "s.toml: `brand`: expected a list of ID, found `1.5`",
        ),
        (
            "listn = \"127.0.0.1:1\"",
            "s.toml: `listn` is no setting of gateway; is it `listen`?",
        ),
        (
            "allow_origin = []",
            "s.toml: `allow_origin` is no setting of gateway; is it `allow-origin`?",
        ),
        ("colour = 1", "s.toml: `colour` is no setting of gateway"),
        (
            "check-config = true",
            "s.toml: `check-config` is no setting of gateway",
        ),
        (
            "[gateway]\nlisten = 1",
            "s.toml: `gateway` is no setting of gateway",
        ),
    ] {
        assert_eq!(Case::new(file).mistake(&[]), expected);
    }
    let text = Case::new("listen = ").mistake(&[]);
    assert!(
        text.starts_with("s.toml: TOML parse error at line 1"),
        "{text}"
    );
    let case = Case::new(WHOLE).with("SUPPORT_GUESTS_PER_HOUR", "many");
    assert_eq!(
        case.mistake(&[]),
        "SUPPORT_GUESTS_PER_HOUR: expected N, found `many`"
    );
    let text = case.mistake(&["--guests-per-hour", "some"]);
    assert!(
        text.contains("invalid value 'some' for '--guests-per-hour <N>'"),
        "{text}"
    );
    let text = Case::new("").mistake(&[]);
    assert!(text.contains("--upstream <URL>"), "{text}");
}

#[test]
fn check_config_says_what_holds_and_where_it_is_from_and_starts_nothing() {
    let case = Case::new(WHOLE);
    let path = |name: &str| case.folder.path().join(name);
    let file = case.file();
    let file = file.to_str().unwrap();
    let run = |folder_has_files: bool| {
        if folder_has_files {
            std::fs::write(path("key"), "canary-key").unwrap();
            std::fs::write(path("secret"), "canary-secret-of-more-than-32-bytes").unwrap();
        }
        program()
            .args(["gateway", "--config", file, "--check-config"])
            .args(["--database", "postgres://u:canary@nowhere.example/d"])
            .env("SUPPORT_TENANT", "t")
            .current_dir(case.folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    };
    let output = run(false);
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("cannot read the API key file key"), "{text}");
    let output = run(true);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    for line in [
        "tenant: t (environment)",
        "database: set (flag)",
        &format!("listen: 127.0.0.1:1 ({file})"),
        "source: Mail (default)",
        "show-tags: false (default)",
        &format!("guests: true ({file})"),
        "team: none (default)",
        "The settings are good.",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    assert!(!text.contains("canary"), "{text}");
}

#[test]
fn a_desk_runs_from_a_file() {
    let case =
        Case::new("listen = \"127.0.0.1:0\"\ndatabase = \"sqlite::memory:\"\napi-key = \"k\"");
    let file = case.file();
    let server = Server::start(&["desk", "--config", file.to_str().unwrap()]);
    assert_eq!(server.get("/v1/conversations", "k").0, 200);
}

#[test]
fn the_file_that_we_give_out_is_good() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packaging/gateway.toml");
    let words = ["support-server", "gateway", "--config", path];
    let cli = config::parse(words.map(Into::into).to_vec(), &|_| None);
    assert_eq!(gateway(cli.unwrap()).listen.port(), 8091);
}

/// The tables of the operator's page are what the code says. `SUPPORT_RECORD=1` writes them.
#[test]
fn the_page_for_operators_has_every_setting() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/operating.md");
    let page = std::fs::read_to_string(path).unwrap();
    let mut fresh = page.clone();
    for role in ["gateway", "desk", "demo"] {
        let begin = format!("<!-- settings of {role}, made from the code -->\n");
        let (before, rest) = fresh.split_once(&begin).expect(&begin);
        let (_, after) = rest.split_once("<!-- end -->").unwrap();
        fresh = format!("{before}{begin}\n{}\n<!-- end -->{after}", markdown(role));
    }
    if std::env::var_os("SUPPORT_RECORD").is_some() {
        std::fs::write(path, &fresh).unwrap();
        return;
    }
    assert!(
        page == fresh,
        "docs/operating.md is not what the code says; run: \
         SUPPORT_RECORD=1 cargo test --package support-server --test config"
    );
}
