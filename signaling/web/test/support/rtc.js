import { cleanup } from '../harness.js';

/** Two ends of a real data channel between two connections of this page. `cut()` ends both connections without a word. */
export async function rtcPair() {
  const [one, two] = [new RTCPeerConnection(), new RTCPeerConnection()];
  cleanup(() => [one, two].forEach((connection) => connection.close()));
  one.addEventListener('icecandidate', ({ candidate }) => two.addIceCandidate(candidate ?? undefined));
  two.addEventListener('icecandidate', ({ candidate }) => one.addIceCandidate(candidate ?? undefined));
  const channel = one.createDataChannel('sync');
  const other = new Promise((resolve) => two.addEventListener('datachannel', (event) => resolve(event.channel)));
  await one.setLocalDescription();
  await two.setRemoteDescription(one.localDescription);
  await two.setLocalDescription();
  await one.setRemoteDescription(two.localDescription);
  const cut = () => [one, two].forEach((connection) => connection.close());
  return { channels: [channel, await other], maxMessageSize: one.sctp.maxMessageSize, cut };
}
