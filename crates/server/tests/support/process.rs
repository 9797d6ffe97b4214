//! The built program as a child process, spoken to over a plain socket.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    os::fd::{AsFd, OwnedFd},
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

/// A running server; killed when dropped.
pub struct Server {
    pub child: Child,
    pub address: String,
    pub first_line: String,
    pub output: BufReader<ChildStdout>,
}

impl Server {
    /// Starts the program and waits for the line that says where it listens.
    pub fn start(arguments: &[&str]) -> Self {
        Self::run(program().args(arguments))
    }

    /// Starts the program on a socket that is handed over, as systemd does it.
    pub fn start_on(listener: &TcpListener, arguments: &[&str]) -> Self {
        const SCRIPT: &str = "exec 3<&0 </dev/null; export LISTEN_FDS=1 LISTEN_PID=$$; exec \"$@\"";
        let mut shell = Command::new("sh");
        let shell = shell
            .args(["-c", SCRIPT, "sh", env!("CARGO_BIN_EXE_support-server")])
            .args(arguments)
            .stdin(OwnedFd::from(listener.try_clone().unwrap()));
        Self::run(shell)
    }

    /// Starts what a command says, which is to end up as the program.
    pub fn run(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut first_line = String::new();
        output.read_line(&mut first_line).unwrap();
        let (_, rest) = first_line
            .split_once("listening on http://")
            .expect(&first_line);
        let address = rest
            .split(|c: char| c == '"' || c.is_whitespace())
            .next()
            .unwrap()
            .to_owned();
        Self {
            child,
            address,
            first_line,
            output,
        }
    }

    /// A desk on a database, with the key `k`.
    pub fn desk(database: &str) -> Self {
        Self::start(&[
            "desk",
            "--listen",
            "127.0.0.1:0",
            "--database",
            database,
            "--api-key",
            "k",
        ])
    }

    /// `GET` with a bearer token: status and body.
    pub fn get(&self, path: &str, token: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(head.as_bytes()).unwrap();
        answer(stream)
    }

    /// Any request with a bearer token and a JSON body: status and body.
    pub fn call(&self, method: &str, path: &str, token: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\n\
             Connection: close\r\nIdempotency-Key: {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n",
            self.address,
            rand::random::<u64>(),
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body.as_bytes()).unwrap();
        answer(stream)
    }

    /// Sends a request on a connection of its own.
    pub fn send(&self, method: &str, path: &str, body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer k\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body.as_bytes()).unwrap();
        stream
    }

    /// Reads the log until a line has that text.
    pub fn wait_for_line(&mut self, text: &str) {
        let mut line = String::new();
        while !line.contains(text) {
            line.clear();
            assert!(
                self.output.read_line(&mut line).unwrap() > 0,
                "the log ended without `{text}`"
            );
        }
    }

    /// Reads the log from now on and forgets it: if nobody read it, a full pipe would stop the program.
    pub fn leave_the_log(&self) {
        let pipe = self.output.get_ref().as_fd().try_clone_to_owned();
        let mut log = File::from(pipe.unwrap());
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
    }

    /// Asks the program to stop.
    pub fn terminate(&self) {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(pid, Signal::TERM).unwrap();
    }

    /// Whether new connections are refused before long.
    pub fn refuses_connections(&self, at_most: Duration) -> bool {
        poll(at_most, || TcpStream::connect(&self.address).err()).is_some()
    }

    /// Waits for the end of the program: its exit code.
    pub fn wait(&mut self, at_most: Duration) -> Option<i32> {
        poll(at_most, || {
            self.child
                .try_wait()
                .unwrap()
                .map(|status| status.code().unwrap_or(-1))
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks again until there is something.
fn poll<T>(at_most: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + at_most;
    loop {
        let found = ask();
        if found.is_some() || Instant::now() > deadline {
            return found;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The program, to be given arguments.
pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_support-server"))
}

/// The whole answer on a connection: status and body.
pub fn answer(mut stream: TcpStream) -> (u16, String) {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let status = text
        .split(' ')
        .nth(1)
        .unwrap_or_else(|| panic!("no answer: {text}"));
    let body = text
        .split_once("\r\n\r\n")
        .map(|(_, body)| body.to_owned())
        .unwrap_or_default();
    (status.parse().unwrap(), body)
}
