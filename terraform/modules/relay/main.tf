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
  }

  maintenance_schedule = var.maintenance_schedule
  system_config_json   = var.system_config_json
  system_allowed_ips   = var.system_allowed_ips
  cloudfront           = var.cloudfront
  domain_name          = var.domain_name
  zone_id              = var.zone_id
  certificate_arn      = var.certificate_arn
  kms_key_arn          = var.kms_key_arn
  log_retention_days   = var.log_retention_days
  deletion_protection  = var.deletion_protection
  force_destroy        = var.force_destroy

  tags = merge(var.tags, {
    # Tags have no commas, and no more than 256 characters.
    "blindhop:upstream" = substr(replace(var.upstream_url, ",", " "), 0, 256)
    "blindhop:mode"     = var.mode
  })
}
