// What no tool here pushes, laid out as its tool does: many tags, a Windows image, referrers by their
// tags, cosign's signature.
import { createHash } from 'node:crypto';

const OCI = 'application/vnd.oci.image.manifest.v1+json';
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const DOCKER = 'application/vnd.docker.distribution.manifest.v2+json';

/** Pushes them, and tells the references. */
export async function pushByHand(host) {
  return [
    ...await manyTags(host),
    ...await windows(host),
    ...await referrers(host),
  ];
}

/** 250 tags of one image, so that lists have pages. */
async function manyTags(host) {
  const { bytes, type } = await manifest(host, 'public/two', 'first');
  const { config, layers } = JSON.parse(bytes);
  for (const { digest } of [config, ...layers]) await mount(host, 'public/tags', digest, 'public/two');
  for (let number = 1; number <= 250; number += 1) {
    await put(host, `public/tags/manifests/v${number}`, bytes, type);
  }
  return ['public/tags:v1'];
}

/** A Windows image as Docker pushed it: its base may not be distributed, and is elsewhere. */
async function windows(host) {
  const name = 'public/windows';
  const { bytes } = await manifest(host, 'public/classic', '1');
  const classic = JSON.parse(bytes);
  for (const { digest } of classic.layers) await mount(host, name, digest, 'public/classic');
  const got = await (await fetch(`http://${host}/v2/public/classic/blobs/${classic.config.digest}`)).json();
  got.os = 'windows';
  got['os.version'] = '10.0.20348.2340';
  got.rootfs.diff_ids.unshift(digestOf('the base of Windows, uncompressed'));
  got.history.unshift({ created_by: 'Apply image 10.0.20348.2340' });
  const base = {
    mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
    size: 4096,
    digest: digestOf('the base of Windows'),
    urls: ['https://mcr.example/v2/windows/nanoserver/blobs/base'],
  };
  const config = await blob(host, name, JSON.stringify(got), 'application/vnd.docker.container.image.v1+json');
  const body = { ...classic, config, layers: [base, ...classic.layers] };
  await put(host, `${name}/manifests/1`, JSON.stringify(body), DOCKER);
  return [`${name}:1`];
}

/**
 * An SBOM that refers to public/sample, listed under the tag that the specification sets for registries
 * without the API (referrers tag schema), and a signature under cosign's tag.
 */
async function referrers(host) {
  const name = 'public/sample';
  const { bytes, type } = await manifest(host, name, 'latest');
  const subject = { mediaType: type, digest: digestOf(bytes), size: bytes.length };
  const tag = subject.digest.replace(':', '-');

  const empty = await blob(host, name, '{}', 'application/vnd.oci.empty.v1+json');
  const document = JSON.stringify({ spdxVersion: 'SPDX-2.3', name: 'sample', packages: [] });
  const artifactType = 'application/spdx+json';
  const annotations = { 'org.opencontainers.image.created': '2024-05-01T10:00:00Z' };
  const sbom = JSON.stringify({
    schemaVersion: 2, mediaType: OCI, artifactType, config: empty,
    layers: [await blob(host, name, document, artifactType)], subject, annotations,
  });
  await put(host, `${name}/manifests/${digestOf(sbom)}`, sbom, OCI);
  const listed = { mediaType: OCI, digest: digestOf(sbom), size: sbom.length, artifactType, annotations };
  const index = { schemaVersion: 2, mediaType: OCI_INDEX, manifests: [listed] };
  await put(host, `${name}/manifests/${tag}`, JSON.stringify(index), OCI_INDEX);

  // cosign specs/SIGNATURE_SPEC.md.
  const payload = JSON.stringify({
    critical: {
      identity: { 'docker-reference': 'peel.test/sample' },
      image: { 'docker-manifest-digest': subject.digest },
      type: 'cosign container image signature',
    },
    optional: null,
  });
  const layer = await blob(host, name, payload, 'application/vnd.dev.cosign.simplesigning.v1+json');
  layer.annotations = { 'dev.cosignproject.cosign/signature': Buffer.from('not checked').toString('base64') };
  const config = await blob(host, name, JSON.stringify({
    architecture: '', os: '', config: {}, history: [{ created: '0001-01-01T00:00:00Z' }],
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
  }), 'application/vnd.oci.image.config.v1+json');
  const signature = JSON.stringify({ schemaVersion: 2, mediaType: OCI, config, layers: [layer] });
  await put(host, `${name}/manifests/${tag}.sig`, signature, OCI);
  return [`${name}:${tag}`, `${name}:${tag}.sig`];
}

const digestOf = (data) => `sha256:${createHash('sha256').update(data).digest('hex')}`;

async function manifest(host, name, tag) {
  const headers = { accept: `${OCI},${DOCKER}` };
  const answer = await expect(await fetch(`http://${host}/v2/${name}/manifests/${tag}`, { headers }), 200);
  return { bytes: Buffer.from(await answer.arrayBuffer()), type: answer.headers.get('content-type') };
}

async function put(host, path, body, type) {
  const request = { method: 'PUT', body, headers: { 'content-type': type } };
  await expect(await fetch(`http://${host}/v2/${path}`, request), 201);
}

/** Pushes a blob, and returns its descriptor. */
async function blob(host, name, text, mediaType) {
  const digest = digestOf(text);
  const start = await expect(await fetch(`http://${host}/v2/${name}/blobs/uploads/`, { method: 'POST' }), 202);
  const place = new URL(start.headers.get('location'));
  place.searchParams.set('digest', digest);
  const request = { method: 'PUT', body: text, headers: { 'content-type': 'application/octet-stream' } };
  await expect(await fetch(place, request), 201);
  return { mediaType, digest, size: Buffer.byteLength(text) };
}

async function mount(host, name, digest, from) {
  const url = `http://${host}/v2/${name}/blobs/uploads/?mount=${digest}&from=${from}`;
  await expect(await fetch(url, { method: 'POST' }), 201);
}

async function expect(answer, status) {
  if (answer.status !== status) {
    throw new Error(`${answer.url}: ${answer.status} instead of ${status}: ${await answer.text()}`);
  }
  return answer;
}
