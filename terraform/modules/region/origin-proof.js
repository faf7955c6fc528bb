// Runs in CloudFront on every request. Proves to the function behind the URL that the request came through here, and tells
// it the address of the caller; a header of this name that a client sent is replaced. OriginProof.java is the other side.
import cf from 'cloudfront';
import crypto from 'crypto';

const keys = cf.kvs();

async function handler(event) {
  const request = event.request;
  const time = Math.floor(Date.now() / 1000);
  const address = event.viewer.ip;
  // Without a key this throws, and the viewer gets an error: nothing passes unproven.
  const key = await keys.get('origin-key');
  const signature = crypto
    .createHmac('sha256', key)
    .update('blindhop-origin-v1\n' + time + '\n' + address)
    .digest('base64url');
  request.headers['x-blindhop-origin'] = {
    value: 'v1;t=' + time + ';a=' + address + ';s=' + signature,
  };
  return request;
}
