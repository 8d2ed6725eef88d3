//! Registries by TLS, and as if far away: behind a proxy, where names lead anywhere.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::json;
use tempfile::TempDir;

use super::lab::Faults;
use super::program::Serve;

/// A process that ends with this.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// An authority of one's own, and a certificate of it for `registry.example`, `cdn.example` and
/// 127.0.0.1.
fn certificates() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let openssl = |words: &str| {
        let mut openssl = Command::new("openssl");
        openssl.args(words.split(' ')).current_dir(folder.path());
        let output = openssl.output().expect("openssl is installed");
        assert!(output.status.success(), "{words}: {output:?}");
    };
    let new = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2";
    openssl(&format!(
        "{new} -subj /CN=authority -keyout ca.key -out ca.pem"
    ));
    openssl(&format!(
        "{new} -subj /CN=registry -CA ca.pem -CAkey ca.key -keyout key.pem -out cert.pem \
         -addext basicConstraints=critical,CA:FALSE \
         -addext subjectAltName=DNS:registry.example,DNS:cdn.example,IP:127.0.0.1"
    ));
    folder
}

fn path(folder: &TempDir, file: &str) -> String {
    folder.path().join(file).display().to_string()
}

/// An empty docker-registry that speaks TLS: its address.
fn registry(folder: &TempDir) -> (Running, String) {
    // It cannot tell a port that the system chose.
    let free = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = free.local_addr().expect("its address").to_string();
    drop(free);
    let (certificate, key) = (path(folder, "cert.pem"), path(folder, "key.pem"));
    let configuration = format!(
        "version: 0.1\nlog: {{level: error}}\nstorage: {{inmemory: {{}}}}\nhttp:\n  \
         addr: {address}\n  tls: {{certificate: {certificate}, key: {key}}}\n"
    );
    let file = path(folder, "registry.yml");
    std::fs::write(&file, configuration).expect("a file");
    let mut command = Command::new("docker-registry");
    command
        .args(["serve", &file])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let running = Running(command.spawn().expect("docker-registry is installed"));
    while TcpStream::connect(&address).is_err() {
        thread::sleep(std::time::Duration::from_millis(20));
    }
    (running, address)
}

/// A server that speaks TLS and answers with what stands in the folder's files, by their names.
fn files(folder: &TempDir) -> (Running, String) {
    let mut command = Command::new("openssl");
    command.args("s_server -accept 127.0.0.1:0 -cert cert.pem -key key.pem -HTTP".split(' '));
    command.current_dir(folder.path());
    // At the end of its input it ends.
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut process = command.spawn().expect("openssl is installed");
    let out = BufReader::new(process.stdout.take().expect("it is piped"));
    let mut lines = out.lines().map(|line| line.expect("text"));
    let address = lines
        .find_map(|line| line.strip_prefix("ACCEPT ").map(str::to_owned))
        .expect("it says where it is");
    thread::spawn(move || lines.for_each(drop));
    (Running(process), address)
}

/// A proxy that takes names for what `leads` says, and writes down what it was asked for.
fn proxy(leads: HashMap<&'static str, String>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    let log = Arc::new(Mutex::new(Vec::new()));
    let asked = Arc::clone(&log);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut client = stream.expect("a connection");
            let mut reader = BufReader::new(client.try_clone().expect("a clone"));
            let mut first = String::new();
            reader.read_line(&mut first).expect("a line");
            let mut line = first.clone();
            while line != "\r\n" {
                line.clear();
                reader.read_line(&mut line).expect("a line");
            }
            let target = first
                .split(' ')
                .nth(1)
                .expect("CONNECT HOST:PORT")
                .to_owned();
            asked.lock().expect("the log").push(target.clone());
            let Some(address) = leads.get(target.as_str()) else {
                let _ = client.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
                continue;
            };
            let server = TcpStream::connect(address).expect("it is there");
            client
                .write_all(b"HTTP/1.1 200 OK\r\n\r\n")
                .expect("it reads");
            pump(&client, &server);
            pump(&server, &client);
        }
    });
    (format!("http://{address}"), log)
}

fn pump(from: &TcpStream, to: &TcpStream) {
    let mut from = from.try_clone().expect("a clone");
    let mut to = to.try_clone().expect("a clone");
    thread::spawn(move || {
        let _ = std::io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Write);
    });
}

#[test]
fn certificates_are_checked_as_the_system_does() {
    let folder = certificates();
    let (_running, address) = registry(&folder);
    let url = format!("https://{address}/v2/");
    let serve = Serve::start();
    assert_eq!(serve.allow(&address).status, 200);
    let reply = serve.relay(&url, &[]);
    assert_eq!(
        (reply.status, &reply.json()["kind"]),
        (502, &"tls".into()),
        "{reply:?}"
    );

    let trusted = path(&folder, "ca.pem");
    let serve = Serve::with(&[], &[("SSL_CERT_FILE", &trusted)]);
    assert_eq!(serve.allow(&address).status, 200);
    let reply = serve.relay(&url, &[]);
    assert_eq!((reply.status, reply.text().as_str()), (200, "{}"));
    // The certificate is not for this name.
    let named = address.replace("127.0.0.1", "localhost");
    assert_eq!(serve.allow(&named).status, 200);
    let reply = serve.relay(&format!("https://{named}/v2/"), &[]);
    assert_eq!(
        (reply.status, &reply.json()["kind"]),
        (502, &"tls".into()),
        "{reply:?}"
    );
}

#[test]
fn the_persons_proxy_is_used_but_not_for_this_machine() {
    let folder = certificates();
    let (_running, address) = registry(&folder);
    let (proxy, asked) = proxy(HashMap::from([("registry.example:443", address.clone())]));
    let trusted = path(&folder, "ca.pem");
    let variables = [("SSL_CERT_FILE", trusted.as_str()), ("HTTPS_PROXY", &proxy)];
    let serve = Serve::with(&[], &variables);
    for host in ["registry.example", "absent.example", &address] {
        assert_eq!(serve.allow(host).status, 200);
    }
    assert_eq!(
        serve.relay(&format!("https://{address}/v2/"), &[]).status,
        200
    );
    assert!(asked.lock().expect("the log").is_empty());
    let reply = serve.relay("https://registry.example/v2/", &[]);
    assert_eq!((reply.status, reply.text().as_str()), (200, "{}"));
    assert_eq!(*asked.lock().expect("the log"), ["registry.example:443"]);
    let reply = serve.relay("https://absent.example/v2/", &[]);
    assert_eq!(
        (reply.status, &reply.json()["kind"]),
        (502, &"proxy".into()),
        "{reply:?}"
    );
    assert_eq!(serve.allow("169.254.169.254").status, 403);
    assert_eq!(serve.relay("https://169.254.169.254/", &[]).status, 403);
    assert_eq!(asked.lock().expect("the log").len(), 2);

    let serve = Serve::with(
        &[],
        &[variables[0], variables[1], ("NO_PROXY", "registry.example")],
    );
    assert_eq!(serve.allow("registry.example").status, 200);
    let reply = serve.relay("https://registry.example/v2/", &[]);
    assert_eq!(reply.json()["kind"], "name", "{reply:?}");
    assert_eq!(asked.lock().expect("the log").len(), 2);
}

/// A registry far away can neither redirect this machine to itself, nor have it send there what is
/// meant for a token server.
#[test]
fn what_is_outside_does_not_lead_inside() {
    let folder = certificates();
    let neighbour = Faults::of(&json!([]));
    let inside = neighbour.url("/v2/");
    for (name, head) in [
        (
            "redirect",
            format!("307 Temporary Redirect\r\nLocation: {inside}"),
        ),
        (
            "realm",
            format!("401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"{inside}\""),
        ),
        (
            "localhost",
            "302 Found\r\nLocation: https://localhost:1/".to_owned(),
        ),
        (
            "away",
            "302 Found\r\nLocation: https://cdn.example/found".to_owned(),
        ),
        ("found", "200 OK".to_owned()),
    ] {
        let answer =
            format!("HTTP/1.1 {head}\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody");
        std::fs::write(folder.path().join(name), answer).expect("a file");
    }
    let (_running, address) = files(&folder);
    let (proxy, asked) = proxy(HashMap::from([
        ("registry.example:443", address.clone()),
        ("cdn.example:443", address),
    ]));
    let trusted = path(&folder, "ca.pem");
    let serve = Serve::with(&[], &[("SSL_CERT_FILE", &trusted), ("HTTPS_PROXY", &proxy)]);
    assert_eq!(serve.allow("registry.example").status, 200);
    let relay = |path: &str| serve.relay(&format!("https://registry.example/{path}"), &[]);

    let found = relay("away");
    assert_eq!(
        (found.status, found.text().as_str()),
        (200, "body"),
        "{found:?}"
    );
    assert_eq!(found.header("x-peel-final-host"), Some("cdn.example"));
    for path in ["redirect", "localhost"] {
        let reply = relay(path);
        assert_eq!(
            (reply.status, &reply.json()["kind"]),
            (403, &"inside".into()),
            "{path}"
        );
    }
    assert_eq!(relay("realm").status, 401);
    let reply = serve.relay(&inside, &["Authorization: Basic c2VjcmV0"]);
    assert_eq!(
        (reply.status, &reply.json()["kind"]),
        (403, &"inside".into()),
        "{reply:?}"
    );
    assert!(neighbour.log("faults").is_empty());

    // Unless a person asked for that host.
    assert_eq!(serve.allow(neighbour.at("faults")).status, 200);
    for reply in [relay("redirect"), serve.relay(&inside, &[])] {
        assert_eq!(reply.status, 200, "{reply:?}");
    }
    let asked = asked.lock().expect("the log").clone();
    assert!(
        !asked
            .iter()
            .any(|host| host.starts_with("127.") || host.starts_with("localhost"))
    );
}
