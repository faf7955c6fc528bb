import { toHex, utf8 } from '../crypto/encoding.js';

/** How the name of a person or a group may appear in the directory of a tenant: lowercase hex SHA-256, in three schemes over time. */
export async function nameHashes(tenantId, name) {
  const lower = name.toLowerCase();
  const forms = [lower, `${tenantId}/${lower}`, `${tenantId}/${name.normalize('NFKC').toLowerCase()}`];
  return [...new Set(await Promise.all(forms.map(sha256)))];
}

async function sha256(text) {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text))));
}
