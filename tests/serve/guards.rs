//! Who may not ask.

use super::http::{self, exchange};
use super::lab::{Faults, lab};
use super::program::Serve;

/// A page whose name was made to lead here sends that name.
#[test]
fn other_names_are_not_answered() {
    let serve = Serve::start();
    let port = serve.address.rsplit_once(':').expect("a port").1;
    for (host, status) in [
        (format!("127.0.0.1:{port}"), 200),
        (format!("localhost:{port}"), 200),
        (format!("[::1]:{port}"), 200),
        (format!("rebound.example:{port}"), 421),
        (format!("localhost.rebound.example:{port}"), 421),
        (format!("127.0.0.1.rebound.example:{port}"), 421),
        ("127.0.0.1".to_owned(), 421),
        ("localhost:80".to_owned(), 421),
        (String::new(), 421),
    ] {
        for target in ["/", "/worker.js", &format!("/?key={}", serve.key)] {
            let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
            let reply = exchange(&serve.address, request);
            assert_eq!(reply.status, status, "{host}{target}");
            assert_eq!(reply.body.is_empty(), status == 421, "{host}{target}");
        }
    }
    let none = exchange(&serve.address, "GET / HTTP/1.1\r\n\r\n");
    assert_eq!((none.status, none.body.len()), (421, 0));
}

#[test]
fn the_relay_needs_its_token() {
    let serve = Serve::start();
    let open = lab().at("open");
    assert_eq!(serve.allow(open).status, 200);
    let right = serve.path(&format!("http://{open}/v2/"));
    assert_eq!(serve.get(&right, &[]).status, 200);
    let other = Serve::start();
    for token in [
        "",
        "0",
        &serve.key[1..],
        &other.key,
        &format!("{}/", other.key),
    ] {
        for target in [
            right.replace(&serve.key, token),
            format!("/relay/{token}/allow"),
        ] {
            for method in ["GET", "HEAD", "POST"] {
                let reply = http::ask(&serve.address, method, &target, &["Content-Length: 0"]);
                assert_eq!(reply.status, 403, "{method} {target}");
                assert_eq!(reply.header("x-peel-relay"), Some("wrong-token"));
            }
        }
    }
}

/// Even with the token: a page of another origin, or a document that a registry sent.
#[test]
fn only_the_page_itself_may_use_the_relay() {
    let serve = Serve::start();
    let open = lab().at("open");
    assert_eq!(serve.allow(open).status, 200);
    let target = serve.path(&format!("http://{open}/v2/"));
    let own = format!("Origin: http://{}", serve.address);
    for (lines, status) in [
        (
            &[
                own.as_str(),
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Dest: empty",
            ][..],
            200,
        ),
        (&["Origin: http://evil.example"], 403),
        (&["Origin: null"], 403),
        (&["Origin: http://127.0.0.1:1"], 403),
        (&["Sec-Fetch-Site: cross-site"], 403),
        (&["Sec-Fetch-Site: same-site"], 403),
        (&["Sec-Fetch-Site: none"], 403),
        (&["Sec-Fetch-Dest: document"], 403),
        (&["Sec-Fetch-Dest: script"], 403),
        (&["Sec-Fetch-Dest: worker"], 403),
        (&["Sec-Fetch-Dest: serviceworker"], 403),
    ] {
        let reply = serve.get(&target, lines);
        assert_eq!(reply.status, status, "{lines:?}");
        let allow = format!("/relay/{}/allow", serve.key);
        let allowed = http::post(&serve.address, &allow, lines, open).status;
        assert_eq!(allowed, status, "{lines:?}");
    }
    let reply = serve.get(&target, &[]);
    let policy = "default-src 'none'; sandbox";
    assert_eq!(reply.header("content-security-policy"), Some(policy));
    assert_eq!(reply.header("content-disposition"), Some("attachment"));
}

#[test]
fn only_hosts_that_were_asked_for_are_asked() {
    let serve = Serve::start();
    let faults = Faults::of(&serde_json::json!([]));
    let url = faults.url("/v2/");
    let reply = serve.relay(&url, &[]);
    assert_eq!(reply.status, 403);
    assert_eq!(reply.header("x-peel-relay"), Some("not-allowed"));
    assert_eq!(reply.header("content-type"), Some("application/json"));
    let said = reply.json();
    assert_eq!(
        (&said["peel"], &said["kind"]),
        (&"not-allowed".into(), &"not-asked".into())
    );
    assert_eq!(said["host"], faults.at("faults"));
    // Its host alone is another port.
    assert_eq!(serve.allow("127.0.0.1").status, 200);
    assert_eq!(serve.relay(&url, &[]).status, 403);
    assert!(faults.log("faults").is_empty());
    assert_eq!(serve.allow(faults.at("faults")).status, 200);
    assert_eq!(serve.relay(&url, &[]).status, 200);
    assert_eq!(faults.log("faults").len(), 1);
}

#[test]
fn what_is_no_host_is_refused() {
    let serve = Serve::start();
    for host in [
        "",
        "a b",
        "a/b",
        "user@registry.example",
        "https://registry.example",
        "registry.example:0",
        "registry.example:99999",
        "registry.example:",
        "[::1",
        "::1",
        "registry.example\r\nX: y",
        "r\u{e9}gistry.example",
    ] {
        let reply = serve.allow(host);
        assert_eq!(reply.status, 400, "{host:?}");
        assert_eq!(reply.header("x-peel-relay"), Some("bad-request"));
    }
    for target in [
        "",
        "https",
        "https/",
        "https/registry.example",
        "ftp/a/",
        "https/a@b/",
        "http/%5B::1/",
    ] {
        let reply = serve.get(&format!("/relay/{}/{target}", serve.key), &[]);
        assert_eq!(reply.status, 400, "{target}");
    }
}

/// Nor however it is written: names become addresses before it is looked at them.
#[test]
fn link_local_addresses_are_never_asked() {
    let serve = Serve::start();
    for host in [
        "169.254.169.254",
        "[fe80::1]",
        "[::ffff:169.254.169.254]:80",
        "[fd00:ec2::254]",
    ] {
        let reply = serve.allow(host);
        assert_eq!(reply.status, 403, "{host}");
        assert_eq!(reply.json()["kind"], "link-local", "{host}");
        let url = format!("https://{host}/latest/meta-data/");
        assert_eq!(serve.relay(&url, &[]).status, 403, "{host}");
    }
    // 169.254.169.254 as a number, in parts, octal and hexadecimal: names, as far as URLs go.
    for host in ["2852039166", "169.254.43518", "0xa9.0xfe.0xa9.0xfe"] {
        assert_eq!(serve.allow(host).status, 200, "{host}");
        let reply = serve.relay(&format!("https://{host}/latest/meta-data/"), &[]);
        assert_eq!(reply.status, 403, "{host}");
        assert_eq!(reply.json()["kind"], "link-local", "{host}");
    }
}

#[test]
fn http_is_only_for_this_machine() {
    let serve = Serve::with(
        &[
            "--plain-http",
            "plain.invalid",
            "--plain-http",
            "port.invalid:8080",
        ],
        &[],
    );
    for (url, kind) in [
        ("http://registry.invalid/v2/", "plain-http"),
        ("http://port.invalid/v2/", "plain-http"),
        ("http://192.0.2.1/v2/", "plain-http"),
        // Asked, and not there.
        ("http://plain.invalid/v2/", "name"),
        ("http://port.invalid:8080/v2/", "name"),
    ] {
        let host = url.split('/').nth(2).expect("a host");
        assert_eq!(serve.allow(host).status, 200, "{host}");
        let reply = serve.relay(url, &["Authorization: Basic c2VjcmV0"]);
        assert_eq!(reply.json()["kind"], kind, "{url}");
    }
}
