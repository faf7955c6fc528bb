/** Whether this is of the form that devices sign as a challenge. */
export function isChallenge(text: unknown): text is string;

/** The Ed25519 key of this device; its private half cannot be read from it. */
export class DeviceKey {
  private constructor();

  /** 43 characters of base64url: the 32 bytes of the public key. */
  readonly id: string;

  /** @throws {Error} if one is no Ed25519 key, or they do not belong together */
  static import(pkcs8: Uint8Array, spki: Uint8Array): Promise<DeviceKey>;

  /** Signs bytes of the kit. @throws {Error} if they do not begin with `0xFF` and `blindhop-` */
  sign(bytes: Uint8Array): Promise<Uint8Array>;

  /** Signs the challenge of a login. @throws {Error} if it does not match `[A-Za-z0-9._-]{16,2048}` */
  signChallenge(text: string): Promise<Uint8Array>;
}
