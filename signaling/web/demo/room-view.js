import { invitationLink } from './invitation.js';
import { PeersView, setText, showProgress } from './peers-view.js';
import { qrImage } from './qr-image.js';
import { isThisMachineOnly } from './support.js';
import { mayWriteTestEntries } from './test-entries.js';

const CONNECTIONS = {
  offline: '○ Not connected',
  connecting: '◌ Connecting…',
  open: '● In the room',
  waiting: '◌ No connection, trying again…',
  closed: '✕ Disconnected',
};
const TRUST = {
  invitation: 'as your invitation says',
  known: 'the same as before',
  first: 'new here: ask the administrator',
};
const NEW_ENTRIES = 10;

const by = (id) => document.getElementById(id);

/**
 * What is shown after signing in.
 *
 * @param {import('./room.js').Room} room
 * @param account what `signIn` gave
 * @param {import('./invitation.js').Invitation} [invitation] that brought the user here
 */
export function showRoom(room, account, invitation) {
  showAccount(room, account);
  showInvitation(room, account);
  const peers = new PeersView(invitation?.inviter);
  const update = () => {
    setText(by('count'), String(room.count));
    setText(by('connection'), [CONNECTIONS[room.connection], room.reason].filter(Boolean).join(' '));
    setText(by('connect'), isOut(room) ? 'Connect' : 'Disconnect');
    by('connect').classList.toggle('primary', isOut(room));
    peers.show(room.peers);
  };
  room.addEventListener('change', update);
  update();
  by('connect').addEventListener('click', () => (isOut(room) ? room.connect() : room.disconnect()));
  by('server-sync').addEventListener('click', () => syncWithServer(room));
  by('write').addEventListener('click', () => writeEntries(room));
  by('room').hidden = false;
  by('device-title').focus();
}

function isOut({ connection }) {
  return connection === 'offline' || connection === 'closed';
}

function showAccount(room, { identity, tenantId, dbId, directory, trust }) {
  by('own-name').textContent = identity.username;
  by('own-tenant').textContent = tenantId;
  by('own-database').textContent = dbId;
  by('own-key').textContent = `${identity.device.id.slice(0, 8)}…`;
  by('own-admin').textContent = `${directory.adminDeviceId.slice(0, 8)}…`;
  by('own-trust').textContent = TRUST[trust];
  by('room-name').textContent = room.name;
  by('write').hidden = !mayWriteTestEntries(dbId);
}

function showInvitation(room, { identity, tenantId, dbId, directory }) {
  const link = invitationLink(location.href, {
    tenantId,
    dbId,
    room: room.name,
    inviter: identity.device.id,
    admin: directory.adminDeviceId,
  });
  by('link').value = link;
  by('local').hidden = !isThisMachineOnly(location);
  by('code').replaceChildren(qrImage(link, 'QR code of the link below'));
  by('link').addEventListener('focus', () => by('link').select());
  by('copy').addEventListener('click', () => copy(link));
}

async function copy(link) {
  try {
    await navigator.clipboard.writeText(link);
    by('copied').textContent = 'Copied.';
  } catch {
    by('link').focus();
    by('copied').textContent = 'The browser does not let this page copy. The link is selected: copy it yourself.';
  }
}

async function syncWithServer(room) {
  await busy(by('server-sync'), async () => {
    const { pulled, pushed, refused } = await room.syncWithServer((progress) =>
      showProgress(by('server-progress'), progress),
    );
    return `${pulled} received from the server, ${pushed} sent${refused > 0 ? `, ${refused} refused` : ''}.`;
  });
  showProgress(by('server-progress'), undefined);
}

async function writeEntries(room) {
  await busy(by('write'), async () => {
    await room.writeTestEntries(NEW_ENTRIES);
    return `${NEW_ENTRIES} entries made.`;
  });
}

async function busy(button, action) {
  button.disabled = true;
  try {
    by('device-status').textContent = await action();
  } catch (error) {
    by('device-status').textContent = `That did not work: ${error.message}`;
  } finally {
    button.disabled = false;
    button.focus();
  }
}
