import { isMap, texts } from './grant.js';

const OPERATIONS = new Set(['doc_create', 'doc_change', 'doc_delete', 'doc_undelete', 'doc_snapshot', 'doc_read']);
const DEFAULT_POLICY = 'acl_defaultpolicy';
const DATABASE_POLICY = 'acl_dbpolicy_';
const KEY_DISTRIBUTION = 'acl_keydistribution_';

/** Whether deleting the document leaves it in force: true of policies. */
export function outlivesDeletion(docId) {
  return docId === DEFAULT_POLICY || docId.startsWith(DATABASE_POLICY);
}

/** The fixed id of an access-control document: `Sales` is `_53ales`. */
export function encodeName(name) {
  return Array.from(new TextEncoder().encode(name), (byte) => {
    const character = String.fromCharCode(byte);
    return /[a-z0-9]/.test(character) ? character : `_${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}

/**
 * All that a directory says about access at one moment. A member of another type than it should be counts as absent; a document
 * that cannot be read is kept apart, because it denies what it could have denied.
 */
export class TenantPolicy {
  /** @type {object | undefined} that there is one is what puts access control in force */
  byDefault;
  groups = [];
  #databases = new Map();
  #rules = [];
  #distributions = [];
  #unreadable = new Map();

  /** @param {import('./replay.js').DirectoryDocument[]} documents grants are no trouble */
  constructor(documents) {
    for (const document of documents) {
      const { docId, state, root } = document;
      if (state === 'unreadable') {
        this.#unreadable.set(docId, document.reason);
      } else if (state === 'live') {
        this.#take(docId, root);
      }
    }
  }

  #take(docId, root) {
    if (root.form === 'group' && root.type === 'group' && typeof root.groupName === 'string') {
      const name = root.groupName.normalize('NFKC').toLowerCase();
      this.groups.push({ name, members: texts(root.members_hashes) });
    } else if (root.form === 'accesscontrol') {
      this.#takeAccessControl(docId, root);
    }
  }

  #takeAccessControl(docId, root) {
    if (root.type === 'defaultpolicy' && docId === DEFAULT_POLICY) {
      this.byDefault = root;
    } else if (root.type === 'defaultpolicy' && docId.startsWith(DATABASE_POLICY)) {
      this.#databases.set(docId, root);
    } else if (root.type === 'keydistribution' && typeof root.keyId === 'string') {
      this.#distributions.push({ keyId: root.keyId, revokedFrom: texts(root.pullfrom_users_hashes) });
    } else if (OPERATIONS.has(root.type) && typeof root.ruleId === 'string') {
      this.#rules.push({
        ruleId: root.ruleId,
        operation: root.type,
        dbId: typeof root.dbid === 'string' ? root.dbid : '*',
        users: texts(root.users_hashes),
        allows: root.action !== 'deny',
        dependsOnContent: Array.isArray(root.withfields)
          ? root.withfields.some((clause) => isMap(clause) && typeof clause.key === 'string')
          : false,
      });
    }
  }

  /** Whether the database exists for others than the administrator. */
  isListed(dbId) {
    const restricted = this.byDefault?.databaseCreationPolicy === 'directory-restricted';
    return !restricted || texts(this.byDefault.allowedDbIds).includes(dbId);
  }

  ofDatabase(dbId) {
    return this.#databases.get(DATABASE_POLICY + encodeName(dbId));
  }

  rules(operation, dbId) {
    return this.#rules.filter((rule) => rule.operation === operation && (rule.dbId === '*' || rule.dbId === dbId));
  }

  /** Keys that have been taken back from a person. */
  revokedKeyIds(identity) {
    const revoked = new Set(
      this.#distributions
        .filter(({ revokedFrom }) => revokedFrom.some((hash) => identity.has(hash)))
        .map(({ keyId }) => keyId),
    );
    for (const docId of this.#unreadable.keys()) {
      if (docId.startsWith(KEY_DISTRIBUTION)) {
        revoked.add(decodeName(docId.slice(KEY_DISTRIBUTION.length)));
      }
    }
    revoked.delete('$publicinfos');
    return revoked;
  }

  /** Why a policy over this database, or all of them, cannot be read. */
  unreadablePolicy(dbId) {
    return this.#unreadable.get(DEFAULT_POLICY) ?? this.#unreadable.get(DATABASE_POLICY + encodeName(dbId));
  }

  unreadableDefault() {
    return this.#unreadable.get(DEFAULT_POLICY);
  }

  unreadableRule() {
    return this.#firstUnreadable((docId) => docId.startsWith('acl_rule_'));
  }

  /** A document without a fixed id: it may be a group of any name with any members. */
  unreadableGroup() {
    return this.#firstUnreadable((docId) => !docId.startsWith('acl_'));
  }

  #firstUnreadable(condition) {
    return [...this.#unreadable].find(([docId]) => condition(docId))?.[1];
  }
}

function decodeName(encoded) {
  const bytes = encoded.replace(/_([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
}
