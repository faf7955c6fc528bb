output "node_url" {
  description = "Where clients point."
  value       = module.node.node_url
}
