/** What was to be decrypted was made with another key or password, or was changed. */
export class DecryptionError extends Error {}
