# All that there is: a node behind CloudFront with a domain and a firewall, its own encryption key, signaling, alarms, a
# budget, and a hop in a second region.

provider "aws" {
  region = var.region
}

provider "aws" {
  alias  = "hop"
  region = var.hop_region
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

data "aws_caller_identity" "this" {}

################################################################################
# A key for all that is kept. The account's policies say who else may use it; CloudWatch must be named here.
################################################################################

resource "aws_kms_key" "this" {
  description             = "All that the node ${var.name} keeps"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "PoliciesOfTheAccount"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.this.account_id}:root" }
        # Without this nobody could ever change or delete the key. In a key's policy * is the key itself.
        Action   = "kms:*"
        Resource = "*"
      },
      {
        Sid       = "LogsOfTheNode"
        Effect    = "Allow"
        Principal = { Service = "logs.${var.region}.amazonaws.com" }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:${var.region}:${data.aws_caller_identity.this.account_id}:log-group:/aws/lambda/${var.name}-*" }
        }
      },
    ]
  })
}

################################################################################
# The node
################################################################################

module "node" {
  source = "../../modules/region"

  providers = {
    aws           = aws
    aws.us_east_1 = aws.us_east_1
  }

  name               = var.name
  package_file       = var.package_file
  system_config_json = var.system_config_json
  system_allowed_ips = var.system_allowed_ips
  cors_origins       = var.cors_origins

  # Clients come through CloudFront, and the function URL answers nobody else.
  cloudfront     = true
  domain_name    = var.domain_name
  zone_id        = var.zone_id
  waf_rate_limit = 20000

  # Bounds for the bill.
  table_throughput_limit    = { read_units = 4000, write_units = 2000 }
  sync_reserved_concurrency = var.sync_reserved_concurrency
  tenant_quota              = { bytes = "100000000000" }

  # Devices meet at the WebSocket API below, and find each other through STUN and TURN.
  signaling           = module.signaling.for_node
  stun_urls           = var.stun_urls
  turn_urls           = var.turn_urls
  turn_secret         = var.turn_secret
  turn_secret_version = var.turn_secret_version

  kms_key_arn         = aws_kms_key.this.arn
  log_retention_days  = 90
  deletion_protection = var.deletion_protection
  force_destroy       = var.force_destroy
}

module "signaling" {
  source = "../../modules/signaling"

  name            = var.name
  function        = module.node.signaling_function
  domain_name     = var.signaling_domain_name
  certificate_arn = var.signaling_certificate_arn
}

module "observability" {
  source = "../../modules/observability"

  name               = var.name
  function_names     = module.node.function_names
  table_name         = module.node.table_name
  failure_queue_name = module.node.failure_queue_name
  alarm_emails       = var.alarm_emails
  monthly_budget_usd = var.monthly_budget_usd
}

################################################################################
# A hop in a second region
################################################################################

module "hop" {
  source = "../../modules/relay"

  providers = {
    aws           = aws.hop
    aws.us_east_1 = aws.us_east_1
  }

  name                = "${var.name}-hop"
  mode                = "cache"
  upstream_url        = module.node.node_url
  package_file        = var.package_file
  system_config_json  = var.system_config_json
  deletion_protection = var.deletion_protection
  force_destroy       = var.force_destroy
}
