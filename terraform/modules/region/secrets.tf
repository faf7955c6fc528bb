################################################################################
# Secrets: made empty. The maintenance function fills them, so that no state file and no log ever holds one. That of TURN is the
# operator's: written by a write-only argument, or by hand.
################################################################################

locals {
  secrets = merge(
    {
      identity = "Keys of the node: its identity, which stays"
      tokens   = "Master secrets of the tokens of logins"
    },
    local.cloudfront ? { origin = "Keys by which CloudFront proves itself" } : {},
    local.turn ? { turn = "What the node shares with the TURN server" } : {},
  )

  # Which functions have any use of a secret.
  secret_users = {
    identity = ["sync", "maintenance", "signaling", "notify"]
    tokens   = ["sync", "maintenance", "signaling", "notify"]
    origin   = ["sync", "maintenance"]
    turn     = ["sync"]
  }
}

resource "aws_secretsmanager_secret" "this" {
  for_each = local.secrets

  # A prefix, because the name of a secret stays taken for as long as it can be restored.
  name_prefix = "${var.name}-${each.key}-"
  description = each.value
  kms_key_id  = var.kms_key_arn
  # What is deleted with all its objects has no use for its secrets.
  recovery_window_in_days = local.given_up ? 0 : var.secret_recovery_days
  tags                    = local.tags
}

resource "aws_secretsmanager_secret_version" "turn" {
  count = local.turn && var.turn_secret_version > 0 ? 1 : 0

  secret_id                = aws_secretsmanager_secret.this["turn"].id
  secret_string_wo         = var.turn_secret
  secret_string_wo_version = var.turn_secret_version
}

resource "aws_lambda_invocation" "initialise" {
  function_name = aws_lambda_function.this["maintenance"].function_name
  input         = jsonencode({ action = "initialise" })

  # Does nothing to a secret that has a value, so it may be repeated.
  triggers = { for name, secret in aws_secretsmanager_secret.this : name => secret.arn }

  depends_on = [aws_iam_role_policy.function, aws_cloudwatch_log_group.function]
}
