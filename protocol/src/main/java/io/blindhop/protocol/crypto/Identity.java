package io.blindhop.protocol.crypto;

/** A user or server with its two key pairs. Holds private keys in clear: keep it out of logs and files. */
public record Identity(String username, SigningKey signing, UnwrappingKey encryption) {}
