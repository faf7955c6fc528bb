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

# A run fails if one of the values in it is taken, and if anything else is refused.

run "what_is_none_of_a_kind_is_refused" {
  command = plan

  variables {
    name                         = "Hop"
    package_file                 = "tests/fixtures/none.zip"
    package_architecture         = "riscv"
    maintenance_schedule         = "hourly"
    kms_key_arn                  = "alias/mine"
    system_config_json           = "{}"
    cors_origins                 = ["https://app.example/"]
    system_allowed_ips           = ["home"]
    tenant_deletion_delay        = "7"
    tenant_quota                 = { bytes = "1 TB" }
    certificate_arn              = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
    cloudfront_price_class       = "cheap"
    origin_key_rotation_schedule = "monthly"
  }

  expect_failures = [
    var.name,
    var.package_file,
    var.package_architecture,
    var.maintenance_schedule,
    var.kms_key_arn,
    var.system_config_json,
    var.cors_origins,
    var.system_allowed_ips,
    var.tenant_deletion_delay,
    var.tenant_quota,
    var.certificate_arn,
    var.cloudfront_price_class,
    var.origin_key_rotation_schedule,
  ]
}

run "several_upstreams_need_the_mode_merge" {
  command = plan

  variables {
    upstream = { url = "https://one.example.org,https://two.example.org", mode = "cache" }
  }

  expect_failures = [var.upstream]
}

run "an_upstream_is_https_and_a_host" {
  command = plan

  variables {
    upstream = { url = "http://origin.example.org" }
  }

  expect_failures = [var.upstream]
}

run "a_hop_has_one_of_three_modes" {
  command = plan

  variables {
    upstream = { url = "https://origin.example.org", mode = "mirror" }
  }

  expect_failures = [var.upstream]
}

run "databases_of_a_hop_are_names" {
  command = plan

  variables {
    upstream = { url = "https://origin.example.org", databases = ["notes,tasks"] }
  }

  expect_failures = [var.upstream]
}

run "directories_of_a_hop_have_an_age" {
  command = plan

  variables {
    upstream = { url = "https://origin.example.org", directory_seconds = 0 }
  }

  expect_failures = [var.upstream]
}

run "directories_of_a_hop_end" {
  command = plan

  variables {
    upstream = { url = "https://origin.example.org", offline_hours = 8761 }
  }

  expect_failures = [var.upstream]
}

run "a_hop_exchanges_entries_after_whole_seconds" {
  command = plan

  variables {
    upstream = { url = "https://origin.example.org", forward_seconds = 1.5 }
  }

  expect_failures = [var.upstream]
}

run "a_hop_exchanges_entries_once_a_day" {
  command = plan

  variables {
    upstream = { url = "https://origin.example.org", forward_seconds = 86401 }
  }

  expect_failures = [var.upstream]
}

run "a_cache_has_a_size" {
  command = plan

  variables {
    upstream = { url = "https://origin.example.org", cache_megabytes = 0.5 }
  }

  expect_failures = [var.upstream]
}

run "values_out_of_range_are_refused" {
  command = plan

  variables {
    name                        = "hop-that-has-a-long-name"
    sync_memory_mb              = 128
    sync_timeout_seconds        = 5
    sync_reserved_concurrency   = 0
    maintenance_memory_mb       = 20000
    log_retention_days          = 0
    point_in_time_recovery_days = 36
    deleted_objects_days        = -1
    table_throughput_limit      = { read_units = 1, write_units = 1 }
    secret_recovery_days        = 3
    system_allowed_ips          = []
    rate_limits                 = { sync = -1 }
    waf_rate_limit              = 1
    domain_name                 = "https://sync.example.org"
    zone_id                     = "Z1"
    cloudfront                  = true
  }

  expect_failures = [
    var.name,
    var.sync_memory_mb,
    var.sync_timeout_seconds,
    var.sync_reserved_concurrency,
    var.maintenance_memory_mb,
    var.log_retention_days,
    var.point_in_time_recovery_days,
    var.deleted_objects_days,
    var.table_throughput_limit,
    var.secret_recovery_days,
    var.system_allowed_ips,
    var.rate_limits,
    var.waf_rate_limit,
    var.domain_name,
  ]
}

run "what_needs_cloudfront_is_refused_without_it" {
  command = plan

  variables {
    domain_name    = "sync.example.org"
    zone_id        = "Z1"
    waf_rate_limit = 10000
  }

  expect_failures = [
    var.domain_name,
    var.waf_rate_limit,
  ]
}

run "a_domain_without_a_certificate_is_refused" {
  command = plan

  variables {
    domain_name = "sync.example.org"
    cloudfront  = true
  }

  expect_failures = [
    var.domain_name,
  ]
}
