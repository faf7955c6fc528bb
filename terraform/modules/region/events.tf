################################################################################
# Schedule: maintenance. A run that fails is made up for by the next one; alarms count failures.
################################################################################

resource "aws_cloudwatch_event_rule" "maintenance" {
  name                = "${var.name}-maintenance"
  description         = "Maintenance of the node ${var.name}"
  schedule_expression = var.maintenance_schedule
  state               = var.stopped || !var.maintenance_enabled ? "DISABLED" : "ENABLED"
  tags                = local.tags
}

resource "aws_cloudwatch_event_target" "maintenance" {
  rule = aws_cloudwatch_event_rule.maintenance.name
  arn  = aws_lambda_function.this["maintenance"].arn
}

resource "aws_lambda_permission" "maintenance" {
  statement_id  = "Schedule"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this["maintenance"].function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.maintenance.arn
}

resource "aws_lambda_function_event_invoke_config" "maintenance" {
  function_name = aws_lambda_function.this["maintenance"].function_name
  # The next run of the schedule is the retry.
  maximum_retry_attempts       = 0
  maximum_event_age_in_seconds = 900
}

################################################################################
# Stream: notify hears of commits, the only rows that say that a store has new entries
################################################################################

resource "aws_sqs_queue" "failures" {
  count = local.signaling ? 1 : 0

  name                      = "${var.name}-notify-failures"
  message_retention_seconds = 14 * 24 * 3600
  # SQS' own keys are free; a key of the operator would need SQS in its policy.
  sqs_managed_sse_enabled = true
  tags                    = local.tags
}

resource "aws_lambda_event_source_mapping" "notify" {
  count = local.signaling ? 1 : 0

  event_source_arn  = aws_dynamodb_table.this.stream_arn
  function_name     = aws_lambda_function.this["notify"].arn
  starting_position = "LATEST"
  batch_size        = 100
  # What is committed within a second is one run. Devices hear so much later of it, and then have a request to make.
  maximum_batching_window_in_seconds = 1
  # A notification that is late is of no use: clients ask by themselves.
  maximum_record_age_in_seconds  = 300
  maximum_retry_attempts         = 5
  bisect_batch_on_function_error = true
  function_response_types        = ["ReportBatchItemFailures"]
  tags                           = local.tags

  filter_criteria {
    filter {
      pattern = jsonencode({
        eventName = ["INSERT"]
        dynamodb  = { Keys = { sk = { S = [{ prefix = "C#" }] } } }
      })
    }
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.failures[0].arn
    }
  }

  depends_on = [aws_iam_role_policy.function]
}
