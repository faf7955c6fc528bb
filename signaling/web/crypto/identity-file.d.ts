import { AuthorKey } from './author-key.js';
import { DeviceKey } from './device-key.js';
import { UnwrappingKey } from './unwrapping-key.js';

/** Who a device is. Its private keys cannot be read out. */
export interface Identity {
  readonly username: string;
  /** PEM, verbatim. */
  readonly signingPublicKey: string;
  /** Signs challenges and signaling. */
  readonly device: DeviceKey;
  /** Signs entries. */
  readonly author: AuthorKey;
  /** Opens what is meant for this device alone. */
  readonly encryption: UnwrappingKey;
}

/** In characters. */
export const MAX_IDENTITY_LENGTH: number;

export class MalformedIdentityError extends Error {}

/**
 * Opens an identity file; takes up to a second.
 *
 * @throws {MalformedIdentityError} if it is no identity file
 * @throws {DecryptionError} if the password is wrong
 * @throws {MalformedKeyError} if a key is not what it claims to be
 */
export function openIdentityFile(json: string, password: string): Promise<Identity>;

/** The name in an identity file, which needs no password. @throws {MalformedIdentityError} */
export function usernameIn(json: string): string;
