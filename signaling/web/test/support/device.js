import { DeviceKey, Mesh, SignalingClient, base64url } from '../../index.js';
import { until } from './fake-system.js';

/**
 * One device in this page, for tests that are written in Java: `globalThis.device`. Its tickets are asked of `ticket()`, a
 * function that the test has put into the page.
 */
class Device {
  states = [];
  heard = [];
  #mesh;
  #client;

  /** @param {{tenant: string, pkcs8: string, spki: string, active: string[], room: string}} options keys in base64 */
  async start({ tenant, pkcs8, spki, active, room }) {
    const key = await DeviceKey.import(fromBase64(pkcs8), fromBase64(spki));
    this.#client = new SignalingClient({ requestTicket: async () => JSON.parse(await globalThis.ticket()) });
    this.#client.addEventListener('state', ({ detail }) => this.states.push(detail.reason ?? detail.state));
    const directory = { isActive: (device) => active.includes(device) };
    this.#mesh = new Mesh({ client: this.#client, room, tenant, key, directory });
    this.#mesh.addEventListener('channel', ({ detail }) => {
      detail.channel.onmessage = ({ data }) => this.heard.push(`${detail.device}: ${data}`);
    });
    this.#client.open();
    await this.#mesh.join();
    return this.#client.device;
  }

  async says(text) {
    await until(() => this.connected() === 1);
    this.#mesh.connections.find(({ state }) => state === 'open').channel.send(text);
  }

  async hears() {
    await until(() => this.heard.length > 0);
    return this.heard.shift();
  }

  connected() {
    return this.#mesh.connections.filter(({ state }) => state === 'open').length;
  }

  renew() {
    this.#client.renew();
  }

  async becomes(state) {
    await until(() => this.states.at(-1) === state);
  }

  async isAlone() {
    await until(() => this.connected() === 0);
  }
}

function fromBase64(text) {
  return base64url.decode(text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''));
}

globalThis.device = new Device();
