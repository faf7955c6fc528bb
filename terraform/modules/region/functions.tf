################################################################################
# Functions: one package, of which the handler says which function a copy is
################################################################################

locals {
  package_hash = filesha256(var.package_file)

  signaling = var.signaling != null
  turn      = length(var.turn_urls) > 0

  functions = merge(
    {
      sync = {
        description = "Answers the routes of the sync protocol"
        memory      = var.sync_memory_mb
        timeout     = var.sync_timeout_seconds
        concurrency = var.sync_reserved_concurrency
      }
      maintenance = {
        description = "Finishes, clears up, purges; makes and rotates secrets"
        memory      = var.maintenance_memory_mb
        timeout     = 900
        concurrency = null
      }
    },
    local.signaling ? {
      signaling = {
        description = "Lets the devices of a tenant find each other"
        memory      = var.signaling_memory_mb
        # API Gateway waits for 29 seconds.
        timeout     = 29
        concurrency = null
      }
      notify = {
        description = "Hears of new entries from the stream of the table, and tells devices"
        memory      = var.notify_memory_mb
        timeout     = 60
        concurrency = null
      }
    } : {},
  )

  # All that functions read, and nothing else: they refuse to start with a variable that they do not know.
  environment = merge(
    {
      BLINDHOP_TABLE                       = aws_dynamodb_table.this.name
      BLINDHOP_BUCKET                      = aws_s3_bucket.this["objects"].id
      BLINDHOP_IDENTITY_SECRET             = aws_secretsmanager_secret.this["identity"].arn
      BLINDHOP_TOKEN_SECRET                = aws_secretsmanager_secret.this["tokens"].arn
      BLINDHOP_ORIGIN_SECRET               = local.cloudfront ? aws_secretsmanager_secret.this["origin"].arn : ""
      BLINDHOP_ORIGIN_KEY_STORE            = local.cloudfront ? aws_cloudfront_key_value_store.origin[0].arn : ""
      BLINDHOP_SYSTEM_CONFIG_JSON          = var.system_config_json
      BLINDHOP_CHANGE_EVENTS               = tostring(var.change_events)
      BLINDHOP_CORS_ORIGINS                = join(",", var.cors_origins)
      BLINDHOP_SYSTEM_ALLOWED_IPS          = join(",", var.system_allowed_ips)
      BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS = tostring(var.allow_insecure_sync_servers)
      BLINDHOP_TENANT_DELETION_DELAY       = var.tenant_deletion_delay
      BLINDHOP_GENERATION                  = tostring(var.generation)
      BLINDHOP_TELL_COST                   = tostring(var.tell_cost)
      BLINDHOP_SIGNALING_URL               = local.signaling ? var.signaling.url : "off"
      BLINDHOP_SIGNALING_ENDPOINT          = local.signaling ? var.signaling.endpoint : ""
      BLINDHOP_STUN_URLS                   = join(",", var.stun_urls)
      BLINDHOP_TURN_URLS                   = join(",", var.turn_urls)
      BLINDHOP_TURN_SECRET_ARN             = local.turn ? aws_secretsmanager_secret.this["turn"].arn : ""
      BLINDHOP_UPSTREAM                    = var.upstream.url
      BLINDHOP_UPSTREAM_MODE               = var.upstream.mode
      BLINDHOP_UPSTREAM_DATABASES          = join(",", var.upstream.databases)
      BLINDHOP_UPSTREAM_READ_ONLY          = tostring(var.upstream.read_only)
      BLINDHOP_UPSTREAM_REGISTER           = tostring(var.upstream.register)
      BLINDHOP_UPSTREAM_DIRECTORY_SECONDS  = tostring(var.upstream.directory_seconds)
      BLINDHOP_UPSTREAM_OFFLINE_HOURS      = tostring(var.upstream.offline_hours)
      BLINDHOP_UPSTREAM_FORWARD_SECONDS    = tostring(var.upstream.forward_seconds)
      BLINDHOP_UPSTREAM_CACHE_MEGABYTES    = tostring(var.upstream.cache_megabytes)
      BLINDHOP_UPSTREAM_WATCH_SECONDS      = tostring(var.upstream.watch_seconds)
      BLINDHOP_RATE_ADDRESS                = tostring(var.rate_limits.address)
      BLINDHOP_RATE_AUTHENTICATION         = tostring(var.rate_limits.authentication)
      BLINDHOP_RATE_REGISTRATION           = tostring(var.rate_limits.registration)
      BLINDHOP_RATE_SYSTEM                 = tostring(var.rate_limits.system)
      BLINDHOP_RATE_SYNC                   = tostring(var.rate_limits.sync)
      BLINDHOP_RATE_DEVICE                 = tostring(var.rate_limits.device)
      BLINDHOP_QUOTA_ENTRIES               = var.tenant_quota.entries
      BLINDHOP_QUOTA_BYTES                 = var.tenant_quota.bytes
    },
  )
}

resource "aws_s3_object" "package" {
  bucket = aws_s3_bucket.this["packages"].id
  # Named by content: a new package is a new object, and the old one goes after the functions have let go of it.
  key         = "${local.package_hash}.zip"
  source      = var.package_file
  source_hash = local.package_hash

  # An object has ten tags at most, and a provider may have more for all that it makes.
  override_provider {
    default_tags {
      tags = {}
    }
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_s3_bucket_server_side_encryption_configuration.this, aws_s3_bucket_policy.this]
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${var.name}-${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
  tags              = local.tags
}

resource "aws_lambda_function" "this" {
  for_each = local.functions

  function_name                  = "${var.name}-${each.key}"
  description                    = each.value.description
  role                           = aws_iam_role.function[each.key].arn
  runtime                        = "provided.al2023"
  architectures                  = [var.package_architecture]
  handler                        = each.key
  s3_bucket                      = aws_s3_object.package.bucket
  s3_key                         = aws_s3_object.package.key
  source_code_hash               = filebase64sha256(var.package_file)
  memory_size                    = each.value.memory
  timeout                        = each.value.timeout
  reserved_concurrent_executions = var.stopped ? 0 : coalesce(each.value.concurrency, -1)
  kms_key_arn                    = var.kms_key_arn
  # Versions of "sync" are what its alias moves between.
  publish = each.key == "sync"
  tags    = local.tags

  environment {
    variables = local.environment
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.function[each.key].name
  }

  lifecycle {
    precondition {
      # Four characters of base64 are three bytes, where length() of the text itself would count characters.
      condition     = length(base64encode(jsonencode(local.environment))) * 3 / 4 <= 4096
      error_message = "The variables of a function have about ${length(base64encode(jsonencode(local.environment))) * 3 / 4} bytes as JSON, and Lambda takes 4096. Shorten system_config_json, cors_origins, system_allowed_ips or the databases of the upstream: who may use /system/* can be told through its route."
    }
  }

  depends_on = [aws_iam_role_policy.function]
}

################################################################################
# URL of sync. An alias moves to a new version when that version is ready; requests under way end on the old one.
################################################################################

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version behind the URL"
  function_name    = aws_lambda_function.this["sync"].function_name
  function_version = aws_lambda_function.this["sync"].version
}

resource "aws_lambda_function_url" "sync" {
  function_name = aws_lambda_function.this["sync"].function_name
  qualifier     = aws_lambda_alias.live.name
  # Clients know nothing of AWS signatures; the function itself asks who they are.
  authorization_type = "NONE"
  # A buffered answer ends at 6 MB.
  invoke_mode = "RESPONSE_STREAM"
}

resource "aws_lambda_permission" "url" {
  statement_id           = "FunctionUrl"
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.this["sync"].function_name
  qualifier              = aws_lambda_alias.live.name
  principal              = "*"
  function_url_auth_type = aws_lambda_function_url.sync.authorization_type
}

# URLs made since October 2025 need this permission too. Without its condition it would let every AWS account invoke the
# function with any event, and aws_lambda_permission of provider 5.100 has no word for the condition.
resource "aws_cloudformation_stack" "url_permission" {
  name         = "${var.name}-url-permission"
  on_failure   = "DELETE"
  capabilities = []
  tags         = local.tags

  template_body = jsonencode({
    Description = "Lets the function URL of ${var.name} invoke its function"
    Resources = {
      InvokeViaUrl = {
        Type = "AWS::Lambda::Permission"
        Properties = {
          Action                = "lambda:InvokeFunction"
          FunctionName          = aws_lambda_alias.live.arn
          Principal             = "*"
          InvokedViaFunctionUrl = true
        }
      }
    }
  })
}
