import { Handshake } from '../../handshake/handshake.js';
import { signedBytes } from '../../handshake/signed-bytes.js';
import { encode } from '../../crypto/base64url.js';
import { newSession } from '../../signaling/names.js';
import { equal, rejects, test } from '../harness.js';
import { FakeSystem, seeded } from '../support/fake-system.js';
import { directoryOf, numberedKey } from '../support/keys.js';

/** Ann and Bob (and Carl, who is a device of the tenant too), each with a session, and a clock that they share. */
async function people() {
  const system = new FakeSystem();
  const [ann, bob, carl] = await Promise.all([0, 1, 2].map(numberedKey));
  const directory = directoryOf(ann, bob, carl);
  const parties = [ann, bob, carl].map((key) => ({ key, device: key.id, session: newSession() }));
  return { system, directory, ann: parties[0], bob: parties[1], carl: parties[2] };
}

/** What `own` says to `peer` and hears of it; `got` and `refused` tell what came of what it heard. */
function between({ system, directory }, own, peer, place = {}) {
  const got = [];
  const refused = [];
  const handshake = new Handshake({
    key: own.key,
    directory,
    tenant: 'acme',
    room: 'db:main',
    session: own.session,
    peer,
    system,
    onSignal: ({ kind, data, seq }) => got.push(`${seq} ${kind} ${data}`),
    onRefused: ({ rule }) => refused.push(rule),
    onGap: () => got.push('gap'),
    ...place,
  });
  return { handshake, got, refused };
}

/** As the server delivers it. */
function from(sender, sealed) {
  return { type: 'signal', room: 'db:main', device: sender.device, session: sender.session, ...sealed };
}

test('what one seals the other believes, in both directions', async () => {
  const all = await people();
  const ofAnn = between(all, all.ann, all.bob);
  const ofBob = between(all, all.bob, all.ann);
  await ofBob.handshake.accept(from(all.ann, await ofAnn.handshake.seal('offer', 'o')));
  await ofAnn.handshake.accept(from(all.bob, await ofBob.handshake.seal('answer', 'a')));
  equal([ofBob.got, ofAnn.got], [['0 offer o'], ['0 answer a']]);
});

test('the server shuffles and repeats, and everything is heard once and in order', async () => {
  const all = await people();
  const ofAnn = between(all, all.ann, all.bob);
  const ofBob = between(all, all.bob, all.ann);
  const sealed = await Promise.all(Array.from({ length: 12 }, (_, i) => ofAnn.handshake.seal('candidates', String(i))));
  const random = seeded(7);
  const shuffled = [...sealed, ...sealed].map((s) => [random(), s]).sort(([a], [b]) => a - b);
  await Promise.all(shuffled.map(([, s]) => ofBob.handshake.accept(from(all.ann, s))));
  equal(ofBob.got, sealed.map((_, i) => `${i} candidates ${i}`));
});

/** A message of Ann to Bob that the server has changed, and the rule by which Bob refuses it. */
function refusedByBob(sentence, rule, change) {
  test(sentence, async () => {
    const all = await people();
    const ofAnn = between(all, all.ann, all.bob);
    const ofBob = between(all, all.bob, all.ann);
    const message = from(all.ann, await ofAnn.handshake.seal('offer', '{"sdp":"a=fingerprint:sha-256 AA"}'));
    await ofBob.handshake.accept(await change(message, all));
    equal([ofBob.got, ofBob.refused], [[], [rule]]);
    await ofBob.handshake.accept(message);
    equal(ofBob.got.length, 1, 'the message itself');
  });
}

refusedByBob('the server swaps the fingerprint', 'signature', (message) => ({
  ...message,
  data: message.data.replace('AA', 'BB'),
}));

refusedByBob('the server makes an answer of an offer', 'signature', (message) => ({ ...message, kind: 'answer' }));

refusedByBob('the server gives a message another number', 'signature', (message) => ({ ...message, seq: 3 }));

refusedByBob('the server prolongs the life of a message', 'signature', (message) => ({
  ...message,
  expires: message.expires + 1,
}));

refusedByBob('the server signs with a key of its own and names the device of Ann', 'signature', async (message, { carl, ann, bob }) => {
  const bytes = await signedBytes({ ...message, tenant: 'acme', from: ann, to: bob });
  return { ...message, signature: encode(await carl.key.sign(bytes)) };
});

refusedByBob('the server puts another device of the tenant in the place of Ann, with its true signature', 'peer', async (message, all) => {
  const ofCarl = between(all, { ...all.carl, session: all.ann.session }, all.bob);
  return { ...from(all.carl, await ofCarl.handshake.seal('offer', 'x')), session: all.ann.session };
});

refusedByBob('the server puts another session of the same device in the place of the one that began', 'peer', async (message, all) => {
  const second = { ...all.ann, session: newSession() };
  return from(second, await between(all, second, all.bob).handshake.seal('offer', 'x'));
});

refusedByBob('a signature that is none is refused', 'signature', (message) => ({ ...message, signature: 'no!' }));

refusedByBob('a message that has not the form of one is refused', 'form', (message) => ({ ...message, seq: '0' }));

refusedByBob('a kind that is none is refused', 'form', (message) => ({ ...message, kind: 'hello' }));

/** A message that was signed for one place and one peer, and is delivered in another. */
function refusedElsewhere(sentence, where) {
  test(sentence, async () => {
    const all = await people();
    const { sender, receiver } = where(all);
    const message = await sender.handshake.seal('offer', 'x');
    await receiver.handshake.accept({ ...from(receiver.expects, message) });
    equal([receiver.got, receiver.refused], [[], ['signature']]);
  });
}

refusedElsewhere('the server moves a message to another room', (all) => ({
  sender: between(all, all.ann, all.bob, { room: 'db:other' }),
  receiver: { ...between(all, all.bob, all.ann), expects: all.ann },
}));

refusedElsewhere('the server moves a message to another tenant', (all) => ({
  sender: between(all, all.ann, all.bob, { tenant: 'emca' }),
  receiver: { ...between(all, all.bob, all.ann), expects: all.ann },
}));

refusedElsewhere('the server connects Ann, who wants Bob, with Carl', (all) => ({
  sender: between(all, all.ann, all.bob),
  receiver: { ...between(all, all.carl, all.ann), expects: all.ann },
}));

refusedElsewhere('the server connects Ann with another device that has the session of Bob', (all) => ({
  sender: between(all, all.ann, all.bob),
  receiver: { ...between(all, { ...all.carl, session: all.bob.session }, all.ann), expects: all.ann },
}));

refusedElsewhere('the server tells Bob that words of Carl are of Ann', (all) => ({
  sender: between(all, all.carl, all.bob),
  receiver: { ...between(all, all.bob, all.ann), expects: all.ann },
}));

refusedElsewhere('the server replays what was for the last session of Bob', (all) => ({
  sender: between(all, all.ann, { ...all.bob, session: newSession() }),
  receiver: { ...between(all, all.bob, all.ann), expects: all.ann },
}));

refusedElsewhere('the server replays what Ann said in her last session as of this one', (all) => ({
  sender: between(all, { ...all.ann, session: newSession() }, all.bob),
  receiver: { ...between(all, all.bob, all.ann), expects: all.ann },
}));

refusedElsewhere("the server reflects Ann's own words as those of Bob", (all) => ({
  sender: between(all, all.ann, all.bob),
  receiver: { ...between(all, all.ann, all.bob), expects: all.bob },
}));

test('the server tells a device of a peer that has its own session', async () => {
  const all = await people();
  await rejects(() => between(all, all.ann, { ...all.ann }), /its own words/);
});

test('the server replays an offer that was heard', async () => {
  const all = await people();
  const ofAnn = between(all, all.ann, all.bob);
  const ofBob = between(all, all.bob, all.ann);
  const message = from(all.ann, await ofAnn.handshake.seal('offer', 'o'));
  await ofBob.handshake.accept(message);
  await ofBob.handshake.accept(message);
  equal([ofBob.got, ofBob.refused], [['0 offer o'], ['sequence']]);
});

test('the server keeps an offer back until it is old', async () => {
  const all = await people();
  const ofAnn = between(all, all.ann, all.bob);
  const ofBob = between(all, all.bob, all.ann);
  const message = from(all.ann, await ofAnn.handshake.seal('offer', 'o'));
  await all.system.advance(45_000 + 30_001);
  await ofBob.handshake.accept(message);
  equal([ofBob.got, ofBob.refused], [[], ['expiry']]);
});

test('clocks may differ by 30 s, and no more', async () => {
  const all = await people();
  for (const [skew, heard] of [[-30_000, true], [-30_001, false], [90_000 - 45_000, true], [90_001 - 45_000, false]]) {
    const ofAnn = between({ ...all, system: new FakeSystem({ now: all.system.now() + skew - (skew < 0 ? 45_000 : 0) }) }, all.ann, all.bob);
    const ofBob = between(all, all.bob, all.ann);
    await ofBob.handshake.accept(from(all.ann, await ofAnn.handshake.seal('offer', 'o')));
    equal(ofBob.got.length === 1, heard, `${skew} ms`);
  }
});

test('a device that the directory does not know is refused', async () => {
  const all = await people();
  const directory = directoryOf(all.bob.key);
  const ofAnn = between(all, all.ann, all.bob);
  const ofBob = between({ ...all, directory }, all.bob, all.ann);
  await ofBob.handshake.accept(from(all.ann, await ofAnn.handshake.seal('offer', 'o')));
  equal([ofBob.got, ofBob.refused], [[], ['device']]);
});

test('a device that is revoked between two messages is refused from then on', async () => {
  const all = await people();
  const ofAnn = between(all, all.ann, all.bob);
  const ofBob = between(all, all.bob, all.ann);
  await ofBob.handshake.accept(from(all.ann, await ofAnn.handshake.seal('offer', 'o')));
  all.directory.active.delete(all.ann.device);
  await ofBob.handshake.accept(from(all.ann, await ofAnn.handshake.seal('candidates', 'c')));
  equal([ofBob.got, ofBob.refused], [['0 offer o'], ['device']]);
});

test('a directory that answers later, with anything but true, or not at all, is understood', async () => {
  const all = await people();
  const answers = [[() => true, 1], [async () => true, 1], [async () => false, 0], [() => undefined, 0], [() => 'yes', 0]];
  answers.push([() => Promise.reject(new Error('offline')), 0]);
  for (const [isActive, heard] of answers) {
    const ofBob = between({ ...all, directory: { isActive } }, all.bob, all.ann);
    await ofBob.handshake.accept(from(all.ann, { ...(await between(all, all.ann, all.bob).handshake.seal('offer', 'o')) }));
    equal(ofBob.got.length, heard);
  }
});

test('a forged message does not take the place of the one with its number', async () => {
  const all = await people();
  const ofAnn = between(all, all.ann, all.bob);
  const ofBob = between(all, all.bob, all.ann);
  const [first, second] = [await ofAnn.handshake.seal('offer', 'o'), await ofAnn.handshake.seal('candidates', 'c')];
  await ofBob.handshake.accept(from(all.ann, { ...second, data: 'forged' }));
  await ofBob.handshake.accept(from(all.ann, second));
  await ofBob.handshake.accept(from(all.ann, first));
  equal(ofBob.got, ['0 offer o', '1 candidates c']);
});

test('a message that never comes ends it after 10 s', async () => {
  const all = await people();
  const ofAnn = between(all, all.ann, all.bob);
  const ofBob = between(all, all.bob, all.ann);
  await ofAnn.handshake.seal('offer', 'lost');
  await ofBob.handshake.accept(from(all.ann, await ofAnn.handshake.seal('candidates', 'c')));
  await all.system.advance(10_000);
  equal(ofBob.got, ['gap']);
});

test('the server sees no session that it could choose', () => {
  equal(new Set(Array.from({ length: 50 }, newSession)).size, 50);
});
