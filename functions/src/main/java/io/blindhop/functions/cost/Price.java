package io.blindhop.functions.cost;

import java.util.Arrays;
import java.util.Optional;

/** What a bill counts. The names are those of the price file, where the prices are in USD. */
public enum Price {
    /** DynamoDB write request unit, on demand. */
    WRITE_UNIT(Group.PER_MILLION, "dynamoDbWriteRequestUnits"),
    /** DynamoDB read request unit, on demand. */
    READ_UNIT(Group.PER_MILLION, "dynamoDbReadRequestUnits"),
    /** S3 Standard PUT or LIST request. */
    OBJECT_PUT(Group.PER_MILLION, "s3PutOrListRequests"),
    /** S3 Standard GET request. */
    OBJECT_GET(Group.PER_MILLION, "s3GetRequests"),
    /** Invocation of a function. */
    FUNCTION_REQUEST(Group.PER_MILLION, "lambdaRequests"),
    /** What a function takes of memory and time. */
    FUNCTION_GIGABYTE_SECOND(Group.PER_MILLION, "lambdaGigabyteSeconds"),
    LOG_KILOBYTE(Group.PER_MILLION, "logKilobytes"),
    CLOUDFRONT_REQUEST(Group.PER_MILLION, "cloudFrontRequests"),
    CLOUDFRONT_FUNCTION(Group.PER_MILLION, "cloudFrontFunctionInvocations"),
    KEY_VALUE_STORE_READ(Group.PER_MILLION, "keyValueStoreReads"),
    FIREWALL_REQUEST(Group.PER_MILLION, "wafRequests"),
    /** Of at most 32 KB, to or from an API Gateway WebSocket API. */
    WEBSOCKET_MESSAGE(Group.PER_MILLION, "webSocketMessages"),
    WEBSOCKET_MINUTE(Group.PER_MILLION, "webSocketConnectionMinutes"),
    /** Of an answer that is streamed, after its first 6 MB. */
    STREAMED_GIGABYTE(Group.PER_GIGABYTE, "lambdaStreamed"),
    /** To the internet. */
    TRANSFER_GIGABYTE(Group.PER_GIGABYTE, "transferOut"),
    SECRET(Group.PER_MONTH, "secret"),
    ALARM(Group.PER_MONTH, "alarm"),
    DASHBOARD(Group.PER_MONTH, "dashboard"),
    METRIC(Group.PER_MONTH, "metric"),
    FIREWALL(Group.PER_MONTH, "wafAcl"),
    FIREWALL_RULE(Group.PER_MONTH, "wafRule"),
    KEY(Group.PER_MONTH, "kmsKey"),
    TABLE_GIGABYTE(Group.PER_MONTH, "tableGigabyte"),
    /** Point-in-time recovery, of as many as the table has. */
    TABLE_BACKUP_GIGABYTE(Group.PER_MONTH, "tableBackupGigabyte"),
    OBJECT_GIGABYTE(Group.PER_MONTH, "objectGigabyte"),
    /** As CloudWatch keeps it, compressed. */
    LOG_GIGABYTE(Group.PER_MONTH, "logGigabyte");

    /** For how many a price is. */
    enum Group {
        PER_MILLION("perMillion", 1e6),
        PER_GIGABYTE("perGigabyte", 1),
        PER_MONTH("perMonth", 1);

        final String member;
        final double count;

        Group(String member, double count) {
            this.member = member;
            this.count = count;
        }
    }

    private final Group group;
    private final String key;

    Price(Group group, String key) {
        this.group = group;
        this.key = key;
    }

    Group group() {
        return group;
    }

    /** The name in the price file. */
    public String key() {
        return key;
    }

    public static Optional<Price> ofKey(String key) {
        return Arrays.stream(values()).filter(price -> price.key.equals(key)).findFirst();
    }
}
