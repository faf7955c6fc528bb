import { toBase64, utf8 } from '../../crypto/encoding.js';

/** A `fetch` that answers by path, and keeps what it was asked. */
export class ScriptedServer {
  requests = [];
  #answers;

  /** @param {Record<string, (request: {body: any, headers: object}) => unknown>} answers by the end of the path; bytes or JSON, or a Response */
  constructor(answers) {
    this.#answers = answers;
    this.fetch = async (url, options) => {
      options.signal?.throwIfAborted();
      const { pathname } = new URL(url);
      const request = { path: pathname, headers: options.headers, body: options.body };
      this.requests.push(request);
      const [, answer] = Object.entries(this.#answers).find(([end]) => pathname.endsWith(end)) ?? [];
      if (answer === undefined) {
        return new Response('{"error":"no such route"}', { status: 404 });
      }
      const given = await answer(request);
      if (given instanceof Response) {
        return given;
      }
      return new Response(given instanceof Uint8Array ? given : JSON.stringify(given));
    };
  }

  /** How often a path was asked for. */
  count(end) {
    return this.requests.filter(({ path }) => path.endsWith(end)).length;
  }
}

/** The two steps of a login, with a token that ends at this time (in seconds since 1970). */
export function login(exp, challenge = '0198c0de-challenge') {
  const claims = toBase64(utf8(JSON.stringify({ exp }))).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_');
  return {
    '/auth/challenge': () => ({ challenge }),
    '/auth/authenticate': () => ({ success: true, token: `h.${claims}.s` }),
  };
}
