import { SyncServer } from '../http/sync-server.js';
import { TenantDirectory } from './tenant-directory.js';

/** Brings a directory up to what a server has of it. Calling it again costs one request if nothing is new. */
export class DirectoryFeed {
  constructor(directory: TenantDirectory, server: SyncServer);

  /** Resolves when everything is in the directory that the server had when asked. @throws {HttpError} */
  refresh(): Promise<void>;
}
