//! Go: what its linker writes into every program about the modules it is made of.
//!
//! Go's `debug/buildinfo`: a head of 32 bytes, and since Go 1.18 two texts behind it. Before, it pointed
//! to them.

use super::bytes::Bytes;
use super::elf::Elf;
use super::lines::{lines, text};
use super::{Facts, Holds, Kind, PackageError, Part};

const MAGIC: &[u8] = b"\xff Go buildinf:";

/// Where in the data it may begin, at most.
const WITHIN: usize = 64 << 10;

/// A mark of sixteen bytes before and after the modules.
const MARK: usize = 16;

/// The program as a package; `None` where no Go linker made it.
pub(super) fn program(elf: &Elf<'_>) -> Result<Option<Facts>, PackageError> {
    let section = elf.section(b".go.buildinfo").or_else(|| elf.data());
    let Some(section) = section else {
        return Ok(None);
    };
    let starts = (0..section.len().min(WITHIN)).step_by(16);
    let starts = starts.map(|start| &section[start..]);
    let Some(info) = starts.into_iter().find(|at| at.starts_with(MAGIC)) else {
        return Ok(None);
    };
    let broken = || PackageError::broken("list of Go's modules");
    if info.get(15).is_none_or(|flags| flags & 2 == 0) {
        let old = "what Go before 1.18 wrote of a program's modules";
        return Err(PackageError::Unsupported(old.into()));
    }
    let (version, rest) = counted(info.get(32..).ok_or_else(broken)?).ok_or_else(broken)?;
    let (modules, _) = counted(rest).ok_or_else(broken)?;
    let modules = modules.get(MARK..modules.len().saturating_sub(MARK));
    Ok(Some(facts(version, modules.unwrap_or_default())))
}

/// A text after its length, and what follows.
fn counted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (mut len, mut at) = (0_u64, 0);
    loop {
        let byte = *bytes.get(at)?;
        len |= u64::from(byte & 0x7f).checked_shl(7 * at as u32)?;
        at += 1;
        if byte & 0x80 == 0 {
            break;
        }
        if at > 5 {
            return None;
        }
    }
    let all = Bytes { bytes, big: false };
    let text = all.get(at as u64, len)?;
    Some((text, &bytes[at + text.len()..]))
}

fn facts(version: &[u8], modules: &[u8]) -> Facts {
    let mut facts = Facts {
        holds: Holds::Itself,
        ..Facts::new(Kind::Go)
    };
    let mut path = String::new();
    for line in lines(modules) {
        let mut words = line.split(|byte| *byte == b'\t').map(text);
        let mut word = || words.next().unwrap_or_default();
        match word().as_str() {
            "path" => path = word(),
            "mod" => (facts.name, facts.version) = (word(), word()),
            "dep" => facts.parts.push(Part {
                name: word(),
                version: word(),
            }),
            // What stands there in the place of the one before.
            "=>" => {
                if let Some(part) = facts.parts.last_mut() {
                    (part.name, part.version) = (word(), word());
                }
            }
            _ => {}
        }
    }
    if facts.name.is_empty() {
        facts.name = path;
    }
    facts.parts.push(Part {
        name: "stdlib".into(),
        version: text(version),
    });
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_listed() {
        let told = b"path\texample.org/a/cmd\nmod\texample.org/a\tv1.2.3\th1:x=\n\
            dep\texample.org/b\tv0.1.0\th1:y=\ndep\texample.org/c\tv2.0.0\n\
            =>\texample.org/fork\tv2.0.1\th1:z=\nbuild\tGOOS=linux\n";
        let facts = facts(b"go1.22.1", told);
        assert_eq!((&*facts.name, &*facts.version), ("example.org/a", "v1.2.3"));
        let parts: Vec<_> = (facts.parts.iter())
            .map(|part| format!("{} {}", part.name, part.version))
            .collect();
        let expected = [
            "example.org/b v0.1.0",
            "example.org/fork v2.0.1",
            "stdlib go1.22.1",
        ];
        assert_eq!(parts, expected);
    }

    #[test]
    fn a_length_past_the_end_is_none() {
        assert_eq!(counted(b"\x02abc"), Some((&b"ab"[..], &b"c"[..])));
        for wrong in [
            &b""[..],
            b"\x04abc",
            b"\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\x80",
        ] {
            assert_eq!(counted(wrong), None);
        }
    }
}
