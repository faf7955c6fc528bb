output "socket_url" {
  description = "Where clients connect."
  value       = var.domain_name == null ? aws_apigatewayv2_stage.this.invoke_url : "wss://${var.domain_name}"
}

output "management_endpoint" {
  description = "Where the function posts to connections."
  value       = var.domain_name == null ? replace(aws_apigatewayv2_stage.this.invoke_url, "wss://", "https://") : "https://${var.domain_name}"
}

output "management_policy_json" {
  description = "IAM policy for whoever posts to connections of this stage, and to no other."
  value = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "PostToConnections"
      Effect = "Allow"
      Action = "execute-api:ManageConnections"
      # The last part is the id of a connection, which is not known before.
      Resource = "${aws_apigatewayv2_api.this.execution_arn}/${aws_apigatewayv2_stage.this.name}/POST/@connections/*"
    }]
  })
}

output "api_id" {
  description = "Id of the API."
  value       = aws_apigatewayv2_api.this.id
}

output "domain_target" {
  description = "Where the DNS record of the domain must point; null without one."
  value       = one([for domain in aws_apigatewayv2_domain_name.this : domain.domain_name_configuration[0].target_domain_name])
}
