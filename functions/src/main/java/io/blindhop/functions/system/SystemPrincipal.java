package io.blindhop.functions.system;

/**
 * One system administrator of a capability rule.
 *
 * @param username compared without regard to case
 * @param publicSignKey PEM, compared character by character
 */
public record SystemPrincipal(String username, String publicSignKey) {}
