//! The image without what is ticked: the worker with the session reckons it.

use super::{Pool, SESSION};
use crate::view::whatif::WhatIfRequest;
use crate::worker::protocol::Request;

impl Pool {
    /// Asks what the image is without what is ticked; [`super::PoolEvent::WhatIf`] brings the answer.
    pub fn what_if(&self, asked: &WhatIfRequest) {
        let request = Request::WhatIf {
            number: asked.number,
            image: asked.image,
            ticks: asked.ticks.to_vec(),
            chosen: asked.chosen,
        };
        self.inner.borrow_mut().send(SESSION, &request, false, None);
    }
}
