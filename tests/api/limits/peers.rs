//! Whose address a request comes from.

use actix_web::test::TestRequest;
use jalon::http::guard::peer::Proxies;
use jalon::settings::ProxyHeader;

/// The address believed for a request from `peer` with these header lines, where 10.0.0.0/8 and
/// 2001:db8::/32 are trusted.
fn origin(header: ProxyHeader, peer: &str, lines: &[(&str, &str)]) -> String {
    let networks = ["10.0.0.0/8", "2001:db8::/32"];
    let networks = networks.iter().map(|network| network.parse().unwrap()).collect();
    let mut request = TestRequest::default().peer_addr(peer.parse().unwrap());
    for line in lines {
        request = request.append_header(*line);
    }
    let request = request.to_http_request();
    Proxies::new(networks, header).origin(request.head()).to_string()
}

#[test]
fn the_nearest_address_that_is_no_proxys_of_ours_is_believed() {
    let custom = |peer, said| origin(ProxyHeader::XForwardedFor, peer, &[("X-Forwarded-For", said)]);
    for (peer, said, believed) in [
        ("192.0.2.9:1", "203.0.113.1", "192.0.2.9"),
        ("10.0.0.1:1", "203.0.113.1", "203.0.113.1"),
        ("[::ffff:10.0.0.1]:1", "203.0.113.1", "203.0.113.1"),
        ("10.0.0.1:1", "198.51.100.7, 203.0.113.1", "203.0.113.1"),
        ("10.0.0.1:1", "198.51.100.7, 203.0.113.1, 10.2.0.1", "203.0.113.1"),
        ("10.0.0.1:1", "203.0.113.1:4711", "203.0.113.1"),
        ("10.0.0.1:1", "[2001:db9::7]:4711", "2001:db9::7"),
        ("[2001:db8::1]:1", "2001:db9::7", "2001:db9::7"),
        ("10.0.0.1:1", "203.0.113.1, unknown", "10.0.0.1"),
        ("10.0.0.1:1", "203.0.113.1, _hidden, 10.2.0.1", "10.2.0.1"),
        ("10.0.0.1:1", "10.0.0.5", "10.0.0.5"),
        ("10.0.0.1:1", "", "10.0.0.1"),
    ] {
        assert_eq!(custom(peer, said), believed, "{said} from {peer}");
    }
    let lines = [("X-Forwarded-For", "203.0.113.1"), ("X-Forwarded-For", "203.0.113.2")];
    assert_eq!(origin(ProxyHeader::XForwardedFor, "10.0.0.1:1", &lines), "203.0.113.2");
}

#[test]
fn only_the_header_that_is_set_is_read() {
    let both = [
        ("X-Forwarded-For", "203.0.113.1"),
        (
            "Forwarded",
            r#"for=198.51.100.7, For="[2001:db9::7]:4711";proto=https;by=10.0.0.1"#,
        ),
    ];
    assert_eq!(origin(ProxyHeader::XForwardedFor, "10.0.0.1:1", &both), "203.0.113.1");
    assert_eq!(origin(ProxyHeader::Forwarded, "10.0.0.1:1", &both), "2001:db9::7");
    assert_eq!(origin(ProxyHeader::Forwarded, "10.0.0.1:1", &both[..1]), "10.0.0.1");
    assert_eq!(origin(ProxyHeader::Forwarded, "192.0.2.9:1", &both), "192.0.2.9");
}
