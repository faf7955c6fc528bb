# Three regions: an origin, a cache in front of it, a passthrough in front of the cache. Clients use the nearest.
#
# Each region has a provider of its own. Certificates and firewalls of CloudFront would be made by us_east_1; here is none.

provider "aws" {
  alias  = "origin"
  region = var.origin_region
}

provider "aws" {
  alias  = "cache"
  region = var.cache_region
}

provider "aws" {
  alias  = "passthrough"
  region = var.passthrough_region
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

module "origin" {
  source = "../../modules/region"

  providers = {
    aws           = aws.origin
    aws.us_east_1 = aws.us_east_1
  }

  name                = "${var.name}-o"
  package_file        = var.package_file
  system_config_json  = var.system_config_json
  deletion_protection = var.deletion_protection
  force_destroy       = var.force_destroy
}

module "cache" {
  source = "../../modules/relay"

  providers = {
    aws           = aws.cache
    aws.us_east_1 = aws.us_east_1
  }

  name                = "${var.name}-c"
  mode                = "cache"
  upstream_url        = module.origin.node_url
  package_file        = var.package_file
  system_config_json  = var.system_config_json
  deletion_protection = var.deletion_protection
  force_destroy       = var.force_destroy
}

module "passthrough" {
  source = "../../modules/relay"

  providers = {
    aws           = aws.passthrough
    aws.us_east_1 = aws.us_east_1
  }

  name                = "${var.name}-p"
  mode                = "passthrough"
  upstream_url        = module.cache.node_url
  package_file        = var.package_file
  system_config_json  = var.system_config_json
  deletion_protection = var.deletion_protection
  force_destroy       = var.force_destroy
}
