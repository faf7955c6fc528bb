import { HEAD_BYTES, MAX_FRAME_BYTES, REASON_BYTES } from './limits.js';
import { PeerError } from './peer-error.js';

/** Frames of docs/peer-transport.md: one message of the channel each. `[type][request, 4 bytes big-endian][content]`. */
export const HELLO = 0;
export const REQUEST = 1;
export const ANSWER = 2;
export const DATA = 3;
export const END = 4;
export const CREDIT = 5;
export const CANCEL = 6;
export const BYE = 7;

/** In the type: the request is one of the side that receives the frame. */
export const YOURS = 0x80;

export const HEADER_BYTES = 5;
export const VERSION = 1;
const MAGIC = Uint8Array.of(0x42, 0x48, 0x50);
const NAMES = ['HELLO', 'REQUEST', 'ANSWER', 'DATA', 'END', 'CREDIT', 'CANCEL', 'BYE'];
const NOTHING = new Uint8Array(0);
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * @param {number} type with or without {@link YOURS}
 * @param {number} request 0 for HELLO and BYE
 * @returns {Uint8Array}
 */
export function encodeFrame(type, request, content = NOTHING) {
  const frame = new Uint8Array(HEADER_BYTES + content.length);
  frame[0] = type;
  new DataView(frame.buffer).setUint32(1, request);
  frame.set(content, HEADER_BYTES);
  return frame;
}

/**
 * @param {unknown} message what the channel delivered
 * @returns {{type: number, yours: boolean, request: number, content: Uint8Array}}
 * @throws {PeerError} 502, if that is no frame
 */
export function decodeFrame(message) {
  if (!(message instanceof ArrayBuffer)) {
    throw malformed('a message that is not binary');
  }
  if (message.byteLength < HEADER_BYTES || message.byteLength > MAX_FRAME_BYTES) {
    throw malformed(`a frame of ${message.byteLength} bytes; frames have ${HEADER_BYTES} to ${MAX_FRAME_BYTES}`);
  }
  const bytes = new Uint8Array(message);
  const type = bytes[0] & ~YOURS;
  const frame = {
    type,
    yours: (bytes[0] & YOURS) !== 0,
    request: new DataView(message).getUint32(1),
    content: bytes.subarray(HEADER_BYTES),
  };
  check(frame);
  return frame;
}

function check({ type, yours, request, content }) {
  const name = NAMES[type];
  if (name === undefined) {
    throw malformed(`a frame of unknown type ${type}`);
  }
  if ((type === HELLO || type === BYE) !== (request === 0)) {
    throw malformed(`${name} for request ${request}`);
  }
  if ((type === ANSWER && !yours) || (yours && (type === REQUEST || request === 0))) {
    throw malformed(`${name} in the wrong direction`);
  }
  const [least, most] = contentLimits(type);
  if (content.length < least || content.length > most) {
    throw malformed(`${name} with ${content.length} bytes; it has ${least} to ${most}`);
  }
}

function contentLimits(type) {
  switch (type) {
    case HELLO:
    case CREDIT:
      return [4, 4];
    case REQUEST:
    case ANSWER:
      return [2, HEAD_BYTES];
    case DATA:
      return [1, MAX_FRAME_BYTES - HEADER_BYTES];
    case END:
      return [0, 0];
    default:
      return [2, 2 + REASON_BYTES];
  }
}

/** Content of HELLO. */
export function hello() {
  return Uint8Array.of(...MAGIC, VERSION);
}

/** @throws {PeerError} 502, if the peer speaks something else */
export function checkHello({ type, content }) {
  if (type !== HELLO || MAGIC.some((byte, i) => content[i] !== byte)) {
    throw malformed('something else than HELLO first');
  }
  if (content[3] !== VERSION) {
    throw malformed(`version ${content[3]} of the peer protocol; this side speaks version ${VERSION}`);
  }
}

/** Content of REQUEST and ANSWER. */
export function encodeHead(head) {
  const bytes = encoder.encode(JSON.stringify(head));
  if (bytes.length > HEAD_BYTES) {
    throw new PeerError(413, `the head of a request or answer has ${bytes.length} bytes, the limit is ${HEAD_BYTES}`);
  }
  return bytes;
}

/** @throws {PeerError} 502, if it is not the text of a JSON object */
export function decodeHead(content) {
  let head;
  try {
    head = JSON.parse(decoder.decode(content));
  } catch {
    throw malformed('a head that is not JSON');
  }
  if (typeof head !== 'object' || head === null || Array.isArray(head)) {
    throw malformed('a head that is not a JSON object');
  }
  return head;
}

/** Content of CREDIT. */
export function encodeCredit(bytes) {
  const content = new Uint8Array(4);
  new DataView(content.buffer).setUint32(0, bytes);
  return content;
}

export function decodeCredit(content) {
  return new DataView(content.buffer, content.byteOffset).getUint32(0);
}

/** Content of CANCEL and BYE. A text that is too long is cut. */
export function encodeReason({ status, message }) {
  const content = new Uint8Array(2 + REASON_BYTES);
  new DataView(content.buffer).setUint16(0, status);
  const { written } = encoder.encodeInto(message, content.subarray(2));
  return content.slice(0, 2 + written);
}

/** @returns {PeerError} */
export function decodeReason(content) {
  const status = new DataView(content.buffer, content.byteOffset).getUint16(0);
  try {
    return new PeerError(status, decoder.decode(content.subarray(2)));
  } catch {
    throw malformed('a reason that is not UTF-8');
  }
}

/** @returns {PeerError} that ends the link */
export function malformed(what) {
  return new PeerError(502, `the peer sent ${what}`);
}
