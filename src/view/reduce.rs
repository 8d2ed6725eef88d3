//! What becomes of the page's state when something happens.

use std::rc::Rc;

use super::file::FileAction;
use super::progress::Progress;
use super::sizes::Target;
use super::state::{LayerFeed, Mode, Pane, Phase, State};
use super::tree::{Answer, Ask, Excerpt, TreeAction};
use crate::report::Report;
use crate::view::Action;

impl State {
    /// The state after an action.
    pub fn after(&self, action: Action) -> State {
        let mut next = self.clone();
        next.take(action);
        next
    }

    fn take(&mut self, action: Action) {
        self.take_one(action);
        self.follow_image();
        self.file_due();
        self.comparison_due();
    }

    fn take_one(&mut self, action: Action) {
        match action {
            Action::Begin { file, host, now } => self.begin(file, host, now),
            Action::Write(text) => self.field = text,
            Action::Choose(opening) => self.opening = opening,
            Action::Close => self.close(),
            Action::LoggedIn(host, user) => self.logged_in(host, user),
            Action::LoggedOut(host) => self.logged_out(&host),
            Action::List(list) => self.asked_to_list(list),
            Action::Progress {
                done,
                total,
                ratio,
                now,
            } => {
                self.progress = self.progress.moved(done, total, now);
                self.progress.ratio = ratio;
            }
            Action::LayerProgress(slot, done, total) => {
                if let Some(feed) = Rc::make_mut(&mut self.feeds).get_mut(slot) {
                    feed.progress = Some((done, total));
                }
            }
            Action::Opened { report, layers } => self.opened(report, layers),
            Action::Layer(slot) => {
                if let Some(feed) = Rc::make_mut(&mut self.feeds).get_mut(slot) {
                    *feed = LayerFeed {
                        read: true,
                        // The second time it is the layer itself.
                        table: feed.table && !feed.read,
                        ..LayerFeed::default()
                    };
                }
                if self.mode == Mode::Layer && self.slot_at_hand() == Some(slot) {
                    self.grow_tree();
                }
            }
            Action::NotDownloaded(slot, problem) => {
                if let Some(feed) = Rc::make_mut(&mut self.feeds).get_mut(slot) {
                    feed.progress = None;
                    feed.failed = true;
                }
                let known = Rc::make_mut(&mut self.not_downloaded);
                if !known.contains(&problem) {
                    known.push(problem);
                }
            }
            Action::Table(slot, fetched) => {
                self.tables_fetched += fetched;
                if let Some(feed) = Rc::make_mut(&mut self.feeds).get_mut(slot) {
                    feed.table = true;
                }
            }
            Action::NoTable(problem) => Rc::make_mut(&mut self.not_downloaded).push(problem),
            Action::Waiting => self.wait(),
            Action::Download(now) => {
                self.phase = Phase::Scanning;
                self.not_downloaded = Rc::default();
                for feed in Rc::make_mut(&mut self.feeds) {
                    feed.failed = false;
                }
                self.progress = Progress::start(now);
            }
            Action::Listed(list, listed) => {
                Rc::make_mut(&mut self.listing).retain(|asked| *asked != list);
                let lists = Rc::make_mut(&mut self.lists);
                lists.retain(|(known, _)| *known != list);
                lists.push((list, listed));
            }
            Action::Analyzed { image, report } => {
                let before = self.stacked_layers();
                self.report = Some(report);
                if image == self.image {
                    self.stacked(before);
                }
            }
            Action::SaidAgain(report) => self.said_again(report),
            Action::Answered(answer) => self.answered(answer),
            Action::Failed { problem, lost } => {
                self.phase = if self.report.is_some() {
                    Phase::Done
                } else {
                    Phase::Failed
                };
                self.failure = Some(Rc::new(problem));
                self.stop_layers();
                if lost {
                    self.asks.close();
                }
            }
            Action::Done => {
                if self.phase.is_busy() || self.phase == Phase::Offered {
                    self.phase = Phase::Done;
                }
                self.stop_layers();
            }
            Action::Cancel if self.is_remote() => self.wait(),
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
            Action::Tree(action) => self.act(action),
            Action::Filter(action) => self.filter(action),
            Action::LetGo => self.let_go(),
            Action::SwitchColumn(column) => self.columns = self.columns.switched(column),
            Action::SwitchAttributes => self.switch_attributes(),
            Action::Columns(columns) => self.columns = columns,
            Action::Forget => self.awaited = None,
            Action::GoTo(stand) => self.go_to(*stand),
            Action::Map(action) => self.map_act(action),
            Action::Scrolled(sight) => self.asks.look_at(sight),
            Action::Reveal(target) => self.reveal(target),
            Action::ChoosePanel(panel) => self.panel = panel,
            Action::ShowPanel(panel) => self.show_panel(panel),
            Action::ChoosePane(pane) => self.pane = pane,
            Action::Packages(action) => self.packages.act(action),
            Action::Compare(action) => self.compare(action),
            Action::Beside(file) => self.put_beside(file),
            Action::WhatIf(action) => self.what_if(action),
            Action::Tarball(action) => self.take_folder(action),
            Action::Share(action) => self.share(action),
            Action::File(action) => self.look(action),
            Action::Help(help) => self.help = help,
            Action::Palette(open) => self.palette = open,
            Action::SwitchHelp => self.help = !self.help,
        }
    }

    fn opened(&mut self, report: Rc<Report>, layers: Vec<Vec<Option<usize>>>) {
        let slots = layers
            .iter()
            .flatten()
            .flatten()
            .max()
            .map_or(0, |slot| slot + 1);
        self.feeds = Rc::new(vec![LayerFeed::default(); slots]);
        self.layers = Rc::new(layers);
        self.phase = match report.images.is_empty() {
            true => Phase::Failed,
            false => Phase::Scanning,
        };
        self.report = Some(report);
        if self.is_remote() && self.phase == Phase::Scanning && slots > 0 {
            self.phase = Phase::Offered;
        }
        self.choose_image(0);
        self.arrive();
    }

    /// Nothing is being downloaded now, and layers are missing still.
    fn wait(&mut self) {
        self.phase = Phase::Offered;
        self.stop_layers();
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

    fn act(&mut self, action: TreeAction) {
        let at_hand = self.tree.as_ref().and_then(Excerpt::file_at_hand);
        if let (TreeAction::Toggle, Some(ask)) = (&action, at_hand) {
            // What opens a folder opens a file.
            return self.look(FileAction::Open(ask));
        }
        if let Some(tree) = &mut self.tree {
            tree.foresee(&action);
            let tree = tree.tree;
            self.asks.ask(Ask::Act { action, tree });
        }
    }

    /// Draws what the worker answers, with what was done since.
    fn answered(&mut self, answer: Answer) {
        if !self.asks.answered(answer.number) {
            return;
        }
        // A map is sent once. The one before stays until there is another.
        if answer.map.is_some() && self.map.wanted().is_some() {
            self.map.map = answer.map;
        }
        if self.asks.moves_on() {
            return;
        }
        // A path was shown in the mode in which there is one.
        if let Some(place) = answer.place {
            self.mode = place.mode;
        }
        self.tree = answer.tree;
        if let Some(tree) = &mut self.tree {
            self.asks.foresee(tree);
            self.way = None;
            self.to_come.picked.clear();
            self.sort_to_come = tree.sort;
            // To show a path, the worker may have to do without the filter.
            self.filters.set_unless_same(&tree.filter);
        }
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
        if self.go_to_layer(layer) {
            self.grow_tree();
        }
    }

    /// Takes a layer at hand; whether it is another.
    fn go_to_layer(&mut self, layer: usize) -> bool {
        let layers = self.image_report().map_or(0, |image| image.layers.len());
        if layer >= layers {
            return false;
        }
        self.follow = false;
        self.row = self.row_of_layer(layer);
        std::mem::replace(&mut self.layer, layer) != layer
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
        let other = self.go_to_layer(target.layer.unwrap_or(top));
        self.pane = Pane::Tree;
        self.map_everything();
        let Some(path) = target.path else {
            let other = std::mem::replace(&mut self.mode, Mode::Layer) != Mode::Layer || other;
            if other {
                self.grow_tree();
            }
            return;
        };
        self.asks.ask(Ask::Reveal {
            image: self.image,
            layer: self.layer,
            modes: match target.layer {
                Some(_) => [Mode::Layer, Mode::Image],
                None => [Mode::Image, Mode::Layer],
            },
            path,
        });
    }
}

mod beside;
mod compare;
mod file;
mod filter;
mod follow;
mod logins;
mod map;
mod opening;
mod said;
mod share;
mod stand;
mod tarball;
#[cfg(test)]
mod tests;
