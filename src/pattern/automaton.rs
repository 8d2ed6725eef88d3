//! A regular expression as an automaton whose states are made as they are needed.

use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_automata::{Anchored, Input};
use regex_syntax::{Error, ParserBuilder};

use super::PatternError;
use crate::limits;

/// Bytes that are to be read for each state, lest they are thrown away too soon.
const BYTES_PER_STATE: usize = 10;

/// The automaton, with the states that were made so far.
pub(super) struct Automaton {
    dfa: DFA,
    cache: Cache,
}

impl Automaton {
    /// That of a regular expression over bytes.
    pub(super) fn of(regex: &str) -> Result<Automaton, PatternError> {
        let hir = ParserBuilder::new()
            .utf8(false)
            .unicode(false)
            .nest_limit(limits::PATTERN_NESTING)
            .build()
            .parse(regex);
        let hir = hir.map_err(|error| syntax(&error))?;
        let config = thompson::Config::new()
            .utf8(false)
            .which_captures(WhichCaptures::None)
            .nfa_size_limit(Some(limits::PATTERN_AUTOMATON));
        // The parser has said whatever is wrong but its size.
        let nfa = NFA::compiler().configure(config).build_from_hir(&hir);
        let nfa = nfa.map_err(|_| PatternError::Large)?;
        let config = DFA::config()
            .cache_capacity(limits::PATTERN_STATES)
            .minimum_cache_clear_count(Some(limits::PATTERN_ROUNDS))
            .minimum_bytes_per_state(Some(BYTES_PER_STATE));
        let dfa = DFA::builder().configure(config).build_from_nfa(nfa);
        let dfa = dfa.map_err(|_| PatternError::Large)?;
        let cache = dfa.create_cache();
        Ok(Automaton { dfa, cache })
    }

    /// Whether it fits somewhere in these bytes.
    pub(super) fn fits(&mut self, bytes: &[u8]) -> Result<bool, PatternError> {
        let input = Input::new(bytes).anchored(Anchored::No).earliest(true);
        let found = self.dfa.try_search_fwd(&mut self.cache, &input);
        // There are no bytes at which it stops: it only ever gives up.
        found
            .map(|found| found.is_some())
            .map_err(|_| PatternError::Work)
    }
}

fn syntax(error: &Error) -> PatternError {
    let (what, offset, pattern) = match error {
        Error::Parse(error) => {
            let at = error.span().start.offset;
            (error.kind().to_string(), at, error.pattern())
        }
        Error::Translate(error) => {
            let at = error.span().start.offset;
            (error.kind().to_string(), at, error.pattern())
        }
        other => (other.to_string(), 0, ""),
    };
    let before = pattern.get(..offset).unwrap_or_default();
    PatternError::Syntax {
        what,
        at: before.chars().count() + 1,
    }
}
