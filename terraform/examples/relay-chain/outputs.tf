output "origin_url" {
  description = "The node that keeps everything."
  value       = module.origin.node_url
}

output "cache_url" {
  description = "For clients near the cache."
  value       = module.cache.node_url
}

output "passthrough_url" {
  description = "For clients near the passthrough."
  value       = module.passthrough.node_url
}

output "upstream_urls" {
  description = "Which node each hop is in front of."
  value       = { cache = module.cache.upstream_url, passthrough = module.passthrough.upstream_url }
}

output "function_variables" {
  description = "What the functions of each node are told."
  value = {
    origin      = module.origin.function_variables
    cache       = module.cache.function_variables
    passthrough = module.passthrough.function_variables
  }
}
