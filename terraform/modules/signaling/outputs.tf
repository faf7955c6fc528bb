locals {
  socket_url   = var.domain_name == null ? aws_apigatewayv2_stage.this.invoke_url : "wss://${var.domain_name}"
  stage_prefix = "${aws_apigatewayv2_api.this.execution_arn}/${aws_apigatewayv2_stage.this.name}"
}

output "signaling_url" {
  description = "Where clients connect. They learn it with their ticket, from the node."
  value       = local.socket_url
}

output "for_node" {
  description = "What the node needs to know: variable signaling of the module region. It depends on no function, so both modules can be made of each other."
  value = {
    url      = local.socket_url
    endpoint = replace(local.socket_url, "wss://", "https://")
    # The last part is the id of a connection, which is not known before.
    connection_arns = [for method in ["POST", "DELETE"] : "${local.stage_prefix}/${method}/@connections/*"]
  }
}

output "api_id" {
  description = "Id of the API."
  value       = aws_apigatewayv2_api.this.id
}

output "domain_target" {
  description = "Where the DNS record of the domain must point; null without one."
  value       = one([for domain in aws_apigatewayv2_domain_name.this : domain.domain_name_configuration[0].target_domain_name])
}

output "access_log_name" {
  description = "Name of the log group of the events; null without one."
  value       = one(aws_cloudwatch_log_group.access[*].name)
}
