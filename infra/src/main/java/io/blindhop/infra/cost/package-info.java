/** What a node costs, told to people and programs. */
package io.blindhop.infra.cost;
