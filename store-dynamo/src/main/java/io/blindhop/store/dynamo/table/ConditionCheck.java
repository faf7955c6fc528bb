package io.blindhop.store.dynamo.table;

import java.util.Optional;

/** Whether a condition holds of an item; for tables that check it themselves. */
final class ConditionCheck {
    private ConditionCheck() {}

    static boolean holds(Condition condition, Optional<Item> current) {
        return switch (condition) {
            case Condition.None() -> true;
            case Condition.Absent() -> current.isEmpty();
            case Condition.Present() -> current.isPresent();
            case Condition.AbsentOrLess(String attribute, long value) ->
                current.isEmpty() || absentOrLess(current.get(), attribute, value);
            case Condition.Equal(String attribute, Value value) ->
                current.isPresent() && value.equals(current.get().attributes().get(attribute));
            case Condition.PresentAndLess(String attribute, long value) ->
                current.isPresent() && absentOrLess(current.get(), attribute, value);
        };
    }

    private static boolean absentOrLess(Item item, String attribute, long value) {
        return switch (item.attributes().get(attribute)) {
            case null -> true;
            case Value.Whole whole -> whole.value() < value;
            case Value.Text text -> false;
            case Value.Binary binary -> false;
        };
    }
}
