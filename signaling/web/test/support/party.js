import { Mesh } from '../../peer/mesh.js';
import { SignalingClient } from '../../signaling/signaling-client.js';
import { system } from '../../system.js';
import { cleanup } from '../harness.js';
import { FakeServer } from './fake-server.js';
import { until } from './fake-system.js';
import { directoryOf, numberedKey } from './keys.js';

/** Time of the browser, but for waits that are long: so long, in milliseconds, and so long instead. */
export function hurried(waits) {
  return { ...system, setTimeout: (action, millis) => setTimeout(action, waits[millis] ?? millis) };
}

/**
 * Devices of a tenant in this page, each with a mesh of real RTCPeerConnections in one room, and a signaling server between
 * them that shuffles and repeats.
 */
export class Party {
  guests = [];
  directory = directoryOf();

  constructor({ waits = {}, server = { shuffle: true, repeat: 0.3 }, iceTransportPolicy } = {}) {
    this.system = hurried(waits);
    this.server = new FakeServer({ system: this.system, ...server });
    this.iceTransportPolicy = iceTransportPolicy;
  }

  async invite(number, { key = undefined, active = true } = {}) {
    const guest = new Guest(this, key ?? (await numberedKey(number)));
    if (active) this.directory.active.add(guest.key.id);
    this.guests.push(guest);
    return guest;
  }

  /** Guests who see each other, all of them. */
  async meet(count) {
    const guests = [];
    for (let number = 0; number < count; number++) guests.push(await this.invite(number));
    await Promise.all(guests.map((guest) => guest.mesh.join()));
    await until(() => guests.every((guest) => guest.open.length === count - 1));
    return guests;
  }
}

class Guest {
  channels = [];
  heard = [];
  lost = [];
  refused = [];
  rtcs = [];

  constructor({ server, system: time, directory, iceTransportPolicy }, key) {
    this.key = key;
    const guest = this;
    /** A real one, whose state can be told for a moment, and that remembers what it was given. */
    class Observed extends RTCPeerConnection {
      told = null;
      given = [];
      constructor(configuration) {
        super(configuration);
        guest.rtcs.push(this);
      }
      get connectionState() {
        return this.told ?? super.connectionState;
      }
      setRemoteDescription(description) {
        this.given.push(description);
        return super.setRemoteDescription(description);
      }
      tell(state) {
        this.told = state;
        this.dispatchEvent(new Event('connectionstatechange'));
        this.told = null;
      }
    }
    this.client = new SignalingClient({ requestTicket: server.ticketsOf(key.id), WebSocket: server.WebSocket, system: time });
    this.mesh = new Mesh({ client: this.client, room: 'db:main', tenant: 'acme', key, directory, iceTransportPolicy, RTCPeerConnection: Observed, system: time });
    this.mesh.addEventListener('channel', ({ detail }) => this.#use(detail));
    this.mesh.addEventListener('lost', ({ detail }) => this.lost.push(detail.reason));
    this.mesh.addEventListener('refused', ({ detail }) => this.refused.push(detail.rule));
    this.client.open();
    cleanup(async () => {
      await this.mesh.close();
      this.client.close();
    });
  }

  get open() {
    return this.mesh.connections.filter(({ state }) => state === 'open');
  }

  states() {
    return this.mesh.connections.map(({ state }) => state);
  }

  to(other) {
    return this.mesh.connections.find(({ device }) => device === other.key.id);
  }

  /** Speaks to one other, who hears it. */
  async says(other, text) {
    const before = other.heard.length;
    this.to(other).channel.send(text);
    await until(() => other.heard.slice(before).includes(text));
  }

  #use({ channel, device, again }) {
    this.channels.push({ channel, device, again });
    channel.addEventListener('message', ({ data }) => this.heard.push(data));
  }
}
