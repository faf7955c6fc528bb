package io.blindhop.store.s3.aws;

import io.blindhop.protocol.Bytes;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/** The body of a request that is read from the parts themselves, anew for each try, without joining them in memory. */
record PartsBody(List<Bytes> parts) implements ContentStreamProvider {
    PartsBody {
        parts = List.copyOf(parts);
    }

    long length() {
        return parts.stream().mapToLong(Bytes::length).sum();
    }

    RequestBody toRequestBody() {
        if (length() == 0) {
            return RequestBody.empty();
        }
        return RequestBody.fromContentProvider(this, length(), "application/octet-stream");
    }

    @Override
    public InputStream newStream() {
        return new SequenceInputStream(
                Collections.enumeration(parts.stream().map(Bytes::asInputStream).toList()));
    }
}
