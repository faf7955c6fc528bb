# A hop is a node: it authenticates its own clients, and has a table and a bucket for what it keeps. So it is the module
# region, with an upstream. The functions need no other permission for that: the way to the upstream is HTTPS, and what a hop
# may do there its operator decides, who has to list it as a trusted server.

module "node" {
  source = "../region"

  providers = {
    aws           = aws
    aws.us_east_1 = aws.us_east_1
  }

  name                 = var.name
  package_file         = var.package_file
  package_architecture = var.package_architecture

  upstream = {
    url               = var.upstream_url
    mode              = var.mode
    databases         = var.databases
    read_only         = var.read_only
    register          = var.register_tenants
    directory_seconds = var.directory_seconds
    offline_hours     = var.offline_hours
    forward_seconds   = var.forward_seconds
    cache_megabytes   = var.cache_megabytes
    watch_seconds     = var.watch_seconds
  }

  # What every node can be told.
  sync_memory_mb               = var.sync_memory_mb
  sync_timeout_seconds         = var.sync_timeout_seconds
  sync_reserved_concurrency    = var.sync_reserved_concurrency
  maintenance_memory_mb        = var.maintenance_memory_mb
  maintenance_schedule         = var.maintenance_schedule
  log_retention_days           = var.log_retention_days
  point_in_time_recovery_days  = var.point_in_time_recovery_days
  generation                   = var.generation
  table_name                   = var.table_name
  stopped                      = var.stopped
  maintenance_enabled          = var.maintenance_enabled
  deletion_protection          = var.deletion_protection
  force_destroy                = var.force_destroy
  deleted_objects_days         = var.deleted_objects_days
  table_throughput_limit       = var.table_throughput_limit
  kms_key_arn                  = var.kms_key_arn
  secret_recovery_days         = var.secret_recovery_days
  permissions_boundary_arn     = var.permissions_boundary_arn
  signaling                    = var.signaling
  notify_memory_mb             = var.notify_memory_mb
  signaling_memory_mb          = var.signaling_memory_mb
  stun_urls                    = var.stun_urls
  turn_urls                    = var.turn_urls
  turn_secret                  = var.turn_secret
  turn_secret_version          = var.turn_secret_version
  cloudfront                   = var.cloudfront
  domain_name                  = var.domain_name
  zone_id                      = var.zone_id
  certificate_arn              = var.certificate_arn
  cloudfront_price_class       = var.cloudfront_price_class
  waf_rate_limit               = var.waf_rate_limit
  origin_key_rotation_schedule = var.origin_key_rotation_schedule
  system_config_json           = var.system_config_json
  change_events                = var.change_events
  cors_origins                 = var.cors_origins
  system_allowed_ips           = var.system_allowed_ips
  allow_insecure_sync_servers  = var.allow_insecure_sync_servers
  tenant_deletion_delay        = var.tenant_deletion_delay
  tell_cost                    = var.tell_cost
  rate_limits                  = var.rate_limits
  tenant_quota                 = var.tenant_quota

  tags = merge(var.tags, {
    # Tags have no commas, and no more than 256 characters.
    "blindhop:upstream" = substr(replace(var.upstream_url, ",", " "), 0, 256)
    "blindhop:mode"     = var.mode
  })
}
