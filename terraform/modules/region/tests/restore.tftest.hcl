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

  signaling = {
    url             = "wss://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
    endpoint        = "https://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
    connection_arns = ["arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/v1/POST/@connections/*"]
  }
}

run "a_node_runs_on_its_own_table_in_its_first_life" {
  command = apply

  assert {
    condition = alltrue([
      aws_dynamodb_table.this.name == "hop-data",
      aws_lambda_function.this["sync"].environment[0].variables.BLINDHOP_GENERATION == "1",
      aws_cloudwatch_event_rule.maintenance.state == "ENABLED",
      alltrue([for function in aws_lambda_function.this : function.reserved_concurrent_executions == -1]),
    ])
    error_message = "Nothing is stopped, and the name follows from the node's."
  }
}

run "a_stopped_node_runs_nothing" {
  command = apply

  variables {
    stopped    = true
    cloudfront = true
  }

  assert {
    condition     = alltrue([for function in aws_lambda_function.this : function.reserved_concurrent_executions == 0])
    error_message = "No function may have a copy."
  }

  assert {
    condition     = aws_cloudwatch_event_rule.maintenance.state == "DISABLED" && aws_cloudwatch_event_rule.origin_key[0].state == "DISABLED"
    error_message = "Nobody calls for maintenance."
  }
}

run "a_restored_table_has_another_name_and_a_new_generation" {
  command = apply

  variables {
    table_name          = "hop-data-2"
    generation          = 2
    maintenance_enabled = false
  }

  assert {
    condition = alltrue([
      for function in ["sync", "maintenance"] :
      aws_lambda_function.this[function].environment[0].variables.BLINDHOP_TABLE == "hop-data-2"
      && aws_lambda_function.this[function].environment[0].variables.BLINDHOP_GENERATION == "2"
    ])
    error_message = "The functions are told of both."
  }

  assert {
    condition     = aws_cloudwatch_event_rule.maintenance.state == "DISABLED"
    error_message = "Maintenance waits until the time that was chosen is certain."
  }
}

run "a_name_that_no_table_can_have_is_refused" {
  command = plan

  variables {
    table_name = "a b"
  }

  expect_failures = [var.table_name]
}
