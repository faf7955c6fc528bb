package io.blindhop.infra.aws.fault;

/** What can happen to a request on its way to a service and back. */
public sealed interface Fault {
    /** Nothing: the service answers. */
    record None() implements Fault {}

    /** An answer that the service itself did not give. {@code date} is its clock: the header {@code Date}. */
    record Answer(int status, String type, String body, String date) implements Fault {}

    /** The connection is reset before the service has seen the request. */
    record Reset() implements Fault {}

    /** The service does what it was asked to; then the connection is reset. */
    record LostAnswer() implements Fault {}

    /** The connection ends after half of the answer. */
    record CutAnswer() implements Fault {}

    /** The connection stays open and nothing comes. */
    record Silence() implements Fault {}

    /** A batch of DynamoDB of which only the first part is processed. */
    record Partly(int processed) implements Fault {}
}
