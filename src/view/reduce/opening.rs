//! Something is chosen to be opened, or what was open is closed.

use super::super::state::{Phase, State};
use crate::view::progress::Progress;
use crate::view::remote::Meaning;

impl State {
    pub(super) fn begin(&mut self, file: String, host: Option<String>, now: f64) {
        // What a person wrote stays as they wrote it.
        let field = std::mem::take(&mut self.field);
        let field = match (&host, field.parse::<Meaning>()) {
            (None, _) => String::new(),
            (Some(_), Ok(meaning)) if meaning.place == file => field,
            (Some(_), _) => file.clone(),
        };
        self.forget();
        self.phase = Phase::Opening;
        self.file = file;
        self.host = host;
        self.field = field;
        self.progress = Progress::start(now);
    }

    pub(super) fn close(&mut self) {
        let field = std::mem::take(&mut self.field);
        self.forget();
        self.field = field;
    }

    /// Nothing is open; how a person likes to look stays, and who they are.
    fn forget(&mut self) {
        *self = State {
            follow: true,
            mode: self.mode,
            panel: self.panel,
            map: self.map.anew(),
            packages: self.packages.anew(None),
            whatif: self.whatif.anew((0, 0)),
            tarball: self.tarball.anew(),
            logins: self.logins.clone(),
            asks: self.asks.anew(),
            columns: self.columns,
            awaited: self.awaited.take(),
            ..State::default()
        };
    }
}
