output "node_url" {
  description = "Where clients of this hop point, and hops behind it."
  value       = module.node.node_url
}

output "upstream_url" {
  description = "The node that this hop is in front of."
  value       = var.upstream_url
}

output "relay_state" {
  description = "What becomes of the upstream in this version."
  value       = "The functions do not read upstream and mode yet: this is a node of its own, which relays nothing."
}

output "function_names" {
  description = "Names of the functions, for the module observability."
  value       = module.node.function_names
}

output "table_name" {
  description = "Name of the table."
  value       = module.node.table_name
}
