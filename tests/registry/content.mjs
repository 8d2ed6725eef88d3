// What the registries hold: the test images, pushed by skopeo, and what no tool here pushes, laid out
// as its tool does. Made once, and kept until an archive or this file changes.
import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import {
  existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pushByHand } from './artifacts.mjs';
import { startRegistry } from './registry.mjs';

const run = promisify(execFile);

/** The archive below target/images, what skopeo calls its kind, and what it is pushed as. */
const PUSHED = [
  ['sample/image.tar', 'docker-archive', 'public/sample:latest'],
  ['sample/image.tar', 'docker-archive', 'private/sample:1'],
  ['debian/image.tar', 'docker-archive', 'public/debian:1'],
  ['classic/image.tar', 'docker-archive', 'public/classic:1'],
  ['waste-F-duplicate/image.tar', 'docker-archive', 'public/duplicate:1'],
  ['two-images/image.tar:@0', 'docker-archive', 'public/two:first'],
  ['two-images/image.tar:@1', 'docker-archive', 'public/two:second'],
  ['oci-archive/image.tar', 'oci-archive', 'public/oci:1'],
  ['oci-zstd/image.tar', 'oci-archive', 'public/zstd:1'],
  ['estargz/image.tar', 'oci-archive', 'public/estargz:1'],
  ['zstd-chunked/image.tar', 'oci-archive', 'public/chunked:1'],
  ['formats/platforms.tar', 'oci-archive', 'public/platforms:1'],
  ['formats/attested.tar', 'oci-archive', 'public/attested:1'],
  ['formats/helm.tar', 'oci-archive', 'public/chart:1.2.0'],
];

/** Which of them also lie unpacked, as OCI layouts, and in which folder. */
const LAID_OUT = {
  sample: 'public/sample:latest',
  platforms: 'public/platforms:1',
  attested: 'public/attested:1',
  estargz: 'public/estargz:1',
  chunked: 'public/chunked:1',
};

/**
 * Makes what is not there yet in a folder of its own below `cache`: `storage`, for registries; `layouts`,
 * for static hosts; `images.json`, with the digest and media type of each reference.
 */
export async function content({ images, cache }) {
  const folder = join(cache, key(images));
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    const part = mkdtempSync(join(cache, 'part-'));
    try {
      await make(images, part);
      forget(cache);
      renameSync(part, folder);
    } catch (error) {
      rmSync(part, { recursive: true, force: true });
      // Another lab may have been faster.
      if (!existsSync(folder)) throw error;
    }
  }
  return {
    storage: join(folder, 'storage'),
    layouts: join(folder, 'layouts'),
    images: JSON.parse(readFileSync(join(folder, 'images.json'))),
  };
}

function key(images) {
  const hash = createHash('sha256');
  for (const file of ['content.mjs', 'artifacts.mjs']) {
    hash.update(readFileSync(fileURLToPath(new URL(file, import.meta.url))));
  }
  for (const [archive] of PUSHED) {
    const file = join(images, archive.replace(/:@\d$/, ''));
    if (!existsSync(file)) {
      throw new Error(`${file} is missing: run "cargo xtask test --only images", which makes it`);
    }
    const { size, mtimeMs } = statSync(file);
    hash.update(`${archive} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

async function make(images, part) {
  const storage = join(part, 'storage');
  mkdirSync(storage);
  const work = mkdtempSync(join(tmpdir(), 'peel-registry-'));
  const registry = await startRegistry({ name: 'push', folder: work, storage, writable: true });
  const host = registry.address;
  try {
    await push(images, host);
    const byHand = await pushByHand(host);
    const layouts = join(part, 'layouts');
    mkdirSync(layouts);
    for (const [name, reference] of Object.entries(LAID_OUT)) {
      const [, kind] = PUSHED.find(([, , pushed]) => pushed === reference);
      await skopeo('copy', '--src-tls-verify=false', `docker://${host}/${reference}`,
        `oci:${join(layouts, name)}:${reference.split(':')[1]}`, ...unchanged(kind));
    }
    const known = {};
    for (const reference of [...PUSHED.map(([, , name]) => name), ...byHand]) {
      known[reference] = await identity(host, reference);
    }
    writeFileSync(join(part, 'images.json'), JSON.stringify(known, null, 2));
  } finally {
    await registry.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

/** Two at a time: most of it is compressing. */
async function push(images, host) {
  const waiting = [...PUSHED];
  const one = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [archive, kind, reference] = next;
      await skopeo('copy', '--dest-tls-verify=false', `${kind}:${join(images, archive)}`,
        `docker://${host}/${reference}`, ...unchanged(kind));
    }
  };
  await Promise.all([one(), one()]);
}

/** `docker save` writes no manifest whose digest could stay. */
const unchanged = (kind) => (kind === 'oci-archive' ? ['--preserve-digests'] : []);

const skopeo = (command, ...words) =>
  run('skopeo', ['--insecure-policy', command, '--quiet', '--all', ...words], { maxBuffer: 1 << 24 });

async function identity(host, reference) {
  const [name, tag] = reference.split(':');
  const accept = ['oci.image.index.v1', 'oci.image.manifest.v1', 'docker.distribution.manifest.list.v2',
    'docker.distribution.manifest.v2'].map((type) => `application/vnd.${type}+json`).join(',');
  const answer = await fetch(`http://${host}/v2/${name}/manifests/${tag}`, { headers: { accept } });
  if (!answer.ok) throw new Error(`${reference}: ${answer.status} ${await answer.text()}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return {
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    mediaType: answer.headers.get('content-type'),
    size: bytes.length,
  };
}

/** What was made for other archives more than a day ago. */
function forget(cache) {
  for (const name of readdirSync(cache)) {
    const old = join(cache, name);
    if (Date.now() - statSync(old).mtimeMs > 86_400_000) rmSync(old, { recursive: true, force: true });
  }
}
