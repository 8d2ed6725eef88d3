//! What a person wants opened, downloaded and listed, done: the page's one hand on the workers.

mod order;
mod reports;

pub use order::{File, Order, Then};
pub use reports::report_at;

use std::cell::RefCell;
use std::rc::Rc;

use super::compare::Comparer;
use super::logins::Logins;
use super::settings::{Setting, always_download};
use super::store::Dispatch;
use super::{address, feed, way};
use crate::registry::{Access, Asked, Credentials, List, image_name};
use crate::report::{Problem, Report};
use crate::view::file::FileAsk;
use crate::view::remote::{ImageLink, Meaning, kept_layers};
use crate::view::whatif::WhatIfRequest;
use crate::view::{Action, Link, Request, Stand};
use crate::worker::pool::{Given, Pool, PoolEvent};
use crate::worker::{Purpose, RemoteAsk};

/// Obeys orders.
pub struct Opener {
    pub(super) dispatch: Dispatch,
    pub(super) pool: RefCell<Option<Pool>>,
    pub(super) comparer: Comparer,
    pub(super) logins: Logins,
    /// The image elsewhere that is open, or that was to be.
    wanted: RefCell<Option<Wanted>>,
    /// That, as its worker understands it.
    asked: RefCell<Option<Asked>>,
    /// The report that is open because the address says so.
    report: RefCell<Option<Link>>,
}

#[derive(Clone)]
struct Wanted {
    link: ImageLink,
    manifest: Option<String>,
    host: String,
}

impl Opener {
    /// One that has nothing open.
    pub fn new(dispatch: Dispatch) -> Opener {
        Opener {
            comparer: Comparer::new(dispatch.clone()),
            dispatch,
            pool: RefCell::default(),
            logins: Logins::default(),
            wanted: RefCell::default(),
            asked: RefCell::default(),
            report: RefCell::default(),
        }
    }

    /// Does what a person wants.
    pub fn obey(self: &Rc<Self>, order: Order) {
        match order {
            Order::Open(given) => {
                // What the address says before anything was open is of this file: it was so once.
                if self.pool.borrow().is_some() || address::link().is_some() {
                    address::clear();
                    self.dispatch.emit(Action::Forget);
                }
                self.wanted.take();
                let file = given.name().to_owned();
                self.open(given, file, None, None);
            }
            Order::Image { link, manifest } => {
                // A place in another image means nothing in this one.
                self.dispatch.emit(Action::Forget);
                self.image(&link, manifest);
            }
            Order::Save(file) => self.save(file),
            Order::Compare(comparing) => self.comparer.compare(self, comparing),
            Order::CompareWith(image) => self.comparer.mean(self, image),
            Order::Again => self.again(),
            Order::GoTo {
                link,
                stand,
                at_first,
            } => self.go_to(link, stand, at_first),
            Order::Cancel => {
                if let Some(pool) = self.pool.borrow().as_ref() {
                    pool.cancel();
                }
                self.dispatch.emit(Action::Cancel);
            }
            Order::Download => self.download(),
            Order::List(list) => self.list(list),
            Order::LogIn {
                host,
                user,
                password,
                then,
            } => {
                let credentials = Credentials {
                    registry: host.clone(),
                    user: user.clone(),
                    password,
                };
                self.let_see(&host, |access| access.credentials = Some(credentials));
                self.dispatch.emit(Action::LoggedIn(host.clone(), user));
                self.then(&host, then);
            }
            Order::Consent { host, realm, then } => {
                self.let_see(&host, |access| access.consent.push(realm));
                self.then(&host, then);
            }
            Order::LogOut(host) => {
                self.logins.log_out(&host);
                self.show(&host);
                self.dispatch.emit(Action::LoggedOut(host));
            }
        }
    }

    /// Asks the worker that holds the trees.
    pub fn explore(&self, request: &Request) {
        self.with_pool(|pool| pool.explore(request));
    }

    /// Has a file found and read; `None` closes the one that is open.
    pub fn look_at(&self, viewed: Option<(u64, FileAsk)>) {
        match (viewed, self.pool.borrow().as_ref()) {
            (Some((number, ask)), Some(pool)) => pool.look_at(number, ask),
            (None, Some(pool)) => pool.close_file(),
            (_, None) => {}
        }
    }

    /// Has the file that is open read to its end.
    pub fn read_whole(&self) {
        self.with_pool(|pool| pool.read_whole());
    }

    fn go_to(self: &Rc<Self>, link: Option<Link>, stand: Stand, at_first: bool) {
        match (link, self.open_by_address()) {
            (Some(link), Some(open)) if open.is_same(&link) => {}
            (Some(Link::Image(link)), _) => self.image(&link, None),
            (Some(link), _) => self.open_report(link),
            (None, Some(_)) => {
                self.wanted.take();
                self.report.take();
                self.pool.take();
                self.dispatch.emit(Action::Close);
            }
            // A file has no part in the address.
            (None, None) => {}
        }
        // Nothing to go back to yet.
        if !at_first || stand != Stand::default() {
            self.dispatch.emit(Action::GoTo(Box::new(stand)));
        }
    }

    /// Has an image's packages read; `None` ends what is being read.
    pub fn packages(&self, wanted: Option<(u64, usize)>) {
        self.with_pool(|pool| pool.packages(Purpose::Shown, wanted));
    }

    /// Asks what the image is without what is ticked.
    pub fn what_if(&self, request: Option<&WhatIfRequest>) {
        if let Some(request) = request {
            self.with_pool(|pool| pool.what_if(request));
        }
    }

    /// Has what was said in another language said again.
    pub fn say_again(&self) {
        self.with_pool(Pool::say_again);
    }

    /// Has the files of a package listed.
    pub fn package_files(&self, number: u64, package: usize) {
        self.with_pool(|pool| pool.package_files(number, package));
    }

    fn image(self: &Rc<Self>, link: &ImageLink, manifest: Option<String>) {
        let Meaning {
            place,
            host,
            platform,
            ..
        } = match link.image.parse() {
            Ok(meaning) => meaning,
            Err(error) => {
                self.wanted.take();
                self.pool.take();
                self.begin(link.image.clone(), Some(String::new()));
                let problem = Problem::of_pasted(&error);
                let lost = true;
                return self.dispatch.emit(Action::Failed { problem, lost });
            }
        };
        let link = ImageLink {
            image: place,
            platform: link.platform.clone().or(platform),
            manifest: link.manifest.clone(),
        };
        address::show(&Link::Image(link.clone()));
        self.wanted.replace(Some(Wanted {
            manifest: manifest.or(link.manifest.clone()),
            link,
            host,
        }));
        self.again();
    }

    fn again(self: &Rc<Self>) {
        // The platform of another image is a wish, which this one may not have.
        let wish = Setting::Platform.get();
        self.pull(wish);
    }

    fn pull(self: &Rc<Self>, wish: Option<String>) {
        let Some(wanted) = self.wanted.borrow().clone() else {
            return;
        };
        let Wanted {
            link,
            manifest,
            host,
        } = wanted;
        let wish = wish.filter(|_| link.platform.is_none() && manifest.is_none());
        let file = link.image.clone();
        let ask = RemoteAsk {
            text: link.image,
            platform: link.platform.or(wish.clone()),
            manifest,
            access: self.logins.access(&host),
            route: way::way(),
        };
        self.asked.replace(ask.asked().ok());
        self.open(ask.into(), file, Some(host), wish);
    }

    fn begin(&self, file: String, host: Option<String>) {
        let now = js_sys::Date::now();
        self.dispatch.emit(Action::Begin { file, host, now });
    }

    fn open(
        self: &Rc<Self>,
        given: Given,
        file: String,
        host: Option<String>,
        wish: Option<String>,
    ) {
        // What was open before ends first, so that it tells nothing more.
        self.comparer.end();
        self.pool.take();
        self.report.take();
        self.begin(file, host);
        let opened = Pool::open(given, self.listener(wish));
        self.pool.replace(Some(opened));
    }

    /// A listener that also does what a person wants done without being asked.
    fn listener(self: &Rc<Self>, wish: Option<String>) -> Rc<dyn Fn(PoolEvent)> {
        let opener = Rc::downgrade(self);
        let feed = feed::listener(self.dispatch.clone());
        Rc::new(move |event| {
            let Some(opener) = opener.upgrade() else {
                return;
            };
            if let PoolEvent::Failed { problem, .. } = &event
                && problem.code == "no-platform"
                && wish.is_some()
            {
                return opener.pull(None);
            }
            let opened = matches!(event, PoolEvent::Opened { .. });
            if let PoolEvent::Opened { report, .. } = &event {
                opener.remember(report);
            }
            feed(event);
            if opened && opener.wanted.borrow().is_some() && always_download() {
                opener.download();
            }
        })
    }

    fn download(&self) {
        self.dispatch.emit(Action::Download(js_sys::Date::now()));
        if let Some(pool) = self.pool.borrow().as_ref() {
            pool.download();
        }
    }

    fn list(&self, list: List) {
        self.dispatch.emit(Action::List(list.clone()));
        if let Some(pool) = self.pool.borrow().as_ref() {
            pool.list(list);
        }
    }

    /// Changes what may be shown to whom at a registry.
    fn let_see(&self, host: &str, change: impl FnOnce(&mut Access)) {
        self.logins.change(host, change);
        self.show(host);
    }

    /// Remembers what the browser keeps of the image that is open, where that takes a login.
    fn remember(&self, report: &Report) {
        if let Some(wanted) = self.wanted.borrow().as_ref() {
            let document = self.asked.borrow().as_ref().map(image_name);
            let names = kept_layers(report).chain(document);
            self.logins.remember(&wanted.host, names);
        }
    }

    /// Shows the registry that is open what may be shown to it now.
    fn show(&self, host: &str) {
        let open = self.wanted.borrow();
        if open.as_ref().is_some_and(|open| open.host == host)
            && let Some(pool) = self.pool.borrow().as_ref()
        {
            pool.set_access(self.logins.access(host));
        }
    }

    fn then(self: &Rc<Self>, host: &str, then: Then) {
        let open = self.wanted.borrow().as_ref().map(|open| open.host.clone());
        if open.as_deref() != Some(host) {
            return;
        }
        match then {
            Then::Open => self.again(),
            Then::Download => self.download(),
            Then::List(list) => self.list(list),
        }
    }
}
