export * as base64url from './crypto/base64url.js';
export { DeviceKey } from './crypto/device-key.js';
export { isSignedBy } from './crypto/ed25519.js';
export * from './handshake/handshake.js';
export * from './handshake/signed-bytes.js';
export * from './signaling/requests.js';
export * from './signaling/signaling-client.js';
export * from './signaling/ticket.js';
export * from './system.js';
