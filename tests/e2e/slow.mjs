// An image whose packages take seconds to read: its database stands behind gigabytes that have to be unpacked.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A tar of a file system, packed, with one package of dpkg's. */
export function slowPackages(t, bytes = 3 * 2 ** 30) {
  const folder = mkdtempSync(join(tmpdir(), 'peel-slow-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const tree = join(folder, 'tree');
  for (const path of ['bin', 'etc', 'usr/bin', 'var/lib/dpkg/info']) mkdirSync(join(tree, path), { recursive: true });
  writeFileSync(join(tree, 'zeros'), '');
  truncateSync(join(tree, 'zeros'), bytes);
  writeFileSync(join(tree, 'usr/bin/slow'), 'slow');
  writeFileSync(join(tree, 'var/lib/dpkg/status'), 'Package: slow\nStatus: install ok installed\nVersion: 1.0\nArchitecture: all\n\n');
  writeFileSync(join(tree, 'var/lib/dpkg/info/slow.list'), '/.\n/usr/bin/slow\n');
  const tar = join(folder, 'slow.tar.zst');
  execFileSync('tar', ['-C', tree, '--zstd', '-cf', tar, 'bin', 'etc', 'usr', 'zeros', 'var']);
  return tar;
}
