/** The RSA key with which a device opens what is meant for it alone. */
export class UnwrappingKey {
  private constructor();
  /** PEM, verbatim. */
  readonly publicPem: string;
  /** @throws {MalformedKeyError} if it is no RSA key, or the halves do not match */
  static fromPkcs8(pkcs8: Uint8Array, publicPem: string): Promise<UnwrappingKey>;
  /** @throws {DecryptionError} if it was wrapped for another key, or changed */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
}
