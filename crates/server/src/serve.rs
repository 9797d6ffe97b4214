//! Binds, serves and stops: on SIGTERM or SIGINT new connections are refused, requests in progress
//! are finished, and after a grace period the process ends whatever is left.

use std::{future::Future, net::SocketAddr, time::Duration};

use axum::{
    Router,
    serve::{ListenerExt, TapIo},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
};

use crate::StartError;

/// How long requests in progress may go on after the signal to stop.
const GRACE: Duration = Duration::from_millis(4500);

/// Takes the address; port 0 picks a free one.
///
/// # Errors
/// An address that is taken, not ours, or not allowed.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address)
        .await
        .map_err(|source| StartError::Listen { address, source })
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
/// The listener fails.
pub async fn serve<F>(listener: TcpListener, router: Router, stop: F) -> Result<(), StartError>
where
    F: Future<Output = ()> + Send + 'static,
{
    let (stopping, mut stopped) = watch::channel(());
    let signal = async move {
        stop.await;
        tracing::info!("stopping: finishing the requests in progress");
        drop(stopping);
    };
    // Who is calling, for limits by address.
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let grace = async move {
        let _ = stopped.changed().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        result = axum::serve(at_once(listener), service).with_graceful_shutdown(signal) => {
            result.map_err(StartError::Serve)
        }
        () = grace => Ok(()),
    }
}

/// Sends each answer at once instead of waiting for more bytes to fill a packet.
fn at_once(listener: TcpListener) -> TapIo<TcpListener, fn(&mut TcpStream)> {
    listener.tap_io(|stream| {
        // A connection that refuses is one that works a little slower.
        let _ = stream.set_nodelay(true);
    })
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
