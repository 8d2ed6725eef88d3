//! Other tags, where an image's tag is none: what a person may have meant.

use super::client::Client;
use super::error::RegistryError;
use super::http::Transport;
use super::list::tags;
use super::place::Place;

/// Tags that are named: more are no help.
const NAMED: usize = 8;

/// The error of an image that is not there, with the tags of its repository that are most like its
/// own; unchanged where the registry does not tell them.
pub(super) async fn with_tags<T: Transport>(
    client: &Client<T>,
    place: &Place,
    error: RegistryError,
) -> RegistryError {
    match (place, error) {
        (
            // What is asked for by digest is no slip.
            Place::Registry { reference, .. },
            RegistryError::NotFound {
                host, what, says, ..
            },
        ) if reference.digest().is_none() => {
            let there = tags(client, place).await.map(|(there, _)| there);
            let wanted = reference.tag().unwrap_or("latest");
            RegistryError::NotFound {
                host,
                what,
                says,
                near: near(there.unwrap_or_default(), wanted),
            }
        }
        (_, error) => error,
    }
}

/// The names most like `wanted`, the best first; and `latest`, where it is there.
fn near(names: Vec<String>, wanted: &str) -> Vec<String> {
    let mut rated: Vec<(f64, String)> = names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&name, wanted), name))
        .collect();
    // `latest` is no guess.
    let latest = rated.iter_mut().find(|(_, name)| name == "latest");
    if let Some((rating, _)) = latest {
        *rating = rating.max(0.9);
    }
    rated.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    rated.truncate(NAMED);
    rated.into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_alike_come_first() {
        let names = ["3.18", "3.20.1", "3.20", "edge", "latest", "2.7"];
        let names = names.map(str::to_owned).to_vec();
        let found = near(names.clone(), "3.20.0");
        assert_eq!(found[..2], ["3.20", "3.20.1"]);
        assert_eq!(near(names, "lastest")[0], "latest");
        let many = (0..1000).map(|n| format!("v{n}")).collect();
        assert_eq!(near(many, "v1000").len(), NAMED);
    }
}
