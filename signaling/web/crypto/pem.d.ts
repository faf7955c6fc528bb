/** In characters. */
export const MAX_PEM_LENGTH: number;

export class MalformedKeyError extends Error {}

/** The SPKI in a PEM. @throws {MalformedKeyError} */
export function parsePem(pem: string): Uint8Array;

/** The text that clients write: lines of 64 characters, no newline at the end. */
export function formatPem(spki: Uint8Array): string;

/** Whether two PEM texts are equal but for white space. */
export function sameKey(a: string, b: string): boolean;

/** The 32 bytes of an Ed25519 public key. @throws {MalformedKeyError} */
export function rawEd25519(pem: string): Uint8Array;

export function ed25519Pem(raw: Uint8Array): string;

/** How signaling names the device with this key: 43 characters of base64url. @throws {MalformedKeyError} */
export function deviceIdOf(pem: string): string;
