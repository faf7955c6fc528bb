import { IV_LENGTH, TAG_LENGTH, DecryptionError, open } from './aes-gcm.js';
import { concat, fromBase64, utf8 } from './encoding.js';
import { MalformedKeyError } from './pem.js';

const DEFAULT_ITERATIONS = 310_000;
const MIN_ITERATIONS = 60_000;

/** A file that says more is refused: it would keep a processor busy for seconds. */
export const MAX_ITERATIONS = 10_000_000;

/**
 * Opens one private key of an identity file: AES-256-GCM with a key from PBKDF2-HMAC-SHA-256 over the salt and the purpose.
 *
 * @param {object} encrypted `{ciphertext, iv, tag, salt, iterations}`, base64 but the last
 * @param {'signing' | 'encryption'} purpose
 * @returns {Promise<Uint8Array>} PKCS#8
 * @throws {DecryptionError} if the password is wrong or the key was changed
 * @throws {MalformedKeyError} if a member is missing, or asks for too many iterations
 */
export async function decryptPrivateKey(encrypted, password, purpose) {
  const [ciphertext, iv, tag, salt] = ['ciphertext', 'iv', 'tag', 'salt'].map((name) => member(encrypted, name));
  const iterations = iterationsOf(encrypted);
  if (iv.length !== IV_LENGTH || tag.length !== TAG_LENGTH) {
    throw new MalformedKeyError(`an encrypted private key has an IV of ${IV_LENGTH} bytes and a tag of ${TAG_LENGTH}`);
  }
  const key = await derive(password, concat(salt, utf8(purpose)), iterations);
  try {
    return await open(key, iv, concat(ciphertext, tag));
  } catch (error) {
    if (error instanceof DecryptionError) {
      throw new DecryptionError('the password is wrong, or the identity file was changed');
    }
    throw error;
  }
}

function iterationsOf(encrypted) {
  const iterations = encrypted.iterations ?? DEFAULT_ITERATIONS;
  if (!Number.isSafeInteger(iterations) || iterations > MAX_ITERATIONS) {
    throw new MalformedKeyError(
      `an encrypted private key asks for ${iterations} PBKDF2 iterations, the limit is ${MAX_ITERATIONS}`,
    );
  }
  return Math.max(MIN_ITERATIONS, iterations);
}

async function derive(password, salt, iterations) {
  const secret = await crypto.subtle.importKey('raw', utf8(password), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
}

function member(encrypted, name) {
  try {
    return fromBase64(encrypted?.[name]);
  } catch {
    throw new MalformedKeyError(`an encrypted private key has no ${name}, or it is not base64`);
  }
}
