package io.blindhop.protocol.client;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.network.Request;
import io.blindhop.protocol.store.StoreKind;
import java.util.List;
import java.util.function.Supplier;

/** The routes of one store of another server (protocol 3.3), for one caller. */
record RemoteStore(RemoteTenant tenant, DatabaseId dbId, StoreKind kind, CallContext context) {
    <T> T get(String route, Exchange.BodyReader<T> reader) {
        return tenant.call(context, base -> Request.get(base + path(route)), Exchange.body(reader));
    }

    <T> T post(String route, Bytes json, Exchange.BodyReader<T> reader) {
        return post(route, () -> json, reader);
    }

    /** @param json is asked for anew for each try */
    <T> T post(String route, Supplier<Bytes> json, Exchange.BodyReader<T> reader) {
        return tenant.call(context, base -> Request.post(base + path(route), json.get()), Exchange.body(reader));
    }

    <T> T post(String route, String contentType, List<Bytes> body, Exchange.Reader<T> reader) {
        return tenant.call(context, base -> Request.post(base + path(route), contentType, body), reader);
    }

    Terms terms() {
        return tenant.terms(this);
    }

    private String path(String route) {
        return "/sync/" + kind.segment() + "/" + route;
    }

    /** For messages. */
    @Override
    public String toString() {
        return tenant.remote() + " " + dbId + "/" + kind.segment();
    }
}
