import { Candidates } from './candidates.js';

export const LABEL = 'blindhop.v1';

/** All in milliseconds. */
const TO_OPEN = 30_000;
const DISCONNECTED = 3_000;
const TO_RESTART = 10_000;

const RESTARTS = 3;

/**
 * One RTCPeerConnection, from its first offer to its end. Negotiation is "perfect": both sides may offer at any time, and of two
 * offers that cross, that of the polite side is taken back. The other side makes the first.
 *
 * It believes what it is given: descriptions and candidates have been checked. `say(kind, object)` signs and sends, and returns
 * the number of the message. `onOpen(channel)` is called once, `onRestart()` and `onMended()` when the way breaks and
 * when there is one again, `onLost(reason)` once at the end, unless `close` was first.
 */
export class Link {
  #rtc;
  #polite;
  #configuration;
  #say;
  #system;
  #handlers;
  #candidates;
  #remote = null;
  #offered = null;
  #making = false;
  #channel = null;
  #restarts = 0;
  #mayRestart = true;
  #timer = null;
  #over = false;
  #closed = Promise.withResolvers();

  constructor({ polite, configuration, RTCPeerConnection, system, say, onOpen, onRestart, onMended, onLost }) {
    this.#polite = polite;
    this.#configuration = configuration;
    this.#say = say;
    this.#system = system;
    this.#handlers = { onOpen, onRestart, onMended, onLost };
    this.#candidates = new Candidates({ say: (found) => this.#over || say('candidates', found), system });
    this.#rtc = new RTCPeerConnection(configuration());
    this.#rtc.onnegotiationneeded = () => this.#offer();
    this.#rtc.onicecandidate = ({ candidate }) => this.#candidates.add(candidate);
    this.#rtc.onconnectionstatechange = () => this.#moved();
    this.#rtc.ondatachannel = ({ channel }) => (this.#isExpected(channel) ? this.#use(channel) : channel.close());
    this.#expect(TO_OPEN, () => this.#lose('no connection within 30 s'));
    if (!polite) this.#use(this.#rtc.createDataChannel(LABEL));
  }

  /** Of the descriptions of the other side, or null before the first. */
  get remoteOrigin() {
    return this.#remote?.origin ?? null;
  }

  /** Of one's own descriptions. */
  get localOrigin() {
    return /^o=\S+ (\S+)/m.exec(this.#rtc.localDescription?.sdp ?? '')?.[1] ?? null;
  }

  /** From now on nothing can be said: what breaks cannot be mended any more. */
  detach() {
    this.#mayRestart = false;
  }

  /** Waits for what has been begun here, and no longer than this lasts: a closed RTCPeerConnection leaves its promises open. */
  whileOpen(work) {
    return Promise.race([work, this.#closed.promise]);
  }

  async takeOffer(description, seq) {
    const crossing = this.#making || this.#rtc.signalingState !== 'stable';
    if (crossing && !this.#polite) return;
    await this.#rtc.setRemoteDescription({ type: 'offer', sdp: description.sdp });
    this.#remote = description;
    this.#offered = null;
    await this.#rtc.setLocalDescription();
    const { type, sdp } = this.#rtc.localDescription;
    this.#say('answer', { type, sdp, answers: seq });
  }

  /** Takes the answer to the offer that is open, and no other. @returns {boolean} whether there was one */
  async takeAnswer(description) {
    if (this.#offered === null || this.#rtc.signalingState !== 'have-local-offer') return false;
    if (description.answers !== undefined && description.answers !== this.#offered) return false;
    this.#offered = null;
    await this.#rtc.setRemoteDescription({ type: 'answer', sdp: description.sdp });
    this.#remote = description;
    return true;
  }

  async takeCandidates(candidates) {
    if (this.#remote === null) return;
    for (const candidate of candidates) {
      const { usernameFragment: fragment } = candidate;
      // Those of an offer that was taken back, or of an older RTCPeerConnection.
      if (typeof fragment === 'string' && !this.#remote.fragments.has(fragment)) continue;
      try {
        await this.#rtc.addIceCandidate(candidate);
      } catch {
        // A way that this browser cannot go, an address of another family for example. There are others, or the link is lost.
      }
    }
  }

  close() {
    if (this.#over) return;
    this.#over = true;
    this.#closed.resolve();
    this.#system.clearTimeout(this.#timer);
    this.#candidates.close();
    this.#rtc.close();
  }

  async #offer() {
    if (this.#polite && this.#remote === null) return;
    this.#making = true;
    try {
      await this.#rtc.setLocalDescription();
      const { type, sdp } = this.#rtc.localDescription;
      // An offer of the other side may have come first: then this is the answer to it, which `takeOffer` says.
      if (type === 'offer' && !this.#over) this.#offered = this.#say('offer', { type, sdp });
    } catch (error) {
      this.#lose(`no offer could be made: ${error.message}`);
    } finally {
      this.#making = false;
    }
  }

  /** One channel is opened, by the side that is not polite, and it is ordered and reliable. */
  #isExpected({ label, ordered, maxRetransmits, maxPacketLifeTime }) {
    const reliable = ordered && maxRetransmits === null && maxPacketLifeTime === null;
    return this.#polite && this.#channel === null && label === LABEL && reliable;
  }

  #use(channel) {
    this.#channel = channel;
    channel.binaryType = 'arraybuffer';
    channel.addEventListener('close', () => this.#lose('the channel was closed'));
    if (channel.readyState === 'open') this.#opened(channel);
    else channel.addEventListener('open', () => this.#opened(channel));
  }

  #opened(channel) {
    if (this.#over) return;
    this.#calm();
    this.#handlers.onOpen(channel);
  }

  #moved() {
    switch (this.#rtc.connectionState) {
      case 'connected':
        this.#connected();
        return;
      case 'disconnected':
        this.#expect(DISCONNECTED, () => this.#restart());
        return;
      case 'failed':
        this.#restart();
        return;
      default:
    }
  }

  #connected() {
    if (this.#channel?.readyState !== 'open') {
      this.#expect(TO_OPEN, () => this.#lose('no data channel within 30 s'));
    } else {
      this.#calm();
      this.#handlers.onMended();
    }
  }

  /** New ways are looked for, with what TURN servers there are now. */
  #restart() {
    if (!this.#mayRestart || this.#restarts === RESTARTS) {
      this.#lose(this.#mayRestart ? `no way to the peer after ${RESTARTS} attempts` : 'no way to the peer');
      return;
    }
    this.#restarts++;
    this.#handlers.onRestart();
    this.#rtc.setConfiguration(this.#configuration());
    this.#rtc.restartIce();
    this.#expect(TO_RESTART, () => this.#restart());
  }

  #calm() {
    this.#restarts = 0;
    this.#system.clearTimeout(this.#timer);
  }

  #expect(millis, otherwise) {
    this.#system.clearTimeout(this.#timer);
    this.#timer = this.#system.setTimeout(otherwise, millis);
  }

  #lose(reason) {
    if (this.#over) return;
    this.close();
    this.#handlers.onLost(reason);
  }
}
