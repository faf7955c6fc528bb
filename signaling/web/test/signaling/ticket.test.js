import { ticketsOf } from '../../signaling/ticket.js';
import { equal, rejects, test } from '../harness.js';

const TICKET = { url: 'wss://x/', protocols: ['blindhop.v1', 'ticket.x'], expiresAt: 1, iceServers: [] };

function answering(status, body = TICKET) {
  const asked = [];
  return { asked, fetch: async (url, options) => {
    asked.push({ url, ...options });
    return new Response(JSON.stringify(body), { status });
  } };
}

test('a ticket is asked for with a token that is new each time', async () => {
  const { asked, fetch } = answering(200);
  let count = 0;
  const request = ticketsOf({ baseUrl: 'https://sync.example/', tenant: 'acme', token: async () => `t${++count}`, fetch });
  equal(await request(), TICKET);
  await request();
  equal(asked.map(({ url, method, headers, cache }) => [url, method, headers.authorization, cache]), [
    ['https://sync.example/acme/signaling/tickets', 'POST', 'Bearer t1', 'no-store'],
    ['https://sync.example/acme/signaling/tickets', 'POST', 'Bearer t2', 'no-store'],
  ]);
});

test('403 and 404 are final, everything else may pass', async () => {
  for (const [status, final] of [[401, false], [403, true], [404, true], [429, false], [503, false]]) {
    const request = ticketsOf({ baseUrl: 'https://s', tenant: 'acme', token: () => 't', fetch: answering(status).fetch });
    const error = await rejects(request, new RegExp(String(status)));
    equal([error.status, error.final], [status, final]);
  }
});
