import { decode, encode } from '../crypto/base64url.js';
import { isSignedBy } from '../crypto/ed25519.js';
import { InOrder } from './in-order.js';
import { signedBytes } from './signed-bytes.js';

/** Of what is sent, in milliseconds; receivers allow 60 s. */
const LIFE = 45_000;

const LONGEST_LIFE = 60_000;
const CLOCKS_DIFFER = 30_000;
const KINDS = ['offer', 'answer', 'candidates', 'bye'];

/**
 * What one session says to one other in one room, both ways: signed by the one, and believed by the other only if the six rules
 * of docs/signaling.md hold. The rule about descriptions is `peer/description.js`.
 *
 * The peer's device and session are settled when this is made. Nothing that the server says later changes them.
 *
 * `onSignal({ kind, data, seq })` is called with what is authentic, in order, each once. `onRefused({ rule, message })` is told
 * what was not; the sender is told nothing. `onGap()` is called when a message has been missing for 10 s: it is over then.
 */
export class Handshake {
  #key;
  #directory;
  #tenant;
  #room;
  #own;
  #peer;
  #system;
  #onRefused;
  #inbox;
  #sent = 0;

  constructor({ key, directory, tenant, room, session, peer, system, onSignal, onRefused = () => {}, onGap }) {
    if (peer.session === session) throw new Error('the peer has the session of this device: these are its own words');
    this.#key = key;
    this.#directory = directory;
    this.#tenant = tenant;
    this.#room = room;
    this.#own = { device: key.id, session };
    this.#peer = { device: peer.device, session: peer.session };
    this.#system = system;
    this.#onRefused = onRefused;
    this.#inbox = new InOrder({ onNext: onSignal, onGap, system });
  }

  /**
   * The members of the next signal to the peer.
   *
   * @returns {Promise<{seq: number, kind: string, expires: number, data: string, signature: string}>}
   */
  async seal(kind, data) {
    const signal = { seq: this.#sent++, kind, expires: this.#system.now() + LIFE, data };
    const bytes = await signedBytes({ ...signal, ...this.#place(), from: this.#own, to: this.#peer });
    return { ...signal, signature: encode(await this.#key.sign(bytes)) };
  }

  /** The number that the next signal will have. */
  get nextSeq() {
    return this.#sent;
  }

  /** Takes a signal as the server delivered it. Resolves when it is handed on, kept, or refused. Never rejects. */
  async accept(message) {
    const refusal = await this.#refusal(message);
    if (refusal === null) this.#inbox.put(message.seq, { kind: message.kind, data: message.data, seq: message.seq });
    else this.#onRefused({ rule: refusal, message });
  }

  close() {
    this.#inbox.close();
  }

  async #refusal({ device, session, seq, kind, expires, data, signature }) {
    if (!KINDS.includes(kind) || typeof data !== 'string' || !isCount(seq) || !isCount(expires)) return 'form';
    if (device !== this.#peer.device || session !== this.#peer.session) return 'peer';
    if (!this.#inbox.wants(seq)) return 'sequence';
    const now = this.#system.now();
    if (expires + CLOCKS_DIFFER < now || expires > now + LONGEST_LIFE + CLOCKS_DIFFER) return 'expiry';
    const bytes = await signedBytes({ kind, seq, expires, data, ...this.#place(), from: this.#peer, to: this.#own });
    if (!(await isSignedBy(device, bytesOf(signature), bytes))) return 'signature';
    return (await isActive(this.#directory, device)) ? null : 'device';
  }

  /** As this device knows it, whatever the message says. */
  #place() {
    return { tenant: this.#tenant, room: this.#room };
  }
}

/** Whether the directory says so. One that cannot answer does not. */
export async function isActive(directory, device) {
  try {
    return (await directory.isActive(device)) === true;
  } catch {
    // Who cannot be looked up is nobody, as long as it lasts.
    return false;
  }
}

function isCount(value) {
  return Number.isSafeInteger(value) && value >= 0;
}

function bytesOf(signature) {
  try {
    return decode(signature);
  } catch {
    // Not the one text of any signature: one that is wrong.
    return new Uint8Array();
  }
}
