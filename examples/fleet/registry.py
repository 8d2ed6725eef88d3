"""A registry's lists and manifests, as the OCI distribution specification 1.1 has them."""

import base64
import hashlib
import json
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

INDEXES = (
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
)
MANIFESTS = (
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
)
PAGE = 1000
"""Names asked for at once. A registry may give fewer, and then says where the next page is."""

MANIFEST_BYTES = 4 << 20
"""The specification's own limit."""

DEPTH = 4
"""Indexes within indexes."""


class RegistryError(Exception):
    """What a registry did not do, as a sentence without its full stop."""


@dataclass(frozen=True)
class Found:
    """A manifest of one image: its digest, and its platform where an index tells it."""

    digest: str
    platform: str | None


class Registry:
    """One registry. May be used by several threads at once."""

    def __init__(self, host, plain_http=False, trusted=()):
        self.root = f"{'http' if plain_http else 'https'}://{host}/v2/"
        self.host = host
        self.trusted = {host, *trusted}
        self.login = docker_login(host)
        self.tokens = {}
        self.local = threading.local()

    def repositories(self):
        """All repositories: `_catalog`, which many public registries do not have."""
        yield from self._names("_catalog", "repositories", "registry:catalog:*")

    def tags(self, repository):
        """The tags of a repository."""
        yield from self._names(f"{repository}/tags/list", "tags", pull(repository))

    def resolve(self, repository, tag):
        """The digest and the media type of what a tag leads to now."""
        answer = self._ask("HEAD", f"{repository}/manifests/{tag}", pull(repository))
        digest = answer.headers.get("Docker-Content-Digest")
        if digest is None:
            # The header is optional; the digest is that of the bytes.
            answer = self._ask("GET", f"{repository}/manifests/{tag}", pull(repository))
            digest = sha256(answer.content)
        return digest, answer.headers.get("Content-Type", "").split(";")[0].strip()

    def images(self, repository, digest, media_type, depth=0):
        """The images that a manifest is, or that an index names; no attestations."""
        if media_type not in INDEXES:
            return [Found(digest, None)]
        if depth == DEPTH:
            raise RegistryError(f"{repository}@{digest} has indexes in indexes, over {DEPTH} deep")
        found = []
        for child in self._index(repository, digest):
            platform = child.get("platform") or {}
            if child.get("artifactType") or platform.get("os") == "unknown":
                continue
            if child.get("mediaType") in INDEXES:
                found += self.images(repository, child["digest"], child["mediaType"], depth + 1)
            else:
                parts = (platform.get(part) for part in ("os", "architecture", "variant"))
                found.append(Found(child["digest"], "/".join(filter(None, parts)) or None))
        return found

    def _index(self, repository, digest):
        answer = self._ask("GET", f"{repository}/manifests/{digest}", pull(repository))
        if len(answer.content) > MANIFEST_BYTES or sha256(answer.content) != digest:
            raise RegistryError(f"{repository}@{digest} is not what its digest says")
        try:
            children = answer.json()["manifests"]
            return [child for child in children if is_digest(child["digest"])]
        except (ValueError, KeyError, TypeError) as error:
            raise RegistryError(f"{repository}@{digest} is no index ({error!r})") from error

    def _names(self, path, key, scope):
        url = f"{self.root}{path}?n={PAGE}"
        asked = set()
        while url and url not in asked:
            asked.add(url)
            answer = self._ask("GET", url, scope)
            try:
                yield from answer.json()[key] or []
            except (ValueError, KeyError, TypeError) as error:
                raise RegistryError(f"{url} is no list of {key} ({error!r})") from error
            link = answer.links.get("next", {}).get("url")
            url = link and urljoin(url, link)
            if url and not url.startswith(self.root):
                raise RegistryError(f"the next page is elsewhere: {url}")

    def _ask(self, method, path, scope):
        url = urljoin(self.root, path)
        accept = {"Accept": ", ".join(INDEXES + MANIFESTS)}
        try:
            answer = self._send(method, url, {**accept, **self._authorization(scope)})
            if answer.status_code == 401:
                self._log_in(answer.headers.get("WWW-Authenticate", ""), scope)
                answer = self._send(method, url, {**accept, **self._authorization(scope)})
        except requests.RequestException as error:
            raise RegistryError(f"{self.host} does not answer: {error}") from error
        if answer.status_code != 200:
            raise RegistryError(f"{self.host} answers {answer.status_code} to {method} {urlsplit(url).path}")
        return answer

    def _send(self, method, url, headers):
        if not hasattr(self.local, "session"):
            # A registry that is busy says when to come again, and is believed.
            again = Retry(5, backoff_factor=0.5, status_forcelist=(429, 502, 503, 504), raise_on_status=False)
            self.local.session = requests.Session()
            self.local.session.trust_env = False
            for scheme in ("http://", "https://"):
                self.local.session.mount(scheme, HTTPAdapter(max_retries=again))
        return self.local.session.request(method, url, headers=headers, timeout=60)

    def _authorization(self, scope):
        value = self.tokens.get(scope) or self.tokens.get("")
        return {"Authorization": value} if value else {}

    def _log_in(self, challenge, scope):
        kind, _, rest = challenge.partition(" ")
        basic = {"Authorization": f"Basic {self.login}"} if self.login else {}
        if kind.lower() == "basic" and basic:
            self.tokens[""] = basic["Authorization"]
            return
        said = dict(re.findall(r'(\w+)="([^"]*)"', rest))
        if kind.lower() != "bearer" or "realm" not in said:
            raise RegistryError(f"{self.host} wants a login (docker login {self.host})")
        realm = urlsplit(said["realm"])
        if basic and realm.netloc not in self.trusted:
            raise RegistryError(
                f"{self.host} wants the password to go to {realm.netloc}: allow that with --trust-realm"
            )
        query = {"service": said.get("service", self.host), "scope": scope}
        session = requests.Session()
        session.trust_env = False
        answer = session.get(said["realm"], params=query, headers=basic, timeout=60)
        if answer.status_code != 200:
            raise RegistryError(f"{realm.netloc} gives no token: {answer.status_code}")
        given = answer.json()
        self.tokens[scope] = f"Bearer {given.get('token') or given.get('access_token')}"


def pull(repository):
    """The scope that reading a repository needs."""
    return f"repository:{repository}:pull"


def sha256(content):
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def is_digest(text):
    """Whether it can be a file's name, too."""
    return re.fullmatch(r"sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}", text) is not None


def docker_login(host):
    """What `docker login` kept for a registry in `auths`; credential helpers are not asked."""
    try:
        auths = json.loads((Path.home() / ".docker/config.json").read_text()).get("auths", {})
    except (OSError, ValueError):
        return None
    login = auths.get(host, {}).get("auth")
    if not login:
        return None
    # So that a broken file is seen here, and not as a login that is refused.
    base64.b64decode(login, validate=True)
    return login
