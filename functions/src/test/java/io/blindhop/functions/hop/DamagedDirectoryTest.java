package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of two origins one hands out entries of the directory whose payloads are not what their hashes say. */
class DamagedDirectoryTest {
    private final MergeLab lab = new MergeLab();

    @AfterEach
    void stop() {
        lab.close();
    }

    private void damage(int origin) {
        lab.lies(origin)
                .lie((dbId, store) ->
                        dbId.value().equals("directory") ? EntryLie.A_BIT_OF_THE_PAYLOAD.about(store) : store);
    }

    @Test
    void theDirectoryIsTakenFromTheNextOrigin() {
        StoreClient bob = lab.atHop.login(Person.BOB).docs("notes");
        damage(0);
        lab.at(0).grant(Person.CAROL);
        lab.at(1).revokeBob();
        lab.hop.advance(MergeLab.AGE.plusSeconds(1));

        assertThat(bob.call("scanEntriesSince").status()).isEqualTo(401);
    }

    @Test
    void whileAllOfThemAreDamagedTheOneThatIsKnownCounts() {
        StoreClient bob = lab.atHop.login(Person.BOB).docs("notes");
        for (int origin = 0; origin < 2; origin++) {
            damage(origin);
            lab.at(origin).grant(Person.CAROL);
        }
        lab.hop.advance(MergeLab.AGE.plusSeconds(1));

        bob.call("scanEntriesSince").ok();
    }
}
