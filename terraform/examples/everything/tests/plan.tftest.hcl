mock_provider "aws" {
  source = "../../modules/region/tests/mocks"
}

mock_provider "aws" {
  alias  = "hop"
  source = "../../modules/region/tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../modules/region/tests/mocks"
}

variables {
  domain_name  = "sync.example.org"
  zone_id      = "Z0123456789"
  package_file = "../../modules/region/tests/fixtures/package.zip"
  alarm_emails = ["ops@example.org"]
  turn_secret  = ""
}

run "everything_hangs_together" {
  command = apply

  assert {
    condition     = output.node_url == "https://sync.example.org"
    error_message = "Clients point at the domain."
  }

  assert {
    condition     = length(output.alarm_names) == 9
    error_message = "All alarms are there."
  }

  assert {
    condition     = output.signaling_url == "wss://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
    error_message = "Devices meet at the WebSocket API."
  }

  assert {
    condition     = aws_kms_key.this.enable_key_rotation
    error_message = "The key is rotated."
  }
}

run "a_long_name_and_regions_that_are_none_are_refused" {
  command = plan

  variables {
    name       = "a-name-of-seventeen"
    region     = "frankfurt"
    hop_region = "virginia"
  }

  expect_failures = [var.name, var.region, var.hop_region]
}
