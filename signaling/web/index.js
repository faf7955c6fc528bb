export * as base64url from './crypto/base64url.js';
export { DeviceKey } from './crypto/device-key.js';
export { isSignedBy } from './crypto/ed25519.js';
export { Handshake } from './handshake/handshake.js';
export { signedBytes } from './handshake/signed-bytes.js';
export { SignalingError } from './signaling/requests.js';
export { SignalingClient } from './signaling/signaling-client.js';
export { TicketError, ticketsOf } from './signaling/ticket.js';
export { system } from './system.js';
