package io.blindhop.store.dynamo.codec;

/** A text that usually begins with the id of the document it belongs to, which is then not repeated. */
final class DocumentText {
    private static final int VERBATIM = 0;
    private static final int AFTER_DOCUMENT_ID = 1;

    private DocumentText() {}

    static void write(String text, String docId, ByteWriter out) {
        if (text.startsWith(docId)) {
            out.octet(AFTER_DOCUMENT_ID);
            out.text(text.substring(docId.length()));
        } else {
            out.octet(VERBATIM);
            out.text(text);
        }
    }

    static String read(String docId, ByteReader in) {
        return in.octet() == VERBATIM ? in.text() : docId + in.text();
    }
}
