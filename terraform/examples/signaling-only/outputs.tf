output "node_url" {
  description = "Where clients point."
  value       = module.node.node_url
}

output "signaling_url" {
  description = "Where devices meet. They learn it from the node."
  value       = module.signaling.signaling_url
}
