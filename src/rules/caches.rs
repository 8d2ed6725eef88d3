//! Where package managers keep what they download.

use super::paths::{Areas, Patterns};
use crate::image::PathTree;

/// A package manager.
pub(super) struct Manager {
    pub(super) name: &'static str,
    /// Its caches: folders and files, as [`super::paths::matches`] takes them.
    places: &'static [&'static str],
    /// What its cache is called.
    pub(super) what: &'static str,
    /// How a Dockerfile keeps it out.
    pub(super) fix: &'static str,
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
        what: "package lists and packages",
        fix: "RUN apt-get update \\\n && apt-get install -y --no-install-recommends PACKAGES \\\n \
              && apt-get clean && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin\n\
              # or, with BuildKit, a cache that is no part of the image:\n\
              RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n    \
              --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n    \
              apt-get update && apt-get install -y --no-install-recommends PACKAGES",
    },
    Manager {
        name: "apk",
        places: &["/var/cache/apk", "/etc/apk/cache"],
        what: "package lists and packages",
        fix: "RUN apk add --no-cache PACKAGES",
    },
    Manager {
        name: "dnf",
        places: &["/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum"],
        what: "package lists and packages",
        fix: "RUN dnf install -y PACKAGES && dnf clean all && rm -rf /var/cache/dnf /var/cache/libdnf5 /var/cache/yum\n\
              # or, with BuildKit, a cache that is no part of the image:\n\
              RUN --mount=type=cache,target=/var/cache/dnf dnf install -y PACKAGES",
    },
    Manager {
        name: "zypper",
        places: &["/var/cache/zypp"],
        what: "package lists and packages",
        fix: "RUN zypper --non-interactive install PACKAGES && zypper clean --all",
    },
    Manager {
        name: "pacman",
        places: &["/var/cache/pacman/pkg", "/var/lib/pacman/sync"],
        what: "package lists and packages",
        fix: "RUN pacman -Syu --noconfirm PACKAGES && rm -rf /var/cache/pacman/pkg/* /var/lib/pacman/sync/*",
    },
    Manager {
        name: "pip",
        places: &[".cache/pip"],
        what: "downloads and wheels",
        fix: "RUN pip install --no-cache-dir -r requirements.txt\n\
              # or, with BuildKit, a cache that is no part of the image:\n\
              RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt",
    },
    Manager {
        name: "uv",
        places: &[".cache/uv"],
        what: "downloads and wheels",
        fix: "RUN --mount=type=cache,target=/root/.cache/uv uv sync --link-mode=copy",
    },
    Manager {
        name: "poetry",
        places: &[".cache/pypoetry"],
        what: "downloads",
        fix: "RUN --mount=type=cache,target=/root/.cache/pypoetry poetry install --only main",
    },
    Manager {
        name: "npm",
        places: &[".npm/_cacache", ".npm/_logs", ".npm/_npx"],
        what: "downloads",
        fix: "RUN npm ci --omit=dev && npm cache clean --force\n\
              # or, with BuildKit, a cache that is no part of the image:\n\
              RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev",
    },
    Manager {
        name: "yarn",
        places: &[".cache/yarn", ".yarn/berry/cache"],
        what: "downloads",
        fix: "RUN yarn install --frozen-lockfile --production && yarn cache clean\n\
              # or, with BuildKit, a cache that is no part of the image:\n\
              RUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install --frozen-lockfile --production",
    },
    Manager {
        name: "Go",
        places: &[".cache/go-build", "go/pkg/mod/cache"],
        what: "downloads and compiled packages",
        fix: "RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \\\n    \
              go build -o /app .",
    },
    Manager {
        name: "Cargo",
        places: &[
            ".cargo/registry/cache",
            ".cargo/registry/index",
            "/usr/local/cargo/registry/cache",
            "/usr/local/cargo/registry/index",
        ],
        what: "downloads",
        fix: "RUN --mount=type=cache,target=/usr/local/cargo/registry cargo build --release",
    },
    Manager {
        name: "Gradle",
        places: &[".gradle/caches"],
        what: "downloads",
        fix: "RUN --mount=type=cache,target=/root/.gradle ./gradlew build",
    },
    Manager {
        name: "Composer",
        places: &[".composer/cache", ".cache/composer"],
        what: "downloads",
        fix: "RUN --mount=type=cache,target=/root/.composer/cache composer install --no-dev",
    },
];

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
