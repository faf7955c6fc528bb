/** What requests consume of the services, and what that costs at list prices. */
package io.blindhop.infra.cost;
