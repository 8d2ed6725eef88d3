//! What comparing needs of what is open.

use super::Comparer;
use crate::report::Problem;
use crate::ui::opener::Opener;
use crate::ui::way;
use crate::view::remote::Meaning;
use crate::worker::RemoteAsk;
use crate::worker::pool::Pool;

impl Opener {
    /// Who has images compared.
    pub fn comparer(&self) -> &Comparer {
        &self.comparer
    }

    /// Does something with the workers of what is open.
    pub fn with_pool(&self, deed: impl FnOnce(&Pool)) {
        if let Some(pool) = self.pool.borrow().as_ref() {
            deed(pool);
        }
    }

    /// How an image elsewhere is asked for that a person names.
    ///
    /// # Errors
    /// Why that is no name.
    pub fn asked_for(&self, text: &str) -> Result<RemoteAsk, Problem> {
        let meaning = text.parse::<Meaning>();
        let meaning = meaning.map_err(|error| Problem::of_pasted(&error))?;
        Ok(RemoteAsk {
            text: meaning.place,
            platform: meaning.platform,
            manifest: None,
            access: self.logins.access(&meaning.host),
            route: way::way(),
        })
    }
}
