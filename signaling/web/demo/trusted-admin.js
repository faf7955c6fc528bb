const PREFIX = 'blindhop/demo/admin/';

/** The server names another administrator than it should. Nothing it says of the tenant can be believed. */
export class UntrustedAdminError extends Error {
  constructor(message) {
    super(message);
    this.name = 'UntrustedAdminError';
  }
}

/**
 * Compares the administrator that a server names with the one in the invitation and the one that this browser has seen before, and
 * keeps it.
 *
 * @param {object} tenant
 * @param {string} tenant.tenantId
 * @param {string} tenant.admin id of the key that the server names
 * @param {string} [tenant.invited] id of the key in the invitation
 * @param {Storage} storage
 * @returns {'invitation' | 'known' | 'first'} why it is believed
 * @throws {UntrustedAdminError}
 */
export function trustAdmin({ tenantId, admin, invited }, storage) {
  const known = storage.getItem(PREFIX + tenantId);
  if (invited !== undefined && invited !== admin) {
    throw new UntrustedAdminError(
      `The server names another administrator of tenant ${tenantId} than your invitation does. Do not go on with this server.`,
    );
  }
  if (known !== null && known !== admin) {
    throw new UntrustedAdminError(
      `The server names another administrator of tenant ${tenantId} than it did before. If that is right, clear the data of this site.`,
    );
  }
  storage.setItem(PREFIX + tenantId, admin);
  return invited !== undefined ? 'invitation' : known !== null ? 'known' : 'first';
}
