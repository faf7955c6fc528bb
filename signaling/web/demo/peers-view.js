const STATES = {
  connecting: '◌ Connecting…',
  open: '● Connected',
  restarting: '◌ Looking for another way…',
  lost: '◌ The connection was lost, trying again…',
  ended: '○ Has left',
  halted: '✕ May not connect',
  closed: '○ Has left',
};

/** The list of peers. Items stay where they are, so that a screen reader keeps its place. */
export class PeersView {
  #items = new Map();
  #list = document.getElementById('peers');
  #template = document.getElementById('peer');
  #news = document.getElementById('peer-news');
  #inviter;

  /** @param {string} [inviter] id of the device that invited this one */
  constructor(inviter) {
    this.#inviter = inviter;
  }

  /** @param {import('./peer.js').Peer[]} peers */
  show(peers) {
    for (const peer of peers) {
      this.#update(this.#items.get(peer.device) ?? this.#add(peer), peer);
    }
    const here = new Set(peers.map(({ device }) => device));
    for (const [device, item] of this.#items) {
      if (!here.has(device)) {
        item.remove();
        this.#items.delete(device);
      }
    }
    document.getElementById('nobody').hidden = peers.length > 0;
  }

  #add({ device }) {
    const item = this.#template.content.firstElementChild.cloneNode(true);
    item.dataset.device = device;
    item.querySelector('.key').textContent = `${device.slice(0, 8)}…`;
    item.querySelector('.badge').hidden = device !== this.#inviter;
    this.#items.set(device, item);
    this.#list.append(item);
    return item;
  }

  #update(item, peer) {
    const part = (name) => item.querySelector(name);
    const name = peer.name ?? 'Name not known yet';
    const state = STATES[peer.state];
    if (part('.state').textContent !== state) {
      this.#news.textContent = `${peer.name ?? `Device ${peer.device.slice(0, 8)}`}: ${state.slice(2)}`;
    }
    item.classList.toggle('open', peer.state === 'open');
    setText(part('.name'), name);
    setText(part('.state'), state);
    setText(part('.received'), String(peer.received));
    setText(part('.sent'), String(peer.sent));
    setText(part('.problem'), peer.problem ?? '');
    showProgress(part('progress'), peer.progress);
  }
}

/** @param {{done: number, total: number} | undefined} progress undefined hides it */
export function showProgress(element, progress) {
  element.hidden = progress === undefined;
  if (progress !== undefined) {
    element.max = Math.max(progress.total, 1);
    element.value = progress.done;
  }
}

/** Without touching what is right already: live regions would say it again. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
