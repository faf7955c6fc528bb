/**
 * What a link or a QR code tells a second device, so that it needs to type nothing but its password. It is in the fragment, which
 * browsers do not send to servers, and holds no secret: names, and the public keys of the inviter and the administrator.
 *
 * @typedef {object} Invitation
 * @property {string} tenantId
 * @property {string} dbId
 * @property {string} room
 * @property {string} inviter id of a device
 * @property {string} admin id of the administrator's key, which the server must name too
 */

const FORMS = {
  tenantId: ['t', /^[a-z0-9][a-z0-9_-]{0,63}$/],
  dbId: ['d', /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/],
  room: ['r', /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/],
  inviter: ['k', /^[A-Za-z0-9_-]{43}$/],
  admin: ['a', /^[A-Za-z0-9_-]{43}$/],
};

/**
 * @param {string} page URL of the demo page; its server is the one that the second device uses
 * @param {Invitation} invitation
 */
export function invitationLink(page, invitation) {
  const members = Object.entries(FORMS).map(([name, [key]]) => [key, invitation[name]]);
  const url = new URL(page);
  url.search = '';
  url.hash = new URLSearchParams(members).toString();
  return url.href;
}

/**
 * @param {string} fragment of the URL of the page
 * @returns {Invitation | undefined} undefined if there is none
 * @throws {RangeError} if it is damaged
 */
export function readInvitation(fragment) {
  const members = new URLSearchParams(fragment.replace(/^#/, ''));
  if (!Object.values(FORMS).some(([key]) => members.has(key))) {
    return undefined;
  }
  const invitation = {};
  for (const [name, [key, form]] of Object.entries(FORMS)) {
    invitation[name] = members.get(key);
    if (invitation[name] === null || !form.test(invitation[name])) {
      throw new RangeError('This invitation is damaged. Ask for it again, or scan the code once more.');
    }
  }
  return invitation;
}
