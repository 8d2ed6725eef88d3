//! SLSA provenance v0.2 and v1 as BuildKit writes it (buildkit `docs/attestations/slsa-definitions.md`).

use serde_json::Value;

use super::statement::{Statement, digest, list, text};
use crate::limits;

/// BuildKit's own metadata in v0.2, and at first in v1.
const METADATA: &str = "https://mobyproject.org/buildkit@v1#metadata";

/// What a build was given, as provenance of the mode `max` tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Build arguments: name and value. They may be secret, and are shown nowhere.
    pub build: Vec<(String, String)>,
    /// The Dockerfile itself; `None` where it is not told, or over the limit.
    pub dockerfile: Option<String>,
}

impl Arguments {
    /// Those of several statements on one image, each once.
    pub fn all<'a>(statements: impl Iterator<Item = &'a Arguments>) -> Arguments {
        let mut all = Arguments::default();
        for one in statements {
            all.build.extend(one.build.iter().cloned());
            all.dockerfile = all.dockerfile.or_else(|| one.dockerfile.clone());
        }
        all.build.sort();
        all.build.dedup();
        all.build.truncate(limits::BUILD_ARGUMENTS);
        all
    }

    fn of(args: &Value, sources: &Value) -> Arguments {
        let args = args.as_object().into_iter().flatten();
        let build = args.filter_map(|(key, value)| {
            let name = key.strip_prefix("build-arg:")?;
            let value = value.as_str()?;
            let small = key.len() + value.len() <= limits::BUILD_ARGUMENT_BYTES;
            small.then(|| (name.to_owned(), value.to_owned()))
        });
        let is_dockerfile = |source: &&Value| source["language"] == "Dockerfile";
        let mut sources = list(sources).filter(is_dockerfile);
        Arguments {
            build: build.take(limits::BUILD_ARGUMENTS).collect(),
            dockerfile: sources.find_map(|source| decoded(&source["data"])),
        }
    }
}

fn decoded(base64: &Value) -> Option<String> {
    let base64 = base64.as_str()?.as_bytes();
    // Four letters are three bytes.
    if base64.len() / 4 * 3 > limits::DOCKERFILE_BYTES {
        return None;
    }
    let bytes = data_encoding::BASE64.decode(base64).ok()?;
    String::from_utf8(bytes).ok()
}

fn either<'a>(of: &'a Value, new: &str, old: &str) -> &'a Value {
    match &of[new] {
        Value::Null => &of[old],
        there => there,
    }
}

impl Statement {
    pub(super) fn provenance(&mut self, predicate: &Value) {
        // v1 keeps apart what defines a build and how it ran; v0.2 does not.
        let (definition, run) = (&predicate["buildDefinition"], &predicate["runDetails"]);
        let v1 = definition.is_object();
        let (builder, metadata) = match v1 {
            true => (&run["builder"], &run["metadata"]),
            false => (&predicate["builder"], &predicate["metadata"]),
        };
        self.fact("Builder", &builder["id"]);
        let build_type = if v1 {
            &definition["buildType"]
        } else {
            &predicate["buildType"]
        };
        self.fact("Build type", build_type);
        let source = match v1 {
            true => &definition["externalParameters"]["configSource"],
            false => &predicate["invocation"]["configSource"],
        };
        self.fact("Source", &source["uri"]);
        self.fact("Source digest", &Value::String(digest(&source["digest"])));
        let entry = if v1 {
            &source["path"]
        } else {
            &source["entryPoint"]
        };
        self.fact("Dockerfile", entry);
        let parameters = match v1 {
            // It was called so before BuildKit had a word of its own for it.
            true => either(&definition["externalParameters"], "request", "parameters"),
            false => &predicate["invocation"]["parameters"],
        };
        self.fact("Frontend", &parameters["frontend"]);
        let buildkit = either(metadata, "buildkit_metadata", METADATA);
        self.arguments = Arguments::of(&parameters["args"], &buildkit["source"]["infos"]);
        self.fact("Repository", &buildkit["vcs"]["source"]);
        self.fact("Revision", &buildkit["vcs"]["revision"]);
        let (started, finished) = match v1 {
            true => ("startedOn", "finishedOn"),
            false => ("buildStartedOn", "buildFinishedOn"),
        };
        self.fact("Started", &metadata[started]);
        self.fact("Finished", &metadata[finished]);
        let reproducible = &metadata["reproducible"];
        if let Some(yes) = reproducible.as_bool() {
            let word = if yes { "yes" } else { "not claimed" };
            self.facts.push(("Reproducible", word.to_owned()));
        }
        let materials = if v1 {
            &definition["resolvedDependencies"]
        } else {
            &predicate["materials"]
        };
        for material in list(materials) {
            if self.has_room() {
                let row = (text(&material["uri"]), digest(&material["digest"]));
                self.materials.push(row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::statement::{parse, words};
    use super::*;

    #[test]
    fn provenance_of_both_ages() {
        let old = br#"{"_type":"https://in-toto.io/Statement/v0.1","predicateType":
            "https://slsa.dev/provenance/v0.2","subject":[{"name":"pkg:docker/a@1"}],"predicate":{
            "builder":{"id":""},"buildType":"https://mobyproject.org/buildkit@v1","materials":[
            {"uri":"pkg:docker/alpine@3.20","digest":{"sha256":"ab"}}],"invocation":{"configSource":
            {"entryPoint":"Dockerfile"},"parameters":{"frontend":"dockerfile.v0"}},"metadata":
            {"buildStartedOn":"2024-05-01T10:00:00Z","reproducible":false}}}"#;
        let old = parse(old).expect("JSON");
        assert_eq!(words(&old.predicate_type), "SLSA provenance");
        assert_eq!(
            old.materials,
            [("pkg:docker/alpine@3.20".into(), "sha256:ab".into())]
        );
        assert!(old.facts.contains(&("Dockerfile", "Dockerfile".into())));
        assert!(old.facts.contains(&("Reproducible", "not claimed".into())));
        let new = br#"{"predicateType":"https://slsa.dev/provenance/v1","predicate":{
            "buildDefinition":{"buildType":"x","externalParameters":{"configSource":{"path":
            "Dockerfile"},"request":{"frontend":"dockerfile.v0"}},"resolvedDependencies":[
            {"uri":"u","digest":{"sha256":"cd"}}]},"runDetails":{"builder":{"id":"me"},"metadata":
            {"startedOn":"2025-01-01T00:00:00Z"}}}}"#;
        let new = parse(new).expect("JSON");
        assert!(new.facts.contains(&("Builder", "me".into())));
        assert!(
            new.facts
                .contains(&("Started", "2025-01-01T00:00:00Z".into()))
        );
        assert_eq!(new.materials, [("u".into(), "sha256:cd".into())]);
    }

    #[test]
    fn what_a_build_was_given() {
        let metadata = r#"{"source":{"infos":[{"language":"LLB","data":"eA=="},
            {"language":"Dockerfile","data":"RlJPTSBhCg=="}]}}"#;
        let args = r#"{"build-arg:A":"1","build-arg:B":["no text"],"label:c":"2","target":"d"}"#;
        let old = format!(
            r#"{{"predicateType":"https://slsa.dev/provenance/v0.2","predicate":{{"invocation":
            {{"parameters":{{"args":{args}}}}},"metadata":{{"{METADATA}":{metadata}}}}}}}"#
        );
        let new = |request: &str, key: &str| {
            format!(
                r#"{{"predicateType":"https://slsa.dev/provenance/v1","predicate":{{"buildDefinition":
                {{"externalParameters":{{"{request}":{{"args":{args}}}}}}},"runDetails":{{"metadata":
                {{"{key}":{metadata}}}}}}}}}"#
            )
        };
        let first = new("parameters", METADATA);
        for text in [old, first, new("request", "buildkit_metadata")] {
            let arguments = parse(text.as_bytes()).expect("JSON").arguments;
            assert_eq!(arguments.build, [("A".to_owned(), "1".to_owned())]);
            assert_eq!(arguments.dockerfile.as_deref(), Some("FROM a\n"));
        }
    }

    #[test]
    fn limits_of_what_is_taken() {
        let long = "x".repeat(limits::BUILD_ARGUMENT_BYTES);
        let mut args = serde_json::Map::new();
        args.insert(format!("build-arg:{long}"), "x".into());
        for n in 0..2 * limits::BUILD_ARGUMENTS {
            args.insert(format!("build-arg:A{n}"), "x".into());
        }
        let base64 = "AAAA".repeat(limits::DOCKERFILE_BYTES / 3 + 1);
        let infos = |data: &str| serde_json::json!([{"language": "Dockerfile", "data": data}]);
        let taken = Arguments::of(&args.into(), &infos(&base64));
        assert_eq!(taken.build.len(), limits::BUILD_ARGUMENTS);
        assert!(taken.build.iter().all(|(name, _)| name.len() < 10));
        assert_eq!(taken.dockerfile, None);
        for broken in ["?", "gA=="] {
            assert_eq!(Arguments::of(&Value::Null, &infos(broken)).dockerfile, None);
        }
    }
}
