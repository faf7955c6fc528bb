import { EntryVerifier } from './entry-verifier.js';
import { deviceIdOf } from '../crypto/pem.js';

/**
 * Whether an entry that came from somebody else may be stored: its form, its content hash, its signature, and whether its author
 * is one of the tenant. The same on whichever way it came.
 */
export class Admission {
  #directory;
  #now;
  #verifier = new EntryVerifier();

  /** @param directory see `servePeer` */
  constructor({ directory, now = Date.now }) {
    this.#directory = directory;
    this.#now = now;
  }

  /** @returns {Promise<string | undefined>} why it may not, in a sentence that names the entry */
  async whyNot(entry, dbId) {
    if (!(await this.#trusts(entry.createdByPublicKey, dbId))) {
      return `Entry ${entry.id} was not signed by a trusted user`;
    }
    const since = dbId === 'directory' ? undefined : await this.#directory.metadataSignatureSince;
    return this.#verifier.whyNot(entry, { metadataSignatureRequired: this.#now() >= (since ?? Infinity) });
  }

  async #trusts(pem, dbId) {
    // Only the administrator writes the directory; a member who could would be one.
    return dbId === 'directory' ? isDevice(pem, this.#directory.adminDeviceId) : this.#directory.isTrustedAuthor(pem);
  }
}

function isDevice(pem, deviceId) {
  try {
    return deviceIdOf(pem) === deviceId;
  } catch {
    // What is no key is nobody's.
    return false;
  }
}
