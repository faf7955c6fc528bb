# Table: what describes the ciphertext. infra/…/definition/TableDefinition is the same in Java; a test compares.

locals {
  # Both switches or nothing. Payloads are in the table or in the bucket, depending on how they were pushed, and neither is of use
  # without the other: one switch alone would let a destroy take the one, and be refused for the other.
  given_up = var.force_destroy && !var.deletion_protection
}

resource "aws_dynamodb_table" "this" {
  name                        = coalesce(var.table_name, "${var.name}-data")
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "pk"
  range_key                   = "sk"
  stream_enabled              = true
  stream_view_type            = "NEW_IMAGE"
  deletion_protection_enabled = !local.given_up

  attribute {
    name = "pk"
    type = "S"
  }

  attribute {
    name = "sk"
    type = "S"
  }

  ttl {
    attribute_name = "ttl"
    enabled        = true
  }

  point_in_time_recovery {
    enabled                 = var.point_in_time_recovery_days > 0
    recovery_period_in_days = var.point_in_time_recovery_days > 0 ? var.point_in_time_recovery_days : null
  }

  # Without a key of the operator it is a key of DynamoDB: encrypted too, free, and not listed in the account.
  server_side_encryption {
    enabled     = var.kms_key_arn != null
    kms_key_arn = var.kms_key_arn
  }

  dynamic "on_demand_throughput" {
    for_each = var.table_throughput_limit == null ? [] : [var.table_throughput_limit]

    content {
      max_read_request_units  = on_demand_throughput.value.read_units
      max_write_request_units = on_demand_throughput.value.write_units
    }
  }

  tags = local.tags

  # A destroy deletes what depends first, and nothing of what it depends on if that is refused. So the table, which DynamoDB protects
  # even if it is empty, is asked first: refused, it keeps the bucket, which S3 would protect only while an object is in it, and the
  # secrets with which its rows are sealed. After a destroy that was prepared and broke off, objects without a table are left: what
  # was given up.
  depends_on = [aws_s3_bucket.this, aws_secretsmanager_secret.this]
}
