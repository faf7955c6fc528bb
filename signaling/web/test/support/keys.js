import { decode } from '../../crypto/base64url.js';
import { DeviceKey } from '../../crypto/device-key.js';

/** The key of an Ed25519 seed: what PKCS#8 is around it. */
export async function keyOf(seed) {
  const pkcs8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20, ...seed);
  const pair = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
  const publicKey = decode((await crypto.subtle.exportKey('jwk', pair)).x);
  return DeviceKey.import(pkcs8, spkiOf(publicKey));
}

export function spkiOf(publicKey) {
  return Uint8Array.of(0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0, ...publicKey);
}

/** The keys of the seeds 00…, 20…, 40… */
export function numberedKey(number) {
  return keyOf(Uint8Array.from({ length: 32 }, (_, i) => number * 32 + i));
}

/** The directory of those devices. */
export function directoryOf(...keys) {
  const active = new Set(keys.map((key) => key.id));
  return { active, isActive: (device) => active.has(device) };
}
