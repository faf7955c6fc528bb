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

output "relay_state" {
  description = "What the hop does in this version."
  value       = module.hop.relay_state
}

output "alarm_names" {
  description = "Names of the alarms."
  value       = module.observability.alarm_names
}
