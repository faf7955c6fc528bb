import { Requests } from './requests.js';

/** For the handshake of the WebSocket and for `welcome`, in milliseconds. */
const TO_WELCOME = 20_000;
const PING = 4 * 60_000;
const LONGEST = 110 * 60_000;

/** Of an error after which the server closes. */
const REASONS = new Map([
  ['revoked', 'revoked'],
  ['expired', 'renew'],
]);

/**
 * One WebSocket, from its ticket to its end.
 *
 * `onWelcome(welcome)` once; then `onMessage(message)` for all that is no answer; `onEnd(reason)` once, at the end, with
 * `'renew'` when its time is over, `'revoked'`, or `'broken'`.
 */
export class Connection {
  #socket;
  #system;
  #requests;
  #handlers;
  #timers = new Set();
  #welcomed = false;
  #over = false;

  constructor({ ticket, session, WebSocket, system, onWelcome, onMessage, onEnd }) {
    this.session = session;
    this.#system = system;
    this.#handlers = { onWelcome, onMessage, onEnd };
    this.#requests = new Requests({ send: (message) => this.#write(message), system });
    this.#socket = new WebSocket(ticket.url, ticket.protocols);
    this.#after(TO_WELCOME, () => this.#welcomed || this.end('broken'));
    this.#socket.onopen = () => this.#hello();
    this.#socket.onmessage = (event) => this.#read(event.data);
    this.#socket.onclose = () => this.end('broken');
  }

  ask(message) {
    return this.#requests.ask(message);
  }

  tell(message, onError) {
    this.#requests.tell(message, onError);
  }

  end(reason) {
    if (this.#over) return;
    this.#over = true;
    for (const timer of this.#timers) this.#system.clearTimeout(timer);
    this.#requests.close(new Error('the connection to the signaling server has ended'));
    this.#socket.close(1000);
    this.#handlers.onEnd(reason);
  }

  async #hello() {
    try {
      const welcome = await this.ask({ type: 'hello', session: this.session });
      this.#welcomed = true;
      this.#renewBefore(welcome.expiresAt);
      this.#pingLater();
      this.#handlers.onWelcome(welcome);
    } catch {
      // A server that does not say welcome is as good as none; why, nobody can tell apart from a network that is down.
      this.end('broken');
    }
  }

  /** In good time: after eleven of twelve parts, 110 minutes of the two hours, and not all clients at once. */
  #renewBefore(expiresAt) {
    const left = Number.isFinite(expiresAt) ? ((expiresAt - this.#system.now()) * 11) / 12 : LONGEST;
    const most = Math.max(0, Math.min(left, LONGEST));
    this.#after(most * (1 - this.#system.random() / 20), () => this.end('renew'));
  }

  #pingLater() {
    this.#after(PING, async () => {
      try {
        await this.ask({ type: 'ping' });
        if (!this.#over) this.#pingLater();
      } catch {
        // Whoever does not answer a ping is gone; the same end as a socket that closes.
        this.end('broken');
      }
    });
  }

  #read(text) {
    const message = parse(text);
    if (this.#over || message === null) return;
    if (message.type === 'error') {
      if (!this.#requests.failed(message) || message.closing === true) this.#handlers.onMessage(message);
      if (message.closing === true) this.end(REASONS.get(message.code) ?? 'broken');
    } else {
      // An answer says what any other message of its type says.
      if (this.#welcomed) this.#handlers.onMessage(message);
      this.#requests.answered(message);
    }
  }

  #write(message) {
    if (!this.#over && this.#socket.readyState === 1) this.#socket.send(JSON.stringify(message));
  }

  #after(millis, action) {
    if (this.#over) return;
    const timer = this.#system.setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, millis);
    this.#timers.add(timer);
  }
}

/** What is no message is none: a client ignores what it does not know. */
function parse(text) {
  try {
    const message = JSON.parse(text);
    return typeof message?.type === 'string' ? message : null;
  } catch {
    return null;
  }
}
