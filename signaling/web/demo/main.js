import { readInvitation } from './invitation.js';
import { Room } from './room.js';
import { showRoom } from './room-view.js';
import { showSignIn } from './sign-in-view.js';

const base = new URL('/', location.href).href;

function begin() {
  let invitation;
  try {
    invitation = readInvitation(location.hash);
  } catch (error) {
    document.getElementById('sign-in-problem').textContent = error.message;
  }
  showSignIn({
    base,
    invitation,
    onSignedIn: async (account) => {
      const room = await Room.open(invitation?.room ?? `db:${account.dbId}`, account, base);
      showRoom(room, account, invitation);
      addEventListener('pagehide', () => room.disconnect());
    },
  });
}

begin();
