// A registry of some hundred images, as teams fill one: bases that many share, a layer of each repository,
// and one of each version; several tags of one image, an index of two platforms with an attestation, a
// chart, and an image whose layer is not what its config says.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const OCI = 'application/vnd.oci.image';
export const REPOSITORIES = 12;
export const VERSIONS = 10;

const sha256 = (bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** Bytes that are the same on every machine, and do not compress to nothing. */
function noise(seed, size) {
  const blocks = [];
  for (let n = 0; n * 32 < size; n += 1) blocks.push(createHash('sha256').update(`${seed} ${n}`).digest());
  return Buffer.concat(blocks).subarray(0, size);
}

/** A layer of files, made by GNU tar. */
function layer(files) {
  const folder = mkdtempSync(join(tmpdir(), 'peel-fleet-layer-'));
  try {
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
      utimesSync(join(folder, path), 1_700_000_000, 1_700_000_000);
    }
    const tar = execFileSync('tar', ['--sort=name', '--mtime=@1700000000', '--owner=0', '--group=0',
      '--numeric-owner', '-cf', '-', '-C', folder, '.'], { maxBuffer: 1 << 26 });
    return { blob: gzipSync(tar), diffId: sha256(tar) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pushes to one registry, as clients do: blobs first, then what names them. */
class Pusher {
  constructor(host) {
    this.host = host;
    this.pushed = new Set();
  }

  async ask(method, url, body, type = 'application/octet-stream') {
    const headers = body === undefined ? {} : { 'content-type': type };
    const answer = await fetch(new URL(url, `http://${this.host}`), { method, body, headers });
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
    return answer;
  }

  async blob(repository, bytes, mediaType) {
    const digest = sha256(bytes);
    if (!this.pushed.has(repository + digest)) {
      const begun = await this.ask('POST', `/v2/${repository}/blobs/uploads/`);
      const place = new URL(begun.headers.get('location'), `http://${this.host}`);
      place.searchParams.set('digest', digest);
      await this.ask('PUT', place.href, bytes);
      this.pushed.add(repository + digest);
    }
    return { mediaType, digest, size: bytes.length };
  }

  async manifest(repository, tag, manifest) {
    const bytes = Buffer.from(JSON.stringify(manifest));
    const digest = sha256(bytes);
    await this.ask('PUT', `/v2/${repository}/manifests/${tag ?? digest}`, bytes, manifest.mediaType);
    return { mediaType: manifest.mediaType, digest, size: bytes.length };
  }

  async image(repository, tag, layers, { architecture = 'amd64', created, user }) {
    const config = {
      architecture, os: 'linux', created, config: { User: user, Cmd: ['/usr/bin/app'] },
      rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
      history: layers.map((_, at) => ({ created, created_by: `COPY layer-${at} / # buildkit` })),
    };
    const parts = [];
    for (const { blob } of layers) parts.push(await this.blob(repository, blob, `${OCI}.layer.v1.tar+gzip`));
    return this.manifest(repository, tag, {
      schemaVersion: 2, mediaType: `${OCI}.manifest.v1+json`,
      config: await this.blob(repository, Buffer.from(JSON.stringify(config)), `${OCI}.config.v1+json`),
      layers: parts,
    });
  }
}

/**
 * Fills the registry at `host`. Tells the digests of all images that can be read, by `NAME:TAG`, with
 * their platform; and those of what can not.
 */
export async function fill(host) {
  const pusher = new Pusher(host);
  const bases = [0, 1, 2].map((n) => layer({
    'etc/os-release': `ID=base${n}\n`, 'usr/lib/libbase.so': noise(`base ${n}`, 200_000),
  }));
  const good = {};
  for (let repository = 1; repository <= REPOSITORIES; repository += 1) {
    const name = `team-${repository % 3}/app-${String(repository).padStart(2, '0')}`;
    const middle = layer({
      'usr/bin/app': noise(`app ${repository}`, 40_000), 'etc/app.conf': noise(`conf ${repository}`, 5_000),
    });
    for (let version = 1; version <= VERSIONS; version += 1) {
      // Every version writes the settings of the layer below again, and every third leaves a key behind.
      const own = { 'etc/app.conf': noise(`conf ${repository} ${version}`, 5_000 + version) };
      if (version % 3 === 0) own['root/.ssh/id_rsa'] = noise('key', 100);
      const layers = [bases[repository % 3], middle, layer(own)];
      const details = {
        created: `2026-${String(version).padStart(2, '0')}-01T00:00:00Z`, user: version % 2 ? 'app' : undefined,
      };
      const { digest } = await pusher.image(name, `1.${version}`, layers, details);
      good[`${name}:1.${version}`] = { digest, platform: 'linux/amd64' };
      // Two more tags of the newest, which lead to the same digest.
      if (version === VERSIONS) {
        for (const tag of ['latest', '1']) await pusher.image(name, tag, layers, details);
      }
    }
  }
  return { good: { ...good, ...await index(pusher, bases[0]) }, ...await others(pusher, bases[0]) };
}

async function index(pusher, base) {
  const name = 'team-0/platforms';
  const good = {};
  const manifests = [];
  for (const architecture of ['amd64', 'arm64']) {
    const own = layer({ 'usr/bin/app': noise(architecture, 10_000) });
    const image = await pusher.image(name, null, [base, own], { architecture, created: '2026-05-01T00:00:00Z' });
    manifests.push({ ...image, platform: { os: 'linux', architecture } });
    good[`${name}:1 ${architecture}`] = { digest: image.digest, platform: `linux/${architecture}` };
  }
  const attestation = await pusher.manifest(name, null, {
    schemaVersion: 2, mediaType: `${OCI}.manifest.v1+json`,
    config: await pusher.blob(name, Buffer.from('{}'), `${OCI}.config.v1+json`),
    layers: [await pusher.blob(name, Buffer.from('{"_type":"x"}'), 'application/vnd.in-toto+json')],
  });
  manifests.push({ ...attestation, platform: { os: 'unknown', architecture: 'unknown' } });
  await pusher.manifest(name, '1', { schemaVersion: 2, mediaType: `${OCI}.index.v1+json`, manifests });
  return good;
}

async function others(pusher, base) {
  const wrong = { ...base, diffId: sha256('another layer') };
  const broken = await pusher.image('team-1/broken', '1', [wrong], { created: '2026-05-01T00:00:00Z' });
  const name = 'team-1/chart';
  const chart = await pusher.manifest(name, '1.0.0', {
    schemaVersion: 2, mediaType: `${OCI}.manifest.v1+json`,
    config: await pusher.blob(name, Buffer.from('{"name":"web","version":"1.0.0"}'),
      'application/vnd.cncf.helm.config.v1+json'),
    layers: [await pusher.blob(name, base.blob, 'application/vnd.cncf.helm.chart.content.v1.tar+gzip')],
  });
  return { broken: broken.digest, chart: chart.digest };
}
