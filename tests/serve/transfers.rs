//! Bodies as they pass through.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;

use serde_json::json;

use super::lab::Faults;
use super::program::Serve;

/// Bytes that pass between two words of a test.
const PIECE: usize = 1 << 20;

/// A registry of one answer: its head, and then what `send` sends.
fn once(
    head: &'static str,
    send: impl FnOnce(&mut TcpStream) + Send + 'static,
) -> (String, thread::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address").to_string();
    let answering = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("the relay asks");
        let mut asked = Vec::new();
        let mut piece = [0; 4096];
        while !asked.ends_with(b"\r\n\r\n") {
            let count = stream.read(&mut piece).expect("a request");
            asked.extend_from_slice(&piece[..count]);
        }
        stream.write_all(head.as_bytes()).expect("it reads");
        send(&mut stream);
    });
    (address, answering)
}

/// Asks the relay for this host's root, and leaves the answer to be read.
fn begin(serve: &Serve, address: &str) -> TcpStream {
    assert_eq!(serve.allow(address).status, 200);
    let mut stream = TcpStream::connect(&serve.address).expect("it listens");
    let path = serve.path(&format!("http://{address}/"));
    let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", serve.address);
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).expect("a head");
        head.push(byte[0]);
    }
    stream
}

/// Each piece is read before the next is sent, so nothing waits for the end.
#[test]
fn bytes_pass_as_they_come() {
    let serve = Serve::start();
    let (go, wait) = mpsc::channel::<()>();
    let (address, answering) = once(
        "HTTP/1.1 200 OK\r\nContent-Length: 3145728\r\n\r\n",
        move |stream| {
            for number in 0..3 {
                stream.write_all(&vec![number; PIECE]).expect("it reads");
                wait.recv().expect("the test goes on");
            }
        },
    );
    let mut reading = begin(&serve, &address);
    for number in 0..3 {
        let mut piece = vec![9; PIECE];
        reading.read_exact(&mut piece).expect("a piece");
        assert!(piece.iter().all(|byte| *byte == number));
        go.send(()).expect("it waits");
    }
    assert_eq!(reading.read(&mut [0]).expect("an end"), 0);
    answering.join().expect("all was sent");
}

#[test]
fn a_large_body_takes_no_memory() {
    const PIECES: u64 = 512;
    let serve = Serve::start();
    // With neither a length nor chunks: it ends with the connection.
    let (address, answering) = once("HTTP/1.1 200 OK\r\n\r\n", |stream| {
        let piece = vec![7; PIECE];
        for _ in 0..PIECES {
            stream.write_all(&piece).expect("it reads");
        }
    });
    let mut reading = begin(&serve, &address);
    let count = std::io::copy(&mut reading, &mut std::io::sink()).expect("it is whole");
    answering.join().expect("all was sent");
    // And the sizes of the chunks, of which each is some bytes.
    assert!(
        count > PIECES << 20 && count < (PIECES << 20) + (1 << 20),
        "{count}"
    );
    let memory = serve.peak_memory();
    assert!(memory < 128 << 20, "{memory} bytes");
}

/// The registry notices, whether it is sending or not.
#[test]
fn a_cancelled_transfer_ends_at_the_registry() {
    let serve = Serve::start();
    let (address, answering) = once(
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        |stream| {
            let piece = vec![7; PIECE];
            while stream.write_all(&piece).is_ok() {}
        },
    );
    let mut reading = begin(&serve, &address);
    reading
        .read_exact(&mut vec![0; 3 * PIECE])
        .expect("it has begun");
    drop(reading);
    answering.join().expect("it ended");

    let (address, answering) = once(
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nstart",
        |stream| {
            // It sends no more, and waits: what comes is the end.
            assert!(matches!(stream.read(&mut [0]), Ok(0) | Err(_)));
        },
    );
    let mut reading = begin(&serve, &address);
    reading.read_exact(&mut [0; 5]).expect("it has begun");
    drop(reading);
    answering.join().expect("it ended");
}

/// A body that ends early is never taken for a whole one.
#[test]
fn what_is_cut_off_arrives_cut_off() {
    let serve = Serve::start();
    for rule in [
        json!({"kind": "cut", "after": 100}),
        json!({"kind": "cut", "after": 100, "reset": true}),
    ] {
        let faults = Faults::of(&json!([rule]));
        assert_eq!(serve.allow(faults.at("faults")).status, 200);
        let reply = serve.relay(&faults.url("/v2/_catalog"), &[]);
        assert!(!reply.whole || reply.status == 502, "{rule}: {reply:?}");
    }
    for head in [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nshort",
    ] {
        let (address, answering) = once(head, |_| {});
        assert_eq!(serve.allow(&address).status, 200);
        let reply = serve.relay(&format!("http://{address}/"), &[]);
        assert_eq!(reply.status, 200);
        assert!(!reply.whole, "{head}: {reply:?}");
        answering.join().expect("it answered");
    }
    // And this one is whole.
    let (address, answering) = once(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwhole\r\n0\r\n\r\n",
        |_| {},
    );
    assert_eq!(serve.allow(&address).status, 200);
    let reply = serve.relay(&format!("http://{address}/"), &[]);
    assert!(reply.whole && reply.body == b"whole", "{reply:?}");
    answering.join().expect("it answered");
}

#[test]
fn what_is_no_http_is_said() {
    let serve = Serve::start();
    for (head, kind) in [
        ("220 mail.example ESMTP\r\n\r\n", "protocol"),
        (
            "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
            "protocol",
        ),
    ] {
        let (address, answering) = once(head, |_| {});
        assert_eq!(serve.allow(&address).status, 200);
        let reply = serve.relay(&format!("http://{address}/"), &[]);
        assert_eq!(
            (reply.status, &reply.json()["kind"]),
            (502, &kind.into()),
            "{head}"
        );
        answering.join().expect("it answered");
    }
}
