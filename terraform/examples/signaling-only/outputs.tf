output "socket_url" {
  description = "Where clients connect."
  value       = module.signaling.socket_url
}
