/** Whether the signature over the bytes is that of the device (43 characters of base64url). Never rejects. */
export function isSignedBy(device: string, signature: Uint8Array, bytes: Uint8Array): Promise<boolean>;
