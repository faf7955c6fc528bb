export * as base64url from './crypto/base64url.js';
