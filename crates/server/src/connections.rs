//! Connections: how many there may be, how long one may take to say what it wants, and how long to take its
//! answer. Layers see a request only once its head is whole, and an answer only until it is made; whoever
//! sends half of the one or does not read the other is dealt with here.

use std::{convert::Infallible, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    response::Response,
    serve::Listener,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{net::TcpStream, sync::Semaphore};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// How long a connection may take for the head of a request, and how long it may be idle before.
const HEAD_MAX: Duration = Duration::from_secs(20);
/// How long it may take none of an answer before it is hung up on.
const UNREAD_MAX: Duration = Duration::from_secs(20);
/// How many connections there may be; more wait to be accepted.
const CONNECTIONS_MAX: usize = 4_096;

/// Serves until `stop` is done, then finishes what is in progress.
pub(crate) async fn serve(
    listener: impl Listener<Io = TcpStream, Addr = SocketAddr>,
    router: Router,
    stop: impl Future<Output = ()>,
) {
    serve_patiently(listener, router, stop, UNREAD_MAX).await;
}

async fn serve_patiently(
    mut listener: impl Listener<Io = TcpStream, Addr = SocketAddr>,
    router: Router,
    stop: impl Future<Output = ()>,
    unread_max: Duration,
) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut server = http1::Builder::new();
    server
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_MAX);
    let mut stop = pin!(stop);
    loop {
        let next = async {
            // The semaphore is never closed.
            let place = Arc::clone(&places).acquire_owned().await.ok();
            (listener.accept().await, place)
        };
        let ((stream, peer), place) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        let router = router.clone();
        let service = service_fn(move |request| answer(router.clone(), peer, request));
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(unread_max));
        let connection = server.serve_connection(TokioIo::new(Box::pin(stream)), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // How a connection ends is its caller's business; what it asked has been logged.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

async fn answer(
    router: Router,
    peer: SocketAddr,
    request: Request<Incoming>,
) -> Result<Response, Infallible> {
    let mut request = request.map(Body::new);
    // Who is calling, for limits by address.
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request).await
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::{
        Router,
        body::{Body, Bytes},
        routing::get,
    };
    use http_body::Frame;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::{TcpListener, TcpStream},
        sync::mpsc,
    };

    use super::serve_patiently;

    /// More than any system keeps for a connection.
    const PIECES: usize = 512;
    const PIECE: usize = 64 * 1024;

    /// A large answer, which says when it is given up.
    struct Large {
        left: usize,
        over: mpsc::UnboundedSender<usize>,
    }

    impl axum::body::HttpBody for Large {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<std::io::Result<Frame<Bytes>>>> {
            let Some(left) = self.left.checked_sub(1) else {
                return std::task::Poll::Ready(None);
            };
            self.left = left;
            let piece = Bytes::from_static(&[b'x'; PIECE]);
            std::task::Poll::Ready(Some(Ok(Frame::data(piece))))
        }
    }

    impl Drop for Large {
        fn drop(&mut self) {
            let _ = self.over.send(self.left);
        }
    }

    /// A server of large answers, a connection on which one was asked for, and how answers end.
    async fn asked(unread_max: Duration) -> (TcpStream, mpsc::UnboundedReceiver<usize>) {
        let (over, ends) = mpsc::unbounded_channel();
        let large = move || {
            let over = over.clone();
            async move { Body::new(Large { left: PIECES, over }) }
        };
        let router = Router::new().route("/", get(large));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(serve_patiently(
            listener,
            router,
            std::future::pending(),
            unread_max,
        ));
        let mut stream = TcpStream::connect(address).await.unwrap();
        let text = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        stream.write_all(text).await.unwrap();
        (stream, ends)
    }

    #[tokio::test]
    async fn who_never_reads_an_answer_is_hung_up_on() {
        let (mut stream, mut ends) = asked(Duration::from_millis(300)).await;
        let left = tokio::time::timeout(Duration::from_secs(60), ends.recv()).await;
        assert!(left.unwrap().unwrap() > 0, "the answer was taken");
        let mut taken = Vec::new();
        // What the systems kept between them can be read, and then it ends.
        let _ = stream.read_to_end(&mut taken).await;
        assert!(taken.len() < PIECES * PIECE);
    }

    /// The control: who reads, however slowly, gets it whole.
    #[tokio::test]
    async fn who_reads_slowly_gets_the_whole_answer() {
        let (mut stream, _ends) = asked(Duration::from_secs(20)).await;
        let (mut total, mut piece) = (0, vec![0; PIECE]);
        loop {
            tokio::time::sleep(Duration::from_millis(1)).await;
            match stream.read(&mut piece).await.unwrap() {
                0 => break,
                read => total += read,
            }
        }
        assert!(total > PIECES * PIECE);
    }
}
