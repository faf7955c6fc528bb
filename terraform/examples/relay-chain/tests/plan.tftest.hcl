mock_provider "aws" {
  alias  = "origin"
  source = "../../modules/region/tests/mocks"
}

mock_provider "aws" {
  alias  = "cache"
  source = "../../modules/region/tests/mocks"
}

mock_provider "aws" {
  alias  = "passthrough"
  source = "../../modules/region/tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../modules/region/tests/mocks"
}

variables {
  package_file = "../../modules/region/tests/fixtures/package.zip"
}

run "each_hop_is_in_front_of_the_next" {
  command = apply

  assert {
    condition     = output.upstream_urls == { cache = output.origin_url, passthrough = output.cache_url }
    error_message = "Passthrough, cache, origin."
  }
}

run "regions_that_are_none_and_a_long_name_are_refused" {
  command = plan

  variables {
    name               = "blindhop-all-over-the-world"
    origin_region      = "frankfurt"
    cache_region       = "virginia"
    passthrough_region = "sydney"
  }

  expect_failures = [var.name, var.origin_region, var.cache_region, var.passthrough_region]
}
