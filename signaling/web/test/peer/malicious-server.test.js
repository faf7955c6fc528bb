import { encode } from '../../crypto/base64url.js';
import { Handshake } from '../../handshake/handshake.js';
import { signedBytes } from '../../handshake/signed-bytes.js';
import { PeerConnection } from '../../peer/peer-connection.js';
import { newSession } from '../../signaling/names.js';
import { system } from '../../system.js';
import { cleanup, equal, ok, test } from '../harness.js';
import { settled, until } from '../support/fake-system.js';
import { directoryOf, numberedKey } from '../support/keys.js';
import { Party } from '../support/party.js';

// The server of these tests is the one that devices sync with, too: it knows every device, every room and every message.

/** A server that delivers every message as `change(message, to, party)` makes it; the devices are not connected. */
function keptApart(sentence, change, rule) {
  test(sentence, async () => {
    const party = new Party({ server: {} });
    party.mallory = await numberedKey(3);
    party.directory.active.add(party.mallory.id);
    party.server.mangle = (message, to) => (message.type === 'signal' ? change(message, to, party) : [message]);
    const guests = [await party.invite(0), await party.invite(1)];
    await Promise.all(guests.map((guest) => guest.mesh.join()));
    await until(() => guests.some(({ refused }) => refused.includes(rule)));
    await settled();
    equal(guests.map(({ channels }) => channels), [[], []]);
    for (const { rtcs } of guests) equal(rtcs.flatMap(({ given }) => given), [], 'what WebRTC was given');
  });
}

const OTHER = Array(32).fill('EE').join(':');

keptApart(
  'a server that swaps the fingerprint for its own is in nobody\'s middle',
  (message) => [{ ...message, data: message.data.replace(/sha-256 [0-9A-F:]+/g, `sha-256 ${OTHER}`) }],
  'signature',
);

keptApart(
  'a server that swaps the fingerprint and signs with another device of the tenant is in nobody\'s middle',
  async (message, to, { mallory }) => {
    const data = message.data.replace(/sha-256 [0-9A-F:]+/g, `sha-256 ${OTHER}`);
    const from = { device: message.device, session: message.session };
    const bytes = await signedBytes({ ...message, data, tenant: 'acme', from, to });
    return [{ ...message, data, signature: encode(await mallory.sign(bytes)) }];
  },
  'signature',
);

keptApart(
  'a server that makes a weak fingerprint of a strong one is not followed',
  (message) => [{ ...message, data: message.data.replace(/sha-256 ([0-9A-F:]{59})[0-9A-F:]*/g, 'sha-1 $1') }],
  'signature',
);

keptApart('a server that says it was another kind is not followed', (message) => [{ ...message, kind: 'answer' }], 'signature');

keptApart('a server that prolongs the life of messages is not followed', (message) => [{ ...message, expires: message.expires + 5_000 }], 'signature');

keptApart('a server that renumbers messages is not followed', (message) => [{ ...message, seq: message.seq + 1 }], 'signature');

test('a server that tells Ann that Carl is Bob connects her with nobody', async () => {
  const party = new Party({ server: {} });
  const [ann, bob, carl] = [await party.invite(0), await party.invite(1), await party.invite(2)];
  /** Bob's name for Carl, in every message to Ann; her words to "Bob" go to Carl. */
  party.server.others = (room, connection) => {
    const all = [...party.server.connections].filter((other) => other !== connection && other.rooms.has(room));
    return all.filter(({ device }) => device !== bob.key.id);
  };
  party.server.mangle = (message, to) => {
    if (to.device !== ann.key.id) return [message];
    return [JSON.parse(JSON.stringify(message).replaceAll(carl.key.id, bob.key.id))];
  };
  await Promise.all([ann, carl].map((guest) => guest.mesh.join()));
  await until(() => [...ann.refused, ...carl.refused].includes('signature'));
  equal([ann.channels, carl.channels], [[], []]);
});

test('a server that sends everything back to who said it deceives nobody', async () => {
  const party = new Party({ server: {} });
  const [ann, bob] = [await party.invite(0), await party.invite(1)];
  await Promise.all([ann, bob].map((guest) => guest.mesh.join()));
  await until(() => ann.open.length === 1 && bob.open.length === 1);
  const from = ann.mesh.connections[0].peer;
  for (const { by, ...message } of party.server.sent('signal').filter((each) => each.by === ann.key.id)) {
    party.server.post(party.server.of(ann.key.id), { ...message, from: from.peer, device: from.device, session: from.session, seq: message.seq + 10 });
    party.server.post(party.server.of(ann.key.id), { ...message, from: newSession(), device: ann.key.id, session: ann.client.session });
  }
  await until(() => ann.refused.includes('signature'));
  equal(ann.mesh.connections.length, 1);
  await ann.says(bob, 'still with bob');
});

test('a server that replays a whole conversation to a new session starts nothing', async () => {
  const party = new Party({ server: {} });
  const [ann, bob] = await party.meet(2);
  const tape = party.server.sent('signal').filter(({ by }) => by === ann.key.id);
  const { session } = ann.client;
  await ann.mesh.close();
  ann.client.close();
  bob.client.renew();
  await until(() => bob.client.state === 'open' && party.server.of(bob.key.id)?.rooms.has('db:main'));
  const channels = bob.channels.length;
  for (const { by, to, re, ...message } of tape) {
    party.server.post(party.server.of(bob.key.id), { ...message, from: encode(new Uint8Array(16)), device: by, session });
  }
  await until(() => bob.refused.filter((rule) => rule === 'signature').length === tape.length);
  equal(bob.channels.length, channels);
});

test('a server that repeats an old offer in the same session disturbs nothing', async () => {
  const party = new Party({ server: {} });
  const [ann, bob] = await party.meet(2);
  const offer = party.server.sent('signal').find(({ kind }) => kind === 'offer');
  const receiver = offer.by === ann.key.id ? bob : ann;
  const peer = receiver.mesh.connections[0].peer;
  party.server.post(party.server.of(receiver.key.id), { ...offer, from: peer.peer, device: peer.device, session: peer.session });
  await until(() => receiver.refused.includes('sequence'));
  equal(receiver.rtcs[0].given.length, 1);
  await ann.says(bob, 'as before');
});

test('a server that invents a device is not connected with', async () => {
  const party = new Party({ server: {} });
  const ann = await party.invite(0);
  const mallory = await party.invite(3, { active: false });
  await Promise.all([ann, mallory].map((guest) => guest.mesh.join()));
  await until(() => ann.refused.includes('device'));
  equal([ann.rtcs, ann.channels], [[], []]);
});

/** One end of a connection, and what the peer's end, which knows its key, can say to it. */
async function facing({ polite = true } = {}) {
  const [own, other] = [await numberedKey(0), await numberedKey(1)];
  const directory = directoryOf(own, other);
  const sessions = [newSession(), newSession()].sort();
  const [session, theirs] = polite ? sessions : sessions.reverse();
  const said = [];
  const refused = [];
  const given = [];
  const hooks = { onGiven: () => {} };
  class Observed extends RTCPeerConnection {
    setRemoteDescription(description) {
      given.push(description);
      hooks.onGiven();
      return super.setRemoteDescription(description);
    }
  }
  const place = { directory, tenant: 'acme', room: 'db:main', system, configuration: () => ({}), RTCPeerConnection: Observed };
  const connection = new PeerConnection({ ...place, key: own, session, peer: { device: other.id, session: theirs }, send: (signal) => said.push(signal) });
  connection.addEventListener('refused', ({ detail }) => refused.push(detail));
  const peer = new Handshake({ ...place, key: other, session: theirs, peer: { device: own.id, session }, onSignal: () => {}, onGap: () => {} });
  const says = async (kind, object) => connection.accept({ device: other.id, session: theirs, ...(await peer.seal(kind, JSON.stringify(object))) });
  cleanup(() => connection.close());
  return { connection, says, said, refused, given, hooks };
}

async function realOffer() {
  const rtc = new RTCPeerConnection();
  rtc.createDataChannel('blindhop.v1');
  const offer = await rtc.createOffer();
  rtc.close();
  return { type: offer.type, sdp: offer.sdp };
}

test('a device that offers a weak fingerprint is refused although it has signed it', async () => {
  const { says, refused, given } = await facing();
  const offer = await realOffer();
  await says('offer', { ...offer, sdp: offer.sdp.replace(/sha-256 ([0-9A-F:]{59})[0-9A-F:]*/g, 'sha-1 $1') });
  await until(() => refused.length === 1);
  equal([refused[0].rule, given], ['description', []]);
  ok(/SHA-256 or better/.test(refused[0].message));
});

test('an answer to no offer is refused although it is signed', async () => {
  const { says, refused, given } = await facing();
  await says('answer', { ...(await realOffer()), type: 'answer' });
  await until(() => refused.length === 1);
  equal([refused[0].rule, given], ['answer', []]);
});

test('an offer that is signed as an answer, and what is no description, is refused', async () => {
  const { says, refused, given } = await facing();
  await says('answer', await realOffer());
  await says('offer', { ...(await realOffer()), type: 'pranswer' });
  await says('offer', null);
  await says('candidates', null);
  await says('bye', null);
  await until(() => refused.length >= 4);
  equal([refused.map(({ rule }) => rule).slice(0, 3), given], [['description', 'description', 'description'], []]);
});

test('an answer to another offer than the one that is open is refused', async () => {
  const { connection, says, refused, given, said } = await facing({ polite: false });
  connection.connect();
  await until(() => said.some(({ kind }) => kind === 'offer'));
  const { seq, data } = said.find(({ kind }) => kind === 'offer');
  const rtc = new RTCPeerConnection();
  cleanup(() => rtc.close());
  await rtc.setRemoteDescription(JSON.parse(data));
  await rtc.setLocalDescription();
  const answer = { type: 'answer', sdp: rtc.localDescription.sdp };
  await says('answer', { ...answer, answers: seq + 1 });
  await until(() => refused.length === 1);
  equal([refused[0].rule, given], ['answer', []]);
  await says('answer', { ...answer, answers: seq });
  await until(() => given.length === 1);
  await says('answer', { ...answer, answers: seq });
  await until(() => refused.length === 2);
  equal(given.length, 1);
});

test('a connection that is ended while it answers does not answer, and takes the next offer', async () => {
  const { connection, says, said, given, hooks } = await facing();
  hooks.onGiven = () => given.length === 1 && connection.halt();
  await says('offer', await realOffer());
  await until(() => said.length > 0);
  await says('offer', await realOffer());
  await until(() => said.some(({ kind }) => kind === 'answer'));
  equal(said.slice(0, 2).map(({ kind, data }) => [kind, JSON.parse(data).answers]), [['bye', undefined], ['answer', 1]]);
});
