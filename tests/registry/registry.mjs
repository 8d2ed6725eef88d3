// `docker-registry`, Debian's package of distribution 2.8, as a process of its own.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram } from './process.mjs';

export const USER = 'peel';
/** Awkward on purpose: a colon, not ASCII, a space, what must be escaped in URLs and JSON. */
export const PASSWORD = 'p:ä ß"%';
// htpasswd -nbB peel 'p:ä ß"%'
const HTPASSWD = 'peel:$2y$05$iolALfqdz1V/Zh8mJlwtE.ozByb8WUUuOZ8F5CQ9OlCFArNtIiMFu\n';

/** The settings of an htpasswd login, with its file in `folder`. */
export function htpasswd(folder) {
  const path = join(folder, 'htpasswd');
  writeFileSync(path, HTPASSWD);
  return `auth:\n  htpasswd:\n    realm: peel\n    path: ${path}`;
}

/**
 * Starts one over `storage`. Several may serve one storage: unless `writable`, it takes nothing. `headers`
 * and `settings` are lines of its configuration.
 */
export const startRegistry = ({ name, folder, ...more }) => startProgram('docker-registry', (address) => {
  const file = join(folder, `${name}.yml`);
  writeFileSync(file, configuration({ address, ...more }));
  return ['serve', file];
});

const configuration = ({ address, storage, writable = false, headers = '', settings = '' }) => `version: 0.1
log:
  accesslog:
    disabled: true
  level: error
storage:
  filesystem:
    rootdirectory: ${storage}
  maintenance:
    uploadpurging:
      enabled: false
    readonly:
      enabled: ${!writable}
http:
  addr: ${address}
  headers:
    X-Content-Type-Options: [nosniff]
${headers}
# Windows images name blobs elsewhere.
validation:
  disabled: true
${settings}
`;
