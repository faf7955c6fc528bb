import { usernameIn } from '../crypto/identity-file.js';
import { keptIdentity } from './kept-identity.js';
import { signIn } from './sign-in.js';

const by = (id) => document.getElementById(id);

/**
 * The form to sign in with.
 *
 * @param {object} options
 * @param {string} options.base URL of the server
 * @param {import('./invitation.js').Invitation} [options.invitation] says what need not be typed
 * @param {(account: object) => Promise<void>} options.onSignedIn
 */
export function showSignIn({ base, invitation, onSignedIn }) {
  const form = by('sign-in').querySelector('form');
  showKept();
  if (invitation !== undefined) {
    showInvitation(invitation);
  }
  by('forget').addEventListener('click', () => {
    keptIdentity.forget();
    showKept();
    by('file').focus();
  });
  by('file').addEventListener('change', rememberName);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(form, { base, invitation, onSignedIn });
  });
}

function showKept() {
  const kept = keptIdentity.get();
  by('kept').hidden = kept === null;
  by('choose').hidden = kept !== null;
  by('file').required = kept === null;
  const name = kept === null ? '' : usernameIn(kept);
  by('kept-name').textContent = name;
  by('username').value = name;
}

/** For password managers, which keep a password by its name. */
async function rememberName() {
  try {
    by('username').value = usernameIn(await by('file').files[0].text());
  } catch {
    // What is wrong with the file is said when it is opened.
    by('username').value = '';
  }
}

function showInvitation({ tenantId, dbId, inviter }) {
  by('where').hidden = true;
  by('tenant').value = tenantId;
  by('database').value = dbId;
  by('invited').hidden = false;
  by('invited').textContent =
    `Device ${inviter.slice(0, 8)}… invites you to database ${dbId} of tenant ${tenantId}. Your password is all that is needed` +
    ' once your identity file is chosen.';
}

async function submit(form, { base, invitation, onSignedIn }) {
  const button = form.querySelector('[type=submit]');
  const status = by('sign-in-status');
  by('sign-in-problem').textContent = '';
  button.disabled = true;
  try {
    const identityFile = keptIdentity.get() ?? (await by('file').files[0].text());
    const account = await signIn({
      base,
      identityFile,
      password: by('password').value,
      tenantId: by('tenant').value.trim(),
      dbId: by('database').value.trim(),
      admin: invitation?.admin,
      tell: (step) => (status.textContent = step),
    });
    if (by('keep').checked) {
      keptIdentity.keep(identityFile);
    }
    form.reset();
    by('sign-in').hidden = true;
    await onSignedIn(account);
  } catch (error) {
    status.textContent = '';
    by('sign-in-problem').textContent = sentence(error.message);
    by('password').focus();
  } finally {
    button.disabled = false;
  }
}

function sentence(text) {
  const end = /[.!?…]$/.test(text) ? '' : '.';
  return text.charAt(0).toUpperCase() + text.slice(1) + end;
}
