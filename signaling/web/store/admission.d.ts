import type { Directory } from '../serve/serve-peer.js';
import type { StoredEntry } from './store.js';

/** Whether an entry that came from somebody else may be stored: form, content hash, signature, author. */
export class Admission {
  constructor(of: {
    directory: Pick<Directory, 'isTrustedAuthor' | 'adminDeviceId' | 'metadataSignatureSince'>;
    now?: () => number;
  });
  /** Why it may not, in a sentence that names the entry; undefined if it may. */
  whyNot(entry: StoredEntry, dbId: string): Promise<string | undefined>;
}
