//! The folder that is saved as a tar.

use super::Exploration;
use crate::image::Stack;
use crate::limits;
use crate::report::Problem;
use crate::tarball::Plan;
use crate::text;
use crate::view::Mode;
use crate::view::tarball::{TarAsk, TarPlanned};
use crate::view::tree::Place;
use crate::worker::{PlannedLayer, Top, plan_tar};

/// What a tar of everything is called.
const WHOLE: &str = "image";

impl Exploration {
    /// What goes into the tar of a folder of the tree, and where the layers are that have it.
    ///
    /// # Errors
    /// Why there is no such tar.
    pub fn plan_tar(
        &mut self,
        ask: TarAsk,
    ) -> Result<(TarPlanned, Plan, Vec<PlannedLayer>), Problem> {
        let folder = self.explorer.folder(ask.tree, ask.node);
        let (place, bytes, entry) = folder.ok_or_else(Problem::row_is_gone)?;
        let path = text::path(&bytes);
        if place.mode == Mode::Image {
            self.stacked(place.image);
        }
        let stack = self.stack.as_ref().filter(|(of, _)| *of == place.image);
        let stack = stack.map(|(_, stack)| stack);
        let top = top(stack, place, &bytes, entry).ok_or_else(Problem::row_is_gone)?;
        let (plan, layers) = plan_tar(&self.session, place.image, stack, top, &path)?;
        if plan.bytes() > limits::SAVE_BYTES {
            return Err(Problem::too_large_to_pack(&path, plan.bytes()));
        }
        let name = path.rsplit('/').next().filter(|name| !name.is_empty());
        let planned = TarPlanned {
            name: format!("{}.tar", name.unwrap_or(WHOLE)),
            entries: plan.len() as u64,
            bytes: plan.bytes(),
            left_out: plan.left_out(),
            path,
        };
        Ok((planned, plan, layers))
    }
}

fn top(stack: Option<&Stack>, place: Place, path: &[u8], entry: (u32, u32)) -> Option<Top> {
    let layer = u32::try_from(place.layer).ok()?;
    match place.mode {
        Mode::Image => {
            let node = stack?.tree.find(path)?;
            Some(Top::Image { layer, node })
        }
        // What only lower layers have is shown, and is not the layer's.
        Mode::Layer if entry.0 != layer => None,
        Mode::Layer => {
            let node = entry.1;
            Some(Top::Layer { layer, node })
        }
    }
}
