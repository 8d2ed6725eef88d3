//! Every limit that Peel sets on input from strangers, in one place, each with its reason.
//!
//! Archives come from anywhere. A limit here is never the size of an honest image: it is
//! where honest tools stop too, or where a browser would. Nothing is ever allocated from a
//! size that the input declares; buffers grow with the bytes that really arrive.

use std::time::Duration;

/// Findings and paths that are ticked together, to see an image without them: more than a person
/// looks through, and each has lines of its own.
pub const WHAT_IF_TICKS: usize = 1_000;

/// Bytes of a Dockerfile that are read; people write some thousands.
pub const DOCKERFILE_BYTES: usize = 1 << 20;

/// Instructions of a Dockerfile that are read.
pub const DOCKERFILE_INSTRUCTIONS: usize = 1_000;

/// Entries of a history that a Dockerfile's instructions are looked for in, the last ones: each is held
/// against each.
pub const DOCKERFILE_ENTRIES: usize = 1_000;

/// Here-documents of one instruction.
pub const DOCKERFILE_DOCUMENTS: usize = 16;

/// Layers of several images that could be one: more than a person looks through.
pub const REUSE_ROWS: usize = 20;

/// Base images of one archive that are held against each other, all with all.
pub const REUSE_BASES: usize = 8;

/// Bytes read from a source at a time. Measured: 4 MiB pieces are the fastest for
/// `FileReaderSync`, and small enough that progress stays smooth.
pub const READ_PIECE: usize = 4 << 20;

/// Bytes as stored that are unpacked between two words about progress. zstd unpacks four bytes to
/// 128 KiB at most, so that this is half a gibibyte in the worst case: a second or two.
pub const PUSH_PIECE: usize = 16 << 10;

/// Bytes of one JSON document inside an archive (containerd's importer allows the same).
pub const JSON_BYTES: u64 = 20 << 20;

/// Entries of the outer archive. An image of 1,024 layers in the oldest layout has some 4,000.
pub const ARCHIVE_ENTRIES: usize = 100_000;

/// Manifests that the indexes of one archive list.
pub const DESCRIPTORS: usize = 1_000;

/// Indexes within indexes.
pub const INDEX_DEPTH: usize = 4;

/// Images in one archive.
pub const IMAGES: usize = 1_000;

/// Layers of one image. Docker itself stops at 127.
pub const LAYERS: usize = 1_024;

/// History entries of one image: every layer, and three times as many empty ones.
pub const HISTORY: usize = 4_096;

/// Entries of one layer; the listing then ends and says that it is partial.
pub const LAYER_ENTRIES: usize = 5_000_000;

/// Bytes of an annotation about a table of contents, key or value. Four numbers of 64 bits have 83,
/// a SHA-512 digest has 135.
pub const TOC_ANNOTATION: usize = 256;

/// Bytes of a layer's table of contents, compressed and not: both are in memory at once. Some
/// quarter of a million files; containers/storage, which has more memory, takes 150 MiB.
pub const TOC_BYTES: u64 = 64 << 20;

/// Bytes of all file contents that one table of contents, or a layer of a report, may claim, since
/// none of them come: the sums over all layers of an image stay below 2^64.
pub const CONTENT_BYTES: u64 = (1 << 63) / LAYERS as u64;

/// Entries of all layers of one image together; the stack then ends and says so.
pub const IMAGE_ENTRIES: usize = 20_000_000;

/// Bytes of all names of one layer together, and of all link targets; then a partial listing.
pub const LAYER_NAME_BYTES: usize = 512 << 20;

/// Nodes of the listings of one archive together: some 1.5 GB, of a browser worker's 4.
pub const ARCHIVE_NODES: usize = 20_000_000;

/// Bytes of all names in one image's stack; then the stack ends and says so.
pub const IMAGE_NAME_BYTES: usize = 1 << 30;

/// Bytes of all paths and link targets of the outer archive.
pub const ARCHIVE_NAME_BYTES: usize = 64 << 20;

/// Bytes of all JSON documents that are parsed of one archive, each time that one is.
pub const ARCHIVE_JSON_BYTES: u64 = 4 * JSON_BYTES;

/// Packages and materials shown of one attestation; what is left out is counted.
pub const STATEMENT_ROWS: usize = 5_000;

/// Annotations of one image that are kept. Tools write some tens.
pub const ANNOTATIONS: usize = 1_000;

/// Bytes of one annotation that is kept, name and value: registries refuse manifests over 4 MiB.
pub const ANNOTATION_BYTES: usize = 64 << 10;

/// Build arguments that are kept of one provenance.
pub const BUILD_ARGUMENTS: usize = 1_000;

/// Bytes of one build argument, name and value. Linux takes no longer one either (`MAX_ARG_STRLEN`).
pub const BUILD_ARGUMENT_BYTES: usize = 128 << 10;

/// Bytes of the list of pages that `peel site` keeps in a folder: a hundred thousand names.
pub const SITE_LIST_BYTES: u64 = 16 << 20;

/// Bytes of one tar extension header (PAX or GNU long name). Go's archive/tar has the same.
pub const TAR_EXTENSION: u64 = 1 << 20;

/// Pieces of a sparse file's map that are kept: more than a map in text of the size above can name.
/// GNU tar's old form has no end of its own.
pub const SPARSE_PIECES: usize = 256 << 10;

/// Bytes of one file that are looked at. What stands behind them is left out, and said to be.
pub const VIEW_BYTES: u64 = 8 << 20;

/// Bytes of a text that is coloured: all of it is passed over once, some 20 ms for this much.
pub const COLOUR_BYTES: usize = 2 << 20;

/// Lines of each of two versions whose difference is shown.
pub const DIFFERENCE_LINES: usize = 100_000;

/// Bytes of one file that the page hands to the browser to be saved: what a sparse file claims to
/// have may be anything.
pub const SAVE_BYTES: u64 = 8 << 30;

/// Bytes that are handed to the browser at a time, to be saved with all others.
pub const SAVE_PIECE: usize = 4 << 20;

/// Bytes of one path.
pub const PATH_BYTES: usize = 64 << 10;

/// Folders that one path may go down. The code is iterative; this bounds the tree's columns.
pub const PATH_DEPTH: usize = 4_096;

/// Symbolic links followed for one path, as Linux's own 40.
pub const LINK_HOPS: usize = 40;

/// Names walked in following symbolic links, in the whole of one image: some seconds at most.
pub const LINK_STEPS: u64 = 50_000_000;

/// Symbolic links followed between entries of the outer archive (`layer.tar` links).
pub const ARCHIVE_LINK_HOPS: usize = 8;

/// Bytes of a zstd window. The format's authors ask for 8 MiB; `zstd --ultra` writes 128.
pub const ZSTD_WINDOW: u64 = 128 << 20;

/// Bytes of an xz dictionary. `xz -9` writes 64 MiB; more must be asked for by hand.
pub const XZ_WINDOW: u32 = 128 << 20;

/// Uncompressed bytes for one compressed byte above which a layer is reported as a bomb.
/// gzip cannot pass 1,032; an honest layer of zeros comes near it.
pub const SUSPICIOUS_RATIO: u64 = 1_000;

/// Rows of the lists in a report (largest files, hidden paths); sums cover everything.
pub const REPORT_ROWS: usize = 100;

/// Bytes of a report, as a file and unpacked: one of the largest image whose trees fit in memory.
pub const REPORT_BYTES: u64 = 512 << 20;

/// Characters of a link that holds a whole report. Browsers take two million; what carries links
/// (chats, mail, trackers) cuts them far below.
pub const REPORT_LINK: usize = 64 << 10;

/// Characters of a repository's name, its registry included (distribution's `NameTotalLengthMax`).
pub const REPOSITORY_NAME: usize = 255;

/// Characters of a tag (distribution's grammar).
pub const TAG: usize = 128;

/// Bytes of one manifest, index or config from a registry (distribution's own limit for manifests).
pub const REGISTRY_JSON_BYTES: usize = 4 << 20;

/// Manifests of attestations that are fetched with an image: BuildKit makes one of a platform.
pub const ATTESTED: usize = 4;

/// Statements of one such manifest. BuildKit's hold a provenance, and an SBOM or a few.
pub const STATEMENTS: usize = 16;

/// Bytes of all of them, as stored: they come before anything is shown.
pub const ATTESTED_BYTES: u64 = 1 << 20;

/// Bytes of a token server's answer (containers/image has the same).
pub const TOKEN_BYTES: usize = 1 << 20;

/// Bytes of a registry's error that are read.
pub const ERROR_BYTES: usize = 64 << 10;

/// Bytes of one page of a list from a registry.
pub const LIST_BYTES: usize = 4 << 20;

/// Names in a list from a registry; then a person is told that there are more.
pub const LIST_NAMES: usize = 10_000;

/// Bytes of an address, or of a command, that a person pastes.
pub const PASTED_BYTES: usize = 4 << 10;

/// Requests that `peel serve` answers at a time; more wait. A browser asks one host six at a time.
pub const SERVE_CONNECTIONS: usize = 64;

/// Bytes of a request's head. Registries' tokens are of some kilobytes, in a header.
pub const SERVE_HEAD: usize = 64 << 10;

/// Header fields of a request. Browsers send some twenty.
pub const SERVE_FIELDS: usize = 64;

/// Bytes of a request's body: only a host's name is ever sent.
pub const SERVE_BODY: usize = 512;

/// Time for a request to arrive whole. A browser opens connections in advance, and lets them idle.
pub const SERVE_ARRIVAL: Duration = Duration::from_secs(20);

/// Time in which a browser takes nothing of an answer: a page in the background may be slow.
pub const SERVE_PATIENCE: Duration = Duration::from_secs(600);

/// Hosts that the relay may be asked to allow.
pub const RELAY_HOSTS: usize = 1_000;

/// Redirects followed for one request. Browsers follow 20; registries need one or two.
pub const RELAY_REDIRECTS: usize = 10;

/// Time for a name to be looked up, and again for a connection, TLS included.
pub const RELAY_CONNECT: Duration = Duration::from_secs(20);

/// Time in which a registry sends nothing. A whole blob may take hours.
pub const RELAY_IDLE: Duration = Duration::from_secs(60);

/// Bytes of everything that a browser keeps of what was downloaded; what was written longest ago
/// goes first. Browsers allow a page more, and people have one disk.
pub const KEPT_BYTES: u64 = 4 << 30;

/// Bytes of one blob that is kept: a larger one would leave no room for others.
pub const KEPT_BLOB: u64 = KEPT_BYTES / 2;

/// Rectangles of a map of sizes, folders with what is in them: more than a person can tell apart,
/// and some 400 KB as a message.
pub const MAP_CELLS: usize = 2_000;

/// Pixels of a side of the map: those of a screen of 8,000.
pub const MAP_SIDE: u32 = 8_192;

/// Bytes of one database of packages, and of one program or archive that is looked into: more than
/// those of the largest distributions. One of each is in memory at a time.
pub const PACKAGE_FILE_BYTES: u64 = 256 << 20;

/// Bytes of one text that tells of a single package, or lists its files.
pub const PACKAGE_TEXT_BYTES: u64 = 16 << 20;

/// Files that are read to tell of packages, in all layers of an image: those of a large
/// `node_modules` folder, many times.
pub const PACKAGE_FILES: usize = 200_000;

/// Packages that one image may have, and one database. All of Debian has 65,000.
pub const PACKAGES: usize = 200_000;

/// Bytes of the paths that the packages of one image list, all together; what is past them is owned
/// by none. All of a large desktop has some 60 MB.
pub const PACKAGE_PATH_BYTES: usize = 256 << 20;

/// Bytes of a file that is searched for secrets while its layer is scanned: it is in memory at once.
pub const SEARCHED_BYTES: u64 = 1 << 20;

/// Places of one file that are looked at closely for a secret, some hundred bytes each: a file that
/// is made of nothing else costs no more than others.
pub const TOKEN_LOOKS: usize = 20_000;

/// Secrets of one file that are told; more say nothing new.
pub const FILE_MARKS: usize = 8;

/// The same of one layer.
pub const LAYER_MARKS: usize = 10_000;

/// Bytes of one of the few files whose contents are kept for the rules: accounts and settings of
/// logins. The largest of a distribution have some 20 KB.
pub const KEPT_FILE: u64 = 256 << 10;

/// Bytes of all of them in one layer.
pub const KEPT_FILES: usize = 2 << 20;

/// Bytes of a pattern that a person writes, or that comes with a link.
pub const PATTERN_BYTES: usize = 1 << 10;

/// Groups within groups of a pattern. Nobody reads more than a few.
pub const PATTERN_NESTING: u32 = 32;

/// Bytes of a pattern's automaton, as it is first compiled: `[a-z]{1000}` fits, and a step of it is
/// some microseconds at worst.
pub const PATTERN_AUTOMATON: usize = 128 << 10;

/// Bytes of the states that are made as bytes are read. All but hostile patterns need a tenth of it.
pub const PATTERN_STATES: usize = 4 << 20;

/// How often these may be thrown away and made anew, with fewer than ten bytes read for each, before
/// a pattern is given up: some seconds.
pub const PATTERN_ROUNDS: usize = 20;

/// Files of one package that are listed; the others are counted.
pub const PACKAGE_ROWS: usize = 2_000;

/// Bytes of memory, about, of all that is told of the packages of one image, in all versions of their
/// databases; what comes after is left out. A layer that installs something writes a database again:
/// some 10 MB each time for a large distribution.
pub const PACKAGE_MEMORY: usize = 512 << 20;

/// Files of a comparison that a report lists; the others are counted. Two builds of a large image
/// differ in the times of some hundred thousand.
pub const COMPARED_ROWS: usize = 1_000_000;

/// Chosen rows whose paths stand in the address, at most; of more it keeps none.
pub const ADDRESS_ROWS: usize = 64;

/// Bytes of those paths: some programs cut an address after 2,000 characters, and each byte may take
/// three of them.
pub const ADDRESS_BYTES: usize = 1 << 10;
/// Files of a comparison that the page has at a time; a filter or another order brings others.
pub const COMPARED_SHOWN: usize = 2_000;
