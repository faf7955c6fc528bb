package io.blindhop.functions.sync;

import io.blindhop.functions.gate.AccessGate;
import io.blindhop.functions.http.AnswerRoom;
import io.blindhop.functions.tenant.Caller;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.StoreKind;

/**
 * A store as one caller sees it.
 *
 * @param access what the tenant's policies say in this request
 * @param store what the caller may read
 * @param whole what plans are made from: a plan names entries, it shows none
 * @param room for the answer
 */
record Target(
        Caller caller,
        DatabaseId dbId,
        StoreKind kind,
        AccessGate access,
        ContentAddressedStore store,
        ContentAddressedStore whole,
        AnswerRoom room) {}
