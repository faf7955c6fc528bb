/** The secrets of a node in AWS Secrets Manager. */
package io.blindhop.functions.lambda.secrets;
