use super::*;

fn understood(text: &str) -> String {
    match text.parse::<Pasted>() {
        Ok(Pasted { place, platform }) => match platform {
            Some(platform) => format!("{place} for {platform}"),
            None => place.to_string(),
        },
        Err(error) => panic!("{text}: {error}"),
    }
}

#[test]
fn commands_and_lines() {
    for (text, meant) in [
        ("  alpine\n", "docker.io/library/alpine:latest"),
        ("$ docker pull quay.io/a/b:1", "quay.io/a/b:1"),
        (
            "sudo docker pull -q alpine",
            "docker.io/library/alpine:latest",
        ),
        (
            "docker pull --platform linux/arm/v7 alpine:3",
            "docker.io/library/alpine:3 for linux/arm/v7",
        ),
        (
            "FROM --platform=linux/arm64 golang:1.23 AS build",
            "docker.io/library/golang:1.23 for linux/arm64",
        ),
        (
            "FROM --platform=$BUILDPLATFORM golang",
            "docker.io/library/golang:latest",
        ),
        ("from debian", "docker.io/library/debian:latest"),
        (
            "docker run --rm -it -p 80:80 nginx:1 sh -c 'ls'",
            "docker.io/library/nginx:1",
        ),
        (
            "skopeo copy docker://ghcr.io/a/b:1 docker-archive:b.tar",
            "ghcr.io/a/b:1",
        ),
        ("image: \"ghcr.io/a/b:1\"", "ghcr.io/a/b:1"),
        ("- image: ghcr.io/a/b:1", "ghcr.io/a/b:1"),
        ("`alpine:3`", "docker.io/library/alpine:3"),
        ("docker://alpine", "docker.io/library/alpine:latest"),
        ("oci://ghcr.io/charts/app:1", "ghcr.io/charts/app:1"),
        ("dive alpine", "docker.io/library/alpine:latest"),
    ] {
        assert_eq!(understood(text), meant, "{text}");
    }
}

#[test]
fn addresses_on_the_web() {
    let digest = format!("sha256:{}", "0".repeat(64));
    for (text, meant) in [
        (
            "https://hub.docker.com/_/alpine",
            "docker.io/library/alpine:latest",
        ),
        (
            "https://hub.docker.com/r/grafana/grafana/tags",
            "docker.io/grafana/grafana:latest",
        ),
        (
            "https://hub.docker.com/layers/library/alpine/3.20/images/sha256-0?context=explore",
            "docker.io/library/alpine:3.20",
        ),
        (
            "https://quay.io/repository/prometheus/busybox?tab=tags&tag=glibc",
            "quay.io/prometheus/busybox:glibc",
        ),
        (
            "https://quay.io/repository/prometheus/busybox/manifest/DIGEST",
            "quay.io/prometheus/busybox@DIGEST",
        ),
        (
            "https://github.com/Owner/repo/pkgs/container/app",
            "ghcr.io/owner/app:latest",
        ),
        (
            "https://github.com/orgs/owner/packages/container/package/a%2Fb",
            "ghcr.io/owner/a/b:latest",
        ),
        ("https://ghcr.io/owner/app:1", "ghcr.io/owner/app:1"),
        (
            "https://gallery.ecr.aws/docker/library/alpine",
            "public.ecr.aws/docker/library/alpine:latest",
        ),
        (
            "https://mcr.microsoft.com/en-us/artifact/mar/dotnet/sdk/about",
            "mcr.microsoft.com/dotnet/sdk:latest",
        ),
        (
            "https://registry.example:5/v2/a/b/manifests/1.2",
            "registry.example:5/a/b:1.2",
        ),
        (
            "http://localhost:5000/v2/a/b/manifests/DIGEST",
            "localhost:5000/a/b@DIGEST",
        ),
        ("http://10.0.0.1:5000/a:1", "http://10.0.0.1:5000/a:1"),
        ("https://localhost:5000/a:1", "https://localhost:5000/a:1"),
        ("https://a.b/c:1", "a.b/c:1"),
    ] {
        let (text, meant) = (
            text.replace("DIGEST", &digest),
            meant.replace("DIGEST", &digest),
        );
        assert_eq!(understood(&text), meant, "{text}");
    }
}

#[test]
fn layouts() {
    for (text, base) in [
        ("https://a.b/images/app", "https://a.b/images/app/"),
        ("https://a.b/images/app/", "https://a.b/images/app/"),
        ("https://a.b/app/index.json?x=1", "https://a.b/app/"),
        ("http://127.0.0.1:8000/oci-layout", "http://127.0.0.1:8000/"),
        ("https://a.b", "https://a.b/"),
    ] {
        assert_eq!(understood(text), base, "{text}");
    }
}

#[test]
fn what_is_not_understood() {
    let error = |text: &str| text.parse::<Pasted>().expect_err(text);
    assert_eq!(error(" "), PastedError::Empty);
    assert_eq!(error("$ "), PastedError::Empty);
    assert_eq!(
        error("FROM scratch"),
        PastedError::NotPulled("scratch".into())
    );
    assert!(matches!(error("FROM $BASE"), PastedError::NotPulled(_)));
    assert!(matches!(
        error("docker pull -q"),
        PastedError::NoReference(_)
    ));
    assert!(matches!(error("hello there"), PastedError::NoReference(_)));
    assert_eq!(error("https://user:pass@a.b/c"), PastedError::Password);
    assert!(matches!(error("ftp://a.b/c"), PastedError::Reference(_)));
    assert!(matches!(error("Alpine"), PastedError::Reference(_)));
    assert!(matches!(error(&"a".repeat(5000)), PastedError::TooLong(_)));
}
