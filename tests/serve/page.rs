//! The page's files.

use std::time::{Duration, Instant};

use super::http::{self, exchange};
use super::program::Serve;

#[test]
fn the_page_has_the_relay_only_with_the_key() {
    let serve = Serve::start();
    let relay = format!(
        r#"<head><meta name="peel-relay" content="/relay/{}/">"#,
        serve.key
    );
    let keyed = format!("/?key={}", serve.key);
    for target in [&keyed, &format!("/index.html?x&key={}", serve.key)] {
        let page = serve.get(target, &[]);
        assert_eq!(page.status, 200);
        assert!(page.text().contains(&relay), "{}", page.text());
        // The key is in it, and is another after the next start.
        assert_eq!(page.header("cache-control"), Some("no-store"));
    }
    for (target, missing) in [
        ("/", "no-key"),
        ("/index.html", "no-key"),
        ("/?key=", "wrong-key"),
        (&keyed[..keyed.len() - 1], "wrong-key"),
        (&format!("{keyed}0"), "wrong-key"),
    ] {
        let page = serve.get(target, &[]);
        assert_eq!(page.status, 200, "{target}");
        assert!(!page.text().contains(&serve.key), "{target}: {page:?}");
        let meta = format!(r#"<head><meta name="peel-relay-missing" content="{missing}">"#);
        assert!(page.text().contains(&meta), "{target}: {}", page.text());
        assert!(
            page.text().contains("<title>A small page</title>"),
            "{target}"
        );
    }
    assert_ne!(serve.key, Serve::start().key);
}

#[test]
fn files_have_their_types_and_no_other_origin_may_use_them() {
    let serve = Serve::start();
    for (target, media_type, cache) in [
        ("/", "text/html; charset=utf-8", "no-store"),
        ("/worker.js", "text/javascript; charset=utf-8", "no-cache"),
        (
            "/page-0123456789abcdef_bg.wasm",
            "application/wasm",
            "max-age=31536000, immutable",
        ),
    ] {
        for method in ["GET", "HEAD"] {
            let reply = http::ask(
                &serve.address,
                method,
                target,
                &["Origin: http://evil.example"],
            );
            assert_eq!(reply.status, 200, "{target}");
            for (name, value) in [
                ("content-type", media_type),
                ("cache-control", cache),
                ("x-content-type-options", "nosniff"),
                ("cross-origin-resource-policy", "same-origin"),
                ("referrer-policy", "no-referrer"),
            ] {
                assert_eq!(reply.header(name), Some(value), "{target}: {name}");
            }
            assert_eq!(reply.header("access-control-allow-origin"), None);
            assert_eq!(reply.header("set-cookie"), None);
            assert_eq!(reply.body.is_empty(), method == "HEAD", "{target}");
            assert_ne!(reply.header("content-length"), Some("0"), "{target}");
        }
    }
    let policy = "default-src 'none'; script-src 'self'; frame-ancestors 'none'";
    let page = serve.get("/", &[]);
    assert_eq!(page.header("content-security-policy"), Some(policy));
    assert_eq!(page.header("x-frame-options"), Some("DENY"));
    // A worker fetches where a person asks it to: its policy is not the page's.
    assert_eq!(
        serve
            .get("/worker.js", &[])
            .header("content-security-policy"),
        None
    );
    assert_eq!(serve.get("/worker.js", &[]).text(), "export {};\n");
}

#[test]
fn what_is_known_is_not_sent_again() {
    let serve = Serve::start();
    let first = serve.get("/worker.js", &[]);
    let tag = first.header("etag").expect("a tag");
    let again = serve.get("/worker.js", &[&format!("If-None-Match: \"other\", {tag}")]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    let other = serve.get("/worker.js", &["If-None-Match: \"other\""]);
    assert_eq!((other.status, other.body), (200, first.body));
}

#[test]
fn nothing_else_is_served() {
    let serve = Serve::start();
    for target in [
        "/absent.js",
        "/../main.rs",
        "/%2e%2e/main.rs",
        "/..%2fmain.rs",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/.",
        "/%",
        "/relay",
        "/worker.js/",
        "/worker.js%00",
    ] {
        let status = serve.get(target, &[]).status;
        assert_eq!(status, 404, "{target}");
    }
}

/// The browser is opened with what works once, since everybody on the machine can see it.
#[test]
fn the_browser_is_opened_with_what_works_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (opener, opened) = (folder.path().join("xdg-open"), folder.path().join("opened"));
    let script = format!(
        "#!/bin/sh\necho \"$1\" >'{0}.new'\nmv '{0}.new' '{0}'\n",
        opened.display()
    );
    std::fs::write(&opener, script).expect("a file");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&opener, mode).expect("its mode");
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let serve = Serve::with(&["--open"], &[("PATH", &path)]);
    let until = Instant::now() + Duration::from_secs(60);
    while !opened.exists() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    let url = std::fs::read_to_string(opened).expect("it was opened");
    assert!(!url.contains(&serve.key), "{url}");
    let start = format!("http://{}", serve.address);
    let target = url
        .trim_end()
        .strip_prefix(&start)
        .expect("its own address");
    let first = serve.get(target, &[]);
    assert_eq!(first.status, 303);
    assert_eq!(
        first.header("location"),
        Some(format!("/?key={}", serve.key).as_str())
    );
    let second = serve.get(target, &[]);
    assert_eq!(second.status, 200);
    assert!(second.text().contains("wrong-key"), "{}", second.text());
}

#[test]
fn what_is_no_request_is_refused() {
    let serve = Serve::start();
    let host = format!("Host: {}\r\n", serve.address);
    let long = "x".repeat(80 << 10);
    for (request, status) in [
        ("PUT / HTTP/1.1\r\nHOST\r\n", 405),
        ("POST / HTTP/1.1\r\nHOSTContent-Length: 0\r\n\r\n", 405),
        ("GET / HTTP/1.0\r\nHOST\r\n", 400),
        ("GET http://127.0.0.1/ HTTP/1.1\r\nHOST\r\n", 400),
        ("hello\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHOSTHOST\r\n", 400),
        (
            "POST / HTTP/1.1\r\nHOSTTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            411,
        ),
        ("POST / HTTP/1.1\r\nHOSTContent-Length: 100000\r\n\r\n", 413),
        ("GET / HTTP/1.1\r\nHOSTX: LONG\r\n\r\n", 431),
        ("GET /LONG HTTP/1.1\r\nHOST\r\n", 431),
    ] {
        let text = request.replace("HOST", &host).replace("LONG", &long);
        let reply = exchange(&serve.address, text);
        assert_eq!(reply.status, status, "{request}");
    }
    // And it goes on.
    assert_eq!(serve.get("/", &[]).status, 200);
}
