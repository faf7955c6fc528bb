output "node_url" {
  description = "Where clients point."
  value       = module.node.node_url
}

output "alarm_names" {
  description = "Names of the alarms."
  value       = module.observability.alarm_names
}
