mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/mocks"
}

variables {
  name         = "hop"
  package_file = "tests/fixtures/package.zip"
}

run "a_name_with_capitals_is_refused" {
  command = plan

  variables {
    name = "Hop"
  }

  expect_failures = [var.name]
}

run "a_name_that_is_too_long_for_a_bucket_is_refused" {
  command = plan

  variables {
    name = "hop-that-has-a-long-name"
  }

  expect_failures = [var.name]
}

run "a_package_that_is_not_there_is_refused" {
  command = plan

  variables {
    package_file = "tests/fixtures/none.zip"
  }

  expect_failures = [var.package_file]
}

run "an_unknown_architecture_is_refused" {
  command = plan

  variables {
    package_architecture = "riscv"
  }

  expect_failures = [var.package_architecture]
}

run "a_timeout_that_cuts_answers_is_refused" {
  command = plan

  variables {
    sync_timeout_seconds = 5
  }

  expect_failures = [var.sync_timeout_seconds]
}

run "a_concurrency_of_nothing_is_refused" {
  command = plan

  variables {
    sync_reserved_concurrency = 0
  }

  expect_failures = [var.sync_reserved_concurrency]
}

run "a_schedule_that_is_none_is_refused" {
  command = plan

  variables {
    maintenance_schedule = "hourly"
  }

  expect_failures = [var.maintenance_schedule]
}

run "logs_are_not_kept_for_ever" {
  command = plan

  variables {
    log_retention_days = 0
  }

  expect_failures = [var.log_retention_days]
}

run "recovery_beyond_dynamodb_is_refused" {
  command = plan

  variables {
    point_in_time_recovery_days = 36
  }

  expect_failures = [var.point_in_time_recovery_days]
}

run "an_alias_of_a_key_is_refused" {
  command = plan

  variables {
    kms_key_arn = "alias/mine"
  }

  expect_failures = [var.kms_key_arn]
}

run "a_recovery_window_that_secrets_manager_lacks_is_refused" {
  command = plan

  variables {
    secret_recovery_days = 3
  }

  expect_failures = [var.secret_recovery_days]
}

run "a_system_configuration_without_capabilities_is_refused" {
  command = plan

  variables {
    system_config_json = "{}"
  }

  expect_failures = [var.system_config_json]
}

run "an_origin_with_a_path_is_refused" {
  command = plan

  variables {
    cors_origins = ["https://app.example/"]
  }

  expect_failures = [var.cors_origins]
}

run "an_empty_list_of_addresses_is_refused" {
  command = plan

  variables {
    system_allowed_ips = []
  }

  expect_failures = [var.system_allowed_ips]
}

run "a_delay_without_a_unit_is_refused" {
  command = plan

  variables {
    tenant_deletion_delay = "7"
  }

  expect_failures = [var.tenant_deletion_delay]
}

run "a_negative_rate_is_refused" {
  command = plan

  variables {
    rate_limits = { sync = -1 }
  }

  expect_failures = [var.rate_limits]
}

run "a_quota_in_words_is_refused" {
  command = plan

  variables {
    tenant_quota = { bytes = "1 TB" }
  }

  expect_failures = [var.tenant_quota]
}

run "a_throughput_of_nothing_is_refused" {
  command = plan

  variables {
    table_throughput_limit = { read_units = 1, write_units = 1 }
  }

  expect_failures = [var.table_throughput_limit]
}

