import { Identity } from '../crypto/identity-file.js';

export interface DiscoveredTenant {
  tenantId: string;
  /** PEM. What the **server** says: keep it and refuse another one later, or compare it with what a member says. */
  adminSigningPublicKey: string;
  /** Newest first, 32 bytes each. */
  publicInfosKeys: Uint8Array[];
}

/**
 * In which tenants of a server a device is granted something.
 *
 * @throws {HttpError} if the server refuses
 * @throws {DecryptionError} if a key is not for this device
 */
export function discoverTenants(
  base: string,
  identity: Identity,
  options?: { signal?: AbortSignal; fetch?: typeof fetch },
): Promise<DiscoveredTenant[]>;
