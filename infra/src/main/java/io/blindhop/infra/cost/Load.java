package io.blindhop.infra.cost;

/**
 * What a node has to do in a month of 730.5 hours.
 *
 * @param users people
 * @param devices of each
 * @param team people who share a database, and pull each other's edits
 * @param databases that each person works with
 * @param edits that each person makes in a day, each pushed alone
 * @param syncs of each device in a day, for all its databases
 * @param attachmentMegabytes that each person adds in a month
 * @param newDevices in a month, which pull all that their databases hold
 * @param entries that there are before the month begins, in all databases together
 */
public record Load(
        int users,
        int devices,
        int team,
        int databases,
        int edits,
        int syncs,
        int attachmentMegabytes,
        int newDevices,
        int entries) {
    public static final Load DEFAULT = new Load(100, 2, 5, 3, 50, 24, 20, 5, 100_000);

    private static final int MOST = 1_000_000_000;

    /** @throws IllegalArgumentException that names the option */
    public Load {
        require("users", users, 0);
        require("devices-per-user", devices, 1);
        require("team", team, 1);
        require("databases", databases, 1);
        require("edits-per-day", edits, 0);
        require("syncs-per-day", syncs, 0);
        require("attachment-megabytes-per-month", attachmentMegabytes, 0);
        require("new-devices-per-month", newDevices, 0);
        require("entries", entries, 0);
    }

    private static void require(String name, int value, int least) {
        if (value < least || value > MOST) {
            throw new IllegalArgumentException(
                    "--" + name + " must be from " + least + " to " + MOST + ", not " + value);
        }
    }

    double allDevices() {
        return (double) users * devices;
    }

    /** Devices that pull what one device has pushed. */
    double readers() {
        return (double) Math.min(team, Math.max(users, 1)) * devices - 1;
    }

    /** The part of all entries that a device has. */
    double share() {
        return users == 0 ? 1 : Math.min(1, (double) team / users);
    }
}
