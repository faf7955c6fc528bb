mock_provider "aws" {
  source = "../../modules/region/tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../modules/region/tests/mocks"
}

variables {
  package_file = "../../modules/region/tests/fixtures/package.zip"
}

run "clients_point_at_the_root_of_a_host" {
  command = apply

  assert {
    condition     = output.node_url == "https://abcdefghij.lambda-url.eu-central-1.on.aws"
    error_message = "The URL of the node has no path."
  }

  assert {
    condition     = length(output.alarm_names) == 7
    error_message = "As many alarms as the README has a price for."
  }
}

run "a_region_that_is_none_is_refused" {
  command = plan

  variables {
    region = "frankfurt"
  }

  expect_failures = [var.region]
}
