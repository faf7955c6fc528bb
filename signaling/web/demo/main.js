import { readInvitation } from './invitation.js';
import { Room } from './room.js';
import { showRoom } from './room-view.js';
import { showSignIn } from './sign-in-view.js';
import { whyUnsupported } from './support.js';

const base = new URL('/', location.href).href;

async function begin() {
  const problem = document.getElementById('sign-in-problem');
  problem.textContent = await whyUnsupported();
  let invitation;
  try {
    invitation = readInvitation(location.hash);
  } catch (error) {
    problem.textContent = error.message;
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
