################################################################################
# Secrets: made empty. The maintenance function fills them, so that no state file and no log ever holds one.
################################################################################

locals {
  secrets = merge(
    {
      identity = "Keys of the node: its identity, which stays"
      tokens   = "Master secrets of the tokens of logins"
    },
    local.cloudfront ? { origin = "Keys by which CloudFront proves itself" } : {},
  )
}

resource "aws_secretsmanager_secret" "this" {
  for_each = local.secrets

  # A prefix, because the name of a secret stays taken for as long as it can be restored.
  name_prefix             = "${var.name}-${each.key}-"
  description             = each.value
  kms_key_id              = var.kms_key_arn
  recovery_window_in_days = var.secret_recovery_days
  tags                    = local.tags
}

resource "aws_lambda_invocation" "initialise" {
  function_name = aws_lambda_function.this["maintenance"].function_name
  input         = jsonencode({ action = "initialise" })

  # Does nothing to a secret that has a value, so it may be repeated.
  triggers = { for name, secret in aws_secretsmanager_secret.this : name => secret.arn }

  depends_on = [aws_iam_role_policy.function, aws_cloudwatch_log_group.function]
}
