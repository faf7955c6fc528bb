import { DeviceKey } from './device-key.js';
import { decryptPrivateKey } from './private-key-encryption.js';
import { AuthorKey } from './author-key.js';
import { MalformedKeyError, parsePem } from './pem.js';
import { UnwrappingKey } from './unwrapping-key.js';

/** The longest identity file that is read, in characters. */
export const MAX_IDENTITY_LENGTH = 100_000;

/** The text is not an identity file. */
export class MalformedIdentityError extends Error {
  constructor(message) {
    super(message);
    this.name = 'MalformedIdentityError';
  }
}

/**
 * Opens an identity file. Private keys stay in WebCrypto: nothing can read them out again, and the password is not kept. Members
 * that are not needed are ignored. Takes up to a second: that is what makes guessing the password slow.
 *
 * @param {string} json the text of the file
 * @param {string} password
 * @returns {Promise<import('./identity-file.js').Identity>}
 * @throws {MalformedIdentityError} if it is no identity file; the message says what is missing
 * @throws {DecryptionError} if the password is wrong
 * @throws {MalformedKeyError} if a key is not what it claims to be, or the halves of a pair do not match
 */
export async function openIdentityFile(json, password) {
  const file = parse(json);
  const signing = pair(file, 'userSigningKeyPair');
  const encryption = pair(file, 'userEncryptionKeyPair');
  const [signingPkcs8, encryptionPkcs8] = await Promise.all([
    decryptPrivateKey(signing.privateKey, password, 'signing'),
    decryptPrivateKey(encryption.privateKey, password, 'encryption'),
  ]);
  const device = await deviceKey(signingPkcs8, signing.publicKey);
  return Object.freeze({
    username: text(file, 'username'),
    signingPublicKey: signing.publicKey,
    device,
    author: await AuthorKey.import(signingPkcs8, signing.publicKey),
    encryption: await UnwrappingKey.fromPkcs8(encryptionPkcs8, encryption.publicKey),
  });
}

/** The name in an identity file, which needs no password. */
export function usernameIn(json) {
  return text(parse(json), 'username');
}

function parse(json) {
  if (json.length > MAX_IDENTITY_LENGTH) {
    throw new MalformedIdentityError(`an identity file has at most ${MAX_IDENTITY_LENGTH} characters`);
  }
  try {
    return JSON.parse(json) ?? {};
  } catch {
    throw new MalformedIdentityError('this is not an identity file: it is not JSON');
  }
}

function pair(file, name) {
  const { publicKey, privateKey } = file[name] ?? {};
  if (typeof publicKey !== 'string' || typeof privateKey !== 'object' || privateKey === null) {
    throw new MalformedIdentityError(`this is not an identity file: it has no ${name}`);
  }
  return { publicKey, privateKey };
}

function text(file, name) {
  if (typeof file[name] !== 'string' || file[name] === '') {
    throw new MalformedIdentityError(`this is not an identity file: it has no ${name}`);
  }
  return file[name];
}

async function deviceKey(pkcs8, pem) {
  try {
    return await DeviceKey.import(pkcs8, parsePem(pem));
  } catch (error) {
    throw new MalformedKeyError(`the signing key of the identity cannot be used: ${error.message}`);
  }
}
