//! What the relay passes on, and what not.

use data_encoding::BASE64;
use serde_json::json;

use super::http;
use super::lab::{Faults, lab};
use super::program::Serve;

const MANIFEST: &str = "Accept: application/vnd.docker.distribution.manifest.v2+json";

/// Headers that a registry's answer keeps.
const KEPT: [&str; 9] = [
    "content-type",
    "content-length",
    "content-range",
    "accept-ranges",
    "docker-content-digest",
    "docker-distribution-api-version",
    "etag",
    "link",
    "www-authenticate",
];

fn layer(manifest: &serde_json::Value) -> &str {
    manifest["layers"][0]["digest"].as_str().expect("a layer")
}

#[test]
fn a_registry_answers_as_if_asked_directly() {
    let serve = Serve::start();
    // One that lets no page read its answers.
    let registry = lab().at("closed");
    assert_eq!(serve.allow(registry).status, 200);
    let manifest = http::ask(
        registry,
        "GET",
        "/v2/public/sample/manifests/latest",
        &[MANIFEST],
    );
    let blob = format!("/v2/public/sample/blobs/{}", layer(&manifest.json()));
    for (method, path, lines) in [
        ("GET", "/v2/", &[][..]),
        ("GET", "/v2/public/sample/manifests/latest", &[MANIFEST]),
        ("HEAD", "/v2/public/sample/manifests/latest", &[MANIFEST]),
        ("GET", "/v2/public/sample/manifests/absent", &[]),
        ("GET", &blob, &[]),
        ("HEAD", &blob, &[]),
        ("GET", &blob, &["Range: bytes=100-299"]),
        ("GET", &blob, &["Range: bytes=-100"]),
        ("GET", &blob, &["Range: bytes=999999999-"]),
        ("GET", "/v2/public/tags/tags/list?n=3&last=t", &[]),
        ("GET", "/v2/_catalog?n=2", &[]),
    ] {
        let direct = http::ask(registry, method, path, lines);
        let target = serve.path(&format!("http://{registry}{path}"));
        let relayed = http::ask(&serve.address, method, &target, lines);
        assert_eq!(relayed.status, direct.status, "{method} {path}");
        assert!(relayed.body == direct.body, "{method} {path}");
        // distribution 2.8 says of its error that it is as long as the blob, and cuts it off.
        let whole = relayed.status != 416;
        assert_eq!(
            (relayed.whole, direct.whole),
            (whole, whole),
            "{method} {path}"
        );
        assert_eq!(relayed.header("x-peel-relay"), None, "{method} {path}");
        assert_eq!(relayed.header("x-peel-final-host"), None, "{method} {path}");
        for name in KEPT {
            assert_eq!(
                relayed.header(name),
                direct.header(name),
                "{method} {path}: {name}"
            );
        }
    }
}

#[test]
fn an_ipv6_registry_is_asked() {
    if std::net::TcpListener::bind("[::1]:0").is_err() {
        return eprintln!("this machine has no IPv6");
    }
    let registry = lab().at("openSix");
    let serve = Serve::start();
    assert_eq!(serve.allow(registry).status, 200);
    assert_eq!(
        serve.relay(&format!("http://{registry}/v2/"), &[]).status,
        200
    );
    // As some browsers escape it.
    let escaped = registry.replace('[', "%5B").replace(']', "%5D");
    assert_eq!(
        serve.relay(&format!("http://{escaped}/v2/"), &[]).status,
        200
    );
}

#[test]
fn only_three_of_the_pages_headers_go_out() {
    let serve = Serve::start();
    let faults = Faults::of(&json!([{
        "kind": "header",
        "set": {
            "Set-Cookie": "a=b", "X-Peel-Relay": "forged", "X-Peel-Final-Host": "forged",
            "Access-Control-Allow-Origin": "*", "Content-Security-Policy": "", "X-Other": "y",
            "RateLimit-Remaining": "7;w=60", "Retry-After": "3", "OCI-Subject": "sha256:0",
        },
    }]));
    assert_eq!(serve.allow(faults.at("faults")).status, 200);
    let reply = serve.relay(
        &faults.url("/v2/"),
        &[
            "Accept: a/b",
            "Range: bytes=0-1",
            "Authorization: Bearer t",
            "Cookie: secret=1",
            &format!("Origin: http://{}", serve.address),
            "Referer: http://127.0.0.1/secret",
            "User-Agent: browser",
            "Accept-Language: de",
            "Accept-Encoding: gzip, br",
            "X-Forwarded-For: 127.0.0.1",
            "If-None-Match: \"x\"",
            "Sec-Fetch-Site: same-origin",
        ],
    );
    for (name, value) in [
        ("ratelimit-remaining", Some("7;w=60")),
        ("retry-after", Some("3")),
        ("oci-subject", Some("sha256:0")),
        ("set-cookie", None),
        ("access-control-allow-origin", None),
        ("x-peel-relay", None),
        ("x-peel-final-host", None),
        ("x-other", None),
        (
            "content-security-policy",
            Some("default-src 'none'; sandbox"),
        ),
    ] {
        assert_eq!(reply.header(name), value, "{name}");
    }
    let log = faults.log("faults");
    let asked = log[0]["headers"].as_object().expect("headers");
    let mut names: Vec<&str> = asked.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "accept",
            "accept-encoding",
            "authorization",
            "host",
            "range",
            "user-agent"
        ]
    );
    assert_eq!(asked["accept-encoding"], "identity");
    assert_eq!(asked["accept"], "a/b");
    let version = format!("peel/{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(asked["user-agent"], version);
    assert_eq!(log.len(), 1);
}

/// The page logs in by what a registry says, which browsers would hide from it elsewhere.
#[test]
fn a_login_passes() {
    let serve = Serve::start();
    let registry = lab().at("basic");
    assert_eq!(serve.allow(registry).status, 200);
    let url = format!("http://{registry}/v2/");
    let without = serve.relay(&url, &[]);
    assert_eq!(without.status, 401);
    assert_eq!(
        without.header("www-authenticate"),
        Some("Basic realm=\"peel\"")
    );
    let login = format!("{}:{}", lab().at("user"), lab().at("password"));
    let login = format!("Authorization: Basic {}", BASE64.encode(login.as_bytes()));
    assert_eq!(serve.relay(&url, &[&login]).status, 200);
}

#[test]
fn the_host_of_a_realm_is_allowed_by_the_registry_that_names_it() {
    let serve = Serve::start();
    let (registry, tokens) = (lab().at("token"), lab().at("tokens"));
    let scope = "service=peel-registry&scope=repository:public/sample:pull";
    let token = format!("http://{tokens}/token?{scope}");
    assert_eq!(serve.allow(registry).status, 200);
    assert_eq!(serve.relay(&token, &[]).status, 403);
    let manifest = format!("http://{registry}/v2/public/sample/manifests/latest");
    let challenge = serve.relay(&manifest, &[MANIFEST]);
    assert_eq!(challenge.status, 401);
    let realm = format!("Bearer realm=\"http://{tokens}/token\"");
    let said = challenge.header("www-authenticate").expect("a challenge");
    assert!(said.starts_with(&realm), "{said}");
    let issued = serve.relay(&token, &[]);
    assert_eq!(issued.status, 200);
    let token = issued.json()["token"].as_str().expect("a token").to_owned();
    let bearer = format!("Authorization: Bearer {token}");
    let reply = serve.relay(&manifest, &[MANIFEST, &bearer]);
    assert_eq!(reply.status, 200);
    assert_eq!(reply.json()["schemaVersion"], 2);
}

/// Only a realm of Bearer, and only of an allowed host's own answer.
#[test]
fn nothing_else_allows_a_host() {
    let serve = Serve::start();
    let tokens = format!("http://{}/token", lab().at("tokens"));
    let own = Faults::of(&json!([
        {"kind": "header", "match": "/v2/public", "set": {"Www-Authenticate": format!("Basic realm=\"{tokens}\"")}},
        {"kind": "header", "match": "/v2/_c", "set": {"Link": format!("<{tokens}>; rel=\"next\""), "Location": tokens}},
    ]));
    assert_eq!(serve.allow(own.at("faults")).status, 200);
    for path in ["/v2/public/sample/manifests/latest", "/v2/_catalog"] {
        assert_eq!(serve.relay(&own.url(path), &[]).status, 200);
    }
    assert_eq!(serve.relay(&tokens, &[]).status, 403);
}

/// Object stores refuse what is not for them; and nobody may see it but the host that it is for.
#[test]
fn redirects_are_followed_without_the_login() {
    let serve = Serve::start();
    let faults = Faults::of(&json!([{"kind": "redirect", "match": "/blobs/"}]));
    assert_eq!(serve.allow(faults.at("faults")).status, 200);
    let registry = lab().at("open");
    let manifest = http::ask(
        registry,
        "GET",
        "/v2/public/sample/manifests/latest",
        &[MANIFEST],
    );
    let path = format!("/v2/public/sample/blobs/{}", layer(&manifest.json()));
    let lines = [
        "Authorization: Bearer secret",
        "Range: bytes=5-99",
        "Accept: a/b",
    ];
    let reply = serve.relay(&faults.url(&path), &lines);
    assert_eq!(reply.status, 206);
    assert!(reply.body == http::ask(registry, "GET", &path, &["Range: bytes=5-99"]).body);
    assert_eq!(reply.header("x-peel-final-host"), Some(faults.at("store")));
    assert_eq!(reply.header("location"), None);
    let log = faults.log("faults");
    assert_eq!(log[0]["headers"]["authorization"], "Bearer secret");
    let log = faults.log("store");
    assert_eq!(log.len(), 1);
    assert_eq!(log[0]["headers"]["authorization"], json!(null));
    assert_eq!(log[0]["headers"]["range"], "bytes=5-99");
    assert_eq!(log[0]["headers"]["accept"], "a/b");
    assert_eq!(
        log[0]["path"],
        format!("{path}?X-Amz-Signature=lab-signature")
    );
    // The store was led to, which does not make it one to ask.
    let store = format!("http://{}{path}", faults.at("store"));
    assert_eq!(serve.relay(&store, &[]).status, 403);
}

#[test]
fn redirects_that_lead_nowhere_end() {
    let serve = Serve::start();
    let faults = Faults::of(&json!([
        {"kind": "redirect", "match": "/loop", "to": "loop"},
        {"kind": "redirect", "match": "/metadata", "to": "http://169.254.169.254"},
        {"kind": "redirect", "match": "/number", "to": "https://2852039166"},
        {"kind": "redirect", "match": "/plain", "to": "http://store.invalid"},
        {"kind": "redirect", "match": "/file", "to": "file:///etc"},
        {"kind": "redirect", "match": "/login", "to": "http://a:b@127.0.0.1"},
        {"kind": "status", "match": "/none", "status": 302},
    ]));
    assert_eq!(serve.allow(faults.at("faults")).status, 200);
    for (path, status, kind) in [
        ("/loop", 502, "redirect"),
        ("/metadata", 403, "plain-http"),
        ("/number", 403, "link-local"),
        ("/plain", 403, "plain-http"),
        ("/file", 502, "redirect"),
        ("/login", 502, "redirect"),
        ("/none", 502, "redirect"),
    ] {
        let reply = serve.relay(&faults.url(path), &["Authorization: Bearer secret"]);
        assert_eq!(
            (reply.status, &reply.json()["kind"]),
            (status, &kind.into()),
            "{path}"
        );
    }
    let loops = faults.log("faults");
    let loops = loops.iter().filter(|entry| entry["path"] == "/loop");
    assert_eq!(loops.count(), 11);
}

#[test]
fn hosts_that_do_not_answer_are_told_apart() {
    let serve = Serve::start();
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("its address").to_string()
    };
    let faults = Faults::of(&json!([{"kind": "drop"}]));
    let dropped = faults.at("faults");
    for (url, kind) in [
        (format!("http://{closed}/v2/"), "refused"),
        ("https://registry.invalid/v2/".to_owned(), "name"),
        // A server that does not speak TLS.
        (format!("https://{}/v2/", lab().at("open")), "tls"),
        (format!("http://{dropped}/v2/"), "closed"),
    ] {
        let host = url.split('/').nth(2).expect("a host");
        assert_eq!(serve.allow(host).status, 200, "{host}");
        let reply = serve.relay(&url, &[]);
        assert_eq!(reply.status, 502, "{url}: {reply:?}");
        assert_eq!(reply.header("x-peel-relay"), Some("unreachable"));
        let said = reply.json();
        assert_eq!(said["peel"], "unreachable");
        assert_eq!(said["kind"], kind, "{url}: {said}");
        assert_eq!(said["host"], host);
        assert_ne!(said["reason"], "");
    }
}
