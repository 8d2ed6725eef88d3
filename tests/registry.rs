//! Registries, as the command asks them: real ones, and what goes wrong with them.

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use peel::registry::native::{NativeTransport, run};
use peel::registry::{
    Access, Asked, Client, Credentials, Pasted, Place, Pulled, Secret, catalogue, pull, referrers,
    tags,
};
use peel::report::{Problem, Report};
use peel::source::MemorySource;
use peel::source::native::FolderSource;
use peel::worker::{Session, download};
use serde_json::{Value, json};

#[path = "registry/lab.rs"]
mod lab;

use lab::{Lab, log, post};

static LAB: LazyLock<Lab> = LazyLock::new(Lab::start);

fn place(reference: &str) -> Place {
    reference.parse::<Pasted>().expect(reference).place
}

fn asked(reference: &str) -> Asked {
    Asked {
        place: place(reference),
        platform: None,
        manifest: None,
    }
}

/// The documents of an image, or the code of what went wrong.
fn pulled(reference: &str, access: &Access) -> Result<Pulled, String> {
    let asked = asked(reference);
    let client = Client::new(NativeTransport::default(), access.clone());
    let pulled = run(pull(&client, &asked));
    pulled.map_err(|error| Problem::of_registry(&error, &asked.place).code)
}

/// The report of an image with all its layers, or the code of what went wrong.
fn analyzed(reference: &str, access: &Access) -> Result<Report, String> {
    let place = place(reference);
    let pulled = pulled(reference, access)?;
    let client = Client::new(NativeTransport::default(), access.clone());
    let mut session = Session::open_pulled(&place, &pulled);
    for (at, blob) in session.remote(&pulled) {
        let nothing = MemorySource(Vec::new());
        let mut keep = |_: &[u8]| {};
        let scanned = run(download(
            &client,
            &place,
            &blob,
            &nothing,
            &mut |_| {},
            &mut keep,
        ));
        let scanned = scanned.map_err(|error| Problem::of_registry(&error, &place).code)?;
        session.insert(at, scanned);
    }
    for image in 0..session.images().len() {
        session.analyze(image);
    }
    Ok(session.report())
}

fn known(user: &str, password: &str, registry: &str, consent: &[&str]) -> Access {
    Access {
        credentials: Some(Credentials {
            registry: registry.to_owned(),
            user: user.to_owned(),
            password: Secret(password.to_owned()),
        }),
        consent: consent.iter().map(|host| (*host).to_owned()).collect(),
    }
}

/// What of a report does not depend on where the image was.
fn contents(report: &Report) -> Value {
    let images = report.images.iter().map(|image| {
        let layers = image.layers.iter().map(|layer| {
            json!([
                layer.diff_id,
                layer.diff_id_verdict,
                layer.size,
                layer.entries,
                layer.changes
            ])
        });
        json!([
            image.id,
            image.sizes,
            image.history,
            layers.collect::<Vec<_>>()
        ])
    });
    json!(images.collect::<Vec<_>>())
}

#[test]
fn every_image_is_what_skopeo_says_it_is() {
    let mut images = 0;
    for (reference, facts) in LAB.images() {
        let Some(path) = reference.strip_prefix("public/") else {
            continue;
        };
        let named = format!("{}/public/{path}", LAB.at("open"));
        let pulled = pulled(&named, &Access::default()).expect(&named);
        assert_eq!(
            Some(pulled.digest.as_str()),
            facts["digest"].as_str(),
            "{named}"
        );
        images += 1;
    }
    assert!(images > 10, "the lab has images");
}

#[test]
fn an_image_is_the_same_from_its_archive_and_from_its_registry() {
    let root = env!("CARGO_MANIFEST_DIR");
    for (archive, reference) in [
        ("sample/image.tar", "public/sample:latest"),
        ("classic/image.tar", "public/classic:1"),
    ] {
        let path = format!("{root}/target/images/{archive}");
        let source = peel::source::native::FileSource::open(path.as_ref()).expect("an image");
        let mut session = Session::open(&source, archive, &mut |_| {});
        for blob in session.pending() {
            session.insert(blob, peel::worker::scan(&source, blob, &mut |_| {}));
        }
        session.analyze(0);
        let from_archive = session.report();
        let named = format!("{}/{reference}", LAB.at("open"));
        let report = analyzed(&named, &Access::default()).expect(&named);
        assert_eq!(contents(&report), contents(&from_archive), "{reference}");
        assert!(report.images[0].complete);
    }
}

#[test]
fn a_platform_is_chosen_by_name_and_by_manifest() {
    let named = format!("{}/public/platforms:1", LAB.at("open"));
    let client = Client::new(NativeTransport::default(), Access::default());
    let of = |platform: Option<&str>, manifest: Option<String>| {
        let asked = Asked {
            platform: platform.map(Into::into),
            manifest,
            ..asked(&named)
        };
        run(pull(&client, &asked))
    };
    let first = of(None, None).expect("pulled");
    let platforms: Vec<String> = first
        .choices
        .iter()
        .map(|c| c.platform.to_string())
        .collect();
    assert_eq!(platforms, ["linux/amd64", "linux/arm64"]);
    assert!(first.choices[0].chosen);
    let other = of(Some("linux/arm64"), None).expect("pulled");
    assert!(other.choices[1].chosen);
    let same = of(None, Some(first.choices[1].manifest.clone())).expect("pulled");
    assert_eq!(same, other);
    let none = of(Some("linux/s390x"), None).expect_err("there is none");
    assert!(none.to_string().contains("s390x"));
}

/// A proxy with faults of one test alone.
struct Faults(Value);

impl Faults {
    fn new(rules: Value) -> Faults {
        let faults = Faults(LAB.own("faults", &json!({})));
        post(&format!("{}/_faults", faults.at()), &rules);
        faults
    }

    fn at(&self) -> &str {
        self.0["faults"].as_str().expect("an address")
    }

    fn sample(&self) -> String {
        format!("{}/public/sample:latest", self.at())
    }
}

#[test]
fn what_passes_is_waited_for() {
    let whole = contents(&analyzed(&Faults::new(json!([])).sample(), &Access::default()).unwrap());
    for rules in [
        json!([{"kind": "cut", "match": "/blobs/", "after": 40, "times": 3}]),
        json!([{"kind": "cut", "match": "/blobs/", "after": 40, "reset": true, "times": 3}]),
        json!([{"kind": "too-many", "seconds": 1, "times": 1}]),
        json!([{"kind": "too-many", "seconds": 1, "date": true, "times": 1}]),
        json!([{"kind": "status", "status": 500, "times": 1}]),
        json!([{"kind": "drop", "match": "/manifests/", "times": 1}]),
        json!([{"kind": "redirect", "match": "/blobs/"}]),
        json!([{"kind": "redirect", "match": "/blobs/", "status": 302}]),
        // A server that gives no parts begins anew.
        json!([{"kind": "no-range"}, {"kind": "cut", "match": "/blobs/", "after": 40, "times": 1}]),
        json!([{"kind": "type", "match": "/manifests/"}]),
        json!([{"kind": "schema1", "match": "/manifests/", "times": 0}]),
    ] {
        let faults = Faults::new(rules.clone());
        let report = analyzed(&faults.sample(), &Access::default());
        let report = report.unwrap_or_else(|code| panic!("{code} for {rules}"));
        assert_eq!(contents(&report), whole, "{rules}");
    }
}

#[test]
fn what_stays_wrong_ends_in_a_sentence() {
    for (rules, code) in [
        (
            json!([{"kind": "cut", "match": "/blobs/", "after": 0}]),
            "cut",
        ),
        (
            json!([{"kind": "cut", "match": "/blobs/", "after": 0, "reset": true}]),
            "cut",
        ),
        (
            json!([{"kind": "too-many", "seconds": 3600}]),
            "rate-limited",
        ),
        (json!([{"kind": "status", "status": 503}]), "server-error"),
        (
            json!([{"kind": "status", "status": 404, "match": "/manifests/"}]),
            "not-found",
        ),
        (json!([{"kind": "status", "status": 403}]), "needs-login"),
        (json!([{"kind": "status", "status": 418}]), "refused"),
        (
            json!([{"kind": "corrupt", "match": "/blobs/"}]),
            "wrong-digest",
        ),
        (
            json!([{"kind": "long", "match": "/blobs/"}]),
            "wrong-digest",
        ),
        (
            json!([{"kind": "endless", "match": "/blobs/"}]),
            "too-large",
        ),
        (
            json!([{"kind": "corrupt", "match": "/manifests/"}]),
            "wrong-digest",
        ),
        (
            json!([{"kind": "endless", "match": "/manifests/"}]),
            "too-large",
        ),
        (json!([{"kind": "html"}]), "not-a-registry"),
        (
            json!([{"kind": "schema1", "match": "/manifests/"}]),
            "schema-1",
        ),
        (
            json!([{"kind": "header", "match": "/manifests/",
                "set": {"docker-content-digest": format!("sha256:{}", "0".repeat(64))}}]),
            "wrong-digest",
        ),
        (json!([{"kind": "redirect", "to": "loop"}]), "unreachable"),
        (json!([{"kind": "drop"}]), "cut"),
    ] {
        let faults = Faults::new(rules.clone());
        let found = analyzed(&faults.sample(), &Access::default());
        assert_eq!(found.map(|_| ()), Err(code.to_owned()), "{rules}");
    }
}

#[test]
fn a_layer_that_is_not_what_was_asked_for_makes_no_tree() {
    let named = Faults::new(json!([])).sample();
    let pulled = pulled(&named, &Access::default()).expect("pulled");
    let layer = pulled.blobs[0].digest.replace("sha256:", "");
    for (kind, code) in [
        ("corrupt", "wrong-digest"),
        ("long", "wrong-size"),
        ("short", "wrong-size"),
        ("endless", "wrong-size"),
        ("html", "wrong-digest"),
    ] {
        let faults = Faults::new(json!([{"kind": kind, "match": layer}]));
        let found = analyzed(&faults.sample(), &Access::default());
        let found = found.expect_err(kind);
        // A web page is shorter than the layer.
        assert!(
            found == code || (kind, found.as_str()) == ("html", "wrong-size"),
            "{kind}: {found}"
        );
    }
}

#[test]
fn a_redirect_takes_no_password_along() {
    let own = LAB.own("faults", &json!({"before": "basicCors"}));
    let address = |key: &str| own[key].as_str().expect("an address").to_owned();
    let faults = address("faults");
    post(
        &format!("{faults}/_faults"),
        &json!([{"kind": "redirect", "match": "/blobs/"}]),
    );
    let access = known(LAB.at("user"), LAB.at("password"), &faults, &[]);
    // The store answers 400 to a request that has one.
    analyzed(&format!("{faults}/private/sample:1"), &access).expect("analysed");
    // At its own origin a redirect is the registry's still.
    let at_home = LAB.own("faults", &json!({"before": "basicCors"}));
    let at_home = at_home["faults"].as_str().expect("an address");
    let rules = json!([{"kind": "redirect", "match": "/blobs/", "to": "loop", "times": 1}]);
    post(&format!("{at_home}/_faults"), &rules);
    let own = known(LAB.at("user"), LAB.at("password"), at_home, &[]);
    analyzed(&format!("{at_home}/private/sample:1"), &own).expect("analysed");
    let stored = log(&address("store"));
    assert!(!stored.is_empty());
    for asked in stored {
        assert!(asked["headers"]["authorization"].is_null(), "{asked}");
    }
}

#[test]
fn a_password_opens_and_a_wrong_one_does_not() {
    let (user, password) = (LAB.at("user"), LAB.at("password"));
    for key in ["basic", "basicCors", "tokenSame"] {
        let named = format!("{}/private/sample:1", LAB.at(key));
        let access = |password: &str| known(user, password, LAB.at(key), &[]);
        analyzed(&named, &access(password)).unwrap_or_else(|code| panic!("{key}: {code}"));
        assert_eq!(
            pulled(&named, &access("wrong")).map(|_| ()),
            Err("denied".into()),
            "{key}"
        );
        let nobody = pulled(&named, &Access::default());
        assert_eq!(nobody.map(|_| ()), Err("needs-login".into()), "{key}");
        // A password for another registry is not for this one.
        let other = pulled(&named, &known(user, password, "other.example", &[]));
        assert_eq!(other.map(|_| ()), Err("needs-login".into()), "{key}");
    }
    let public = format!("{}/public/sample:latest", LAB.at("tokenCors"));
    analyzed(&public, &Access::default()).expect("anybody gets a token for what is public");
}

#[test]
fn another_host_gets_a_password_only_by_consent() {
    let own = LAB.own("tokens", &json!({}));
    let at = |key: &str| own[key].as_str().expect("an address");
    let named = format!("{}/private/sample:1", at("tokenCors"));
    let (user, password) = (LAB.at("user"), LAB.at("password"));
    let without = known(user, password, at("tokenCors"), &[]);
    assert_eq!(
        pulled(&named, &without).map(|_| ()),
        Err("realm-consent".into())
    );
    let shown = |asked: &Value| !asked["headers"]["authorization"].is_null();
    assert!(!log(at("tokens")).iter().any(shown), "nobody agreed");
    let with = known(user, password, at("tokenCors"), &[at("tokens")]);
    analyzed(&named, &with).expect("the person agreed");
    assert!(log(at("tokens")).iter().any(shown));
    // The registry itself sees the token, and never the password.
    for asked in log(at("tokenCors")).iter().filter(|asked| shown(asked)) {
        let sent = asked["headers"]["authorization"].as_str().expect("text");
        assert!(sent.starts_with("Bearer "), "{sent}");
    }
}

#[test]
fn tokens_of_every_kind() {
    let own = LAB.own("tokens", &json!({}));
    let at = |key: &str| own[key].as_str().expect("an address");
    let named = format!("{}/public/sample:latest", at("tokenCors"));
    let set = |how: Value| post(&format!("{}/_set", at("tokens")), &how);
    for how in [
        json!({"answer": "access_token"}),
        json!({"answer": "token"}),
        json!({"expiresIn": 1}),
        json!({"expiresIn": null}),
    ] {
        set(how.clone());
        analyzed(&named, &Access::default()).unwrap_or_else(|code| panic!("{code} for {how}"));
    }
    for (how, code) in [
        (json!({"status": 403}), "needs-login"),
        (json!({"status": 500}), "server-error"),
        (json!({"status": 200, "body": "<html>"}), "not-a-registry"),
        (json!({"status": 200, "body": "{}"}), "not-a-registry"),
    ] {
        post(&format!("{}/_reset", at("tokens")), &json!({}));
        set(how.clone());
        let found = pulled(&named, &Access::default());
        assert_eq!(found.map(|_| ()), Err(code.into()), "{how}");
    }
    for challenge in [
        "Negotiate",
        "Bearer realm=\"ftp://a.b\"",
        "garbage=",
        "Bearer",
    ] {
        let rules = json!([{"kind": "status", "status": 401,
            "headers": {"www-authenticate": challenge}}]);
        let found = pulled(&Faults::new(rules).sample(), &Access::default());
        let code = found.map(|_| ()).expect_err(challenge);
        assert!(
            ["refused", "needs-login"].contains(&code.as_str()),
            "{challenge}: {code}"
        );
    }
}

#[test]
fn lists() {
    let client = |access: Access| Client::new(NativeTransport::default(), access);
    let nobody = || client(Access::default());
    let all = |place: &Place| run(tags(&nobody(), place)).expect("tags").0;
    let plain = all(&place(&format!("{}/public/tags", LAB.at("open"))));
    assert_eq!(plain.len(), 250);
    for link in ["relative", "absolute"] {
        let faults = Faults::new(json!([{"kind": "paged", "size": 100, "link": link}]));
        let mut paged = all(&place(&format!("{}/public/tags", faults.at())));
        let mut plain = plain.clone();
        paged.sort();
        plain.sort();
        assert_eq!(paged, plain, "{link}");
    }
    // Pages that lead back, or elsewhere, are not followed.
    for link in ["loop", "http://127.0.0.1:9"] {
        let faults = Faults::new(json!([{"kind": "paged", "size": 100, "link": link}]));
        assert_eq!(
            all(&place(&format!("{}/public/tags", faults.at()))).len(),
            100,
            "{link}"
        );
    }
    let sample = place(&format!("{}/public/sample:latest", LAB.at("open")));
    let digest = pulled(&sample.to_string(), &Access::default())
        .expect("pulled")
        .digest;
    let digest = digest.parse().expect("a digest");
    let found = run(referrers(&nobody(), &sample, &digest)).expect("referrers");
    let kinds: Vec<&str> = found.iter().map(|found| &*found.artifact_type).collect();
    assert_eq!(
        kinds,
        [
            "application/spdx+json",
            "application/vnd.dev.cosign.simplesigning.v1+json"
        ],
        "an SBOM that refers to the image, and what cosign tagged"
    );
    let open = run(catalogue(&nobody(), &sample)).expect("the catalogue").0;
    assert!(open.contains(&"public/sample".to_owned()), "{open:?}");
}

#[test]
fn what_is_attested_comes_with_the_image() {
    let reference = format!("{}/public/attested:1", LAB.at("open"));
    let pulled = pulled(&reference, &Access::default()).expect("pulled");
    assert_eq!(pulled.attestations, Vec::<String>::new(), "all were had");
    let report = analyzed(&reference, &Access::default()).expect("analysed");
    let ours = &report.images[0].attestations;
    // The same from the archive that was pushed, which is read without any registry.
    let layout = Path::new(LAB.at("layouts")).join("attested");
    let layout = FolderSource::open(&layout, 1000).expect("there");
    let layout = Session::open_folder(&layout, layout.files(), "attested");
    let theirs = layout.report().images[0].attestations.clone();
    assert!(!ours.is_empty());
    assert_eq!(json!(ours), json!(theirs));
    // Where they cannot be had, the image is shown, and they are named.
    let faults = Faults::new(
        json!([{"kind": "status", "status": 404, "match": ours[0].digest.clone().expect("one")}]),
    );
    let reference = format!("{}/public/attested:1", faults.at());
    let pulled = self::pulled(&reference, &Access::default()).expect("pulled");
    assert_eq!(pulled.attestations.len(), 1);
}

#[test]
fn a_web_server_is_no_registry() {
    let reference = format!("{}/public/sample:1", LAB.at("static"));
    assert_eq!(
        pulled(&reference, &Access::default()).map(|_| ()),
        Err("not-a-registry".into())
    );
    let reference = format!("{}/public/two:frist", LAB.at("open"));
    assert_eq!(
        pulled(&reference, &Access::default()).map(|_| ()),
        Err("not-found".into())
    );
    // The command says what there is.
    let run = Command::new(env!("CARGO_BIN_EXE_peel"))
        .args(["analyze", &format!("docker://{reference}")])
        .output()
        .expect("runs");
    let said = String::from_utf8_lossy(&run.stderr);
    let there =
        ["first", "second"].map(|tag| format!("docker://{}/public/two:{tag}", LAB.at("open")));
    assert!(said.contains(&there.join("\n      ")), "{said}");
    assert_eq!(run.status.code(), Some(2), "{said}");
}

#[test]
fn a_layout_on_a_web_server() {
    let archive = analyzed(
        &format!("{}/public/platforms:1", LAB.at("open")),
        &Access::default(),
    );
    let base = format!("http://{}/layouts/platforms/", LAB.at("static"));
    let report = analyzed(&base, &Access::default()).expect("analysed");
    assert_eq!(contents(&report), contents(&archive.expect("analysed")));
    let none = format!("http://{}/layouts/none/", LAB.at("static"));
    assert_eq!(
        pulled(&none, &Access::default()).map(|_| ()),
        Err("not-found".into())
    );
}

#[test]
fn old_and_odd_ones() {
    let chart = format!("{}/public/chart:1.2.0", LAB.at("open"));
    let report = analyzed(&chart, &Access::default()).expect("opened");
    assert!(report.images.is_empty());
    assert_eq!(
        report.artifacts.len(),
        1,
        "a Helm chart is named for what it is"
    );
    let windows = format!("{}/public/windows:1", LAB.at("open"));
    let report = analyzed(&windows, &Access::default()).expect("opened");
    assert!(report.images[0].layers.iter().any(|layer| layer.foreign));
}

#[test]
fn the_command_uses_what_docker_login_keeps() {
    let folder = tempfile::tempdir().expect("a folder");
    let pair = format!("{}:{}", LAB.at("user"), LAB.at("password"));
    let auth = data_encoding::BASE64.encode(pair.as_bytes());
    let config = json!({"auths": {LAB.at("basic"): {"auth": auth}}});
    std::fs::write(folder.path().join("config.json"), config.to_string()).expect("written");
    let analyze = |docker: &std::path::Path, extra: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_peel"))
            .arg("analyze")
            .args(["--format", "json"])
            .args(extra)
            .arg(format!("docker://{}/private/sample:1", LAB.at("basic")))
            .env("DOCKER_CONFIG", docker)
            .stdin(std::process::Stdio::null())
            .output();
        output.expect("peel runs")
    };
    let output = analyze(folder.path(), &[]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let report: Report = serde_json::from_slice(&output.stdout).expect("a report");
    assert!(report.images[0].complete);
    let all = [output.stdout, output.stderr].concat();
    let all = String::from_utf8_lossy(&all).into_owned();
    for secret in [LAB.at("password"), auth.as_str()] {
        assert!(
            !all.contains(secret),
            "the password is nowhere in what is printed"
        );
    }
    // Some logins leave a refresh token in the password's place.
    let tokens = tempfile::tempdir().expect("a folder");
    let registry = LAB.at("tokenCors");
    let config = json!({"auths": {registry: {"identitytoken": LAB.at("identityToken")}}});
    std::fs::write(tokens.path().join("config.json"), config.to_string()).expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_peel"))
        .args(["analyze", "--no-layers", "--trust-realm", LAB.at("tokens")])
        .arg(format!("docker://{registry}/private/sample:1"))
        .env("DOCKER_CONFIG", tokens.path())
        .output()
        .expect("peel runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let nothing = tempfile::tempdir().expect("a folder");
    let output = analyze(nothing.path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("needs a login"), "{said}");
    let output = analyze(folder.path(), &["--no-layers"]);
    let report: Report = serde_json::from_slice(&output.stdout).expect("a report");
    assert!(!report.images[0].layers.iter().any(|layer| layer.scanned));
}

#[test]
fn a_table_of_contents_is_enough_for_the_tree() {
    for name in ["public/estargz:1", "public/chunked:1"] {
        let faults = Faults::new(json!([]));
        let analyze = |how: &[&str]| {
            let output = Command::new(env!("CARGO_BIN_EXE_peel"))
                .args(["analyze", "--format", "json"])
                .args(how)
                .arg(format!("docker://{}/{name}", faults.at()))
                .output()
                .expect("peel runs");
            assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
            let report: Report = serde_json::from_slice(&output.stdout).expect("a report");
            let sent = log(faults.at())
                .into_iter()
                .map(|asked| asked["sent"].as_u64().unwrap_or(0));
            let sent: u64 = sent.sum();
            post(&format!("{}/_reset", faults.at()), &json!({}));
            (report.images.into_iter().next().expect("an image"), sent)
        };
        let (whole, all) = analyze(&[]);
        let (tables, some) = analyze(&["--tables"]);
        assert!(tables.layers.iter().any(|layer| layer.table), "{name}");
        for (table, layer) in tables.layers.iter().zip(&whole.layers) {
            assert_eq!(
                (table.size, table.entries),
                (layer.size, layer.entries),
                "{name}"
            );
        }
        assert_eq!(tables.sizes.visible, whole.sizes.visible, "{name}");
        assert!(some < all / 2, "{name}: {some} of {all} bytes");
    }
}
