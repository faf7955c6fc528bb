mock_provider "aws" {
  override_during = plan
  alias           = "origin"
  source          = "../../modules/region/tests/mocks"
}

mock_provider "aws" {
  override_during = plan
  alias           = "cache"
  source          = "../../modules/region/tests/mocks"
}

mock_provider "aws" {
  override_during = plan
  alias           = "passthrough"
  source          = "../../modules/region/tests/mocks"
}

mock_provider "aws" {
  override_during = plan
  alias           = "us_east_1"
  source          = "../../modules/region/tests/mocks"
}

variables {
  package_file = "../../modules/region/tests/fixtures/package.zip"
}

override_resource {
  target          = module.origin.aws_lambda_function_url.sync
  override_during = plan
  values          = { function_url = "https://origin.lambda-url.eu-central-1.on.aws/" }
}

override_resource {
  target          = module.cache.module.node.aws_lambda_function_url.sync
  override_during = plan
  values          = { function_url = "https://cache.lambda-url.us-east-1.on.aws/" }
}

override_resource {
  target          = module.passthrough.module.node.aws_lambda_function_url.sync
  override_during = plan
  values          = { function_url = "https://passthrough.lambda-url.ap-southeast-2.on.aws/" }
}

# A test of the repository starts three nodes on what this plan tells their functions.
run "each_hop_is_in_front_of_the_next" {
  command = plan

  assert {
    condition = output.upstream_urls == {
      cache       = "https://origin.lambda-url.eu-central-1.on.aws"
      passthrough = "https://cache.lambda-url.us-east-1.on.aws"
    }
    error_message = "Passthrough, cache, origin."
  }

  assert {
    condition = { for node, variables in output.function_variables : node => "${variables.BLINDHOP_UPSTREAM_MODE} ${variables.BLINDHOP_UPSTREAM}" } == {
      origin      = "passthrough "
      cache       = "cache https://origin.lambda-url.eu-central-1.on.aws"
      passthrough = "passthrough https://cache.lambda-url.us-east-1.on.aws"
    }
    error_message = "The functions of each are told of the next."
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
