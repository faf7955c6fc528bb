package io.blindhop.functions.node;

/** How old a directory may be that was followed from another node. */
public enum Freshness {
    /** As old as the operator allows. */
    BOUNDED,
    /** As it is at the other node when it is asked, if that can be asked at all. */
    NOW
}
