# Table: what describes the ciphertext. infra/…/definition/TableDefinition is the same in Java; a test compares.

resource "aws_dynamodb_table" "this" {
  name                        = coalesce(var.table_name, "${var.name}-data")
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "pk"
  range_key                   = "sk"
  stream_enabled              = true
  stream_view_type            = "NEW_IMAGE"
  deletion_protection_enabled = var.deletion_protection

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

  # So a destroy deletes it before them, and not at all without it: rows are sealed with the node's identity.
  depends_on = [aws_secretsmanager_secret.this]
}
