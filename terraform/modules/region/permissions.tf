################################################################################
# What each function may do: permissions.json, which is recorded from the functions at work (docs/permissions.md)
################################################################################

locals {
  permissions = jsondecode(file("${path.module}/permissions.json"))

  # What a kind of resource is here, for each function. A kind that is not here is none: its actions are left out.
  resources = {
    for function in keys(local.functions) : function => merge(
      {
        table     = [aws_dynamodb_table.this.arn]
        stream    = [aws_dynamodb_table.this.stream_arn]
        bucket    = [aws_s3_bucket.this["objects"].arn]
        objects   = ["${aws_s3_bucket.this["objects"].arn}/*"]
        secret    = sort([for name, secret in aws_secretsmanager_secret.this : secret.arn if contains(local.secret_users[name], function)])
        log-group = ["${aws_cloudwatch_log_group.function[function].arn}:*"]
      },
      local.cloudfront ? { origin-keys = [aws_cloudfront_key_value_store.origin[0].arn] } : {},
      local.signaling ? {
        failures    = [aws_sqs_queue.failures[0].arn]
        connections = var.signaling.connection_arns
      } : {},
    )
  }

  # Of each function: { action = [kinds] }.
  actions = {
    for function in keys(local.functions) :
    function => merge(local.permissions[function], local.permissions.platform[function])
  }

  statements = {
    for function, actions in local.actions : function => [
      for kind in distinct(flatten(values(actions))) : {
        Sid      = join("", [for word in split("-", kind) : title(word)])
        Effect   = "Allow"
        Action   = sort([for action, kinds in actions : action if contains(kinds, kind)])
        Resource = local.resources[function][kind]
      } if contains(keys(local.resources[function]), kind)
    ]
  }

  # Only with a key of the operator: whoever may use table, objects and secrets must be able to use the key that they are
  # encrypted with. "notify" reads the stream of the table.
  key_statements = var.kms_key_arn == null ? [] : [{
    Sid      = "Key"
    Effect   = "Allow"
    Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
    Resource = [var.kms_key_arn]
  }]
}

resource "aws_iam_role" "function" {
  for_each = local.functions

  name                 = "${var.name}-${each.key}-${local.region}"
  description          = "What the function ${each.key} of the node ${var.name} may do"
  permissions_boundary = var.permissions_boundary_arn
  tags                 = local.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "function" {
  for_each = local.functions

  name = "what-it-was-seen-to-do"
  role = aws_iam_role.function[each.key].id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.statements[each.key], local.key_statements)
  })
}
