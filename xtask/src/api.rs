//! The documents in `docs/openapi` against the servers they are of: Schemathesis makes requests from each,
//! good and bad ones, and compares what comes back with what the document says.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use xshell::{Cmd, TempDir, cmd};

use crate::project::Project;
use crate::run::say;
use crate::{server, tools};

/// How much is tried.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// How many requests are made up for each operation, beside the cases at the boundaries.
    examples: &'static str,
    /// `stateful` follows what one answer says into the next request; it takes as long as the others together.
    phases: &'static str,
}

impl Effort {
    /// What CI has time for.
    pub(crate) const IN_CI: Self = Self {
        examples: "25",
        phases: "coverage,fuzzing",
    };
    /// All of it.
    pub(crate) const IN_FULL: Self = Self {
        examples: "500",
        phases: "examples,coverage,fuzzing,stateful",
    };
}

/// Where the requests start from; the same ones each time.
const SEED: &str = "1";
/// The customer whom the gateway's token names.
const CUSTOMER: &str = "ann@example.com";
/// More than a run ever asks for: limits have tests of their own.
const NO_LIMIT: &str = "1000000";

/// Runs both documents, after making sure that a wrong one is found out.
pub(crate) fn run(project: &Project, effort: Effort) -> Result<()> {
    let Effort { examples, phases } = effort;
    let run = Run::start(project)?;
    run.controls()?;
    for role in [Role::Desk, Role::Gateway] {
        let document = run.folder(role.document());
        run.schemathesis(role, &document)?
            .args(["--max-examples", examples, "--phases", phases])
            .run()?;
    }
    Ok(())
}

#[derive(Clone, Copy)]
enum Role {
    Desk,
    Gateway,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Gateway => "gateway",
        }
    }

    fn document(self) -> PathBuf {
        Path::new("docs/openapi")
            .join(self.name())
            .with_extension("json")
    }
}

/// A desk, a gateway before it, and the tool.
struct Run<'a> {
    project: &'a Project,
    schemathesis: PathBuf,
    desk: Server,
    gateway: Server,
    key: String,
    token: String,
    files: TempDir,
}

impl<'a> Run<'a> {
    fn start(project: &'a Project) -> Result<Self> {
        let sh = &project.sh;
        let schemathesis = tools::schemathesis(project)?;
        let program = server::build(project)?;
        let files = sh.create_temp_dir()?;
        let [key_file, secret] = ["key", "secret"].map(|name| files.path().join(name));
        let key = "a-key-for-tests".to_owned();
        sh.write_file(&key_file, &key)?;
        sh.write_file(&secret, "a secret of at least thirty-two bytes")?;
        let database = |name: &str| format!("sqlite://{}", files.path().join(name).display());
        let mut desk = Command::new(&program);
        desk.args(["desk", "--listen", "127.0.0.1:0", "--api-key-file"])
            .arg(&key_file)
            .args(["--database", &database("desk.sqlite")]);
        let desk = Server::start(desk)?;
        let mut gateway = Command::new(&program);
        gateway
            .args(["gateway", "--listen", "127.0.0.1:0", "--api-key-file"])
            .arg(&key_file)
            .args(["--upstream", &format!("{}/v1", desk.base)])
            .args(["--database", &database("gateway.sqlite")])
            .arg("--identity-secret-file")
            .arg(&secret)
            .args(["--identity-any-issuer", "--identity-any-audience"])
            // What was changed a moment ago is to be seen at once.
            .args(["--identity-unverified-contact", "--fresh-for", "0"])
            .args([
                "--calls-per-minute",
                NO_LIMIT,
                "--lists-per-minute",
                NO_LIMIT,
            ])
            .args([
                "--opens-per-minute",
                NO_LIMIT,
                "--creates-per-hour",
                NO_LIMIT,
            ]);
        let gateway = Server::start(gateway)?;
        let token = cmd!(
            sh,
            "{program} token --email {CUSTOMER} --ttl 1h --identity-secret-file {secret}"
        )
        .quiet()
        .read()?;
        Ok(Self {
            project,
            schemathesis,
            desk,
            gateway,
            key,
            token,
            files,
        })
    }

    /// That Schemathesis fails where it must: by a document that promises what is not there, and by a
    /// header that no answer has.
    fn controls(&self) -> Result<()> {
        let sh = &self.project.sh;
        let right = sh.read_file(self.folder(Role::Desk.document()))?;
        let mut wrong: serde_json::Value = serde_json::from_str(&right)?;
        wrong["components"]["schemas"]["Account"]["required"] =
            serde_json::json!(["no_such_field"]);
        let file = self.files.path().join("wrong.json");
        sh.write_file(&file, wrong.to_string())?;
        let only = ["--include-path", "/me", "--max-examples", "1"];
        let promises = self.schemathesis(Role::Desk, &file)?.args(only);
        let right = self.folder(Role::Desk.document());
        let header = self
            .schemathesis(Role::Desk, &right)?
            .args(only)
            .env("SUPPORT_CONTROL_HEADER", "x-no-such-header");
        for (what, control) in [("a wrong document", promises), ("a missing header", header)] {
            let output = control.ignore_status().quiet().output()?;
            let text = String::from_utf8_lossy(&output.stdout);
            // It ends with 1 where a check failed; otherwise it has not run.
            if output.status.code() != Some(1)
                || !text.contains("no_such") && !text.contains("no-such")
            {
                bail!("control: Schemathesis does not notice {what}:\n{text}");
            }
            say(&format!("control: {what} is noticed"));
        }
        Ok(())
    }

    fn folder(&self, path: PathBuf) -> PathBuf {
        self.project.root.join(path)
    }

    /// Schemathesis on a document, as the caller whom the server lets in.
    fn schemathesis(&self, role: Role, document: &Path) -> Result<Cmd<'a>> {
        let (url, token) = match role {
            Role::Desk => (format!("{}/v1", self.desk.base), &self.key),
            Role::Gateway => (format!("{}/support/v1", self.gateway.base), &self.token),
        };
        let header = format!("Authorization: Bearer {token}");
        let program = &self.schemathesis;
        let config = self.project.root.join("tests/api/schemathesis.toml");
        let hooks = self.project.root.join("tests/api");
        let run = cmd!(
            self.project.sh,
            "{program} --config-file {config} run --url {url} --header {header} --seed {SEED} --no-color {document}"
        );
        Ok(run
            .env("PYTHONPATH", hooks)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("SCHEMATHESIS_HOOKS", "hooks")
            .env("SUPPORT_ROLE", role.name())
            .env("SUPPORT_DESK", format!("{}/v1", self.desk.base))
            .env("SUPPORT_DESK_KEY", &self.key)
            .env("SUPPORT_CUSTOMER", CUSTOMER))
    }
}

/// A running server; it is ended when this is dropped.
struct Server {
    child: Child,
    /// Where it listens, as a URL without a path.
    base: String,
}

impl Server {
    fn start(mut command: Command) -> Result<Self> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut log = BufReader::new(child.stdout.take().context("no log to read")?);
        let mut line = String::new();
        log.read_line(&mut line)?;
        // Somebody has to read the rest, or a full pipe would stop the server.
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        let mut server = Self {
            child,
            base: String::new(),
        };
        let base = line
            .split("listening on ")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        server.base = base
            .with_context(|| format!("the server says: {line}"))?
            .to_owned();
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // What has ended by itself needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
