//! Pages on the web that are about one image.

/// The reference that a page's address is about; `None` where Peel does not know the page.
pub(super) fn reference(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let rest = rest.split('#').next()?;
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.split_once('/')?;
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let name = match (host.to_ascii_lowercase().as_str(), parts.as_slice()) {
        ("hub.docker.com" | "www.docker.com", parts) => hub(parts)?,
        ("quay.io", ["repository", owner, name, rest @ ..]) => match (rest, query) {
            (["manifest", digest], _) => format!("quay.io/{owner}/{name}@{digest}"),
            (["tag", tag, ..], _) => format!("quay.io/{owner}/{name}:{tag}"),
            _ => match in_query(query, "tag") {
                Some(tag) => format!("quay.io/{owner}/{name}:{tag}"),
                None => format!("quay.io/{owner}/{name}"),
            },
        },
        ("github.com", ["orgs" | "users", owner, "packages", "container", rest @ ..]) => {
            ghcr(owner, rest)?
        }
        ("github.com", [owner, _, "pkgs", "container", rest @ ..]) => ghcr(owner, rest)?,
        ("gallery.ecr.aws", [alias, name @ ..]) if !name.is_empty() => {
            format!("public.ecr.aws/{alias}/{}", name.join("/"))
        }
        ("mcr.microsoft.com", [_, "product" | "artifact", rest @ ..]) => {
            let rest = rest.strip_prefix(&["mar"]).unwrap_or(rest);
            let end = ["about", "tags", "tag"];
            let name = rest.iter().take_while(|part| !end.contains(part));
            format!(
                "mcr.microsoft.com/{}",
                name.copied().collect::<Vec<_>>().join("/")
            )
        }
        // These give a page to people and an API to programs, at one host.
        (host @ ("ghcr.io" | "gcr.io" | "quay.io" | "registry.k8s.io"), [first, ..])
            if *first != "v2" =>
        {
            format!("{host}/{}", parts.join("/"))
        }
        _ => return None,
    };
    Some(name)
}

fn hub(parts: &[&str]) -> Option<String> {
    Some(match parts {
        ["_", name, ..] => format!("docker.io/library/{name}"),
        ["r", owner, name, ..] => format!("docker.io/{owner}/{name}"),
        ["layers", owner, name, tag, ..] => format!("docker.io/{owner}/{name}:{tag}"),
        ["repository", "docker", owner, name, ..] => format!("docker.io/{owner}/{name}"),
        _ => return None,
    })
}

/// `NAME`, or an identifier before it and a tag after: `NAME/123?tag=x`.
fn ghcr(owner: &str, rest: &[&str]) -> Option<String> {
    let name = match rest {
        ["package", name] | [name] => *name,
        [id, name] if id.bytes().all(|b| b.is_ascii_digit()) => *name,
        [name, id] if id.bytes().all(|b| b.is_ascii_digit()) => *name,
        _ => return None,
    };
    // A slash in a name stands encoded in these addresses.
    let name = name.replace("%2F", "/").replace("%2f", "/");
    Some(format!("ghcr.io/{owner}/{name}").to_ascii_lowercase())
}

fn in_query<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let mut found = pairs.filter(|(key, value)| *key == name && !value.is_empty());
    found.next().map(|(_, value)| value)
}
