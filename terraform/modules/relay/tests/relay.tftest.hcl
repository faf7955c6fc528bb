mock_provider "aws" {
  source = "../region/tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../region/tests/mocks"
}

variables {
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
    condition     = strcontains(output.relay_state, "relays nothing")
    error_message = "It says what it does not do."
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
