/**
 * One person's access, as a document of the directory states it.
 *
 * @typedef {object} Device
 * @property {string} signingPublicKey PEM, as the directory has it
 * @property {string} [encryptionPublicKey] PEM; absent if the directory has none that belongs to the signing key
 * @property {string} [label]
 *
 * @typedef {object} Grant
 * @property {string} docId
 * @property {string} [usernameHash] who
 * @property {string[]} identityHashes what rules and blacklists match
 * @property {number} identityHashesVersion 0 if the document has only the hash of the name itself
 * @property {Device[]} devices active ones, each signing key once; none means no access
 * @property {Device[]} revokedDevices
 * @property {string[]} wipeSigningKeys of devices that are to wipe themselves
 */

/**
 * The grant that a live document states; undefined if it is of another kind.
 *
 * @returns {Grant | undefined}
 */
export function grantOf(docId, root) {
  if (root.form !== 'useroperation' || root.type !== 'grantaccess') {
    return undefined;
  }
  const usernameHash = text(root.username_hash);
  return {
    docId,
    usernameHash,
    identityHashes: Array.isArray(root.identity_hashes)
      ? texts(root.identity_hashes)
      : [usernameHash].filter((hash) => hash !== undefined),
    identityHashesVersion: typeof root.identity_hashes_v === 'number' ? root.identity_hashes_v : 0,
    devices: activeDevices(root),
    revokedDevices: pairs(root.revokedUserKeyPairs),
    wipeSigningKeys: texts(root.wipeRequestedForSigningKeys),
  };
}

/**
 * In the three forms that were written over time. A document that has either of the two canonical lists is read by those alone:
 * an empty list of devices means no access, and nothing older may restore it.
 */
function activeDevices(root) {
  if (Array.isArray(root.userKeyPairs) || Array.isArray(root.revokedUserKeyPairs)) {
    return pairs(root.userKeyPairs);
  }
  const signing = listOrScalar(root.userSigningPublicKeys, root.userSigningPublicKey);
  const encryption = listOrScalar(root.userEncryptionPublicKeys, root.userEncryptionPublicKey);
  // By position: what is no key leaves an empty place.
  return once(signing.map((key, i) => ({ signingPublicKey: text(key), encryptionPublicKey: text(encryption[i]) })));
}

function pairs(list) {
  const maps = (Array.isArray(list) ? list : []).filter((pair) => isMap(pair));
  return once(
    maps.map((pair) => ({
      signingPublicKey: text(pair.signingPublicKey),
      encryptionPublicKey: text(pair.encryptionPublicKey),
      label: text(pair.label),
    })),
  );
}

function once(devices) {
  const byKey = new Map();
  for (const device of devices) {
    if (device.signingPublicKey !== undefined && !byKey.has(device.signingPublicKey)) {
      byKey.set(device.signingPublicKey, device);
    }
  }
  return [...byKey.values()];
}

function listOrScalar(list, scalar) {
  return Array.isArray(list) ? list : [scalar];
}

export function isMap(value) {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
}

/** The text, unless it is empty or something else. */
export function text(value) {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The non-empty texts of a list, each once; none if it is no list. */
export function texts(list) {
  return Array.isArray(list) ? [...new Set(list.filter((item) => text(item) !== undefined))] : [];
}
