mock_provider "aws" {
  source = "../../modules/region/tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../modules/region/tests/mocks"
}

variables {
  package_file = "../../modules/region/tests/fixtures/package.zip"
  turn_secret  = ""
}

run "a_node_and_its_websocket_api_are_made_of_each_other" {
  command = apply

  assert {
    condition     = output.signaling_url == "wss://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
    error_message = "Devices meet at the API."
  }

  assert {
    condition     = startswith(output.node_url, "https://")
    error_message = "They get their tickets from the node."
  }
}

run "turn_is_written_once_its_secret_is_given" {
  command = apply

  variables {
    turn_urls           = ["turns:turn.example.org:5349"]
    turn_secret         = "a-secret-of-coturn"
    turn_secret_version = 1
  }

  assert {
    condition     = contains(keys(module.node.secret_arns), "turn")
    error_message = "There is a secret for it."
  }
}

run "a_region_that_is_none_is_refused" {
  command = plan

  variables {
    region = "frankfurt"
  }

  expect_failures = [var.region]
}
