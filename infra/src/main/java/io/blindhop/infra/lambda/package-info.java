/**
 * A stand-in for AWS Lambda: {@link io.blindhop.infra.lambda.LambdaFunction} runs copies of a packaged {@code bootstrap}
 * that speak the Runtime API, {@link io.blindhop.infra.lambda.FunctionUrl} puts a function URL in front of them.
 *
 * <p>Where the AWS documents leave a rule open, the emulator that AWS publishes decides
 * (github.com/aws/aws-lambda-runtime-interface-emulator). Left out: IAM, layers, extensions, SnapStart, bandwidth.
 */
package io.blindhop.infra.lambda;
