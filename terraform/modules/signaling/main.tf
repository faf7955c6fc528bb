################################################################################
# WebSocket API: connections, and three routes to one function
################################################################################

resource "aws_apigatewayv2_api" "this" {
  name          = "${var.name}-signaling"
  description   = "Peers of ${var.name} find each other here"
  protocol_type = "WEBSOCKET"
  # The expression is asked for; there is only $default, and the function reads the type of a message.
  route_selection_expression = "$request.body.type"
  # With a domain there is one address and not two.
  disable_execute_api_endpoint = var.domain_name != null
  tags                         = var.tags
}

resource "aws_apigatewayv2_integration" "function" {
  api_id             = aws_apigatewayv2_api.this.id
  integration_type   = "AWS_PROXY"
  integration_method = "POST"
  integration_uri    = var.function.invoke_arn
}

resource "aws_apigatewayv2_route" "this" {
  for_each = toset(["$connect", "$disconnect", "$default"])

  api_id    = aws_apigatewayv2_api.this.id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.function.id}"
  # The function spends the ticket of a client at $connect; an authorizer would be a second cold start before it.
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_stage" "this" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = var.stage_name
  auto_deploy = true
  tags        = var.tags

  default_route_settings {
    # Logs of API Gateway would hold tickets and what peers say to each other.
    data_trace_enabled     = false
    logging_level          = "OFF"
    throttling_rate_limit  = var.rate_limit
    throttling_burst_limit = var.burst_limit
  }

  dynamic "access_log_settings" {
    for_each = aws_cloudwatch_log_group.access

    content {
      destination_arn = access_log_settings.value.arn
      # No header is in it, because the ticket is one, and no address.
      format = jsonencode({
        requestId        = "$context.requestId"
        requestTime      = "$context.requestTime"
        eventType        = "$context.eventType"
        connectionId     = "$context.connectionId"
        status           = "$context.status"
        error            = "$context.error.message"
        integrationError = "$context.integrationErrorMessage"
      })
    }
  }
}

resource "aws_cloudwatch_log_group" "access" {
  count = var.access_log_retention_days == null ? 0 : 1

  name              = "/aws/apigateway/${var.name}-signaling"
  retention_in_days = var.access_log_retention_days
  tags              = var.tags
}

resource "aws_lambda_permission" "api" {
  statement_id  = "Signaling"
  action        = "lambda:InvokeFunction"
  function_name = var.function.name
  principal     = "apigateway.amazonaws.com"
  # All routes of this stage of this API.
  source_arn = "${aws_apigatewayv2_api.this.execution_arn}/${aws_apigatewayv2_stage.this.name}/*"
}

################################################################################
# Domain
################################################################################

resource "aws_apigatewayv2_domain_name" "this" {
  count = var.domain_name == null ? 0 : 1

  domain_name = var.domain_name
  tags        = var.tags

  domain_name_configuration {
    certificate_arn = var.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "this" {
  count = length(aws_apigatewayv2_domain_name.this)

  api_id      = aws_apigatewayv2_api.this.id
  domain_name = aws_apigatewayv2_domain_name.this[0].id
  stage       = aws_apigatewayv2_stage.this.name
}
