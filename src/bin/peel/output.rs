//! Standard output and standard error, which may be closed at any time.

use std::io::Write as _;
use std::process::ExitCode;

/// Writes a line to standard error; where nobody reads it, that is no failure.
macro_rules! say {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($text)*);
    }};
}
pub(crate) use say;

/// Prints to standard output; a reader that went away (`| head`) is no failure.
pub fn print(text: &str) -> ExitCode {
    write(text.as_bytes())
}

/// The same of bytes.
pub fn write(bytes: &[u8]) -> ExitCode {
    match std::io::stdout().lock().write_all(bytes) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            say!("peel: cannot write: {error}.");
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}
