//! Binds, serves and stops: on SIGTERM or SIGINT new connections are refused (or left to another process
//! that has the same socket), requests in progress are finished, and after a grace period the process ends
//! whatever is left.

use std::{future::Future, io, net::SocketAddr, time::Duration};

use axum::{Router, serve::Listener};
use listenfd::ListenFd;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
};

use crate::{StartError, connections};

/// How long requests in progress may go on after the signal to stop.
const GRACE: Duration = Duration::from_millis(4500);
/// How long, after the signal, a connection has to begin its first request: without this, a caller would be
/// hung up on for having come a moment too early.
const LINGER: Duration = Duration::from_secs(1);
/// For what was let in last to be taken up before it is asked to end.
const LAST: Duration = Duration::from_millis(50);
/// How long a connection may be open without a first byte.
const FIRST_BYTE: Duration = Duration::from_secs(30);

/// The listening sockets that systemd, or whoever starts us in its way, has opened already.
pub struct Sockets {
    inherited: ListenFd,
    next: usize,
}

impl Sockets {
    /// Those that the environment tells of (`LISTEN_FDS`); often none.
    #[must_use]
    pub fn inherited() -> Self {
        Self {
            inherited: ListenFd::from_env(),
            next: 0,
        }
    }

    /// The next inherited socket; where there is none, a new one at the address, of which port 0 picks
    /// a free one.
    ///
    /// # Errors
    /// An address that is taken, not ours, or not allowed; an inherited socket of another kind.
    pub async fn next(&mut self, address: SocketAddr) -> Result<TcpListener, StartError> {
        let failed = |source| StartError::Listen { address, source };
        let place = self.next;
        self.next += 1;
        match self.inherited.take_tcp_listener(place) {
            Ok(Some(listener)) => inherit(listener).map_err(StartError::Inherited),
            Ok(None) => TcpListener::bind(address).await.map_err(failed),
            Err(source) => Err(StartError::Inherited(source)),
        }
    }
}

fn inherit(listener: std::net::TcpListener) -> io::Result<TcpListener> {
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}

/// The sentence that says where the server listens: the log's first line.
///
/// # Errors
/// The system does not know the address.
pub fn announce(listener: &TcpListener) -> Result<(), StartError> {
    let address = listener.local_addr().map_err(StartError::Serve)?;
    tracing::info!("listening on http://{address}");
    Ok(())
}

/// Serves until `stop` is done, then finishes what is in progress, for at most the grace period.
///
/// # Errors
/// None at present: what goes wrong with a connection ends that one.
pub async fn serve<F>(listener: TcpListener, router: Router, stop: F) -> Result<(), StartError>
where
    F: Future<Output = ()> + Send + 'static,
{
    let (stopping, stopped) = watch::channel(());
    let (mut lingered, mut over) = (stopped.clone(), stopped.clone());
    tokio::spawn(async move {
        stop.await;
        tracing::info!("stopping: finishing the requests in progress");
        drop(stopping);
    });
    let (waiting, mut nobody_waits) = watch::channel(());
    let signal = async move {
        let _ = lingered.changed().await;
        let _ = tokio::time::timeout(LINGER, nobody_waits.changed()).await;
        tokio::time::sleep(LAST).await;
    };
    let grace = async move {
        let _ = over.changed().await;
        tokio::time::sleep(GRACE).await;
    };
    let door = Door {
        address: listener.local_addr().map_err(StartError::Serve)?,
        listener: Some(listener),
        fresh: JoinSet::new(),
        stopped,
        waiting: Some(waiting),
    };
    tokio::select! {
        () = connections::serve(door, router, signal) => {}
        () = grace => {}
    }
    Ok(())
}

/// A listener that is given up at the signal to stop, but for connections that have not said anything yet:
/// it lets in who has begun a request, since whoever is let in without one is hung up on at the end.
struct Door {
    address: SocketAddr,
    listener: Option<TcpListener>,
    fresh: JoinSet<Option<(TcpStream, SocketAddr)>>,
    stopped: watch::Receiver<()>,
    /// Dropped when nobody can come any more.
    waiting: Option<watch::Sender<()>>,
}

impl Listener for Door {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        loop {
            let Some(listener) = &mut self.listener else {
                match self.fresh.join_next().await {
                    Some(Ok(Some(begun))) => return begun,
                    Some(_) => continue,
                    None => {
                        self.waiting = None;
                        return std::future::pending().await;
                    }
                }
            };
            tokio::select! {
                (stream, caller) = Listener::accept(listener) => {
                    self.fresh.spawn(first_byte(stream, caller));
                }
                Some(first) = self.fresh.join_next() => {
                    if let Ok(Some(begun)) = first {
                        return begun;
                    }
                }
                _ = self.stopped.changed() => self.listener = None,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

/// The connection, once it says something.
async fn first_byte(stream: TcpStream, caller: SocketAddr) -> Option<(TcpStream, SocketAddr)> {
    // Each answer goes at once, instead of waiting for more bytes to fill a packet. A connection that
    // refuses is one that works a little slower.
    let _ = stream.set_nodelay(true);
    let said = tokio::time::timeout(FIRST_BYTE, stream.readable()).await;
    said.ok()?.ok()?;
    Some((stream, caller))
}

/// Done at the first SIGTERM or SIGINT (elsewhere than on Unix: Ctrl-C).
///
/// From the call on, and not only once it is awaited, neither signal ends the process by itself: so
/// call it before anybody is told that the server is there.
///
/// # Errors
/// The system takes no handler.
#[cfg(unix)]
pub fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, StartError> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).map_err(StartError::Serve)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(StartError::Serve)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Done at the first Ctrl-C.
///
/// # Errors
/// None here.
#[cfg(not(unix))]
pub fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, StartError> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
