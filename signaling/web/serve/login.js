import { encode, decode } from '../crypto/base64url.js';
import { fromBase64, utf8 } from '../crypto/encoding.js';
import { MalformedKeyError, deviceIdOf } from '../crypto/pem.js';
import { PeerError } from '../transport/peer-error.js';

const CHALLENGE_MS = 5 * 60 * 1000;
const TOKEN_MS = 60 * 60 * 1000;
const OUTSTANDING = 16;

/**
 * Login of a device over the channel, as with a server: a challenge, its signature, a token. The challenge names both devices,
 * so a signature that one peer gets is of no use to it with another peer or with a server. Tokens are good for this session
 * alone: their key is made with it and never leaves it.
 */
export class Login {
  #self;
  #tenantId;
  #now;
  #key;
  #challenges = new Map();

  constructor({ self, tenantId, now }) {
    this.#self = self;
    this.#tenantId = tenantId;
    this.#now = now;
    this.#key = crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  }

  /**
   * @param {unknown} signingPublicKey PEM of the device that wants to log in
   * @returns {{device: string, challenge: string}}
   * @throws {PeerError} 400
   */
  challenge(signingPublicKey) {
    const device = deviceOf(signingPublicKey);
    const challenge = `${challengeFor(this.#self, device)}${encode(crypto.getRandomValues(new Uint8Array(16)))}`;
    if (this.#challenges.size >= OUTSTANDING) {
      this.#challenges.delete(this.#challenges.keys().next().value);
    }
    this.#challenges.set(challenge, { device, pem: signingPublicKey, expires: this.#now() + CHALLENGE_MS });
    return { device, challenge };
  }

  /**
   * Spends a challenge, whatever comes of it.
   *
   * @returns {Promise<{device: string, token: string}>}
   * @throws {PeerError} 401
   */
  async authenticate(challenge, signature) {
    const asked = this.#challenges.get(challenge);
    this.#challenges.delete(challenge);
    if (asked === undefined || asked.expires <= this.#now()) {
      throw new PeerError(401, 'Challenge not found or expired');
    }
    if (!(await isSigned(asked.device, signature, challenge))) {
      throw new PeerError(401, 'Invalid signature');
    }
    return { device: asked.device, token: await this.#token(asked) };
  }

  /** @returns {Promise<string | null>} the device of a token, null if it is none of this session or has ended */
  async deviceOfToken(token) {
    const [header, payload, signature, ...rest] = typeof token === 'string' ? token.split('.') : [];
    if (signature === undefined || rest.length > 0) {
      return null;
    }
    try {
      const right = await crypto.subtle.verify('HMAC', await this.#key, decode(signature), utf8(`${header}.${payload}`));
      const { device, exp } = right ? JSON.parse(new TextDecoder().decode(decode(payload))) : {};
      return exp * 1000 > this.#now() ? device : null;
    } catch {
      // Not base64url: nothing that was given out here.
      return null;
    }
  }

  /** Of the form that clients read the end of: three parts, `exp` in the middle one. */
  async #token({ device, pem }) {
    const iat = Math.floor(this.#now() / 1000);
    const claims = { sub: pem, iat, exp: iat + TOKEN_MS / 1000, tenantId: this.#tenantId, deviceSigningKey: pem, device };
    const text = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => encode(utf8(JSON.stringify(part)))).join('.');
    return `${text}.${encode(new Uint8Array(await crypto.subtle.sign('HMAC', await this.#key, utf8(text))))}`;
  }
}

/** What a challenge begins with that the first device may ask the second one to sign. */
export function challengeFor(self, device) {
  return `blindhop-peer.${self}.${device}.`;
}

function deviceOf(pem) {
  try {
    return deviceIdOf(pem);
  } catch (error) {
    if (error instanceof MalformedKeyError) {
      throw new PeerError(400, 'signingPublicKey must be the PEM of an Ed25519 key: a peer knows devices by their keys');
    }
    throw error;
  }
}

async function isSigned(device, signature, text) {
  try {
    const key = await crypto.subtle.importKey('raw', decode(device), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, fromBase64(signature), utf8(text));
  } catch {
    // What is no signature is a wrong one.
    return false;
  }
}
