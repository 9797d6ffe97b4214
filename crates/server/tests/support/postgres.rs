//! A PostgreSQL server for the tests of this process, and a schema in it for each test.
//!
//! Its files are in a temporary folder, it listens on a socket there and nowhere else, and it ends with
//! the process that began it, however that ends: it then reads the end of its input.

use std::{
    io::Write,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

use sqlx::{AnyConnection, Connection, Executor};

/// What the server does not need to promise: it has no data that outlives the tests.
const CARELESS: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off \
     -c max_connections=400 -c shared_buffers=32MB -c autovacuum=off";

/// Makes a cluster, runs it until our input ends, and takes it away. `$1` is where the programs are,
/// `$2` the folder, `$3` how it is run.
const SCRIPT: &str = r#"
"$1/initdb" --pgdata="$2/data" --auth=trust --username=support --no-sync --no-locale --encoding=UTF8 \
    >"$2/log" 2>&1 || exit 1
"$1/postgres" -D "$2/data" -c listen_addresses= -c unix_socket_directories="$2" $3 >>"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT "$server"
wait "$server"
rm -rf "$2"
"#;

/// The running server. Its input stays open for as long as this process lives.
struct Cluster {
    folder: PathBuf,
    script: Child,
}

/// Whether the tests are to run on PostgreSQL.
pub fn is_wanted() -> bool {
    std::env::var_os("SUPPORT_TEST_DATABASE").is_some_and(|value| value == "postgres")
}

/// The URL of a schema of that name, made if it is missing.
pub fn url(schema: &str) -> String {
    let schema: String = schema.bytes().map(|byte| format!("{byte:02x}")).collect();
    let schema = format!("s{schema}");
    let folder = cluster().folder.display();
    let base = format!("postgres://support@localhost/postgres?host={folder}");
    let make = format!("CREATE SCHEMA IF NOT EXISTS {schema}");
    execute(&base, &make);
    format!("{base}&options=-csearch_path%3D{schema}")
}

/// Runs a statement, in a thread of its own: some tests have a runtime and some have none.
pub fn execute(url: &str, sql: &str) {
    let (url, sql) = (url.to_owned(), sql.to_owned());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let mut connection = connect(&url).await;
            connection.execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
            connection.close().await.unwrap();
        });
    })
    .join()
    .unwrap();
}

async fn connect(url: &str) -> AnyConnection {
    sqlx::any::install_default_drivers();
    AnyConnection::connect(url).await.unwrap()
}

fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(start)
}

fn start() -> Cluster {
    let programs = programs();
    let folder = tempfile::Builder::new()
        .prefix("support-postgres-")
        .tempdir()
        .unwrap()
        .keep();
    let mut script = if rustix::process::geteuid().is_root() {
        // The server refuses to run as root.
        let (user, group) = postgres_user();
        chown(&folder, Some(user), Some(group)).unwrap();
        let mut runuser = Command::new("runuser");
        runuser.args(["-u", "postgres", "--", "sh"]);
        runuser
    } else {
        Command::new("sh")
    };
    let mut script = script
        .args(["-c", SCRIPT, "sh"])
        .arg(&programs)
        .arg(&folder)
        .arg(CARELESS)
        .current_dir("/")
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    script.stdin.as_mut().unwrap().flush().unwrap();
    let mut cluster = Cluster { folder, script };
    cluster.wait_until_it_answers();
    cluster
}

impl Cluster {
    fn wait_until_it_answers(&mut self) {
        let deadline = Instant::now() + Duration::from_secs(60);
        // The server makes its socket before it answers on it.
        let url = format!(
            "postgres://support@localhost/postgres?host={}",
            self.folder.display()
        );
        while !answers(&url) {
            let log = || std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            let ended = self.script.try_wait().unwrap();
            assert!(ended.is_none(), "PostgreSQL did not start:\n{}", log());
            assert!(
                Instant::now() < deadline,
                "no answer in a minute:\n{}",
                log()
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

fn answers(url: &str) -> bool {
    let url = url.to_owned();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        sqlx::any::install_default_drivers();
        runtime.block_on(async { AnyConnection::connect(&url).await.is_ok() })
    })
    .join()
    .unwrap()
}

/// Where `initdb` and `postgres` are: on PATH, or where Debian keeps them apart by version.
fn programs() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).collect::<Vec<_>>();
    let debian = std::fs::read_dir("/usr/lib/postgresql");
    let debian = debian.into_iter().flatten().flatten();
    let mut versions: Vec<PathBuf> = debian.map(|entry| entry.path().join("bin")).collect();
    versions.sort();
    versions
        .into_iter()
        .rev()
        .chain(on_path)
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
        .expect("PostgreSQL is missing; type: sudo apt-get install --yes postgresql")
}

/// The account that the package made, by the owner of its folder.
fn postgres_user() -> (u32, u32) {
    use std::os::unix::fs::MetadataExt;
    let home = std::fs::metadata(Path::new("/var/lib/postgresql"))
        .expect("PostgreSQL has no account here: /var/lib/postgresql is missing");
    (home.uid(), home.gid())
}
