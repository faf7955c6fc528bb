/**
 * What the browser, or the way the page came, lacks; empty if it is nothing.
 *
 * @param {object} browser `isSecureContext`, `crypto`, `RTCPeerConnection`, `DecompressionStream`
 * @returns {Promise<string>}
 */
export async function whyUnsupported(browser = globalThis) {
  if (!browser.isSecureContext) {
    return 'Browsers do cryptography for pages on https:// and on localhost only. Open this page on one of those.';
  }
  const lacks = [
    [await hasEd25519(browser.crypto), 'Ed25519 signatures'],
    [browser.RTCPeerConnection !== undefined, 'WebRTC'],
    [browser.DecompressionStream !== undefined, 'decompression'],
  ].flatMap(([there, name]) => (there ? [] : [name]));
  return lacks.length === 0 ? '' : `This browser has no ${lacks.join(' and no ')}. A newer one has.`;
}

async function hasEd25519(crypto) {
  try {
    await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
    return true;
  } catch {
    return false;
  }
}

/** Whether the URL leads back to the same machine, whoever opens it. */
export function isThisMachineOnly({ hostname }) {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./.test(hostname);
}
