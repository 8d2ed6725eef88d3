//! A server of files for this machine only.

#[path = "../../src/bin/peel/serve/named.rs"]
mod named;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use self::named::{below, media_type};
use crate::failure::{Outcome, While};

/// A browser sends far less.
const HEAD_LIMIT: u64 = 64 * 1024;

const PATIENCE: Duration = Duration::from_secs(30);

/// Answers requests from `folder` for ever.
pub fn serve(listener: &TcpListener, folder: &Path) -> Outcome {
    let folder = fs::canonicalize(folder).or_fail(format_args!("read {}", folder.display()))?;
    for stream in listener.incoming() {
        // A connection that ended before it began harms nobody.
        let Ok(stream) = stream else { continue };
        let folder = folder.clone();
        thread::spawn(move || {
            // A browser that goes away in the middle is no error of ours.
            let _ = answer(&stream, &folder);
        });
    }
    Ok(())
}

fn answer(mut stream: &TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let Some(line) = read_head(stream)? else {
        return refuse(stream, "400 Bad Request");
    };
    let mut words = line.split_ascii_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return refuse(stream, "400 Bad Request");
    };
    if !matches!(method, "GET" | "HEAD") {
        return refuse(stream, "405 Method Not Allowed");
    }
    let Some(path) = file_for(target, folder) else {
        return refuse(stream, "404 Not Found");
    };
    let mut file = File::open(&path)?;
    write!(
        stream,
        "HTTP/1.1 200 OK\r\n\
         Content-Type: {}\r\n\
         Content-Length: {}\r\n\
         Cache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\n\
         Connection: close\r\n\r\n",
        media_type(&path),
        file.metadata()?.len(),
    )?;
    if method == "GET" {
        io::copy(&mut file, &mut stream)?;
    }
    Ok(())
}

/// Reads the request's head, and returns its first line. None if it is no head.
fn read_head(stream: &TcpStream) -> io::Result<Option<String>> {
    let mut lines = BufReader::new(stream.take(HEAD_LIMIT)).lines();
    let Some(first) = lines.next() else {
        return Ok(None);
    };
    for line in lines {
        if line?.is_empty() {
            return first.map(Some);
        }
    }
    Ok(None)
}

fn refuse(mut stream: &TcpStream, status: &str) -> io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status}\r\n\
         Content-Type: text/plain\r\n\
         Content-Length: {}\r\n\
         Cache-Control: no-store\r\n\
         Connection: close\r\n\r\n{status}",
        status.len(),
    )
}

/// The file in `folder` that a request names, if there is one. `folder` is
/// canonical, so a link that leads out of it is seen.
fn file_for(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let mut file = fs::canonicalize(folder.join(below(path)?)).ok()?;
    if file.is_dir() {
        file.push("index.html");
    }
    (file.starts_with(folder) && file.is_file()).then_some(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    /// A folder `site` with two files, beside a file that must not be served.
    fn site(name: &str) -> PathBuf {
        let base = std::env::temp_dir().join(format!("peel-{name}-{}", std::process::id()));
        let site = base.join("site");
        fs::create_dir_all(&site).unwrap();
        fs::write(base.join("secret"), "secret").unwrap();
        fs::write(site.join("index.html"), "<p>").unwrap();
        fs::write(site.join("a b.wasm"), [0, 255]).unwrap();
        let _ = fs::remove_file(site.join("link"));
        std::os::unix::fs::symlink("../secret", site.join("link")).unwrap();
        fs::canonicalize(site).unwrap()
    }

    fn exchange(folder: &Path, request: &str) -> Vec<u8> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let folder = folder.to_owned();
        let server = thread::spawn(move || answer(&listener.accept().unwrap().0, &folder));
        let mut client = TcpStream::connect(address).unwrap();
        client.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        client.read_to_end(&mut bytes).unwrap();
        server.join().unwrap().unwrap();
        bytes
    }

    #[test]
    fn files_arrive_whole_with_their_type() {
        let bytes = exchange(
            &site("whole"),
            "GET /a%20b.wasm?v=1 HTTP/1.1\r\nHost: x\r\n\r\n",
        );
        let head = String::from_utf8_lossy(&bytes);
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
        assert!(
            head.contains("Content-Type: application/wasm\r\n"),
            "{head}"
        );
        assert!(head.contains("Content-Length: 2\r\n"), "{head}");
        assert!(head.contains("Cache-Control: no-store\r\n"), "{head}");
        assert_eq!(bytes[bytes.len() - 2..], [0, 255]);
    }

    #[test]
    fn head_has_no_body() {
        let bytes = exchange(&site("head"), "HEAD / HTTP/1.1\r\n\r\n");
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("text/html"), "{text}");
        assert!(text.ends_with("\r\n\r\n"), "{text}");
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let site = site("outside");
        for target in [
            "/../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "//secret",
            "/%2fetc/passwd",
            "/link",
            "/./index.html",
            "/absent",
            "secret",
            "/%",
            "/%zz",
            "/%00",
        ] {
            assert_eq!(file_for(target, &site), None, "{target}");
        }
        assert!(file_for("/", &site).is_some());
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let site = site("refused");
        for (request, status) in [
            ("POST / HTTP/1.1\r\n\r\n", "405"),
            ("GET\r\n\r\n", "400"),
            ("GET /absent HTTP/1.1\r\n\r\n", "404"),
        ] {
            let bytes = exchange(&site, request);
            let text = String::from_utf8_lossy(&bytes);
            assert!(text.starts_with(&format!("HTTP/1.1 {status} ")), "{text}");
        }
    }
}
