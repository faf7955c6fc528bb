/** What requests and runs consume of the services, and what that costs at list prices. */
package io.blindhop.functions.cost;
