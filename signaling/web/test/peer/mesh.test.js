import { equal, ok, rejects, test } from '../harness.js';
import { settled, until } from '../support/fake-system.js';
import { Party } from '../support/party.js';

test('two devices meet through a server that shuffles and repeats, and each knows which device it speaks to', async () => {
  const party = new Party();
  const [ann, bob] = await party.meet(2);
  await ann.says(bob, 'hello');
  await bob.says(ann, 'hello to you');
  for (const [one, other] of [[ann, bob], [bob, ann]]) {
    equal(one.channels.map(({ device, again }) => [device, again]), [[other.key.id, false]]);
    const { label, ordered, maxRetransmits, maxPacketLifeTime } = one.channels[0].channel;
    equal([label, ordered, maxRetransmits, maxPacketLifeTime], ['blindhop.v1', true, null, null]);
  }
});

test('the side with the higher session makes the first offer, and only that', async () => {
  const party = new Party();
  const [ann, bob] = await party.meet(2);
  const higher = ann.client.session > bob.client.session ? ann : bob;
  equal([...new Set(party.server.sent('signal').filter(({ kind }) => kind === 'offer').map(({ by }) => by))], [higher.key.id]);
});

test('descriptions reach WebRTC exactly as they were signed', async () => {
  const party = new Party();
  const [ann, bob] = await party.meet(2);
  const signed = party.server.sent('signal').filter(({ kind }) => kind === 'offer' || kind === 'answer');
  for (const guest of [ann, bob]) {
    const [given] = guest.rtcs[0].given;
    const { data } = signed.find(({ by, kind }) => by !== guest.key.id && kind === given.type);
    equal(given.sdp, JSON.parse(data).sdp);
    equal(Object.keys(given), ['type', 'sdp']);
  }
});

test('candidates go by the handful', async () => {
  const party = new Party();
  await party.meet(2);
  for (const { data } of party.server.sent('signal').filter(({ kind }) => kind === 'candidates')) {
    const candidates = JSON.parse(data);
    ok(candidates.length >= 1 && candidates.length <= 32);
    ok(candidates.every(({ candidate, sdpMid }) => typeof candidate === 'string' && sdpMid === '0'));
  }
});

test('four devices are connected each with each', async () => {
  const party = new Party();
  const guests = await party.meet(4);
  for (const one of guests) {
    for (const other of guests) if (one !== other) await one.says(other, `${one.key.id} to ${other.key.id}`);
  }
});

test('a way that fails is looked for anew, and the channel stays', async () => {
  const party = new Party();
  const [ann, bob] = await party.meet(2);
  const offers = () => party.server.sent('signal').filter(({ kind }) => kind === 'offer').length;
  const before = offers();
  ann.rtcs[0].tell('failed');
  equal(ann.states(), ['restarting']);
  await until(() => offers() > before && ann.rtcs[0].signalingState === 'stable');
  ann.rtcs[0].tell('connected');
  await until(() => ann.open.length === 1);
  await ann.says(bob, 'still here');
  equal([ann.rtcs.length, bob.rtcs.length, ann.channels.length, bob.channels.length], [1, 1, 1, 1]);
  equal([ann.lost, bob.lost], [[], []]);
});

test('a way that is away for a moment is not given up at once', async () => {
  const party = new Party({ waits: { 3000: 60 } });
  const [ann, bob] = await party.meet(2);
  ann.rtcs[0].tell('disconnected');
  ann.rtcs[0].tell('connected');
  await new Promise((resolve) => setTimeout(resolve, 100));
  equal(ann.states(), ['open']);
  ann.rtcs[0].tell('disconnected');
  await until(() => ann.states()[0] === 'restarting');
  await until(() => ann.rtcs[0].signalingState === 'stable');
  ann.rtcs[0].tell('connected');
  await ann.says(bob, 'back');
});

test('offers that cross are one', async () => {
  const party = new Party();
  const [ann, bob] = await party.meet(2);
  for (let round = 0; round < 3; round++) {
    ann.rtcs[0].restartIce();
    bob.rtcs[0].restartIce();
    const names = () => [ann, bob].map(({ rtcs }) => /a=ice-ufrag:(\S+)/.exec(rtcs[0].currentLocalDescription.sdp)[1]);
    const before = names();
    await until(() => names().every((name, i) => name !== before[i]) && [ann, bob].every(({ rtcs }) => rtcs[0].signalingState === 'stable'));
    await ann.says(bob, `round ${round}`);
  }
  equal([ann.refused.filter((rule) => rule !== 'sequence'), ann.lost, bob.lost], [[], [], []]);
});

test('a connection that is lost is made anew, and says so', async () => {
  for (const which of [0, 1]) {
    const party = new Party();
    const guests = (await party.meet(2)).sort((a, b) => (a.client.session < b.client.session ? -1 : 1));
    const [victim, other] = [guests[which], guests[1 - which]];
    victim.to(other).channel.close();
    await until(() => guests.every((guest) => guest.channels.length === 2 && guest.open.length === 1));
    for (const guest of guests) {
      ok(guest.lost.length >= 1);
      equal(guest.channels[1].again, true);
    }
    await victim.says(other, 'again');
  }
});

test('when no restart helps, it is lost', async () => {
  const party = new Party();
  const [ann, bob] = await party.meet(2);
  for (let attempt = 0; attempt < 4; attempt++) ann.rtcs[0].tell('failed');
  equal(ann.lost, ['no way to the peer after 3 attempts']);
  await until(() => [ann, bob].every((guest) => guest.channels.length === 2 && guest.open.length === 1));
  await ann.says(bob, 'again');
});

test('who leaves says bye, and nobody tries to get it back', async () => {
  const party = new Party();
  const [ann, bob] = await party.meet(2);
  await ann.mesh.close();
  await until(() => bob.mesh.connections.length === 0);
  const made = bob.rtcs.length;
  // Longer than the first waiting time of what is lost.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  equal([bob.rtcs.length, ann.mesh.connections.length], [made, 0]);
  ok(party.server.sent('signal').some(({ kind, data }) => kind === 'bye' && data === '{"type":"bye","reason":"closed"}'));
});

test('a new session of the signaling makes a new connection, and the old one lives until it is there, and a while', async () => {
  const party = new Party({ waits: { 60000: 150 } });
  const [ann, bob] = await party.meet(2);
  const [former] = ann.mesh.connections;
  ann.client.renew();
  await settled();
  former.channel.send('in between');
  await until(() => bob.heard.includes('in between'));
  await until(() => [ann, bob].every((guest) => guest.channels.length === 2));
  await until(() => former.state === 'closed');
  equal([ann.states(), bob.states()], [['open'], ['open']]);
  equal([ann.rtcs.length, bob.rtcs.length], [2, 2]);
  await ann.says(bob, 'with the new one');
});

test('without signaling the channels live on', async () => {
  const party = new Party();
  const [ann, bob] = await party.meet(2);
  party.server.refuseTickets = new Error('down');
  party.server.cut(party.server.of(ann.key.id));
  await until(() => ann.client.state === 'waiting');
  equal([ann.states(), bob.states()], [['open'], ['open']]);
  await ann.says(bob, 'on our own');
});

test('a message that never comes costs the sessions, and new ones connect', async () => {
  const party = new Party({ waits: { 10000: 200 } });
  let dropped = 0;
  party.server.mangle = (message) => (message.kind === 'offer' && dropped++ === 0 ? [] : [message]);
  const [ann, bob] = await party.meet(2);
  equal(dropped > 1, true);
  ok(party.server.tickets > 2);
  await ann.says(bob, 'at last');
});

test('a device that is revoked loses its connections, the others keep theirs', async () => {
  const party = new Party();
  const [ann, bob, carl, dora] = await party.meet(4);
  party.directory.active.delete(carl.key.id);
  await Promise.all([ann, bob, dora].map((guest) => guest.mesh.checkDevices()));
  for (const guest of [ann, bob, dora]) equal(guest.open.map(({ device }) => device).includes(carl.key.id), false);
  await until(() => carl.open.length === 0);
  await ann.says(bob, 'b');
  await dora.says(ann, 'a');
});

test('a device that is revoked and comes back with a new session is nobody', async () => {
  const party = new Party();
  const [ann, carl] = await party.meet(2);
  party.directory.active.delete(carl.key.id);
  carl.client.renew();
  await until(() => ann.refused.includes('device'));
  await until(() => ann.open.length === 0);
  equal(ann.channels.length, 1);
});

test('a client that is told that it is revoked ends its connections', async () => {
  const party = new Party();
  const [ann, bob] = await party.meet(2);
  party.server.post(party.server.of(bob.key.id), { type: 'error', code: 'revoked', message: 'no more', closing: true });
  await until(() => bob.mesh.connections.length === 0 && ann.open.length === 0);
});

test('a device that the directory learns of later is connected with then', async () => {
  const party = new Party();
  const ann = await party.invite(0);
  const bob = await party.invite(1, { active: false });
  await Promise.all([ann, bob].map((guest) => guest.mesh.join()));
  await until(() => ann.refused.includes('device'));
  equal(ann.open, []);
  party.directory.active.add(bob.key.id);
  await Promise.all([ann, bob].map((guest) => guest.mesh.checkDevices()));
  await until(() => ann.open.length === 1 && bob.open.length === 1);
});

test('a device whose offer was refused is heard with new sessions when the directory knows it', async () => {
  const party = new Party();
  const guests = [await party.invite(0), await party.invite(1)];
  await until(() => guests.every(({ client }) => client.state === 'open'));
  const [polite, other] = guests.sort((a, b) => (a.client.session < b.client.session ? -1 : 1));
  party.directory.active.delete(other.key.id);
  await Promise.all(guests.map((guest) => guest.mesh.join()));
  await until(() => polite.refused.length >= 2);
  party.directory.active.add(other.key.id);
  await polite.mesh.checkDevices();
  await until(() => guests.every((guest) => guest.open.length === 1));
  ok(party.server.tickets > 2);
});

test('the ICE servers of the ticket and the policy reach WebRTC', async () => {
  const party = new Party({ iceTransportPolicy: 'relay' });
  const iceServers = [{ urls: ['turn:127.0.0.1:9?transport=udp'], username: 'u', credential: 'c' }];
  party.server.iceServers = iceServers;
  const guests = [await party.invite(0), await party.invite(1)];
  await Promise.all(guests.map((guest) => guest.mesh.join()));
  await until(() => guests.some((guest) => guest.rtcs.length === 1));
  const used = guests.flatMap(({ rtcs }) => rtcs)[0].getConfiguration();
  equal([used.iceServers[0].urls, used.iceServers[0].username, used.iceTransportPolicy], [iceServers[0].urls, 'u', 'relay']);
});

test('channels that a peer opens besides are closed', async () => {
  const party = new Party();
  const [ann, bob] = await party.meet(2);
  for (const [one, other] of [[ann, bob], [bob, ann]]) {
    const extra = one.rtcs[0].createDataChannel('blindhop.v1');
    await until(() => extra.readyState === 'closed');
    equal(other.channels.length, 1);
  }
});

test('a room that refuses is an error to who wanted in', async () => {
  const party = new Party();
  party.server.refuse = ({ type }) => (type === 'join' ? { code: 'forbidden', message: 'not this database' } : undefined);
  const ann = await party.invite(0);
  await rejects(() => ann.mesh.join(), /not this database/);
});
