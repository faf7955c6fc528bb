# One node in one region, with a dashboard and alarms. Clients point at the output node_url.

provider "aws" {
  region = var.region
}

# Certificates and firewalls of CloudFront live there. Nothing is made in it unless CloudFront is switched on.
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

  name                 = var.name
  package_file         = var.package_file
  package_architecture = var.package_architecture
  system_config_json   = var.system_config_json
  deletion_protection  = var.deletion_protection
  force_destroy        = var.force_destroy
}

module "observability" {
  source = "../../modules/observability"

  name               = var.name
  function_names     = module.node.function_names
  table_name         = module.node.table_name
  alarm_emails       = var.alarm_emails
  monthly_budget_usd = var.monthly_budget_usd
}
