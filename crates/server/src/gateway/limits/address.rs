//! From which address a request comes: the peer's, unless the peer is a proxy of our own, which says
//! for whom it asks. What anybody else says of that is not believed.

use std::{
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

use axum::{extract::ConnectInfo, http::request::Parts};
use ipnet::IpNet;

/// The header in which each proxy adds who called it.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// A proxy, or a network of them, whose `X-Forwarded-For` is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proxy(IpNet);

/// Something that is neither an address nor a network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected an address or a network such as 10.0.0.0/8, found `{0}`")]
pub struct NotAProxy(String);

impl FromStr for Proxy {
    type Err = NotAProxy;

    fn from_str(text: &str) -> Result<Self, NotAProxy> {
        let address = || text.parse::<IpAddr>().map(IpNet::from);
        text.parse()
            .or_else(|_| address())
            .map(Self)
            .map_err(|_| NotAProxy(text.to_owned()))
    }
}

impl Proxy {
    fn is(self, address: IpAddr) -> bool {
        self.0.contains(&address)
    }
}

/// The address of who asks; `None` where there is no connection, which only a test does.
pub(in crate::gateway) fn client(parts: &Parts, proxies: &[Proxy]) -> Option<IpAddr> {
    let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
    let mut client = peer.ip().to_canonical();
    let lines = parts.headers.get_all(FORWARDED_FOR).iter();
    let lines: Vec<&str> = lines.map(|line| line.to_str().unwrap_or("?")).collect();
    let mut callers = lines.iter().rev().flat_map(|line| line.rsplit(','));
    // Each of ours tells who called it; the first that is not ours is who asks.
    while proxies.iter().any(|proxy| proxy.is(client)) {
        match callers.next().map(str::trim).and_then(address) {
            Some(caller) => client = caller,
            None => break,
        }
    }
    Some(client)
}

/// An address as proxies write it: with or without a port, IPv6 with or without brackets.
fn address(text: &str) -> Option<IpAddr> {
    let plain = text.parse().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|socket| socket.ip());
    let in_brackets = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    let found: Option<IpAddr> = plain.or_else(with_port).or_else(in_brackets);
    found.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(peer: &str, lines: &[&str], expected: &str) {
        let proxies = ["10.0.0.0/8", "192.0.2.1", "fd00::/8"].map(|text| text.parse().unwrap());
        let mut request = axum::http::Request::get("/");
        for line in lines {
            request = request.header(FORWARDED_FOR, *line);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        let peer = SocketAddr::new(peer.parse().unwrap(), 1);
        parts.extensions.insert(ConnectInfo(peer));
        let found = client(&parts, &proxies);
        assert_eq!(found, Some(expected.parse().unwrap()), "{peer} {lines:?}");
    }

    #[test]
    fn a_stranger_is_not_believed() {
        check("203.0.113.5", &[], "203.0.113.5");
        check("203.0.113.5", &["198.51.100.7"], "203.0.113.5");
        check("203.0.113.5", &["10.0.0.1, 10.0.0.2"], "203.0.113.5");
        check("::ffff:203.0.113.5", &["198.51.100.7"], "203.0.113.5");
    }

    #[test]
    fn our_proxy_is_believed_as_far_as_it_saw() {
        check("10.1.2.3", &["198.51.100.7"], "198.51.100.7");
        check("::ffff:10.1.2.3", &["198.51.100.7"], "198.51.100.7");
        check("192.0.2.1", &["2001:db8::7"], "2001:db8::7");
        check("10.1.2.3", &["198.51.100.7:4711"], "198.51.100.7");
        check("fd00::1", &["[2001:db8::7]:4711"], "2001:db8::7");
        // What the customer put there before stands to the left.
        check("10.1.2.3", &["1.2.3.4, 198.51.100.7"], "198.51.100.7");
        check("10.1.2.3", &["1.2.3.4", "198.51.100.7"], "198.51.100.7");
        check(
            "10.1.2.3",
            &["1.2.3.4, 198.51.100.7, 10.9.9.9"],
            "198.51.100.7",
        );
        check("10.1.2.3", &["198.51.100.7", "10.9.9.9"], "198.51.100.7");
        // Nothing, or nothing that can be read: the last that is known.
        check("10.1.2.3", &[], "10.1.2.3");
        check("10.1.2.3", &["unknown"], "10.1.2.3");
        check("10.1.2.3", &["1.2.3.4, x, 10.9.9.9"], "10.9.9.9");
        check("10.1.2.3", &["10.0.0.9"], "10.0.0.9");
    }

    #[test]
    fn a_proxy_is_an_address_or_a_network() {
        for good in ["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"] {
            assert!(good.parse::<Proxy>().is_ok(), "{good}");
        }
        for bad in ["", "*", "proxy.example", "10.0.0.0/33", "10.0.0"] {
            assert!(bad.parse::<Proxy>().is_err(), "{bad}");
        }
    }
}
