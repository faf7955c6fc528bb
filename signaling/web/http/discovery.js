import { fromBase64 } from '../crypto/encoding.js';
import { answerTo } from './challenge.js';
import { HttpError } from './http-error.js';
import { sendJson } from './json-http.js';

/**
 * In which tenants of a server a device is granted something, and what it needs to read their directories.
 *
 * The administrator's key is what the **server** says it is. Whoever believes it once has to keep it and refuse another one
 * later, or compare it with what the administrator or a member says.
 *
 * @param {string} base URL of the server
 * @param {import('../crypto/identity-file.js').Identity} identity
 * @returns {Promise<{tenantId: string, adminSigningPublicKey: string, publicInfosKeys: Uint8Array[]}[]>} keys newest first
 * @throws {HttpError} if the server refuses
 * @throws {DecryptionError} if a key is not for this device
 */
export async function discoverTenants(base, identity, { signal, fetch: fetcher } = {}) {
  const url = (step) => new URL(`device/${step}`, base).href;
  const asked = await sendJson(
    url('challenge'),
    { body: { signingPublicKey: identity.signingPublicKey }, signal },
    fetcher,
  );
  const body = await answerTo(asked.challenge, identity);
  const { tenants } = await sendJson(url('discover'), { body, signal }, fetcher);
  if (!Array.isArray(tenants)) {
    throw new HttpError(200, 'the server does not say in which tenants this device is');
  }
  return Promise.all(tenants.map((tenant) => opened(tenant, identity)));
}

async function opened({ tenantId, adminSigningPublicKey, wrappedPublicInfosKey, wrappedPublicInfosKeys }, identity) {
  const wrapped = wrappedPublicInfosKeys ?? [wrappedPublicInfosKey];
  if (![tenantId, adminSigningPublicKey, ...wrapped].every((text) => typeof text === 'string')) {
    throw new HttpError(200, 'the server does not say what this device needs to read the directory of a tenant');
  }
  return {
    tenantId,
    adminSigningPublicKey,
    publicInfosKeys: await Promise.all(wrapped.map((key) => identity.encryption.unwrap(fromBase64(key)))),
  };
}
