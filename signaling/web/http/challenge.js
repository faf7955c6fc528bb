import { isChallenge } from '../crypto/device-key.js';
import { toBase64 } from '../crypto/encoding.js';
import { HttpError } from './http-error.js';

/**
 * The answer to a challenge.
 *
 * @param {import('../crypto/identity-file.js').Identity} identity
 * @throws {HttpError} if the server asks for a signature over something else
 */
export async function answerTo(challenge, identity) {
  if (!isChallenge(challenge)) {
    throw new HttpError(200, 'the server asks to sign something that is not a challenge; this device does not');
  }
  return { challenge, signature: toBase64(await identity.device.signChallenge(challenge)) };
}
