mock_provider "aws" {
  mock_resource "aws_apigatewayv2_api" {
    defaults = {
      id            = "abcdef1234"
      execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:abcdef1234"
    }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/apigateway/hop-signaling" }
  }

  mock_resource "aws_apigatewayv2_stage" {
    defaults = { invoke_url = "wss://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1" }
  }
}

variables {
  name = "hop"

  function = {
    name       = "hop-signaling"
    invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:hop-signaling/invocations"
  }
}

run "every_event_of_a_connection_reaches_the_function" {
  command = apply

  assert {
    condition     = toset(keys(aws_apigatewayv2_route.this)) == toset(["$connect", "$default", "$disconnect"]) && aws_apigatewayv2_api.this.protocol_type == "WEBSOCKET"
    error_message = "There are the three routes of a WebSocket API."
  }

  assert {
    condition     = aws_apigatewayv2_integration.function.integration_uri == var.function.invoke_arn
    error_message = "All of them are the function."
  }

  assert {
    condition     = aws_lambda_permission.api.source_arn == "arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/v1/*" && aws_lambda_permission.api.principal == "apigateway.amazonaws.com"
    error_message = "Only this stage invokes the function."
  }

  assert {
    condition     = output.signaling_url == "wss://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1" && output.for_node.url == output.signaling_url && output.for_node.endpoint == "https://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
    error_message = "Clients connect to the stage, and the function posts to it."
  }

  assert {
    condition     = output.for_node.connection_arns == [for method in ["POST", "DELETE"] : "arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/v1/${method}/@connections/*"]
    error_message = "Whoever posts and closes does it on this stage."
  }
}

run "messages_are_bounded_and_not_logged" {
  command = plan

  assert {
    condition     = aws_apigatewayv2_stage.this.default_route_settings[0].throttling_rate_limit == 200 && !aws_apigatewayv2_stage.this.default_route_settings[0].data_trace_enabled && length(aws_apigatewayv2_stage.this.access_log_settings) == 0
    error_message = "A bound for the bill, and no message in a log."
  }
}

run "events_are_logged_if_asked_for_and_without_what_is_secret" {
  command = apply

  variables {
    access_log_retention_days = 7
  }

  assert {
    condition     = aws_cloudwatch_log_group.access[0].retention_in_days == 7 && length(aws_apigatewayv2_stage.this.access_log_settings) == 1
    error_message = "The lines are kept for as long as was asked."
  }

  assert {
    condition     = !strcontains(one(aws_apigatewayv2_stage.this.access_log_settings).format, "header") && !strcontains(one(aws_apigatewayv2_stage.this.access_log_settings).format, "sourceIp")
    error_message = "No ticket and no address is in a line."
  }
}

run "with_a_domain_there_is_no_other_address" {
  command = apply

  variables {
    domain_name     = "signal.example.org"
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
  }

  assert {
    condition     = aws_apigatewayv2_api.this.disable_execute_api_endpoint && output.signaling_url == "wss://signal.example.org" && output.for_node.endpoint == "https://signal.example.org"
    error_message = "Clients connect to the domain only."
  }
}

run "what_cannot_be_is_refused" {
  command = plan

  variables {
    name                      = "Hop"
    function                  = { name = "hop-signaling", invoke_arn = "arn:aws:lambda:eu-central-1:123456789012:function:hop-signaling" }
    stage_name                = "V 1"
    rate_limit                = 0
    burst_limit               = 0
    access_log_retention_days = 2
    domain_name               = "signal.example.org"
  }

  expect_failures = [
    var.name,
    var.function,
    var.stage_name,
    var.rate_limit,
    var.burst_limit,
    var.access_log_retention_days,
    var.domain_name,
  ]
}
