/** The server gave no ticket. `final` says that asking again is of no use. */
export class TicketError extends Error {
  constructor(message, { status, final }) {
    super(message);
    this.name = 'TicketError';
    this.status = status;
    this.final = final;
  }
}

/**
 * A function that asks the sync server for a ticket of signaling.
 *
 * @param {{baseUrl: string, tenant: string, token: () => string | Promise<string>, fetch?: typeof fetch}} options `token` is
 *     asked each time: a connection lives longer than a token
 * @returns {() => Promise<object>} rejects with a TicketError; final for 403 (not this device, or not this origin) and 404 (no
 *     such tenant, or a server without signaling)
 */
export function ticketsOf({ baseUrl, tenant, token, fetch: ask = globalThis.fetch.bind(globalThis) }) {
  const url = `${baseUrl.replace(/\/+$/, '')}/${encodeURIComponent(tenant)}/signaling/tickets`;
  return async () => {
    const response = await ask(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${await token()}` },
      cache: 'no-store',
    });
    if (!response.ok) {
      throw new TicketError(`No ticket for signaling: the server answers ${response.status}`, {
        status: response.status,
        final: response.status === 403 || response.status === 404,
      });
    }
    return response.json();
  };
}
