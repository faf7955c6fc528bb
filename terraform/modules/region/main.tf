data "aws_caller_identity" "this" {}

data "aws_region" "this" {}

locals {
  account = data.aws_caller_identity.this.account_id
  region  = data.aws_region.this.id

  # Names of buckets are shared with everybody else in AWS; the account's number keeps strangers out of them.
  bucket_suffix = "${local.account}-${local.region}"

  tags = merge({ "blindhop:node" = var.name }, var.tags)
}
