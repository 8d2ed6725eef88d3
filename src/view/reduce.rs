//! What becomes of the page's state when something happens.

use std::rc::Rc;

use super::progress::Progress;
use super::sizes::Target;
use super::state::{Action, LayerFeed, Mode, Pane, Phase, State};
use crate::report::Report;

impl State {
    /// The state after an action.
    pub fn after(&self, action: Action) -> State {
        let mut next = self.clone();
        next.take(action);
        next
    }

    fn take(&mut self, action: Action) {
        match action {
            Action::Begin(file, now) => self.begin(file, now),
            Action::Progress { done, total, now } => {
                self.progress = self.progress.moved(done, total, now);
            }
            Action::LayerProgress(slot, done, total) => {
                if let Some(feed) = Rc::make_mut(&mut self.feeds).get_mut(slot) {
                    feed.progress = Some((done, total));
                }
            }
            Action::Opened { report, layers } => self.opened(report, layers),
            Action::Layer(slot, listing) => {
                if let Some(feed) = Rc::make_mut(&mut self.feeds).get_mut(slot) {
                    *feed = LayerFeed {
                        listing: Some(listing),
                        progress: None,
                    };
                }
                if self.mode == Mode::Layer && self.slot_at_hand() == Some(slot) {
                    self.grow_tree();
                }
            }
            Action::Analyzed {
                image,
                report,
                stack,
            } => {
                self.report = Some(report);
                let before = self.stacked_layers();
                if let Some(place) = Rc::make_mut(&mut self.stacks).get_mut(image) {
                    *place = Some(stack);
                }
                if image == self.image {
                    self.stacked(before);
                }
            }
            Action::Failed(problem) => {
                self.phase = if self.report.is_some() {
                    Phase::Done
                } else {
                    Phase::Failed
                };
                self.failure = Some(Rc::new(problem));
                self.stop_layers();
            }
            Action::Done => {
                if self.phase.is_busy() {
                    self.phase = Phase::Done;
                }
                self.stop_layers();
            }
            Action::Cancel => {
                self.phase = match self.report {
                    Some(_) => Phase::Cancelled,
                    None => Phase::Idle,
                };
                self.stop_layers();
            }
            Action::ChooseImage(image) => self.choose_image(image),
            Action::ChooseRow(row) => self.choose_row(row),
            Action::MoveRow(by) => self.move_row(by),
            Action::ChooseLayer(layer) => self.choose_layer(layer),
            Action::MoveLayer(by) => self.choose_layer(self.layer.saturating_add_signed(by)),
            Action::SetMode(mode) => self.set_mode(mode),
            Action::SwitchMode => self.set_mode(match self.mode {
                Mode::Layer => Mode::Image,
                Mode::Image => Mode::Layer,
            }),
            Action::Tree(action) => self.tree = self.tree.as_ref().map(|tree| tree.after(action)),
            Action::Reveal(target) => self.reveal(target),
            Action::ChoosePanel(panel) => self.panel = panel,
            Action::ChoosePane(pane) => self.pane = pane,
            Action::Help(help) => self.help = help,
            Action::SwitchHelp => self.help = !self.help,
        }
    }

    fn begin(&mut self, file: String, now: f64) {
        *self = State {
            phase: Phase::Opening,
            file,
            progress: Progress::start(now),
            follow: true,
            // How a person likes to look stays.
            mode: self.mode,
            panel: self.panel,
            ..State::default()
        };
    }

    fn opened(&mut self, report: Rc<Report>, layers: Vec<Vec<Option<usize>>>) {
        let slots = layers
            .iter()
            .flatten()
            .flatten()
            .max()
            .map_or(0, |slot| slot + 1);
        self.feeds = Rc::new(vec![LayerFeed::default(); slots]);
        self.stacks = Rc::new(vec![None; layers.len()]);
        self.layers = Rc::new(layers);
        self.phase = match report.images.is_empty() {
            true => Phase::Failed,
            false => Phase::Scanning,
        };
        self.report = Some(report);
        self.choose_image(0);
    }

    fn stop_layers(&mut self) {
        for feed in Rc::make_mut(&mut self.feeds) {
            feed.progress = None;
        }
    }

    fn choose_image(&mut self, image: usize) {
        let images = self.report.as_ref().map_or(0, |report| report.images.len());
        if image >= images {
            return;
        }
        self.image = image;
        self.follow = true;
        self.layer = self.stacked_layers().saturating_sub(1);
        self.row = self.row_of_layer(self.layer);
        self.grow_tree();
    }

    fn stacked_layers(&self) -> usize {
        self.stack().map_or(0, |stack| stack.layers())
    }

    fn slot_at_hand(&self) -> Option<usize> {
        self.layers
            .get(self.image)?
            .get(self.layer)
            .copied()
            .flatten()
    }

    /// More layers of the image at hand are stacked than the `before` that were.
    fn stacked(&mut self, before: usize) {
        let now = self.stacked_layers();
        let top = now.saturating_sub(1);
        if self.follow && self.layer != top {
            self.layer = top;
            self.row = self.row_of_layer(top);
            self.grow_tree();
        } else if self.layer >= before && self.layer < now {
            self.grow_tree();
        }
    }

    fn choose_row(&mut self, row: usize) {
        let Some(history) = self.image_report().map(|image| &image.history) else {
            return;
        };
        let Some(chosen) = history.get(row) else {
            return;
        };
        if let Some(layer) = chosen.layer {
            self.choose_layer(layer);
        }
        self.follow = false;
        self.row = Some(row);
    }

    fn move_row(&mut self, by: isize) {
        let rows = self.image_report().map_or(0, |image| image.history.len());
        let row = self.row.unwrap_or(0).saturating_add_signed(by);
        self.choose_row(row.min(rows.saturating_sub(1)));
    }

    fn choose_layer(&mut self, layer: usize) {
        let layers = self.image_report().map_or(0, |image| image.layers.len());
        if layer >= layers {
            return;
        }
        self.follow = false;
        self.row = self.row_of_layer(layer);
        if self.layer != layer {
            self.layer = layer;
            self.grow_tree();
        }
    }

    fn set_mode(&mut self, mode: Mode) {
        if self.mode != mode {
            self.mode = mode;
            self.grow_tree();
        }
    }

    /// Shows a path: in the layer where it was asked for, else in the image as a whole.
    fn reveal(&mut self, target: Target) {
        let top = self
            .image_report()
            .map_or(0, |image| image.layers.len())
            .saturating_sub(1);
        self.choose_layer(target.layer.unwrap_or(top));
        self.pane = Pane::Tree;
        let Some(path) = target.path else {
            return self.set_mode(Mode::Layer);
        };
        let modes = match target.layer {
            Some(_) => [Mode::Layer, Mode::Image],
            None => [Mode::Image, Mode::Layer],
        };
        for mode in modes {
            self.set_mode(mode);
            let shown = self.tree.as_ref().and_then(|tree| {
                let node = tree.tree().find(&path)?;
                Some(tree.showing(node))
            });
            if shown.is_some() {
                self.tree = shown;
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::Stack;
    use crate::report::{HistoryReport, ImageReport, LayerReport, Problem};
    use crate::view::tree::{TreeAction, sample};

    const BASE: &[(&str, usize)] = &[("etc/hosts", 10), ("usr/bin/big", 500)];
    const TOP: &[(&str, usize)] = &[("etc/new", 3), ("usr/bin/.wh.big", 0)];

    fn report() -> Rc<Report> {
        let row = |layer| HistoryReport {
            layer,
            ..HistoryReport::default()
        };
        let image = ImageReport {
            layers: vec![LayerReport::default(); 2],
            history: vec![row(Some(0)), row(None), row(Some(1))],
            ..ImageReport::default()
        };
        Rc::new(Report {
            images: vec![image],
            ..Report::default()
        })
    }

    fn opened() -> State {
        let state = State::default().after(Action::Begin("a.tar".into(), 0.0));
        assert_eq!(state.phase, Phase::Opening);
        state.after(Action::Opened {
            report: report(),
            layers: vec![vec![Some(0), Some(1)]],
        })
    }

    fn analyzed(state: &State, layers: usize) -> State {
        let listings = [sample::layer(BASE), sample::layer(TOP)];
        let mut state = state.clone();
        for (slot, listing) in listings[..layers].iter().enumerate() {
            state = state.after(Action::Layer(slot, listing.clone()));
        }
        let refs: Vec<_> = listings[..layers].iter().map(|l| &**l).collect();
        let stack = Rc::new(Stack::build(&refs));
        state.after(Action::Analyzed {
            image: 0,
            report: report(),
            stack,
        })
    }

    fn paths(state: &State) -> usize {
        state.tree.as_ref().map_or(0, |view| view.tree().len() - 1)
    }

    #[test]
    fn the_tree_follows_what_is_stacked() {
        let state = opened();
        assert!(state.tree.is_none());
        let state = analyzed(&state, 1);
        assert_eq!((state.layer, state.row, paths(&state)), (0, Some(0), 5));
        let state = analyzed(&state, 2);
        assert_eq!((state.layer, state.row, paths(&state)), (1, Some(2), 6));
        assert_eq!(state.after(Action::Done).phase, Phase::Done);
    }

    #[test]
    fn a_choice_stays() {
        let state = analyzed(&opened(), 1).after(Action::ChooseRow(0));
        let state = analyzed(&state, 2);
        assert_eq!((state.layer, paths(&state)), (0, 5));
        let state = state.after(Action::MoveRow(1));
        assert_eq!(
            (state.layer, state.row),
            (0, Some(1)),
            "metadata only: the layer stays"
        );
        let state = state.after(Action::MoveLayer(1));
        assert_eq!((state.layer, state.row), (1, Some(2)));
        assert_eq!(state.after(Action::MoveLayer(1)).layer, 1);
        let own = state.after(Action::SwitchMode);
        assert_eq!((own.mode, paths(&own)), (Mode::Layer, 5));
    }

    #[test]
    fn a_path_is_revealed() {
        let state = analyzed(&opened(), 2);
        let path = |layer, path: &str| {
            Action::Reveal(Target {
                layer,
                path: Some(path.into()),
            })
        };
        let shown = state.after(path(Some(0), "usr/bin/big"));
        assert_eq!((shown.layer, shown.mode), (0, Mode::Layer));
        let at = |state: &State| {
            let view = state.tree.as_ref()?;
            Some(view.row(view.at()?)?.path)
        };
        assert_eq!(at(&shown).as_deref(), Some("usr/bin/big"));
        let shown = state.after(path(None, "etc/hosts"));
        assert_eq!((shown.layer, shown.mode), (1, Mode::Image));
        assert_eq!(at(&shown).as_deref(), Some("etc/hosts"));
        let shown = state.after(path(Some(1), "etc/hosts"));
        assert_eq!(
            (shown.layer, shown.mode),
            (1, Mode::Image),
            "not in that layer itself"
        );
    }

    #[test]
    fn cancelling_keeps_what_was_read() {
        let state = analyzed(&opened(), 1).after(Action::Cancel);
        assert_eq!(state.phase, Phase::Cancelled);
        assert_eq!(state.problems()[0].code, "cancelled");
        assert_eq!(paths(&state), 5);
        let state = State::default().after(Action::Begin("a".into(), 0.0));
        assert_eq!(state.after(Action::Cancel).phase, Phase::Idle);
    }

    #[test]
    fn failing_after_opening_keeps_what_was_read() {
        let problem = Problem::default();
        let state = State::default().after(Action::Failed(problem.clone()));
        assert_eq!(state.phase, Phase::Failed);
        assert_eq!(opened().after(Action::Failed(problem)).phase, Phase::Done);
    }

    #[test]
    fn an_archive_without_images_failed() {
        let problems = vec![Problem::default()];
        let report = Rc::new(Report {
            problems,
            ..Report::default()
        });
        let state = State::default().after(Action::Begin("a".into(), 0.0));
        let state = state.after(Action::Opened {
            report,
            layers: Vec::new(),
        });
        assert_eq!(state.after(Action::Done).phase, Phase::Failed);
        assert_eq!(state.problems().len(), 1);
    }

    #[test]
    fn another_file_replaces_the_first() {
        let state = analyzed(&opened(), 2).after(Action::Tree(TreeAction::OpenAll));
        let state = state.after(Action::Begin("b.tar".into(), 0.0));
        assert!(state.tree.is_none() && state.report.is_none());
        assert_eq!(state.file, "b.tar");
    }
}
