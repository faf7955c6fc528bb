mock_provider "aws" {
  source = "../region/tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../region/tests/mocks"
}

variables {
  turn_secret  = ""
  name         = "edge"
  package_file = "../region/tests/fixtures/package.zip"
  upstream_url = "https://origin.example.org"
  mode         = "cache"
}

run "a_hop_is_a_node_that_clients_and_other_hops_point_at" {
  command = apply

  assert {
    condition     = output.node_url == "https://abcdefghij.lambda-url.eu-central-1.on.aws" && output.upstream_url == "https://origin.example.org"
    error_message = "It has a URL of its own and knows its upstream's."
  }

  assert {
    condition = alltrue([
      output.function_variables.BLINDHOP_UPSTREAM == "https://origin.example.org",
      output.function_variables.BLINDHOP_UPSTREAM_MODE == "cache",
      output.function_variables.BLINDHOP_UPSTREAM_DATABASES == "",
      output.function_variables.BLINDHOP_UPSTREAM_READ_ONLY == "false",
      output.function_variables.BLINDHOP_UPSTREAM_REGISTER == "false",
      output.function_variables.BLINDHOP_UPSTREAM_DIRECTORY_SECONDS == "30",
      output.function_variables.BLINDHOP_UPSTREAM_OFFLINE_HOURS == "24",
      output.function_variables.BLINDHOP_UPSTREAM_FORWARD_SECONDS == "15",
      output.function_variables.BLINDHOP_UPSTREAM_CACHE_MEGABYTES == "10240",
      output.function_variables.BLINDHOP_UPSTREAM_WATCH_SECONDS == "10",
    ])
    error_message = "All functions are told the same of the upstream."
  }
}

run "what_is_set_is_what_the_functions_are_told" {
  command = apply

  variables {
    mode              = "passthrough"
    databases         = ["notes", "tasks"]
    read_only         = true
    register_tenants  = true
    directory_seconds = 5
    offline_hours     = 0
    forward_seconds   = 3600
    cache_megabytes   = 1
    watch_seconds     = 3
  }

  assert {
    condition = alltrue([
      output.function_variables.BLINDHOP_UPSTREAM_MODE == "passthrough",
      output.function_variables.BLINDHOP_UPSTREAM_DATABASES == "notes,tasks",
      output.function_variables.BLINDHOP_UPSTREAM_READ_ONLY == "true",
      output.function_variables.BLINDHOP_UPSTREAM_REGISTER == "true",
      output.function_variables.BLINDHOP_UPSTREAM_DIRECTORY_SECONDS == "5",
      output.function_variables.BLINDHOP_UPSTREAM_OFFLINE_HOURS == "0",
      output.function_variables.BLINDHOP_UPSTREAM_FORWARD_SECONDS == "3600",
      output.function_variables.BLINDHOP_UPSTREAM_CACHE_MEGABYTES == "1",
      output.function_variables.BLINDHOP_UPSTREAM_WATCH_SECONDS == "3",
    ])
    error_message = "Every setting of a hop has its variable."
  }
}

run "an_upstream_without_https_is_refused" {
  command = plan

  variables {
    upstream_url = "http://origin.example.org"
  }

  expect_failures = [var.upstream_url]
}

run "an_upstream_with_a_path_and_an_unknown_mode_are_refused" {
  command = plan

  variables {
    upstream_url = "https://origin.example.org/sync"
    mode         = "mirror"
  }

  expect_failures = [var.upstream_url, var.mode]
}

run "several_upstreams_are_merged" {
  command = apply

  variables {
    upstream_url = "https://one.example.org,https://two.example.org:8443"
    mode         = "merge"
  }

  assert {
    condition = alltrue([
      output.function_variables.BLINDHOP_UPSTREAM == "https://one.example.org,https://two.example.org:8443",
      output.function_variables.BLINDHOP_UPSTREAM_MODE == "merge",
    ])
    error_message = "All of them are told, in their order."
  }
}

run "a_list_with_something_else_in_it_is_refused" {
  command = plan

  variables {
    upstream_url = "https://one.example.org, https://two.example.org"
    mode         = "merge"
  }

  expect_failures = [var.upstream_url]
}

run "every_mode_is_taken" {
  command = apply

  variables {
    mode = "store-and-forward"
  }

  assert {
    condition     = output.function_variables.BLINDHOP_UPSTREAM_MODE == "store-and-forward"
    error_message = "Passthrough, cache and merge are in the runs above."
  }
}

run "what_a_node_can_be_told_a_hop_can_be_told" {
  command = apply

  variables {
    generation           = 2
    table_name           = "edge-data-2"
    stopped              = true
    cors_origins         = ["https://app.example.org"]
    tenant_quota         = { bytes = "1000000" }
    rate_limits          = { sync = 600 }
    system_config_json   = "{\"capabilities\":{\"GET:/system/*\":[]}}"
    turn_urls            = ["turns:turn.example.org:5349"]
    maintenance_schedule = "rate(1 minute)"
  }

  assert {
    condition = alltrue([
      output.table_name == "edge-data-2",
      output.function_variables.BLINDHOP_GENERATION == "2",
      output.function_variables.BLINDHOP_CORS_ORIGINS == "https://app.example.org",
      output.function_variables.BLINDHOP_QUOTA_BYTES == "1000000",
      output.function_variables.BLINDHOP_QUOTA_ENTRIES == "unlimited",
      output.function_variables.BLINDHOP_RATE_SYNC == "600",
      output.function_variables.BLINDHOP_RATE_DEVICE == "60",
      strcontains(output.function_variables.BLINDHOP_SYSTEM_CONFIG_JSON, "GET:/system/*"),
      contains(keys(output.secret_arns), "turn"),
    ])
    error_message = "It is passed on; what is left out has the default of the module region."
  }
}
