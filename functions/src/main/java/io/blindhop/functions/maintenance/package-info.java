/** What has to be done now and then, whoever calls for it. */
package io.blindhop.functions.maintenance;
