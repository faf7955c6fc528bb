/** Base64url without padding. */
export function encode(bytes: Uint8Array): string;

/** The one inverse of `encode`. @throws {RangeError} for every other text */
export function decode(text: string): Uint8Array;
