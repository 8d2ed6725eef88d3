//! Where package managers keep what they download.

use super::paths::{Areas, Patterns};
use crate::image::PathTree;
use crate::words::Text;
use crate::words::rules::package_cache_kept as say;

/// A package manager.
pub(super) struct Manager {
    pub(super) name: &'static str,
    /// Its caches: folders and files, as [`super::paths::matches`] takes them.
    places: &'static [&'static str],
    /// What its cache is called.
    pub(super) what: Text,
    /// How a Dockerfile keeps it out.
    fix: &'static str,
    /// The same with BuildKit, by a cache that is no part of the image; empty where `fix` is that.
    mounted: &'static str,
}

/// Every package manager that is known. Caches that are also the place where the installed
/// packages stand (pnpm's store, conda's folders) are left out.
pub(super) const MANAGERS: &[Manager] = &[
    Manager {
        name: "apt",
        places: &[
            "/var/lib/apt/lists",
            "/var/cache/apt/archives",
            "/var/cache/apt/pkgcache.bin",
            "/var/cache/apt/srcpkgcache.bin",
        ],
        what: say::lists_and_packages,
        fix: "RUN apt-get update \\\n && apt-get install -y --no-install-recommends PACKAGES \\\n \
              && apt-get clean && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin",
        mounted: "RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n    \
              --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n    \
              apt-get update && apt-get install -y --no-install-recommends PACKAGES",
    },
    Manager {
        name: "apk",
        places: &["/var/cache/apk", "/etc/apk/cache"],
        what: say::lists_and_packages,
        fix: "RUN apk add --no-cache PACKAGES",
        mounted: "",
    },
    Manager {
        name: "dnf",
        places: &["/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum"],
        what: say::lists_and_packages,
        fix: "RUN dnf install -y PACKAGES && dnf clean all && rm -rf /var/cache/dnf /var/cache/libdnf5 /var/cache/yum",
        mounted: "RUN --mount=type=cache,target=/var/cache/dnf dnf install -y PACKAGES",
    },
    Manager {
        name: "zypper",
        places: &["/var/cache/zypp"],
        what: say::lists_and_packages,
        fix: "RUN zypper --non-interactive install PACKAGES && zypper clean --all",
        mounted: "",
    },
    Manager {
        name: "pacman",
        places: &["/var/cache/pacman/pkg", "/var/lib/pacman/sync"],
        what: say::lists_and_packages,
        fix: "RUN pacman -Syu --noconfirm PACKAGES && rm -rf /var/cache/pacman/pkg/* /var/lib/pacman/sync/*",
        mounted: "",
    },
    Manager {
        name: "pip",
        places: &[".cache/pip"],
        what: say::downloads_and_wheels,
        fix: "RUN pip install --no-cache-dir -r requirements.txt",
        mounted: "RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt",
    },
    Manager {
        name: "uv",
        places: &[".cache/uv"],
        what: say::downloads_and_wheels,
        fix: "RUN --mount=type=cache,target=/root/.cache/uv uv sync --link-mode=copy",
        mounted: "",
    },
    Manager {
        name: "poetry",
        places: &[".cache/pypoetry"],
        what: say::downloads,
        fix: "RUN --mount=type=cache,target=/root/.cache/pypoetry poetry install --only main",
        mounted: "",
    },
    Manager {
        name: "npm",
        places: &[".npm/_cacache", ".npm/_logs", ".npm/_npx"],
        what: say::downloads,
        fix: "RUN npm ci --omit=dev && npm cache clean --force",
        mounted: "RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev",
    },
    Manager {
        name: "yarn",
        places: &[".cache/yarn", ".yarn/berry/cache"],
        what: say::downloads,
        fix: "RUN yarn install --frozen-lockfile --production && yarn cache clean",
        mounted: "RUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install --frozen-lockfile --production",
    },
    Manager {
        name: "Go",
        places: &[".cache/go-build", "go/pkg/mod/cache"],
        what: say::downloads_and_compiled,
        fix: "RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \\\n    \
              go build -o /app .",
        mounted: "",
    },
    Manager {
        name: "Cargo",
        places: &[
            ".cargo/registry/cache",
            ".cargo/registry/index",
            "/usr/local/cargo/registry/cache",
            "/usr/local/cargo/registry/index",
        ],
        what: say::downloads,
        fix: "RUN --mount=type=cache,target=/usr/local/cargo/registry cargo build --release",
        mounted: "",
    },
    Manager {
        name: "Gradle",
        places: &[".gradle/caches"],
        what: say::downloads,
        fix: "RUN --mount=type=cache,target=/root/.gradle ./gradlew build",
        mounted: "",
    },
    Manager {
        name: "Composer",
        places: &[".composer/cache", ".cache/composer"],
        what: say::downloads,
        fix: "RUN --mount=type=cache,target=/root/.composer/cache composer install --no-dev",
        mounted: "",
    },
];

impl Manager {
    /// How a Dockerfile keeps its cache out, in each way.
    pub(super) fn fix(&self) -> String {
        match self.mounted.is_empty() {
            true => self.fix.to_owned(),
            false => format!("{}\n# {}\n{}", self.fix, say::cache_mount(), self.mounted),
        }
    }
}

/// The cache that each node lies in.
pub(super) struct Caches(Areas);

impl Caches {
    pub(super) fn of(tree: &PathTree) -> Caches {
        let places = MANAGERS.iter().enumerate();
        let places = places.flat_map(|(i, manager)| manager.places.iter().map(move |p| (*p, i)));
        Caches(Areas::of(tree, &Patterns::new(places)))
    }

    /// The cache's folder (or file) and its manager's number.
    pub(super) fn get(&self, node: u32) -> Option<(u32, usize)> {
        self.0.get(node)
    }
}
