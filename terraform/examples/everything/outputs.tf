output "node_url" {
  description = "Where clients point."
  value       = module.node.node_url
}

output "signaling_url" {
  description = "Where devices meet. They learn it from the node."
  value       = module.signaling.signaling_url
}

output "hop_url" {
  description = "Where clients near the hop point."
  value       = module.hop.node_url
}

output "hop_upstream_url" {
  description = "The node that the hop is in front of."
  value       = module.hop.upstream_url
}

output "alarm_names" {
  description = "Names of the alarms."
  value       = module.observability.alarm_names
}
