# A node at which devices meet. They synchronise with each other, so it keeps next to nothing: the directories of its tenants.

provider "aws" {
  region = var.region
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

module "node" {
  source = "../../modules/region"

  providers = {
    aws           = aws
    aws.us_east_1 = aws.us_east_1
  }

  name               = var.name
  package_file       = var.package_file
  system_config_json = var.system_config_json
  cors_origins       = var.cors_origins

  signaling           = module.signaling.for_node
  stun_urls           = var.stun_urls
  turn_urls           = var.turn_urls
  turn_secret         = var.turn_secret
  turn_secret_version = var.turn_secret_version

  # Enough for a directory; what devices have for each other goes from one to the other.
  tenant_quota        = { bytes = "50000000" }
  deletion_protection = var.deletion_protection
  force_destroy       = var.force_destroy
}

module "signaling" {
  source = "../../modules/signaling"

  name     = var.name
  function = module.node.signaling_function
}
