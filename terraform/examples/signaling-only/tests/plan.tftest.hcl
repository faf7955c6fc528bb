mock_provider "aws" {
  mock_data "aws_lambda_function" {
    defaults = {
      function_name = "mine"
      invoke_arn    = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:mine/invocations"
      role          = "arn:aws:iam::123456789012:role/service/mine-role"
    }
  }

  mock_resource "aws_apigatewayv2_api" {
    defaults = { execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:abcdef1234" }
  }

  mock_resource "aws_apigatewayv2_stage" {
    defaults = { invoke_url = "wss://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1" }
  }
}

variables {
  function_name = "mine"
}

run "the_function_gets_connections_and_may_post_to_them" {
  command = apply

  assert {
    condition     = output.socket_url == "wss://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
    error_message = "Clients connect to the API."
  }

  assert {
    condition     = aws_iam_role_policy.post.role == "mine-role" && strcontains(aws_iam_role_policy.post.policy, "execute-api:ManageConnections")
    error_message = "The role of the function may post."
  }
}

run "a_region_that_is_none_is_refused" {
  command = plan

  variables {
    region = "frankfurt"
  }

  expect_failures = [var.region]
}
