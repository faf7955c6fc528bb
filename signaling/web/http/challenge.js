import { toBase64 } from '../crypto/encoding.js';
import { HttpError } from './http-error.js';

/** What our devices sign as a challenge: nothing that could be the bytes of an offer, an entry or a receipt. */
const CHALLENGE = /^[A-Za-z0-9._-]{16,2048}$/;

/**
 * The answer to a challenge.
 *
 * @param {import('../crypto/identity-file.js').Identity} identity
 * @throws {HttpError} if the server asks for a signature over something else
 */
export async function answerTo(challenge, identity) {
  if (typeof challenge !== 'string' || !CHALLENGE.test(challenge)) {
    throw new HttpError(200, 'the server asks to sign something that is not a challenge; this device does not');
  }
  return { challenge, signature: toBase64(await identity.device.signChallenge(challenge)) };
}
