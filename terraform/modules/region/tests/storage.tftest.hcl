mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/mocks"
}

variables {
  turn_secret  = ""
  name         = "hop"
  package_file = "tests/fixtures/package.zip"
}

run "what_is_stored_is_private_encrypted_and_recoverable" {
  command = apply

  assert {
    condition = alltrue([
      for block in aws_s3_bucket_public_access_block.this :
      block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets
    ]) && length(aws_s3_bucket_public_access_block.this) == 2
    error_message = "Every bucket blocks public access."
  }

  assert {
    condition = alltrue([
      for policy in aws_s3_bucket_policy.this : alltrue([
        for statement in jsondecode(policy.policy).Statement :
        statement.Effect == "Deny" && statement.Condition.Bool["aws:SecureTransport"] == "false"
      ])
    ])
    error_message = "The policies of buckets allow nothing, and refuse what comes without TLS."
  }

  assert {
    condition = alltrue([
      for encryption in aws_s3_bucket_server_side_encryption_configuration.this :
      one(one(encryption.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    ])
    error_message = "Buckets are encrypted."
  }

  assert {
    condition     = length(aws_s3_bucket_versioning.objects) == 0
    error_message = "The bucket keeps nothing of what was purged."
  }

  assert {
    condition     = !aws_s3_bucket.this["objects"].force_destroy && aws_dynamodb_table.this.deletion_protection_enabled
    error_message = "Neither objects nor rows are deleted by accident."
  }

  assert {
    condition     = aws_dynamodb_table.this.point_in_time_recovery[0].enabled && aws_dynamodb_table.this.point_in_time_recovery[0].recovery_period_in_days == 35
    error_message = "The table can be restored to any time of the last 35 days."
  }
}

run "the_table_is_that_of_the_functions" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.this.hash_key == "pk" && aws_dynamodb_table.this.range_key == "sk"
    error_message = "The keys are pk and sk."
  }

  assert {
    condition     = aws_dynamodb_table.this.billing_mode == "PAY_PER_REQUEST" && aws_dynamodb_table.this.stream_view_type == "NEW_IMAGE"
    error_message = "The table is on demand, with a stream of new images."
  }

  assert {
    condition     = aws_dynamodb_table.this.ttl[0].enabled && aws_dynamodb_table.this.ttl[0].attribute_name == "ttl"
    error_message = "Rows expire by ttl."
  }
}

run "a_key_of_the_operator_encrypts_everything" {
  command = apply

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  }

  assert {
    condition = alltrue([
      for encryption in aws_s3_bucket_server_side_encryption_configuration.this :
      one(one(encryption.rule).apply_server_side_encryption_by_default).kms_master_key_id == var.kms_key_arn
    ])
    error_message = "Buckets use the key."
  }

  assert {
    condition     = aws_dynamodb_table.this.server_side_encryption[0].kms_key_arn == var.kms_key_arn
    error_message = "The table uses the key."
  }

  assert {
    condition = alltrue(concat(
      [for secret in aws_secretsmanager_secret.this : secret.kms_key_id == var.kms_key_arn],
      [for group in aws_cloudwatch_log_group.function : group.kms_key_id == var.kms_key_arn],
      [for function in aws_lambda_function.this : function.kms_key_arn == var.kms_key_arn],
    ))
    error_message = "Secrets, logs and variables of functions use the key."
  }

  assert {
    condition = alltrue([
      for policy in aws_iam_role_policy.function : anytrue([
        for statement in jsondecode(policy.policy).Statement :
        statement.Resource == [var.kms_key_arn] && statement.Action == ["kms:Decrypt", "kms:GenerateDataKey"]
      ])
    ])
    error_message = "Functions may use this key and no other."
  }
}

run "versions_are_kept_only_for_as_long_as_is_asked" {
  command = plan

  variables {
    deleted_objects_days = 14
  }

  assert {
    condition     = aws_s3_bucket_versioning.objects[0].versioning_configuration[0].status == "Enabled"
    error_message = "Versions are kept."
  }

  assert {
    condition     = one([for rule in aws_s3_bucket_lifecycle_configuration.objects.rule : rule if rule.id == "what-maintenance-deleted"]).noncurrent_version_expiration[0].noncurrent_days == 14
    error_message = "And end after the days that were asked for."
  }
}

run "what_is_given_up_leaves_nothing_behind" {
  command = apply

  variables {
    deletion_protection = false
    force_destroy       = true
  }

  assert {
    condition = alltrue([
      !aws_dynamodb_table.this.deletion_protection_enabled,
      aws_s3_bucket.this["objects"].force_destroy,
      aws_s3_bucket.this["packages"].force_destroy,
      alltrue([for secret in aws_secretsmanager_secret.this : secret.recovery_window_in_days == 0]),
    ])
    error_message = "Table, objects and secrets can be deleted, and at once."
  }
}

run "without_deletion_protection_alone_nothing_can_be_deleted" {
  command = apply

  variables {
    deletion_protection = false
  }

  assert {
    condition = alltrue([
      aws_dynamodb_table.this.deletion_protection_enabled,
      !aws_s3_bucket.this["objects"].force_destroy,
      alltrue([for secret in aws_secretsmanager_secret.this : secret.recovery_window_in_days == 7]),
    ])
    error_message = "Small payloads are in the table only: it must not go because the bucket is empty."
  }
}

run "with_force_destroy_alone_nothing_can_be_deleted" {
  command = apply

  variables {
    force_destroy = true
  }

  assert {
    condition = alltrue([
      aws_dynamodb_table.this.deletion_protection_enabled,
      !aws_s3_bucket.this["objects"].force_destroy,
      alltrue([for secret in aws_secretsmanager_secret.this : secret.recovery_window_in_days == 7]),
    ])
    error_message = "The bucket must not be emptied while the table is kept."
  }
}

run "uploads_that_were_broken_off_end" {
  command = plan

  assert {
    condition = alltrue([
      for configuration in [aws_s3_bucket_lifecycle_configuration.objects, aws_s3_bucket_lifecycle_configuration.packages] :
      configuration.rule[0].abort_incomplete_multipart_upload[0].days_after_initiation == 1
    ])
    error_message = "No part of an upload is paid for longer than a day."
  }
}
