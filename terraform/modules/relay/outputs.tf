output "node_url" {
  description = "Where clients of this hop point, and hops behind it."
  value       = module.node.node_url
}

output "upstream_url" {
  description = "The node that this hop is in front of."
  value       = var.upstream_url
}

output "function_names" {
  description = "Names of the functions, for the module observability."
  value       = module.node.function_names
}

output "function_variables" {
  description = "What the functions are told by environment variables. No secret is among them."
  value       = module.node.function_variables
}

output "table_name" {
  description = "Name of the table."
  value       = module.node.table_name
}

output "bucket_name" {
  description = "Name of the bucket with what the hop keeps."
  value       = module.node.bucket_name
}

output "distribution_domain_name" {
  description = "Where the DNS record of the domain must point, if zone_id is not set; null without CloudFront."
  value       = module.node.distribution_domain_name
}

output "signaling_function" {
  description = "What the module signaling needs to know of its function; null without signaling."
  value       = module.node.signaling_function
}

output "failure_queue_name" {
  description = "Name of the queue with what notify could not read, for the module observability; null without signaling."
  value       = module.node.failure_queue_name
}

output "secret_arns" {
  description = "ARNs of the secrets. Their values are in no state."
  value       = module.node.secret_arns
}
