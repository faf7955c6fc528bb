package io.blindhop.protocol.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class UsernameHashTest {
    private static final String V1 = "4bd72345e8fd95aa0ae02527ba34036c3e922dd0d9563fd4887050d7fd781378";
    private static final String V3 = "1986d680c1cac989c57b58a4c998901896e09e54a6713b4e4f2c4813de410200";
    private final UsernameHash acme = new UsernameHash("acme1");

    @Test
    void theHashesAreThoseOfTheReference() {
        String name = "cn=karsten/o=acme";
        assertThat(UsernameHash.v1(name)).isEqualTo(V1);
        assertThat(acme.v2(name)).isEqualTo(V3);
        assertThat(acme.v3(name)).isEqualTo(V3);
        assertThat(acme.schemes(name)).containsExactly(V1, V3);
        assertThat(acme.candidates(name)).containsExactly(V1, V3, name);
    }

    @Test
    void caseDoesNotMatterInAnyLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(acme.schemes("CN=IRIS")).isEqualTo(acme.schemes("cn=iris"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void unicodeFormMattersOnlyToTheOlderSchemes() {
        String composed = "cn=j\u00f6rg";
        String decomposed = "cn=jo\u0308rg";
        assertThat(acme.v3(decomposed)).isEqualTo(acme.v3(composed));
        assertThat(acme.v2(decomposed)).isNotEqualTo(acme.v2(composed));
        assertThat(acme.v3("cn=\uff4aim")).isEqualTo(acme.v3("cn=jim"));
    }

    @Test
    void namesDifferByTheirStructureAndTheirTenant() {
        assertThat(acme.v3("cn=a/o=b")).isNotEqualTo(acme.v3("a/b"));
        assertThat(acme.v3("cn=a")).isNotEqualTo(new UsernameHash("acme2").v3("cn=a"));
    }
}
