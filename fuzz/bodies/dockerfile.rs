//! Any text as a Dockerfile, and any lines as a history: instructions stand in their order, each in
//! lines that there are, and every entry has the lines of one instruction or of none.

use peel::dockerfile::{Dockerfile, Entry};
use peel::image::Instruction;

pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let file = Dockerfile::parse(&text);
    let count = text.lines().count() as u32;
    let mut last = 0;
    for stage in &file.stages {
        let instructions = stage.instructions.iter().filter_map(|one| one.lines);
        for lines in stage.from.into_iter().chain(instructions) {
            assert!(last < lines.first && lines.first <= lines.last);
            assert!(lines.last <= count);
            last = lines.last;
        }
    }
    // What it says itself is a history too.
    let entries: Vec<Entry> = text.lines().map(entry).collect();
    let placed = file.place(&entries);
    assert_eq!(placed.rows.len(), entries.len());
    let rows = placed.rows.iter().flatten();
    assert_eq!(rows.clone().count(), placed.found);
    assert!(placed.found <= placed.all);
    // Each instruction made one entry at most, in the order of both.
    assert!(
        rows.clone()
            .zip(rows.skip(1))
            .all(|(a, b)| a.last < b.first)
    );
}

fn entry(line: &str) -> Entry {
    let instruction = Instruction::decode(line);
    Entry {
        keyword: instruction.keyword,
        arguments: instruction.arguments,
        build_args: instruction.build_args,
    }
}
