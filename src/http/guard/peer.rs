//! Whose address a request comes from. Anybody can write a header: only the word of a proxy whose
//! network is trusted is taken, and of each line only what a trusted proxy wrote itself.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use actix_web::dev::{Payload, RequestHead};
use actix_web::http::header::{self, HeaderMap};
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::{Ready, ready};
use ipnet::IpNet;

use crate::http::{ApiError, services_of};
use crate::settings::ProxyHeader;

/// The proxies that are trusted.
#[derive(Clone, Debug)]
pub struct Proxies {
    networks: Vec<IpNet>,
    header: ProxyHeader,
}

impl Proxies {
    /// Proxies in those networks, that write that header.
    pub fn new(networks: Vec<IpNet>, header: ProxyHeader) -> Self {
        Self { networks, header }
    }

    /// The address that a request comes from: that of the connection, or, from the nearest on, the
    /// first that is no trusted proxy's. What a proxy wrote and cannot be read ends the search.
    pub fn origin(&self, head: &RequestHead) -> IpAddr {
        let unknown = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        let mut origin = head.peer_addr.map_or(unknown, |peer| peer.ip().to_canonical());
        if !self.trusts(origin) {
            return origin;
        }
        for said in self.said(head.headers()).iter().rev() {
            let Some(address) = said else { break };
            origin = *address;
            if !self.trusts(origin) {
                break;
            }
        }
        origin
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(&address))
    }

    /// What the header says, the nearest last; `None` stands for what names no address.
    fn said(&self, headers: &HeaderMap) -> Vec<Option<IpAddr>> {
        let name = match self.header {
            ProxyHeader::XForwardedFor => header::X_FORWARDED_FOR,
            ProxyHeader::Forwarded => header::FORWARDED,
        };
        let lines = headers.get_all(name).filter_map(|line| line.to_str().ok());
        let entries = lines.flat_map(|line| line.split(','));
        entries
            .map(|entry| match self.header {
                ProxyHeader::XForwardedFor => node(entry),
                ProxyHeader::Forwarded => forwarded_for(entry),
            })
            .collect()
    }
}

/// The `for` of one element of `Forwarded` (RFC 7239, 4).
fn forwarded_for(element: &str) -> Option<IpAddr> {
    let pairs = element.split(';').filter_map(|pair| pair.split_once('='));
    let mut named = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
    named.next().and_then(|(_, value)| node(value.trim().trim_matches('"')))
}

/// An address with or without its port.
fn node(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse().ok();
    address
        .or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
        .map(|address: IpAddr| address.to_canonical())
}

/// Who sends a request, as far as the network tells.
pub struct Peer {
    /// Its address.
    pub address: IpAddr,
}

impl FromRequest for Peer {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let services = services_of(request);
        ready(services.map(|services| Self {
            address: services.guard.proxies.origin(request.head()),
        }))
    }
}
