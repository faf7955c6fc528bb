import { SignalingClient } from '../../signaling/signaling-client.js';
import { TicketError } from '../../signaling/ticket.js';
import { cleanup, equal, ok, rejects, test } from '../harness.js';
import { FakeServer } from '../support/fake-server.js';
import { FakeSystem, settled, until } from '../support/fake-system.js';

const DEVICES = ['A', 'B', 'C', 'D'].map((name) => name.repeat(43));
const MINUTE = 60_000;

function world(options = {}) {
  const system = new FakeSystem();
  const server = new FakeServer({ system, ...options });
  return { system, server, client: (device = DEVICES[0]) => clientOf({ system, server, device }) };
}

/** A client, open, that writes down what it is told: `told.join()` is one text. */
function clientOf({ system, server, device }) {
  const client = new SignalingClient({ requestTicket: server.ticketsOf(device), WebSocket: server.WebSocket, system });
  client.told = [];
  const note = (type, text) => client.addEventListener(type, ({ detail }) => client.told.push(`${type} ${text(detail)}`));
  note('state', ({ state, reason }) => (reason === undefined ? state : `${state} ${reason}`));
  note('peer-joined', ({ room, peer }) => `${room} ${peer.device[0]}`);
  note('peer-left', ({ room, peer }) => `${room} ${peer.device[0]}`);
  note('signal', ({ room, device: from, data }) => `${room} ${from[0]} ${data}`);
  note('change', ({ dbId, epoch, maxReceiptOrder }) => `${dbId} ${epoch} ${maxReceiptOrder}`);
  note('error', ({ code }) => code);
  cleanup(() => client.close());
  client.open();
  return client;
}

function heard(client, type) {
  return client.told.filter((line) => line.startsWith(type));
}

const SIGNAL = { seq: 0, kind: 'offer', expires: 1, data: 'hello', signature: 'x' };

test('it connects with a ticket, says hello first, and knows itself after welcome', async () => {
  const { server, client } = world();
  const ann = client();
  equal(ann.session, null);
  await until(() => ann.state === 'open');
  equal(server.received.map(({ type }) => type), ['hello']);
  equal([ann.device, ann.session], [DEVICES[0], server.of(DEVICES[0]).session]);
  equal(ann.told, ['state connecting', 'state open']);
});

test('whoever enters a room learns who is there, and the others learn of it', async () => {
  const { client } = world();
  const [ann, bob] = [client(DEVICES[0]), client(DEVICES[1])];
  equal(await ann.join('db:main'), []);
  const [peer] = await bob.join('db:main');
  equal([peer.device, peer.session, peer.peer], [ann.device, ann.session, ann.peer]);
  await until(() => heard(ann, 'peer-joined').length === 1);
  bob.leave('db:main');
  await until(() => heard(ann, 'peer-left').length === 1);
  equal(ann.peers('db:main'), []);
});

test('whatever is shuffled and repeated, each coming and going is told once and signals follow their sender', async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const { client } = world({ shuffle: true, repeat: 0.5, seed });
    const clients = DEVICES.map(client);
    await Promise.all(clients.map((each) => each.join('lobby')));
    await until(() => clients.every((each) => each.peers('lobby').length === 3));
    const [ann, ...others] = clients;
    for (const peer of ann.peers('lobby')) ann.signal('lobby', peer.peer, ann.session, SIGNAL);
    await until(() => others.every((each) => heard(each, 'signal lobby A hello').length > 0));
    await settled();
    for (const each of clients) equal(heard(each, 'peer-joined').length, 3, `seed ${seed}`);
    ann.close();
    await until(() => others.every((each) => heard(each, 'peer-left lobby A').length === 1));
    clients.forEach((each) => each.close());
  }
});

test('a signal that overtakes the news of its sender is the news of its sender', async () => {
  const { server, client } = world();
  server.mangle = (message) => (message.type === 'peer-joined' ? [] : [message]);
  const [ann, bob] = [client(DEVICES[0]), client(DEVICES[1])];
  await ann.join('lobby');
  const [peer] = await bob.join('lobby');
  ok(bob.signal('lobby', peer.peer, bob.session, SIGNAL));
  await until(() => heard(ann, 'signal').length === 1);
  equal(ann.told.slice(2), ['peer-joined lobby B', 'signal lobby B hello']);
});

test('a peer with the session of this client is nobody', async () => {
  const { server, client } = world();
  const ann = client();
  await ann.join('lobby');
  const own = { type: 'signal', room: 'lobby', from: 'x'.repeat(22), device: ann.device, session: ann.session, ...SIGNAL };
  server.post(server.of(ann.device), own);
  server.post(server.of(ann.device), { ...own, from: ann.peer, session: 'y'.repeat(22) });
  await settled();
  equal([ann.peers('lobby'), heard(ann, 'signal')], [[], []]);
});

test('nothing is sent to a room before the server has let one in', async () => {
  const { client } = world();
  const ann = client();
  await until(() => ann.state === 'open');
  equal(ann.signal('lobby', 'x'.repeat(22), ann.session, SIGNAL), false);
});

test('a signal of an older session is not sent', async () => {
  const { server, client } = world();
  const ann = client();
  await ann.join('lobby');
  equal(ann.signal('lobby', 'x'.repeat(22), 'z'.repeat(22), SIGNAL), false);
  equal(server.sent('signal'), []);
});

test('a peer that is gone without a word is known to be gone when something is sent to it', async () => {
  const { server, client } = world();
  const [ann, bob] = [client(DEVICES[0]), client(DEVICES[1])];
  await bob.join('lobby');
  const [peer] = await ann.join('lobby');
  server.mangle = (message) => (message.type === 'peer-left' ? [] : [message]);
  bob.close();
  await settled();
  equal(ann.peers('lobby').length, 1);
  ann.signal('lobby', peer.peer, ann.session, SIGNAL);
  await until(() => ann.peers('lobby').length === 0);
  equal(heard(ann, 'peer-left'), ['peer-left lobby B']);
  equal(heard(ann, 'error'), []);
});

test('a connection that breaks is made anew with another session, and rooms and subscriptions are taken up', async () => {
  const { server, system, client } = world();
  const [ann, bob] = [client(DEVICES[0]), client(DEVICES[1])];
  await bob.join('lobby');
  await ann.join('lobby');
  ann.subscribe('main', 'docs');
  await until(() => heard(ann, 'change').length === 1);
  const before = ann.session;
  server.cut(server.of(DEVICES[0]));
  await until(() => ann.state === 'waiting');
  equal([ann.session, ann.peers('lobby')], [null, []]);
  server.heads.set('main', { epoch: 'e1', maxReceiptOrder: 4 });
  await system.advance(1000);
  await until(() => ann.peers('lobby').length === 1 && heard(ann, 'change').length === 2);
  ok(ann.session !== before);
  equal(heard(ann, 'change'), ['change main e1 0', 'change main e1 4']);
  equal(heard(ann, 'peer'), ['peer-joined lobby B', 'peer-left lobby B', 'peer-joined lobby B']);
});

test('it waits longer after each failure, up to a minute, and never at the same times as others', async () => {
  const { server, system, client } = world();
  server.refuseTickets = new TicketError('down', { status: 503, final: false });
  const ann = client();
  const times = [];
  for (let millis = 0; millis < 600; millis++) {
    const before = server.tickets;
    await system.advance(500);
    if (server.tickets > before) times.push(system.now());
    if (times.length === 11) break;
  }
  const waits = times.slice(1).map((time, i) => time - times[i]);
  waits.forEach((wait, i) => {
    const longest = Math.min(60_000, 1000 * 2 ** (i + 1));
    ok(wait > longest / 2 - 501 && wait <= longest + 500, `waited ${wait} of ${longest}`);
  });
  ok(new Set(waits.slice(6).map(String)).size > 1, `${waits}`);
  server.refuseTickets = null;
  await system.advance(60_000);
  await until(() => ann.state === 'open');
}, { seconds: 60 });

test('a ticket that is refused for good ends it', async () => {
  const { server, system, client } = world();
  server.refuseTickets = new TicketError('no signaling here', { status: 404, final: true });
  const ann = client();
  const joined = rejects(() => ann.join('lobby'), /was left/);
  await until(() => ann.state === 'closed');
  await joined;
  await system.advance(10 * MINUTE);
  equal([server.tickets, ann.told], [1, ['state connecting', 'state closed refused']]);
});

test('revoked is the end', async () => {
  const { server, system, client } = world();
  const ann = client();
  await ann.join('lobby');
  server.post(server.of(DEVICES[0]), { type: 'error', code: 'revoked', message: 'no more', closing: true });
  await until(() => ann.state === 'closed');
  await system.advance(60 * MINUTE);
  equal([server.tickets, server.connections.size], [1, 0]);
  equal(ann.told.slice(2), ['error revoked', 'state waiting revoked', 'state closed revoked']);
  await rejects(() => ann.join('other'), /closed/);
});

test('it pings every four minutes, and a server that does not answer is left', async () => {
  const { server, system, client } = world();
  const ann = client();
  await until(() => ann.state === 'open');
  await system.advance(12 * MINUTE);
  equal(server.sent('ping').length, 3);
  server.silent = true;
  await system.advance(4 * MINUTE + 50_000);
  equal(heard(ann, 'state'), ['state connecting', 'state open', 'state waiting broken']);
});

test('the connection is replaced before its two hours are over, at once and with a new ticket', async () => {
  const { server, system, client } = world();
  const ann = client();
  await ann.join('lobby');
  await system.advance(104 * MINUTE);
  equal(server.tickets, 1);
  await system.advance(6 * MINUTE);
  await until(() => ann.state === 'open');
  equal(server.tickets, 2);
  equal(server.sent('join').length, 2);
});

test('a shorter life that the server gives is heeded', async () => {
  const { server, system, client } = world();
  server.lifetime = 12_000;
  const ann = client();
  await until(() => ann.state === 'open');
  await system.advance(11_000);
  equal(server.tickets, 2);
});

test('expired is no failure', async () => {
  const { server, client } = world();
  const ann = client();
  await until(() => ann.state === 'open');
  server.post(server.of(DEVICES[0]), { type: 'error', code: 'expired', message: 'two hours', closing: true });
  await until(() => server.tickets === 2 && ann.state === 'open');
});

test('what came too fast or could not be carried out is sent again', async () => {
  const { server, system, client } = world();
  const [ann, bob] = [client(DEVICES[0]), client(DEVICES[1])];
  await bob.join('lobby');
  let refusals = 0;
  server.refuse = (message, { device }) => {
    if (device !== DEVICES[0] || !['join', 'signal'].includes(message.type) || ++refusals % 3 === 0) return undefined;
    return refusals % 3 === 1 ? { code: 'rate', retryAfter: 700 } : { code: 'unavailable' };
  };
  const joining = ann.join('lobby');
  await until(() => ann.state === 'open');
  await system.advance(5000);
  const [peer] = await joining;
  ann.signal('lobby', peer.peer, ann.session, SIGNAL);
  await system.advance(5000);
  await until(() => heard(bob, 'signal').length === 1);
  equal([server.sent('join').length, server.sent('signal').length, heard(ann, 'error')], [4, 3, []]);
});

test('a room that is refused is refused to who asked, and is not asked for again', async () => {
  const { server, system, client } = world();
  server.refuse = ({ type }) => (type === 'join' ? { code: 'room-full', message: 'Room "lobby" has 32 peers' } : undefined);
  const ann = client();
  const error = await rejects(() => ann.join('lobby'), /has 32 peers/);
  equal(error.code, 'room-full');
  ann.renew();
  await system.advance(MINUTE);
  equal([server.sent('join').length, heard(ann, 'error')], [1, []]);
});

test('a room that was one\'s own is asked for again when it is full at first', async () => {
  const { server, system, client } = world();
  const ann = client();
  await ann.join('lobby');
  let full = true;
  server.refuse = ({ type }) => (type === 'join' && full ? { code: 'room-full' } : undefined);
  server.cut(server.of(DEVICES[0]));
  await system.advance(1000);
  await until(() => heard(ann, 'error').length === 1);
  full = false;
  await system.advance(30_000);
  await until(() => server.of(DEVICES[0]).rooms.has('lobby'));
});

test('an answer that is lost is asked for again', async () => {
  const { server, system, client } = world();
  let lost = 0;
  server.mangle = (message) => (message.type === 'joined' && ++lost < 3 ? [] : [message]);
  const ann = client();
  await until(() => ann.state === 'open');
  const joining = ann.join('lobby');
  await system.advance(20_000);
  equal(await joining, []);
});

test('changes are told when they are news, however often and in which order they come', async () => {
  const { server, client } = world();
  const ann = client();
  ann.subscribe('main', 'docs');
  await until(() => heard(ann, 'change').length === 1);
  const post = (epoch, maxReceiptOrder) =>
    server.post(server.of(DEVICES[0]), { type: 'change', dbId: 'main', storeKind: 'docs', epoch, maxReceiptOrder });
  [3, 3, 2, 9, 5].forEach((order) => post('e1', order));
  post('e2', 1);
  await settled();
  equal(heard(ann, 'change'), ['change main e1 0', 'change main e1 3', 'change main e1 9', 'change main e2 1']);
});

test('a subscription that is refused is told as an error and not asked for again', async () => {
  const { server, client } = world();
  server.refuse = ({ type }) => (type === 'subscribe' ? { code: 'forbidden' } : undefined);
  const ann = client();
  ann.subscribe('secret', 'docs');
  await until(() => heard(ann, 'error').length === 1);
  ann.renew();
  await until(() => server.tickets === 2 && ann.state === 'open');
  equal(server.sent('subscribe').length, 1);
});

test('what is no message is ignored, and what the server could add one day', async () => {
  const { server, client } = world();
  const ann = client();
  await ann.join('lobby');
  const { socket } = server.of(DEVICES[0]);
  for (const data of ['', 'no json', 'null', '7', '{"type":5}', '{"type":"future","room":"lobby"}']) socket.onmessage({ data });
  for (const peer of [null, {}, { peer: 'x', device: 'y', session: 'z' }]) socket.receive({ type: 'peer-joined', room: 'lobby', peer });
  socket.receive({ type: 'joined', room: 'lobby' });
  socket.receive({ type: 'signal', room: 'nowhere' });
  equal(ann.told, ['state connecting', 'state open']);
});

test('a server that never says welcome is left', async () => {
  const { server, system, client } = world();
  server.silent = true;
  const ann = client();
  await settled();
  await system.advance(20_000);
  equal(ann.told, ['state connecting', 'state waiting broken']);
});

test('after close nothing goes on', async () => {
  const { server, system, client } = world();
  const ann = client();
  await ann.join('lobby');
  ann.close();
  ann.close();
  await system.advance(120 * MINUTE);
  equal([server.tickets, server.connections.size, system.waiting], [1, 0, 0]);
  equal(ann.told, ['state connecting', 'state open', 'state closed closed']);
});

test('it can be closed while it asks for a ticket', async () => {
  const { server, client } = world();
  const ann = client();
  ann.close();
  await settled();
  equal([server.connections.size, ann.told], [0, ['state connecting', 'state closed closed']]);
});
