package io.blindhop.functions.sync;

import io.blindhop.functions.tenant.Caller;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.StoreKind;

/**
 * A store as one caller sees it.
 *
 * @param store what the caller may read
 */
record Target(Caller caller, DatabaseId dbId, StoreKind kind, ContentAddressedStore store) {}
