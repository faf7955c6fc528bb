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
