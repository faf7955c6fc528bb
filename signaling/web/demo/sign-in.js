import { openIdentityFile } from '../crypto/identity-file.js';
import { deviceIdOf } from '../crypto/pem.js';
import { DirectoryFeed } from '../directory/directory-feed.js';
import { TenantDirectory } from '../directory/tenant-directory.js';
import { discoverTenants } from '../http/discovery.js';
import { SyncServer } from '../http/sync-server.js';
import { trustAdmin } from './trusted-admin.js';

/** What the user has to mend. */
export class SignInError extends Error {
  constructor(message) {
    super(message);
    this.name = 'SignInError';
  }
}

/**
 * Opens an identity and finds its tenant, with the directory as its administrator signed it.
 *
 * @param {object} options
 * @param {string} options.base URL of the server
 * @param {string} options.identityFile its text
 * @param {string} options.password
 * @param {string} options.tenantId empty for the only one
 * @param {string} options.dbId
 * @param {string} [options.admin] id of the administrator's key in an invitation
 * @param {(step: string) => void} [options.tell] what is being done
 * @throws {SignInError} and errors of the modules beneath, in words for the user
 */
export async function signIn({ base, identityFile, password, tenantId, dbId, admin, tell = () => {} }) {
  tell('Opening the identity file…');
  const identity = await openIdentityFile(identityFile, password);
  tell('Looking for the tenant…');
  const tenant = chosen(await discoverTenants(base, identity), tenantId);
  const server = new SyncServer({ base, tenantId: tenant.tenantId, identity });
  const named = { tenantId: tenant.tenantId, admin: deviceIdOf(tenant.adminSigningPublicKey), invited: admin };
  const trust = trustAdmin(named, localStorage);
  tell('Reading the directory…');
  const directory = await TenantDirectory.open(tenant);
  const feed = new DirectoryFeed(directory, server);
  await feed.refresh();
  const closed = directory.whyClosed(dbId, identity.device.id);
  if (closed !== undefined) {
    throw new SignInError(`You cannot open database ${dbId}: ${closed}.`);
  }
  return { identity, tenantId: tenant.tenantId, dbId, server, directory, feed, trust };
}

function chosen(tenants, tenantId) {
  const names = tenants.map((tenant) => tenant.tenantId);
  if (tenants.length === 0) {
    throw new SignInError('This identity is in no tenant of this server, or its access was taken away.');
  }
  if (tenantId === '' && tenants.length > 1) {
    throw new SignInError(`This identity is in several tenants. Enter one of: ${names.join(', ')}.`);
  }
  const tenant = tenantId === '' ? tenants[0] : tenants[names.indexOf(tenantId)];
  if (tenant === undefined) {
    throw new SignInError(`This identity is not in tenant ${tenantId}. It is in: ${names.join(', ')}.`);
  }
  return tenant;
}
