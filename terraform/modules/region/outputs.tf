output "node_url" {
  description = "Where clients point; the root of the host, without a path."
  value       = local.cloudfront ? "https://${coalesce(var.domain_name, aws_cloudfront_distribution.this[0].domain_name)}" : local.function_url
}

output "function_url" {
  description = "URL of the sync function."
  value       = aws_lambda_function_url.sync.function_url
}

output "distribution_id" {
  description = "Id of the CloudFront distribution; null without CloudFront."
  value       = one(aws_cloudfront_distribution.this[*].id)
}

output "distribution_domain_name" {
  description = "Where the DNS record of the domain must point, if zone_id is not set; null without CloudFront."
  value       = one(aws_cloudfront_distribution.this[*].domain_name)
}

output "web_acl_arn" {
  description = "ARN of the firewall; null without one."
  value       = one(aws_wafv2_web_acl.this[*].arn)
}

output "function_names" {
  description = "Names of the functions: sync, maintenance and, with signaling, signaling and notify."
  value       = { for key, function in aws_lambda_function.this : key => function.function_name }
}

output "function_arns" {
  description = "ARNs of the same."
  value       = { for key, function in aws_lambda_function.this : key => function.arn }
}

output "signaling_function" {
  description = "What the module signaling needs to know of its function; null without signaling."
  value = one([
    for key, function in aws_lambda_function.this : { name = function.function_name, invoke_arn = function.invoke_arn } if key == "signaling"
  ])
}

output "function_variables" {
  description = "What the functions are told by environment variables. No secret is among them."
  value       = local.environment
}

output "role_arns" {
  description = "ARNs of the functions' roles."
  value       = { for key, role in aws_iam_role.function : key => role.arn }
}

output "log_group_names" {
  description = "Names of the functions' log groups."
  value       = { for key, group in aws_cloudwatch_log_group.function : key => group.name }
}

output "table_name" {
  description = "Name of the table."
  value       = aws_dynamodb_table.this.name
}

output "table_arn" {
  description = "ARN of the table."
  value       = aws_dynamodb_table.this.arn
}

output "table_stream_arn" {
  description = "ARN of the table's stream."
  value       = aws_dynamodb_table.this.stream_arn
}

output "bucket_name" {
  description = "Name of the bucket with the ciphertext."
  value       = aws_s3_bucket.this["objects"].id
}

output "bucket_arn" {
  description = "ARN of that bucket."
  value       = aws_s3_bucket.this["objects"].arn
}

output "secret_arns" {
  description = "ARNs of the secrets. Their values are in no state."
  value       = { for key, secret in aws_secretsmanager_secret.this : key => secret.arn }
}

output "failure_queue_name" {
  description = "Name of the queue with what notify could not read; null without signaling."
  value       = one(aws_sqs_queue.failures[*].name)
}

output "package_key" {
  description = "Name of the package's object, by its content."
  value       = aws_s3_object.package.key
}
